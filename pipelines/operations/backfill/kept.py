"""The backfills that a home keeps, and what each says of itself in ``backfill.json``."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.home import Home

NAME = "backfill.json"


class Kept(BaseModel):
    """``days`` are ISO texts, each with the number of figures that differ from those that count.

    ``code_lists`` are the sha256 of the lists that were given, by file name; ``made_at`` is UTC.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    made_at: str
    code_version: str
    days: dict[str, int]
    code_lists: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> Kept:
        """What stands in a backfill's folder."""
        return cls.model_validate_json((folder / NAME).read_bytes())


def kept(home: Home) -> list[Kept]:
    """All of them, in the order of their names; a folder that is none is left out."""
    found: list[Kept] = []
    for file in sorted(home.backfills.glob(f"*/{NAME}")):
        try:
            found.append(Kept.read(file.parent))
        except ValidationError:
            continue
    return found
