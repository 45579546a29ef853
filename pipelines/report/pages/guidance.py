"""What surrounds the figures: which files there are and what is in them, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pyarrow import parquet

from models.catalogue import load_catalogue
from pipelines.report.marts import Marts, Row
from pipelines.report.numbers import Language, text


@dataclass(frozen=True)
class Column:
    """One column of a table, as the release's files describe it; ``unit`` may be empty."""

    name: str
    type: str
    unit: str
    description: str


@dataclass(frozen=True)
class Guide:
    """One table of the release, and what is to be known before it is used."""

    name: str
    description: str
    rows: int
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Change:
    """What a release has changed in one key figure of one area, for one and the same cause."""

    release: int
    key_figure: str
    label: str
    area: str
    cause: str
    periods: tuple[str, ...]
    cells: int


def guides(marts: Marts) -> Iterator[Guide]:
    """Every table of the release by name, from what its Parquet file says of itself."""
    for path in sorted((marts.folder / "data").glob("*.parquet")):
        file = parquet.ParquetFile(path)
        schema = file.schema_arrow
        about = {key.decode(): said.decode() for key, said in (schema.metadata or {}).items()}
        columns = []
        for field in schema:
            said = {key.decode(): word.decode() for key, word in (field.metadata or {}).items()}
            columns.append(
                Column(
                    field.name,
                    str(field.type),
                    said.get("unit", ""),
                    said.get("description", ""),
                )
            )
        yield Guide(path.stem, about["description"], file.metadata.num_rows, tuple(columns))


def changed(marts: Marts, language: Language) -> list[Change]:
    """What releases changed after an earlier one had shown it, the newest first."""
    catalogue = load_catalogue()

    def group(row: Row) -> tuple[int, str, str, str]:
        return -row["release"], row["key_figure"], row["area"], row[f"cause_{language}"]

    found = []
    for (release, key_figure, area, cause), rows in groupby(
        sorted(marts.rows("restatements"), key=group), key=group
    ):
        cells = list(rows)
        known = catalogue.get(key_figure)
        found.append(
            Change(
                release=-release,
                key_figure=key_figure,
                label=text(known.label, language) if known else key_figure,
                area=area,
                cause=cause,
                periods=tuple(sorted({row["period"] for row in cells})),
                cells=len(cells),
            )
        )
    return found
