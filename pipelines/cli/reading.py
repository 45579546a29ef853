"""Commands that read figures: they open Parquet only, and never import what computes it."""

from __future__ import annotations

from typing import Annotated

import duckdb
import typer

from models.catalogue import load_catalogue
from pipelines.cli.choosing import ReleaseOption, UnprotectedOption, chosen_marts
from pipelines.cli.formats import Format
from pipelines.cli.hidden import SUPPRESSED, print_released
from pipelines.cli.marts import Marts
from pipelines.cli.options import (
    FormatOption,
    HomeOption,
    PurposeOption,
    area_code,
    existing_home,
)
from pipelines.cli.reproduction import reproductions
from pipelines.cli.talk import misuse, say, unknown


def show(
    key_figure: Annotated[str, typer.Argument(help="Id of a key figure; see noegletal list.")],
    area: Annotated[str | None, typer.Option(help="Name or three-digit code.")] = None,
    period: Annotated[str | None, typer.Option(help="2017-09-30, 2016/17, 2016, ...")] = None,
    release: ReleaseOption = None,
    unprotected: UnprotectedOption = False,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """One key figure of the release: value, numerator, denominator, interval, status and notes."""
    figures = load_catalogue()
    if key_figure not in figures:
        unknown("key figure", key_figure, figures)
    figure, place = figures[key_figure], existing_home(home)
    wanted = {"key_figure": key_figure, "area": area_code(area) if area else None}
    marts = chosen_marts(place, "show", release, unprotected, purpose, ("key_figures",))
    check_period(marts, key_figure, period)
    rows = marts.read(_SHOW, wanted | {"period": period})
    title = f"{figure.label.da} / {figure.label.en} ({figure.unit})"
    print_released(rows, output, title, without="key_figure")
    if not rows.values:
        say("No rows: the deliveries in force do not cover it.")


def compare(
    state: Annotated[
        str | None, typer.Option(help="match, differs, missing or suppressed.")
    ] = None,
    release: ReleaseOption = None,
    unprotected: UnprotectedOption = False,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """What was published in 2018 beside what was recomputed, as far as the release shows it."""
    states = ("match", "differs", "missing", SUPPRESSED)
    if state is not None and state not in states:
        unknown("state", state, states)
    place = existing_home(home)
    marts = chosen_marts(place, "compare", release, unprotected, purpose, ("reconciliation",))
    print_released(marts.read(_COMPARE, {"state": state}), output)
    for reproduction in reproductions(marts):
        say(reproduction.sentence)


def query(
    sql: Annotated[str, typer.Argument(help="One select; the marts are its tables.")],
    release: ReleaseOption = None,
    unprotected: UnprotectedOption = False,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """SQL on the marts of the release, read only."""
    marts = chosen_marts(existing_home(home), "query", release, unprotected, purpose)
    try:
        rows = marts.read_untrusted(sql)
    except (ValueError, duckdb.Error) as refused:
        misuse(str(refused))
    print_released(rows, output)


def check_period(marts: Marts, key_figure: str, given: str | None) -> None:
    """Wrong use when the key figure has no period that begins so."""
    periods = [period for (period,) in marts.read(_PERIODS, {"key_figure": key_figure}).values]
    if given and periods and not any(period.startswith(given) for period in periods):
        unknown("period", given, periods)


def check_breakdown(marts: Marts, key_figure: str, given: str | None) -> None:
    """Wrong use when the key figure has no such part."""
    parts = [part for (part,) in marts.read(_BREAKDOWNS, {"key_figure": key_figure}).values]
    if given and parts and given not in parts:
        unknown("breakdown", given, parts)


_PERIODS = """
    select distinct period from key_figures where key_figure = $key_figure order by period desc
"""

_BREAKDOWNS = """
    select distinct breakdown from key_figures where key_figure = $key_figure order by breakdown
"""

_SHOW = """
    select
        key_figure, area, period, breakdown, value, numerator, denominator, ci_low, ci_high,
        status, note_ids
    from key_figures
    where
        key_figure = $key_figure
        and ($area is null or area_code = $area)
        and ($period is null or starts_with(period, $period))
    order by area, period_end, period, breakdown
"""

_COMPARE = """
    select
        reference, page, area, key_figure, breakdown, period, relation, published_value,
        recomputed_value, difference, tolerance, state, note
    from reconciliation
    where $state is null or state = $state
    order by source, key_figure, area, breakdown, period
"""
