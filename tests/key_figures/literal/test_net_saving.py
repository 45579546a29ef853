"""Business cases: what a change of practice costs and saves, in the sources' own lines.

000 (Herning, December 2012), p. 10, "Tabel: Nettobesparelse, beløb i 1.000 kr."; and 002 (Herning
2016), "Business case (i stor skala) per 1. januar 2016". Nets are printed as cost minus saving.
"""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

PRINTED = case(
    business_cases="""
        business_case      status  aar   linje                 art         beloeb
        sverigesprojektet  plan    2013  anbringelser          besparelse  -1_000
        sverigesprojektet  plan    2014  anbringelser          besparelse  -2_000
        sverigesprojektet  plan    2015  anbringelser          besparelse  -3_000
        sverigesprojektet  plan    2016  anbringelser          besparelse  -4_500
        sverigesprojektet  plan    2013  sagsbehandlere        merudgift   2_000
        sverigesprojektet  plan    2014  sagsbehandlere        merudgift   2_000
        sverigesprojektet  plan    2015  sagsbehandlere        merudgift   2_000
        sverigesprojektet  plan    2016  sagsbehandlere        merudgift   2_000
        herningmodellen    plan    2016  sagsbehandlere        merudgift   4_620
        herningmodellen    plan    2017  sagsbehandlere        merudgift   4_620
        herningmodellen    plan    2018  sagsbehandlere        merudgift   4_620
        herningmodellen    plan    2019  sagsbehandlere        merudgift   4_620
        herningmodellen    plan    2016  projektledelse        merudgift   200
        herningmodellen    plan    2017  projektledelse        merudgift   200
        herningmodellen    plan    2016  psykologer            merudgift   1_000
        herningmodellen    plan    2017  psykologer            merudgift   1_000
        herningmodellen    plan    2018  psykologer            merudgift   1_000
        herningmodellen    plan    2019  psykologer            merudgift   1_000
        herningmodellen    plan    2016  sundhedsplejerske     merudgift   445
        herningmodellen    plan    2017  sundhedsplejerske     merudgift   445
        herningmodellen    plan    2018  sundhedsplejerske     merudgift   445
        herningmodellen    plan    2019  sundhedsplejerske     merudgift   445
        herningmodellen    plan    2016  kompetenceudvikling   merudgift   400
        herningmodellen    plan    2017  kompetenceudvikling   merudgift   400
        herningmodellen    plan    2018  kompetenceudvikling   merudgift   200
        herningmodellen    plan    2016  anbringelser          besparelse  -3_500
        herningmodellen    plan    2017  anbringelser          besparelse  -7_500
        herningmodellen    plan    2018  anbringelser          besparelse  -12_500
        herningmodellen    plan    2019  anbringelser          besparelse  -12_500
    """
)
SETTLED = case(
    business_cases="""
        business_case  status      aar   linje         art         beloeb
        ours           realiseret  2013  rådgivere     merudgift   1_900
        ours           realiseret  2014  anbringelser  besparelse  -2_500
        ours           plan        2013  rådgivere     merudgift   2_000
    """
)


@pytest.mark.parametrize(
    ("business_case", "nets"),
    [
        ("sverigesprojektet", {"2013": 1_000, "2014": 0, "2015": -1_000, "2016": -2_500}),
        ("herningmodellen", {"2016": 3_165, "2017": -835, "2018": -6_235, "2019": -6_435}),
    ],
)
def test_the_printed_nets(figures: Figures, business_case: str, nets: dict[str, float]) -> None:
    accumulated = 0.0
    for year, net in nets.items():
        values = figures.values(PRINTED, "net_saving", year, f"{business_case}/")
        accumulated += net
        assert values["planned"] == net
        assert values["planned_accumulated"] == accumulated


def test_the_saving_by_itself_is_positive(figures: Figures) -> None:
    """000, p. 5: "Forventet besparelse på 4,5 mio. kr. fra 2016 på anbringelsesområdet"."""
    cell = figures(PRINTED, "net_saving", "2016", "sverigesprojektet/planned_saving")
    assert (cell.value, cell.unit) == (4_500, "dkk_1000")


def test_plan_and_settlement_stand_apart(figures: Figures) -> None:
    assert figures.values(SETTLED, "net_saving", "2013", "ours/") == {
        "planned": 2_000,
        "planned_accumulated": 2_000,
        "planned_saving": 0,
        "realised": 1_900,
        "realised_accumulated": 1_900,
        "realised_saving": 0,
    }
    assert figures.values(SETTLED, "net_saving", "2014", "ours/") == {
        "realised": -2_500,
        "realised_accumulated": 1_900 - 2_500,
        "realised_saving": 2_500,
    }
