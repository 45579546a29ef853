"""Which figures two releases show differently, and what can have changed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.publication.differences_sql import FIGURES, SUMMARY
from pipelines.publication.listing import DATA
from pipelines.publication.manifest import Manifest
from pipelines.publication.restatements_causes import fill_causes
from pipelines.publication.restatements_sql import CAUSED, CHANGED
from pipelines.publication.unprotected import DeliveryInForce, Scope

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class FigureChange:
    """A cell of ``key_figures`` as two releases show it; a number that is hidden is None.

    ``change`` is changed, hidden or shown (in the later one), new or gone. ``cause`` is one of
    ``restatements.CAUSES``, None for what is new or gone; ``deliveries`` are file names.
    """

    key_figure: str
    area_type: str
    area_code: str
    area: str
    period: str
    breakdown: str
    unit: str
    change: str
    old_value: float | None
    new_value: float | None
    old_numerator: float | None
    new_numerator: float | None
    old_denominator: float | None
    new_denominator: float | None
    old_status: str | None
    new_status: str | None
    cause: str | None
    deliveries: str | None


@dataclass(frozen=True)
class FigureSummary:
    """How many cells of a key figure are new, gone, ...; ``largest_change`` of a value, in unit."""

    key_figure: str
    new: int
    gone: int
    changed: int
    hidden: int
    shown: int
    largest_change: float | None


def figure_changes(
    connection: duckdb.DuckDBPyConnection, older: Path, newer: Path, regions: Mapping[str, str]
) -> tuple[list[FigureSummary], list[FigureChange]]:
    """All cells that differ between the releases in two folders, and their numbers by key figure.

    Whatever policies they were made under: each number is what its own release shows.
    """
    before, after = Manifest.read(older), Manifest.read(newer)
    for name, folder in (("old", older), ("new", newer)):
        file = str(folder / DATA / "key_figures.parquet").replace("'", "''")
        connection.execute(f"create view {name} as from read_parquet('{file}')")
    fill_causes(connection, before.deliveries, _in_force(after.deliveries), regions)
    connection.execute(CHANGED)
    is_other_code = before.code_version != after.code_version
    connection.execute(CAUSED, {"is_other_code": is_other_code})
    connection.execute(FIGURES)
    changes = connection.execute("from figures order by all").fetchall()
    summaries = connection.execute(SUMMARY).fetchall()
    return [FigureSummary(*row) for row in summaries], [FigureChange(*row) for row in changes]


def _in_force(deliveries: Sequence[Mapping[str, Any]]) -> tuple[DeliveryInForce, ...]:
    """Deliveries as a manifest has them; without scopes they are about everything."""
    everything = [{"scope": "*", "area_code": None, "period": None}]
    return tuple(
        DeliveryInForce(
            delivery_id=str(each["delivery_id"]),
            source=str(each["source"]),
            file_name=str(each["file_name"]),
            sha256=str(each.get("sha256")),
            delivered_on=str(each.get("delivered_on")),
            scopes=tuple(Scope(**scope) for scope in each.get("scopes", everything)),
        )
        for each in deliveries
    )
