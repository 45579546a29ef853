"""The unprotected set: what the last refresh made, whole and without disclosure control.

``<home>/unprotected/sets/<n>/`` holds ``marts/<mart>.parquet`` of every mart, ``models/<mart>.sql``
of those that a release makes anew from protected figures, and ``set.json``. It shows small counts
and is for those who work in the home; a release is made from it and from nothing else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pipelines.home import Home
from pipelines.publication.numbered import Numbered
from pipelines.publication.pointer import PointerTakenError, refuse_folder

INFO = "set.json"


class NoUnprotectedSetError(Exception):
    """No refresh has finished in this home; the message says what to do."""


@dataclass(frozen=True)
class Scope:
    """What a delivery speaks about: all of it, or one municipality, or one of its periods."""

    scope: str
    area_code: str | None
    period: str | None


@dataclass(frozen=True)
class DeliveryInForce:
    """A delivery that the marts were made from, and the scopes for which it counts."""

    delivery_id: str
    source: str
    file_name: str
    sha256: str
    delivered_on: str
    scopes: tuple[Scope, ...]


@dataclass(frozen=True)
class SetInfo:
    """What ``set.json`` says of a set; dates are ISO texts.

    ``released`` marts leave the house. ``derived`` ones among them are made anew from protected
    figures, in this order. ``row_counts`` is by mart.
    """

    code_version: str
    as_of: str | None
    is_demonstration: bool
    released: tuple[str, ...]
    derived: tuple[str, ...]
    row_counts: dict[str, int]
    deliveries: tuple[DeliveryInForce, ...]

    @classmethod
    def read(cls, path: Path) -> SetInfo:
        """The content of one ``set.json``."""
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        record["deliveries"] = tuple(
            DeliveryInForce(**entry | {"scopes": tuple(Scope(**s) for s in entry["scopes"])})
            for entry in record["deliveries"]
        )
        return cls(**record | {name: tuple(record[name]) for name in ("released", "derived")})

    def write(self, path: Path) -> None:
        """The same content is always the same bytes."""
        path.write_text(
            json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


@dataclass(frozen=True)
class UnprotectedSet:
    """One set; ``path`` is its own folder and not the pointer, so it stays what it is."""

    path: Path

    @property
    def number(self) -> int:
        """Sets are numbered by refreshes that changed something, from 1."""
        return int(self.path.name)

    @cached_property
    def info(self) -> SetInfo:
        """What the set says of itself."""
        return SetInfo.read(self.path / INFO)

    @property
    def marts_folder(self) -> Path:
        """The folder with a Parquet file of every mart."""
        return self.path / "marts"

    @property
    def models_folder(self) -> Path:
        """The folder with the SQL of the derived marts."""
        return self.path / "models"

    def mart(self, name: str) -> Path:
        """The Parquet file of one mart."""
        return self.marts_folder / f"{name}.parquet"

    def sql(self, name: str) -> str:
        """The query that makes a derived mart from the other marts."""
        return (self.models_folder / f"{name}.sql").read_text(encoding="utf-8")


def numbered_sets(home: Home) -> Numbered:
    """The sets of a home and the pointer to the current one."""
    return Numbered(home.unprotected, "sets")


def open_set(home: Home) -> UnprotectedSet:
    """The set of the last refresh that changed something.

    ``NoUnprotectedSetError`` when there is none.
    """
    sets = numbered_sets(home)
    try:
        refuse_folder(sets.pointer, sets.folder)
    except PointerTakenError as taken:
        raise NoUnprotectedSetError(str(taken)) from None
    current = sets.current()
    if current is None:
        raise NoUnprotectedSetError(
            f"There are no marts in {home.path} yet. Run: noegletal refresh --home {home.path}"
        )
    return UnprotectedSet(current)
