"""The price of a mean course, today and under the new practice, as Metodecentret printed it.

003 [4], pp. 14-15: Toften 24 months at 2,123 kr. a day against 6 months at 3,421 (residential) and
6 at 1,094 (outpatient); Hedebocentret 20 months at 2,094 against 10.5 at 2,400. 003 [3], p. 11:
Holmstrupgård 30 months at 3,000 kr. ("ca. 2,75 mio. kr.") against 15 at 1,100 ("ca. 500.000 kr.").
"""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

PRINTED = case(
    takster="""
        tilbud          aar   praksis  del       maaneder  takst
        toften          2012  i_dag    døgn      24        2_123
        toften          2012  ny       døgn      6         3_421
        toften          2012  ny       ambulant  6         1_094
        hedebocentret   2012  i_dag    døgn      20        2_094
        hedebocentret   2012  ny       døgn      10.5      2_400
        holmstrupgaard  2012  i_dag    døgn      30        3_000
        holmstrupgaard  2012  ny       dag       15        1_100
        undecided       2012  i_dag    døgn      12        1_000
    """
)
MONTH = 365 / 12


@pytest.mark.parametrize(
    ("provider", "today", "new", "saving"),
    [
        ("toften", 1_549_790, 823_988, 725_803),
        ("hedebocentret", 1_273_850, 766_500, 507_350),
    ],
)
def test_the_printed_prices_to_the_krone(
    figures: Figures, provider: str, today: int, new: int, saving: int
) -> None:
    values = figures.values(PRINTED, "course_cost", "2012", f"{provider}/")
    # Half kroner are printed rounded up: 823,987.50 and 725,802.50.
    assert values == pytest.approx({"today": today, "new": new, "saving": saving}, abs=0.5)
    assert values["saving"] == values["today"] - values["new"]  # type: ignore[operator]


@pytest.mark.parametrize(("provider", "per_cent"), [("toften", 47), ("hedebocentret", 40)])
def test_the_printed_savings_in_per_cent(figures: Figures, provider: str, per_cent: int) -> None:
    cell = figures(PRINTED, "course_saving_share", "2012", provider)
    assert round(cell.value) == per_cent


def test_day_treatment_instead_of_placement(figures: Figures) -> None:
    values = figures.values(PRINTED, "course_cost", "2012", "holmstrupgaard/")
    assert values == pytest.approx(
        {
            "today": 30 * MONTH * 3_000,
            "new": 15 * MONTH * 1_100,
            "saving": 30 * MONTH * 3_000 - 15 * MONTH * 1_100,
        }
    )
    assert round(30 * MONTH * 3_000 / 250_000) * 0.25 == 2.75  # "ca. 2,75 mio. kr."
    assert round(15 * MONTH * 1_100, -5) == 500_000  # "ca. 500.000 kr."


def test_without_a_new_practice_there_is_no_saving(figures: Figures) -> None:
    cells = figures.cells(PRINTED, "course_cost", "2012", "undecided/")
    assert cells["today"].value == pytest.approx(12 * MONTH * 1_000)
    assert (cells["saving"].value, cells["saving"].status) == (None, "no_denominator")
