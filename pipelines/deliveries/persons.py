"""The column of civil registration numbers: every distinct number of a batch to a pseudonym.

What makes ten digits a person is said by ``models.person``; here the same rule is applied to many
at once. Whatever does not look like ten digits is read by that definition itself. The digits are
gone when the batch is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from models.contract import Column, Contract
from pipelines.deliveries.columns import ParsedColumn
from pipelines.deliveries.marked import check_marked
from pipelines.deliveries.pseudonym import Pseudonym, Pseudonymiser
from pipelines.deliveries.sentences import Sentence, ValueRejectedError, column_sentence

_TEN_DIGITS = "^[0-9]{6}-?[0-9]{4}$"
_WEIGHTS = np.array([4, 3, 2, 7, 6, 5, 4, 3, 2, 1], dtype=np.int32)
_REPLACEMENT_DAYS = 60
_DAYS_IN_MONTH = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 87)


class PersonReader:
    """Reads a delivery's column of civil registration numbers, batch by batch."""

    def __init__(self, contract: Contract, column: Column, pseudonymiser: Pseudonymiser) -> None:
        """Turn numbers into pseudonyms with this key."""
        self._contract, self._column = contract, column
        self._pseudonymiser = pseudonymiser

    def read(self, texts: pa.DictionaryArray) -> ParsedColumn:
        """The texts of a batch as pseudonym, day of birth, and whether it is a replacement."""
        many = _Persons(len(texts.dictionary))
        is_plain = pc.match_substring_regex(texts.dictionary, _TEN_DIGITS)
        plain = np.flatnonzero(is_plain.to_numpy(zero_copy_only=False))
        digits = pc.replace_substring(texts.dictionary.take(pa.array(plain)), "-", "")
        many.add(plain, digits, self._pseudonymiser)
        others = np.setdiff1d(np.arange(len(texts.dictionary)), plain)
        for place, text in zip(
            others.tolist(), texts.dictionary.take(pa.array(others)).to_pylist(), strict=True
        ):
            self._add_one(many, place, text)
        wrong = column_sentence(self._contract, self._column, "not_a_person")
        for place in np.flatnonzero(many.is_nobody).tolist():
            many.problems.setdefault(place, wrong)
        return many.parsed(self._column, texts.indices.to_numpy())

    def _add_one(self, many: _Persons, place: int, text: str) -> None:
        """A number in any other form: with a space, without its zero, or no number at all."""
        try:
            check_marked(text)
            bare = text.strip()
            if not bare:
                raise ValueRejectedError("missing_value")
            pseudonym = self._pseudonymiser.parse(bare)
        except ValueRejectedError as rejected:
            many.problems[place] = column_sentence(self._contract, self._column, rejected.rule)
            return
        digits = bare.removesuffix(",0").replace("-", "").replace(" ", "")
        many.add_one(place, pseudonym)
        many.note("modulus_11", place, not pseudonym.passes_modulus_11)
        many.note("spreadsheet_decimals", place, bare.endswith(",0"))
        many.note("leading_zero", place, len(digits) < 10)
        many.note("spaces_removed", place, bare != text)


class _Persons:
    """Pseudonyms and days of birth by position among the distinct texts."""

    def __init__(self, size: int) -> None:
        self._ids: NDArray[np.object_] = np.full(size, None, dtype=object)
        self._born = np.zeros(size, dtype=np.int32)
        self._is_replacement = np.zeros(size, dtype=bool)
        self.is_nobody = np.ones(size, dtype=bool)
        self.problems: dict[int, Sentence] = {}
        self._notes: dict[str, list[NDArray[np.int64]]] = {}

    def add(self, places: NDArray[np.int64], digits: pa.Array, key: Pseudonymiser) -> None:
        """Ten digits each; those that are nobody's stay without a pseudonym."""
        born, is_person, is_replacement, passes = birth_days(digits)
        of_person = places[is_person]
        known = digits.filter(pa.array(is_person)).to_pylist()
        self._ids[of_person] = key.pseudonyms(known)
        self._born[of_person] = born[is_person]
        self.is_nobody[of_person] = False
        self._is_replacement[of_person] = is_replacement[is_person]
        self._notes.setdefault("modulus_11", []).append(of_person[~passes[is_person]])

    def add_one(self, place: int, person: Pseudonym) -> None:
        self._ids[place] = person.person_id
        self.is_nobody[place] = False
        self._born[place] = np.datetime64(str(person.birth_date), "D").astype(np.int32)
        self._is_replacement[place] = person.is_replacement

    def note(self, rule: str, place: int, is_met: bool) -> None:
        if is_met:
            self._notes.setdefault(rule, []).append(np.array([place]))

    def parsed(self, column: Column, positions: NDArray[np.int32]) -> ParsedColumn:
        born = pa.array(self._born, pa.int32(), mask=self.is_nobody).cast(pa.date32())
        self._notes["replacement_number"] = [np.flatnonzero(self._is_replacement)]
        notes = {rule: np.concatenate(places) for rule, places in self._notes.items()}
        return ParsedColumn(
            column=column,
            positions=positions,
            values=(
                pa.array(self._ids, pa.string()),
                born,
                pa.array(self._is_replacement, mask=self.is_nobody),
            ),
            problems=self.problems,
            notes={rule: places for rule, places in notes.items() if len(places)},
        )


def birth_days(
    digits: pa.Array | Sequence[str],
) -> tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """For texts of ten digits: day of birth since 1970, and whether it is a person's number, a
    replacement number, and passes modulus 11. The same as ``models.person.parse_cpr`` says.
    """
    texts = np.array(digits, dtype="S10")
    each = texts.view(np.uint8).reshape(len(texts), 10).astype(np.int32) - ord("0")
    day, month = each[:, 0] * 10 + each[:, 1], each[:, 2] * 10 + each[:, 3]
    two, seventh = each[:, 4] * 10 + each[:, 5], each[:, 6]
    is_replacement = day > _REPLACEMENT_DAYS
    day = np.where(is_replacement, day - _REPLACEMENT_DAYS, day)
    recent = np.where(two <= 36, 2000, 1900)
    late = np.where(two <= 57, 2000, 1800)
    century = np.select([seventh <= 3, (seventh == 4) | (seventh == 9)], [1900, recent], late)
    year = century + two
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = _DAYS_IN_MONTH[month] + (is_leap & (month == 2))
    is_person = (day >= 1) & (day <= last)
    months = (year - 1970) * 12 + np.where(is_person, month, 1) - 1
    born = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + day - 1
    return born.astype(np.int32), is_person, is_replacement, each @ _WEIGHTS % 11 == 0
