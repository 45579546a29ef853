"""Inquiries to Hedensted's cross-disciplinary teams (003 [2], p. 8).

"Midtvejsevalueringen viser, at der over perioden på 8 måneder har været i alt 177 henvendelser
(gennemsnitligt 22 henvendelser om måneden svarende til 265 på årsplan)."
"""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

hedensted = case(
    henvendelser="""
        distrikt  fra         til         antal
        t         2011-08-01  2011-11-30  24
        t         2011-12-01  2012-03-31  27
        u         2011-08-01  2012-03-31  37
        s         2011-08-01  2012-03-31  41
        j         2011-08-01  2012-03-31  48
    """
)
none_came = case(
    henvendelser="""
        distrikt  fra         til         antal
        t         2012-02-01  2012-02-29  0
    """
)


def test_all_districts_since_the_teams_opened(figures: Figures) -> None:
    cell = figures(hedensted, "inquiries", "2012-03-31", "total")
    assert (cell.value, cell.unit, cell.status) == (24 + 27 + 37 + 41 + 48, "count", "ok")
    assert cell.value == 177


def test_before_the_teams_opened_nobody_came(figures: Figures) -> None:
    assert figures(hedensted, "inquiries", "2011-07-31", "total").value == 0


def test_what_came_in_between_is_not_told(figures: Figures) -> None:
    periods = figures.query(
        "select distinct period from marts.key_figures where key_figure = 'inquiries' and "
        f"area_code = '{hedensted.kommune}' order by period"
    )
    assert periods == [("2011-07-31",), ("2012-03-31",)]


def test_the_printed_pace(figures: Figures) -> None:
    pace = figures.values(hedensted, "inquiry_pace", "2012-03-31")
    assert pace == pytest.approx({"per_month": 177 / 8, "per_year": 177 / (8 / 12)})
    assert round(pace["per_month"] or 0) == 22
    assert int(pace["per_year"] or 0) == 265  # 265.5, cut off


def test_nobody_in_the_shortest_month_is_a_zero(figures: Figures) -> None:
    assert figures(none_came, "inquiries", "2012-02-29", "total").value == 0
    cell = figures(none_came, "inquiry_pace", "2012-02-29", "per_month")
    assert (cell.value, cell.denominator, cell.ci_low) == (0, 1, None)
