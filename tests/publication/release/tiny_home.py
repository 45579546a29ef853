"""Homes with a set of a few figures, as a refresh leaves it: a release of it takes no time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipelines.durable import write_in_place
from pipelines.home import Home
from pipelines.publication.last_refresh import set_contents, state_file
from pipelines.publication.unprotected import (
    INFO,
    DeliveryInForce,
    SetInfo,
    UnprotectedSet,
    numbered_sets,
)

POPULATION = 10_000
# Children with section 11.3 support by area code and cut date.
Counts = Mapping[tuple[str, str], int]
COUNTS: Counts = {
    ("510", "2017-01-31"): 17,
    ("510", "2017-05-31"): 3,
    ("657", "2017-01-31"): 42,
    ("657", "2017-05-31"): 0,
}
_MARTS = {
    "catalogue": "select 1 as sort_order, 'preventive_per_1000' as key_figure, "
    "'Støtte' as label_da, 'Support' as label_en, 'per_1000' as unit, 'ratio' as kind, "
    "1000.0 as multiplier, 'Børn' as numerator_da, 'Children' as numerator_en, "
    "'Alle' as denominator_da, 'All' as denominator_en, 'wilson' as interval_method, "
    "'Figur 47' as report_reference",
    "footnotes": "select 'n1' as note_id, 'En note' as text_da, 'A note' as text_en, "
    "'47' as source_page",
    "deliveries_used": "select 'd1' as delivery_id, 'foranstaltninger' as source, "
    "'2018-04-01_a.csv' as file_name, 'ab' as sha256, date '2018-04-01' as delivered_on",
    "published_figures": "select null::double as value, null::double as numerator, "
    "null::double as denominator, 'count' as unit where false",
    "rejected_rows": "select 'not released' as reason",
}
_FIGURES = """
    select
        'preventive_per_1000' as key_figure, 'municipality' as area_type, area_code,
        'Kommune ' || area_code as area, period, cast(period as date) as period_end,
        'total' as breakdown, cast(n as double) as numerator,
        cast({population} as double) as denominator, n / {population} * 1000 as value,
        'per_1000' as unit, n / {population} * 900 as ci_low, n / {population} * 1100 as ci_high,
        'wilson' as ci_method, 'ok' as status, 'n1' as note_ids
    from (values {rows}) as counted(area_code, period, n)
    order by all
"""


def refreshed(home: Home, counts: Counts = COUNTS) -> Home:
    """Write a set, and what a refresh without failures writes last."""
    home.path.mkdir(exist_ok=True)
    sets = numbered_sets(home)
    with sets.stage() as staging:
        _fill(UnprotectedSet(staging), counts)
        sets.publish(staging)
    state = {"outputs": {"set": set_contents(home)}}
    write_in_place(state_file(home), json.dumps(state))
    return home


def home_in(folder: Path, counts: Counts = COUNTS) -> Home:
    """A new home that was refreshed."""
    return refreshed(Home(folder / "home"), counts)


def _fill(made: UnprotectedSet, counts: Counts) -> None:
    made.marts_folder.mkdir()
    made.models_folder.mkdir()
    rows = ", ".join(f"('{area}', '{period}', {n})" for (area, period), n in counts.items())
    queries = _MARTS | {"key_figures": _FIGURES.format(population=POPULATION, rows=rows)}
    for mart, query in queries.items():
        duckdb.execute(f"copy ({query}) to '{made.mart(mart)}' (format parquet)")
    SetInfo(
        code_version="1",
        as_of=None,
        is_demonstration=True,
        released=("catalogue", "deliveries_used", "footnotes", "key_figures"),
        derived=(),
        row_counts=dict.fromkeys(queries, 1) | {"key_figures": len(counts)},
        deliveries=(
            DeliveryInForce("d1", "foranstaltninger", "2018-04-01_a.csv", "ab", "2018-04-01", ()),
        ),
    ).write(made.path / INFO)
