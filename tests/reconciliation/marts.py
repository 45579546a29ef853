"""Run one mart's SQL on literal tables, without dbt: ``ref`` and ``source`` become table names."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import yaml
from jinja2 import Environment, StrictUndefined

DBT_PROJECT = Path(__file__).parents[2] / "dbt_project"
MARTS = DBT_PROJECT / "models" / "marts"

_VARIABLES = yaml.safe_load((DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]

KEY_FIGURES = """
    create table key_figures(
        key_figure varchar, area_type varchar, area_code varchar, area varchar, period varchar,
        period_end date, breakdown varchar, numerator double, denominator double, value double,
        unit varchar, ci_low double, ci_high double, ci_method varchar, status varchar,
        note_ids varchar
    )
"""


def read_seed(name: str) -> list[dict[str, str]]:
    """The rows of one seed, every value as text, empty where there is none."""
    with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def render(name: str) -> str:
    """The SQL of one mart (``families/movements``) with plain table names."""
    environment = Environment(
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  (SQL)
        extensions=["jinja2.ext.do"],
    )
    macros = "".join(
        (DBT_PROJECT / "macros" / f"{name}.sql").read_text(encoding="utf-8")
        for name in ("cell_columns", "arithmetic")
    )
    model = (MARTS / f"{name}.sql").read_text(encoding="utf-8")
    return environment.from_string(macros + model).render(
        ref=lambda table: table,
        source=lambda schema, table: f"{schema}.{table}",
        var=_VARIABLES.__getitem__,
    )


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The result of a query as one dict per row."""
    result = connection.execute(sql)
    columns = [column[0] for column in result.description or []]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def key_figure(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    period: str,
    breakdown: str,
    value: float | None,
    numerator: float | None = None,
    denominator: float | None = None,
    area: tuple[str, str] = ("657", "Herning"),
    status: str = "ok",
) -> None:
    """Put one row into ``key_figures``; a period without a date of its own ends the year."""
    period_end = period if len(period) == len("2017-09-30") else f"{period[:4]}-12-31"
    connection.execute(
        "insert into key_figures values (?, 'municipality', ?, ?, ?, ?, ?, ?, ?, ?, '', "
        "null, null, null, ?, null)",
        [name, *area, period, period_end, breakdown, numerator, denominator, value, status],
    )
