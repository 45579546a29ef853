"""Which deliveries are meant by a name: among the files, and in the warehouse's ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.find import SHORTEST_PREFIX
from pipelines.deliveries.identity import Identity
from pipelines.protection.erasure.request import ErasureRefusedError


@dataclass(frozen=True)
class Named:
    """A delivery with its names, whether its file is still there or not."""

    delivery_id: str
    source: str
    file_name: str

    def is_called(self, name: str) -> bool:
        """Whether that is its file's name, with or without its source."""
        *folders, last = name.replace("\\", "/").casefold().split("/")
        return self.file_name.casefold() == last and (
            not folders or self.source.casefold() == folders[-1]
        )


def meant(
    names: Iterable[str],
    files: Iterable[tuple[FoundFile, Identity]],
    ledger: Iterable[Named],
) -> dict[str, Named]:
    """The deliveries by id; a name means the file of today before an earlier one of that name.

    ``ErasureRefusedError`` when there is none of that name, or several.
    """
    present = [Named(found.delivery_id, file.source, file.name) for file, found in files]
    known = [*present, *ledger]
    found: dict[str, Named] = {}
    for name in names:
        one = _by_id(known, name) or _by_name(present, name) or _by_name(known, name)
        if not one:
            raise ErasureRefusedError(
                f"There is no delivery {name!r}. `noegletal deliveries` lists them; nothing has "
                "changed."
            )
        if len(one) > 1:
            listed = ", ".join(f"{e.source}/{e.file_name} ({e.delivery_id})" for e in one.values())
            raise ErasureRefusedError(
                f"{name!r} may be any of {listed}. Give the id; nothing has changed."
            )
        found |= one
    return found


def _by_id(known: list[Named], name: str) -> dict[str, Named]:
    if len(name) < SHORTEST_PREFIX:
        return {}
    return {each.delivery_id: each for each in known if each.delivery_id.startswith(name.lower())}


def _by_name(known: list[Named], name: str) -> dict[str, Named]:
    return {each.delivery_id: each for each in known if each.is_called(name)}
