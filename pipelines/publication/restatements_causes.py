"""What could have changed a figure since an earlier release: the deliveries that it rests on.

Only what both releases say of themselves is looked at, never what is hidden, so that a cause tells
no more than their manifests do. Whom an erasure was about is nobody's to know: a file that came in
another version, or went, is a delivery like any other here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from models.catalogue import KeyFigure, load_catalogue
from models.contract import load_contracts

if TYPE_CHECKING:
    import duckdb

    from pipelines.publication.unprotected import DeliveryInForce

COUNTRY = "000"
EVERY = "*"
# Its base years are other years than its own, so accounts of any year can change it.
_OF_SEVERAL_PERIODS = frozenset({"additional_expenditure"})
_COLUMNS = ("key_figure", "about_area", "about_period", "delivery_id", "file_name")


@cache
def sources_of(key_figure: str) -> frozenset[str]:
    """The sources that a key figure rests on, those included that many share."""
    figure = load_catalogue().get(key_figure)
    return frozenset() if figure is None else frozenset(_sources(figure))


def _sources(figure: KeyFigure) -> Iterator[str]:
    yield from figure.needs
    if figure.unit == "per_1000":
        yield "befolkning"
    if figure.unit == "dkk_1000":  # the caseworkers' pay is a part of administration
        yield "raadgiverudgifter"
    if any("cpr" in load_contracts()[source].key for source in figure.needs):
        yield "cpr_aendringer"


def fill_causes(
    connection: duckdb.DuckDBPyConnection,
    before: Sequence[Mapping[str, Any]],
    now: Sequence[DeliveryInForce],
    regions: Mapping[str, str],
) -> None:
    """Make the tables ``arrived`` and ``withdrawn``: which figures a delivery can have changed.

    ``before`` are the deliveries of an earlier release as its manifest has them, ``now`` those of
    the new one. ``*`` stands for every area or period. ``regions`` leads from a municipality to
    its region.
    """
    earlier = {str(each["delivery_id"]) for each in before}
    renewed = {each.source for each in now if each.delivery_id not in earlier}
    later = {each.delivery_id for each in now}
    arrived = (
        (each.source, scope.area_code, scope.period, each.delivery_id, each.file_name)
        for each in now
        if each.delivery_id not in earlier
        for scope in each.scopes
    )
    gone = (
        (each["source"], area_code, period, each["delivery_id"], each["file_name"])
        for each in before
        if str(each["delivery_id"]) not in later
        for area_code, period in _scopes_of(each, each["source"] in renewed)
    )
    _fill(connection, "arrived", arrived, regions)
    _fill(connection, "withdrawn", gone, regions)


def _scopes_of(
    delivery: Mapping[str, Any], is_renewed: bool
) -> Iterator[tuple[str | None, str | None]]:
    """The areas and periods of a delivery in a manifest, ``None`` for all.

    A manifest without scopes leaves open what a delivery was about: then it was about everything,
    unless others of its source (``is_renewed``) can have taken its place.
    """
    if "scopes" in delivery:
        yield from ((scope["area_code"], scope["period"]) for scope in delivery["scopes"])
    elif not is_renewed:
        yield None, None


def _fill(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    scopes: Iterable[tuple[str, str | None, str | None, str, str]],
    regions: Mapping[str, str],
) -> None:
    import pyarrow as pa

    rows = {
        (figure, area, EVERY if figure in _OF_SEVERAL_PERIODS else period or EVERY, *delivery)
        for source, area_code, period, *delivery in scopes
        for figure in _figures_of(source)
        for area in _areas(area_code, regions)
    }
    columns = list(zip(*sorted(rows), strict=True)) or [()] * len(_COLUMNS)
    connection.register(
        "rows",
        pa.table({n: pa.array(c, pa.string()) for n, c in zip(_COLUMNS, columns, strict=True)}),
    )
    connection.execute(f"create table {table} as from rows")
    connection.unregister("rows")


@cache
def _figures_of(source: str) -> tuple[str, ...]:
    return tuple(figure for figure in load_catalogue() if source in sources_of(figure))


def _areas(area_code: str | None, regions: Mapping[str, str]) -> list[str]:
    """The areas whose figures a delivery about an area can change."""
    if area_code is None:
        return [EVERY]
    return [area_code, *({regions[area_code], COUNTRY} if area_code in regions else ())]
