"""What differs between two releases of a home: columns, rows, figures, and what they are made from.

It reads nothing but the two folders, so it tells what their readers could see for themselves.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.codelists import regions
from pipelines.publication.differences_figures import (
    FigureChange,
    FigureSummary,
    figure_changes,
)
from pipelines.publication.differences_rows import RowChange, row_changes
from pipelines.publication.differences_schema import (
    SchemaChange,
    schema_changes,
    schema_of_release,
)
from pipelines.publication.manifest import Manifest


@dataclass(frozen=True)
class OriginChange:
    """Something that the releases were made from or by; ``what`` is policy, delivery, ..."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ReleaseDifference:
    """Everything that differs; each list is empty where nothing does."""

    origin: list[OriginChange]
    schema: list[SchemaChange]
    rows: list[RowChange]
    key_figures: list[FigureSummary]
    figures: list[FigureChange]


def compare_releases(older: Path, newer: Path) -> ReleaseDifference:
    """Compare the releases in two folders, in whatever order they were made.

    ``ManifestBrokenError`` when one of them is damaged.
    """
    import duckdb

    before, after = Manifest.read(older), Manifest.read(newer)
    schemas = schema_of_release(older), schema_of_release(newer)
    with closing(duckdb.connect(":memory:")) as connection:
        key_figures, figures = figure_changes(connection, older, newer, regions())
        return ReleaseDifference(
            origin=_origin_changes(before, after),
            schema=schema_changes(*schemas),
            rows=row_changes(connection, (older, newer), schemas),
            key_figures=key_figures,
            figures=figures,
        )


def _origin_changes(before: Manifest, after: Manifest) -> list[OriginChange]:
    facts = [
        ("policy", before.policy["id"], after.policy["id"]),
        ("as_of", before.as_of, after.as_of),
        ("code_version", before.code_version, after.code_version),
    ]
    old, new = _deliveries(before), _deliveries(after)
    facts += [("delivery", old[each], None) for each in sorted(old.keys() - new.keys())]
    facts += [("delivery", None, new[each]) for each in sorted(new.keys() - old.keys())]
    return [OriginChange(what, was, now) for what, was, now in facts if was != now]


def _deliveries(manifest: Manifest) -> dict[tuple[str, str, str], str]:
    """What to call each delivery; the files of one source together, older bytes apart."""
    found: dict[tuple[str, str, str], str] = {}
    for each in manifest.deliveries:
        source, name, identity = (str(each[k]) for k in ("source", "file_name", "delivery_id"))
        found[source, name, identity] = f"{source}/{name} ({identity})"
    return found
