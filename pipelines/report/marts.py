"""Reading a release: the only thing that figures, pages and workbooks know of the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pyarrow import parquet

Row = dict[str, Any]


@dataclass(frozen=True)
class Area:
    """A municipality, a region or the country, as it is called."""

    code: str
    name: str
    type: str


class Marts:
    """The tables of a release, from its Parquet files; each is read once."""

    def __init__(self, folder: Path, release: int) -> None:
        """``folder`` is the release's; nothing in it is written to."""
        self.folder, self.release = folder, release
        self._read: dict[str, list[Row]] = {}

    def rows(self, mart: str) -> list[Row]:
        """A mart's rows in its own order; none where the release is older than the mart."""
        if mart not in self._read:
            path = self.folder / "data" / f"{mart}.parquet"
            is_there = path.exists()
            self._read[mart] = parquet.ParquetFile(path).read().to_pylist() if is_there else []
        return self._read[mart]

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """What the release says of itself in each of its files, by name."""
        path = self.folder / "data" / "key_figures.parquet"
        metadata = parquet.read_schema(path).metadata or {}
        return {name.decode(): said.decode() for name, said in metadata.items()}

    def warning(self, language: str) -> str:
        """What nobody may overlook: invented persons, or small counts that are not hidden."""
        return self.facts.get("warning" if language == "en" else f"warning_{language}", "")

    def key_figure(self, key_figure: str) -> list[Row]:
        """All cells of a key figure, by area, period and breakdown."""
        return self._by_key_figure.get(key_figure, [])

    @cached_property
    def _by_key_figure(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows("key_figures"):
            found.setdefault(row["key_figure"], []).append(row)
        return found

    def between(self, first: date, last: date) -> Marts:
        """The same release with those cells only whose period ends in these days, both included."""
        other = Marts(self.folder, self.release)
        other._read = self._read | {
            "key_figures": [
                row for row in self.rows("key_figures") if first <= row["period_end"] <= last
            ]
        }
        return other

    def areas(self, key_figure: str) -> list[Area]:
        """The areas that a key figure has cells for, the municipalities by name first."""
        found = {
            (row["area_type"] != "municipality", row["area"], row["area_code"], row["area_type"])
            for row in self.key_figure(key_figure)
        }
        return [Area(code, name, kind) for _, name, code, kind in sorted(found)]

    def notes(self, note_ids: Set[str], language: str) -> dict[str, str]:
        """The words of notes by id, in the order in which the release has them."""
        return {
            row["note_id"]: row[f"text_{language}"]
            for row in self.rows("footnotes")
            if row["note_id"] in note_ids
        }

    def breaks(self, key_figure: str, area_code: str) -> dict[date, str]:
        """The note on each day from which on figures do not compare with those before."""
        return {
            row["breaks_on"]: row["note_id"]
            for row in self.rows("breaks")
            if row["key_figure"] == key_figure and row["area_code"] in ("*", area_code)
        }
