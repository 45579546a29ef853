"""``noegletal disclosure``: why a release hides a cell, how much, and by which policies."""

from __future__ import annotations

from dataclasses import astuple, fields
from pathlib import Path
from typing import Annotated, Any

import typer

from models.catalogue import load_catalogue
from pipelines.cli.choosing import ReleaseOption, record_look
from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.marts import Marts, parquet_row_count, released_marts, unprotected_marts
from pipelines.cli.options import (
    FormatOption,
    HomeOption,
    PurposeOption,
    area_code,
    existing_home,
)
from pipelines.cli.reading import check_breakdown, check_period
from pipelines.cli.talk import fail, say, unknown
from pipelines.disclosure.policy import load_policies
from pipelines.home import Home
from pipelines.publication.reasons import reasons_file

app = typer.Typer(
    name="disclosure",
    help="Which small counts a release hides, and why: for those who work in the home.",
    no_args_is_help=True,
)
_POLICY = ("policy", "dansk", "english", "source", "adds")
_HIDDEN = ("key_figure", "area", "period", "breakdown", "hidden", "why")


@app.command()
def explain(
    key_figure: Annotated[str, typer.Argument(help="Id of a key figure; see noegletal list.")],
    area: Annotated[str | None, typer.Option(help="Name or three-digit code.")] = None,
    period: Annotated[str | None, typer.Option(help="2017-09-30, 2016/17, 2016, ...")] = None,
    breakdown: Annotated[str | None, typer.Option(help="A part; see noegletal list.")] = None,
    release: ReleaseOption = None,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Why cells are hidden: few persons, to protect others, or since an earlier release.

    No hidden value is told; the reason itself is confidential, and looking at it is logged.
    """
    if key_figure not in load_catalogue():
        unknown("key figure", key_figure, load_catalogue())
    place, code = existing_home(home), area_code(area) if area else None
    marts = released_marts(place, release)
    check_period(marts, key_figure, period)
    check_breakdown(marts, key_figure, breakdown)
    reasons = _reasons(place, marts, "explain", purpose)
    from pipelines.disclosure.explain import explain as hidden_cells

    found = hidden_cells(reasons, key_figure, code, None, breakdown)
    rows = [
        (cell.key_figure, cell.area, cell.period, cell.breakdown, cell.fields, cell.in_words)
        for cell in found
        if cell.period.startswith(period or "")
    ]
    print_rows(Rows(_HIDDEN, rows), output)
    if not rows:
        say(f"Release {marts.release} hides nothing of it.")


@app.command()
def summary(
    release: ReleaseOption = None,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """How many cells of each key figure are hidden, and why; coarsening says what would help."""
    place = existing_home(home)
    marts = released_marts(place, release)
    reasons = _reasons(place, marts, "summary", purpose)
    from pipelines.disclosure.explain import HiddenShare
    from pipelines.disclosure.explain import summary as hidden_shares

    found = hidden_shares(reasons, marts.folder / "key_figures.parquet")
    print_rows(_rows(HiddenShare, found), output)


@app.command()
def coarsening(
    release: ReleaseOption = None,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """What coarser figures would show: regions, years, parts put together. An estimate.

    It counts the small counts of the last refresh that would be small no longer, and not what
    would have to be hidden around the rest.
    """
    import pyarrow.parquet as pq

    from models.codelists import regions
    from pipelines.disclosure.coarsening import Coarsening, coarsenings

    place = existing_home(home)
    policy = load_policies()[released_marts(place, release).policy_id]
    unprotected = unprotected_marts(place)
    tables = {"marts.key_figures": unprotected.row_counts()["key_figures"]}
    record_look(place, "noegletal disclosure coarsening", tables, purpose)
    figures = pq.read_table(unprotected.folder / "key_figures.parquet")
    print_rows(_rows(Coarsening, coarsenings(figures, regions(), policy)), output)
    say(f"Of `small` counts, `would_show` would reach {policy.threshold} ({policy.id}).")


@app.command()
def policies(output: FormatOption = Format.TABLE) -> None:
    """What release --disclosure takes: what a policy hides, by whom it is used, what we add."""
    found = [
        (each.id, each.label.da, each.label.en, each.source, each.adds)
        for each in load_policies().values()
    ]
    print_rows(Rows(_POLICY, found), output)


def _reasons(place: Home, marts: Marts, command: str, purpose: str | None) -> Path:
    """The file with the reasons of a release; looking at it is logged before it is done."""
    assert marts.release is not None  # noqa: S101  (it is a release's)
    path = reasons_file(place, marts.release)
    if not path.is_file():
        fail(f"{path} is not there: nobody kept why release {marts.release} hides what it hides.")
    tables = {f"disclosure.{marts.release}": parquet_row_count(path)}
    record_look(place, f"noegletal disclosure {command}", tables, purpose)
    return path


def _rows(kind: type[Any], found: list[Any]) -> Rows:
    """Dataclasses as rows, in the order of their fields."""
    return Rows(tuple(field.name for field in fields(kind)), [astuple(each) for each in found])
