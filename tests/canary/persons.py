"""Canary persons: each goes one path only, so that whoever is found says which path leaks.

Their numbers are replacement numbers (day + 60), or of people born in 1858, whose nought at the
beginning a spreadsheet loses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.deliveries.pseudonym import Pseudonymiser
from tests.canary import needles
from tests.canary.needles import Needle

_EARLY = (  # pass modulus 11, as nearly all numbers did that old
    "0101585018", "0101585026", "0101585034", "0101585042", "0101585050", "0101585069",
    "0101585077", "0101585085", "0101585093", "0101585107",
)  # fmt: skip


@dataclass
class Flock:
    """The canaries sent so far, by the path that each one goes."""

    _numbers: dict[str, str] = field(default_factory=dict)
    _words: dict[str, str] = field(default_factory=dict)

    def number(self, path: str) -> str:
        """Ten digits of somebody new."""
        return self._numbers.setdefault(path, f"610113{4001 + len(self._numbers)}")

    def early(self, path: str) -> str:
        """Ten digits that begin with a nought."""
        used = sum(number.startswith("0") for number in self._numbers.values())
        return self._numbers.setdefault(path, _EARLY[used])

    def word(self, path: str) -> str:
        """A text that could be somebody's name."""
        return self._words.setdefault(path, f"Kanariefugl Næb{len(self._words):03}sen")

    @property
    def numbers(self) -> list[Needle]:
        """What must be nowhere outside of the deliveries."""
        return [needles.number(digits, path) for path, digits in self._numbers.items()]

    @property
    def words(self) -> list[Needle]:
        """What may be in the warehouse at most."""
        return [needles.text(word, f"word: {path}") for path, word in self._words.items()]

    def pseudonyms(self, pseudonymiser: Pseudonymiser) -> list[Needle]:
        """The canaries as the warehouse knows them."""
        names = pseudonymiser.pseudonyms(self._numbers.values())
        return [
            needles.text(name, f"pseudonym: {path}")
            for path, name in zip(self._numbers, names, strict=True)
        ]
