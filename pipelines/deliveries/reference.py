"""What SQL needs of the ground floor: the catalogue and the cut dates as tables of schema raw."""

from __future__ import annotations

from datetime import date

import duckdb

from models.calendar import cut_dates
from models.catalogue import load_catalogue
from pipelines.deliveries.arrow_types import arrow_table

CATALOGUE = (
    ("key_figure", "VARCHAR"),
    ("label_da", "VARCHAR"),
    ("label_en", "VARCHAR"),
    ("unit", "VARCHAR"),
    ("multiplier", "DOUBLE"),
    ("kind", "VARCHAR"),
    ("amount_breakdowns", "VARCHAR"),
    ("has_gap", "BOOLEAN"),
    ("interval_method", "VARCHAR"),
    ("interval_excluded", "VARCHAR"),
    ("numerator_da", "VARCHAR"),
    ("numerator_en", "VARCHAR"),
    ("denominator_da", "VARCHAR"),
    ("denominator_en", "VARCHAR"),
    ("report_reference", "VARCHAR"),
    ("sort_order", "INTEGER"),
)
CUT_DATES = (
    ("cut_date", "DATE"),
    ("cut_number", "INTEGER"),
    ("previous_cut_date", "DATE"),
    ("year_before", "DATE"),
    ("six_months_before", "DATE"),
    ("population_year", "INTEGER"),
)


def write_reference(connection: duckdb.DuckDBPyConnection) -> None:
    """Write ``raw.catalogue`` and ``raw.cut_dates``, the latter to the newest delivery in force."""
    _write(connection, "catalogue", CATALOGUE, _catalogue_rows())
    newest: date | None = connection.execute(
        "select max(delivered_on) from raw.deliveries_in_force"
    ).fetchall()[0][0]
    _write(connection, "cut_dates", CUT_DATES, _cut_date_rows(newest) if newest else [])


def _catalogue_rows() -> list[tuple[object, ...]]:
    return [
        (
            figure.id,
            figure.label.da,
            figure.label.en,
            figure.unit,
            figure.multiplier,
            figure.kind,
            ",".join(figure.amount_breakdowns),
            figure.gap,
            figure.interval,
            ",".join(figure.no_interval_for),
            figure.numerator.da,
            figure.numerator.en,
            figure.denominator.da if figure.denominator else None,
            figure.denominator.en if figure.denominator else None,
            figure.report,
            order,
        )
        for order, figure in enumerate(load_catalogue().values(), start=1)
    ]


def _cut_date_rows(newest: date) -> list[tuple[object, ...]]:
    return [
        (
            cut.cut_date,
            cut.cut_number,
            cut.previous_cut_date,
            cut.year_before,
            cut.six_months_before,
            cut.population_year,
        )
        for cut in cut_dates(newest)
    ]


def _write(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: tuple[tuple[str, str], ...],
    rows: list[tuple[object, ...]],
) -> None:
    connection.register("reference_rows", arrow_table(columns, rows))
    connection.execute(f"create or replace table raw.{table} as select * from reference_rows")
    connection.unregister("reference_rows")
