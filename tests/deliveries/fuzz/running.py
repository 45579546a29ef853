"""Loading spoilt files by the dozen, and what must hold of each of them."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from models.contract import Contract, load_contracts
from pipelines.deliveries import DeliveryOutcome
from tests.deliveries.cases.lines import physical_lines
from tests.deliveries.folder import Folder
from tests.deliveries.fuzz.plausible import DELIVERED_ON, KEY, Raw, good_file
from tests.deliveries.fuzz.spoil import MUST_GO, Table, spoil_table
from tests.deliveries.fuzz.written import Written, written

REASON = "spoilt on purpose"


@dataclass(frozen=True)
class Sample:
    """One spoilt file of one source."""

    contract: Contract
    file: Written

    @property
    def place(self) -> str:
        """Where it lies under ``raw``."""
        return f"{self.contract.source}/{self.file.name}"


def samples(seed: int, count: int) -> Iterator[Sample]:
    """The files of a seed: always the same ones, all sources in turn."""
    contracts = list(load_contracts().values())
    for number in range(count):
        # Not cryptography: a seed must give the same files again.
        random = Random(f"{seed}/{number}")  # noqa: S311
        contract = contracts[number % len(contracts)]
        table = Table.of(good_file(random, contract))
        spoil_table(random, table)
        yield Sample(contract, written(random, table, f"{DELIVERED_ON}_{number:05}"))


def check_samples(folder: Folder, files: list[Sample]) -> Counter[str]:
    """Load the files in one home and check each; how often each outcome came."""
    _same_key(folder)
    for sample in files:
        folder.put(sample.place, sample.file.data)
    try:
        outcomes = {(o.source, o.file_name): o for o in folder.load(accept_shrink=REASON)}
    except Exception as error:
        raise AssertionError(f"One of {[s.place for s in files]} stops the run") from error
    assert len(outcomes) == len(files)
    told: Counter[str] = Counter()
    with folder.reading():
        for sample in files:
            outcome = outcomes[sample.contract.source, sample.file.name]
            try:
                told[_check(folder, sample, outcome)] += 1
            except AssertionError as error:
                raise AssertionError(f"{sample.place}: {error}") from error
    _check_numbers(folder, files)
    return told


def _check(folder: Folder, sample: Sample, outcome: DeliveryOutcome) -> str:
    """What became of one file, in a word."""
    if outcome.outcome in ("refused", "duplicate"):
        assert outcome.message is not None and outcome.message.da and outcome.message.en
        return outcome.outcome
    assert outcome.outcome == "loaded", outcome.outcome
    ((delivery_id, read, accepted, rejected, structural),) = folder.rows(
        "select delivery_id, lines_read, lines_accepted, lines_rejected, lines_structural "
        f"from raw.deliveries where source = '{sample.contract.source}' "
        f"and file_name = '{sample.file.name}'"
    )
    assert isinstance(read, int) and isinstance(structural, int)
    reasons = folder.rows(
        "select line, rule, message_da, message_en from raw.rejected_rows "
        f"where delivery_id = '{delivery_id}'"
    )
    assert all(da and en and da != en for _, _, da, en in reasons)
    rows = _rows(folder, sample.contract, delivery_id)
    assert (len(rows), len(reasons)) == (accepted, rejected), "rows and counts differ"
    lines = [*rows, *(line for line, *_ in reasons)]
    assert len(set(lines)) == len(lines) == read, "a line has two ends"
    assert read + structural in physical_lines(sample.file.data, sample.file.name), "lines are lost"
    _check_untouched(sample, rows, set(lines))
    if rejected:
        return "rows rejected" if accepted else "all rows rejected"
    return "accepted"


def _rows(folder: Folder, contract: Contract, delivery_id: object) -> dict[int, Raw]:
    names = [name for name, _ in contract.raw_columns][1:]
    found = folder.rows(
        f"select {', '.join(names)} from raw.{contract.source} where delivery_id = '{delivery_id}'"
    )
    return {int(str(row[0])): dict(zip(names[1:], row[1:], strict=True)) for row in found}


def _check_untouched(sample: Sample, rows: dict[int, Raw], lines: set[object]) -> None:
    """A good row that nobody touched is taken in as it was meant, or rejected: never otherwise."""
    untouched, contract = sample.file.untouched, sample.contract
    if untouched is None:
        return
    here = Counter(_normal(name) for name in sample.file.header)
    for line, raw in untouched.items():
        assert line in lines, f"line {line} has disappeared"
        if MUST_GO in raw:
            hopeless = str(raw[MUST_GO])
            assert line not in rows or here[_normal(hopeless)] != 1, (
                f"line {line}: {hopeless} was taken in"
            )
            continue
        for column in contract.columns:
            if column.name == contract.extra_dimensions or line not in rows:
                continue
            for name, _ in column.raw_columns:
                given = here[_normal(column.delivered_as)] == 1
                expected = raw[name] if given else column.default
                assert _same(rows[line][name], expected), f"line {line}: {name} has changed"


def _same(found: object, expected: object) -> bool:
    if isinstance(expected, str) and isinstance(found, str):
        return unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", expected)
    if isinstance(expected, int) and isinstance(found, Decimal):
        return found == expected
    return found == expected


def _check_numbers(folder: Folder, files: list[Sample]) -> None:
    """No number of a person is left in the warehouse, which a search of its bytes would show."""
    content = folder.home.warehouse.read_bytes()
    for number in _numbers(files):
        assert number not in content


def _numbers(files: list[Sample]) -> set[bytes]:
    """Numbers of persons as they stand in the CSV files of this home."""
    found: set[bytes] = set()
    for sample in files:
        if any(column.type == "cpr" for column in sample.contract.columns):
            for line in io.BytesIO(sample.file.data):
                digits = line[:10]
                if digits.isdigit() and len(digits) == 10:
                    found.add(digits)
    return found


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


def _same_key(folder: Folder) -> None:
    """The key that the expected pseudonyms were made with."""
    folder.home.secret.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder.home.secret / "pseudonym.key"
    path.write_text(KEY.hex())
    path.chmod(0o600)
