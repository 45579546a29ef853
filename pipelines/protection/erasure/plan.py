"""What an erasure will do, found out before anything is changed.

New files are written beside the old ones here already: what takes long or can fail happens before
the ledger says that the erasure has begun.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pipelines.deliveries.discover import FoundFile, discover
from pipelines.deliveries.erasures import ErasedFile
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.home import Home
from pipelines.protection.erasure.byte_search import UnsearchableError, holds_persons
from pipelines.protection.erasure.request import ErasureRefusedError
from pipelines.protection.erasure.rewriting import Rewritten, discard_staged, rewritten
from pipelines.protection.erasure.wanted import Wanted


@dataclass(frozen=True)
class Plan:
    """Files to be put in the place of old ones, and files to be removed with their identity."""

    rewritten: tuple[Rewritten, ...] = ()
    removed: tuple[tuple[FoundFile, Identity], ...] = ()

    @property
    def files(self) -> tuple[ErasedFile, ...]:
        """What the ledger keeps of them."""
        changed = [_kept(each.file, each.identity, "rewritten") for each in self.rewritten]
        gone = [_kept(file, identity, "removed") for file, identity in self.removed]
        return (*changed, *gone)


def _kept(
    file: FoundFile, identity: Identity, action: Literal["removed", "rewritten"]
) -> ErasedFile:
    return ErasedFile(file.source, file.name, identity.delivery_id, identity.sha256, action)


def identified(home: Home) -> Iterator[tuple[FoundFile, Identity]]:
    """Every file of the home with its identity, also what cannot be read."""
    for file in discover(home.raw):
        try:
            with file.open() as content:
                yield file, Identity.of(file.source, content)
        except DeliveryRefusedError:
            yield file, Identity.of_unreadable(file)


def plan_persons(
    home: Home, wanted: Wanted, until: date | None = None, known: Collection[str | None] = ()
) -> Plan:
    """The files that hold one of the persons, written anew.

    ``until``: dated no later, or with one of the ``known`` hashes, whatever their date.

    ``ErasureRefusedError`` when one holds a person, or may, and cannot be rewritten; nothing is
    left of the new files then.
    """
    discard_staged(home.raw)
    new: list[Rewritten] = []
    problems: list[str] = []
    try:
        for file in discover(home.raw):
            if until and not _is_concerned(file, until, known):
                continue
            try:
                if (made := rewritten(file, wanted)) is not None:
                    new.append(made)
            except (DeliveryRefusedError, UnsearchableError):
                problems += _may_hold(file, wanted)
        problems += _elsewhere(home.raw, wanted)
        if problems:
            raise ErasureRefusedError(
                "Nothing was erased and nothing has changed, because these files cannot be "
                "rewritten:\n" + "\n".join(f"  {each}" for each in problems)
            )
    except BaseException:
        discard_staged(home.raw)
        raise
    return Plan(rewritten=tuple(new))


def _is_concerned(file: FoundFile, until: date, known: Collection[str | None]) -> bool:
    if file.delivered_on is None or file.delivered_on <= until:
        return True
    try:
        with file.open() as content:
            return Identity.of(file.source, content).sha256 in known
    except DeliveryRefusedError:
        return True  # better asked than overlooked


def _may_hold(file: FoundFile, wanted: Wanted) -> list[str]:
    """Why a file that loading refuses stands in the way, if it does."""
    name = f"{file.source}/{file.name}" if file.source else file.name
    if file.path.is_symlink():
        return []  # what it points to is no part of the home
    if file.path.is_dir():
        return []  # what lies in it is looked at by itself
    try:
        if not holds_persons(file.path, wanted):
            return []
        why = "it cannot be read as a delivery and holds a person"
    except UnsearchableError:
        why = "it is locked or broken, so that nobody can tell whom it holds"
    return [f"raw/{name}: {why}. Erase it first: `noegletal erase --delivery '{name}'`."]


def _elsewhere(raw: Path, wanted: Wanted) -> list[str]:
    """Files under ``raw`` that are nobody's delivery: hidden ones, and what lies too deep."""
    delivered = {file.path for file in discover(raw)}
    problems: list[str] = []
    for folder, _, names in os.walk(raw):
        for path in (Path(folder) / name for name in names):
            if path in delivered or path.is_symlink() or path.name.startswith(".erasing-"):
                continue
            try:
                is_clear = path.is_file() and not holds_persons(path, wanted)
            except UnsearchableError:
                is_clear = False
            if not is_clear:
                problems.append(
                    f"{path.relative_to(raw.parent).parent}: a file in it is no delivery and holds "
                    "a person, or cannot be looked into. Remove it."
                )
    return problems
