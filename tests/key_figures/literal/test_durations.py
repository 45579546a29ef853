"""How long placements last; who has been in an institution or an acute place for too long.

001 (Esbjerg 2014), p. 7: "Anbringelser på døgninstitutioner overstiger som udgangspunkt ikke et
år"; Måltal for 2014: "Akutanbringelser må maksimum have en varighed på et halvt år."
"""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import FOSTER, INSTITUTION, NETWORK, case
from tests.key_figures.literal.conftest import Figures

CUT = "2016-01-31"
stays = case(
    anbringelser=f"""
        person   born        anbringelsessted  startdato   slutdato
        a_year   2005-03-01  {INSTITUTION}     2015-01-31  -
        less     2005-03-01  {INSTITUTION}     2015-02-01  -
        moved    2005-03-01  {INSTITUTION}     2014-06-01  2015-06-30
        moved    2005-03-01  27                2015-07-01  -
        back     2005-03-01  {INSTITUTION}     2013-06-01  2015-06-30
        back     2005-03-01  {FOSTER}          2015-07-01  2015-07-31
        back     2005-03-01  {INSTITUTION}     2015-08-01  -
        adult    1998-01-31  {INSTITUTION}     2010-01-01  -
    """
)
acute = case(
    anbringelser=f"""
        person   born        anbringelsessted  startdato   slutdato    akut
        half     2005-03-01  {INSTITUTION}     2015-07-31  -           j
        less     2005-03-01  {INSTITUTION}     2015-08-01  -           j
        chain    2005-03-01  {FOSTER}          2015-05-01  2015-08-31  j
        chain    2005-03-01  {INSTITUTION}     2015-09-01  -           j
        planned  2005-03-01  {INSTITUTION}     2010-01-01  -           n
        unsaid   2005-03-01  {INSTITUTION}     2010-01-01  -           -
    """
)
# 10 children in foster care, all begun on 1 January 2015: they leave after 10, 20, ... days but for
# three who are still there. The register knows from 2010 on.
leaving = case(
    anbringelser="person born anbringelsessted startdato slutdato\n"
    f"early 2000-01-01 {NETWORK} 2009-01-01 2010-01-01\n"
    + "".join(
        f"p{n} 2005-03-01 {FOSTER} 2015-01-01 2015-{1 + (10 * n - 1) // 31:02}-"
        f"{(10 * n - 1) % 31 + 1:02}\n"
        for n in range(1, 4)
    )
    + "".join(f"q{n} 2005-03-01 {FOSTER} 2015-01-01 2015-06-{n:02}\n" for n in range(10, 14))
    + "".join(f"r{n} 2005-03-01 {FOSTER} 2015-01-01 -\n" for n in range(3)),
)


def test_more_than_twelve_months_in_institutions(figures: Figures) -> None:
    """A year to the day is long, another institution is the same stay, coming back a new one."""
    cell = figures(stays, "institution_over_twelve_months", CUT, "total")
    assert (cell.numerator, cell.denominator) == (
        len(["a_year", "moved"]),
        len(["a_year", "less", "moved", "back"]),
    )
    assert cell.value == pytest.approx(2 / 4 * 100)
    assert cell.ci_method == "wilson"


def test_more_than_six_months_in_acute_placements(figures: Figures) -> None:
    cell = figures(acute, "acute_over_six_months", CUT, "total")
    assert (cell.numerator, cell.denominator) == (
        len(["half", "chain"]),
        len(["half", "less", "chain"]),
    )


def test_nobody_in_acute_placements_has_no_share(figures: Figures) -> None:
    cell = figures(stays, "acute_over_six_months", CUT, "total")
    assert (cell.value, cell.status) == (None, "not_applicable")


def test_the_median_is_when_half_have_left(figures: Figures) -> None:
    """Of ten three left by the end of January, the fifth on 11 June: 162 days."""
    values = figures.values(leaving, "placement_duration", CUT, "foster/")
    assert values["median"] == 31 + 28 + 31 + 30 + 31 + 11
    assert values["children"] == 10


def test_while_fewer_than_half_have_left_there_is_no_median(figures: Figures) -> None:
    cells = figures.cells(leaving, "placement_duration", "2015-05-31", "foster/")
    assert cells["median"].value is None
    assert cells["median_low"].value is not None  # chance alone could have brought it this far
    assert cells["children"].value == 10


def test_only_stays_begun_in_the_last_three_years_and_known_from_the_start(
    figures: Figures,
) -> None:
    cells = figures.cells(leaving, "placement_duration", CUT, "network/")
    assert cells["children"].value == 0
    # Somebody left on 30 June 2015: who came before, and had left before, is not in the register.
    assert figures(stays, "placement_duration", CUT, "institution/children").value == len(["back"])


year_end = case(
    anbringelser=f"""
        person   born        anbringelsessted  startdato   slutdato
        left     2005-03-01  {FOSTER}          2012-01-01  2013-06-30
        child    2005-03-01  {FOSTER}          2012-01-01  2014-12-31
        birthday 1996-12-31  {FOSTER}          2012-01-01  -
        oldest   1992-01-01  {NETWORK}         2012-01-01  -
        too_old  1991-12-31  {NETWORK}         2012-01-01  -
    """
)


def test_placed_on_new_years_eve(figures: Figures) -> None:
    assert figures.values(year_end, "placements_at_year_end", "2014") == {
        "total": len(["child"]),
        "foster": len(["child"]),
        "institution": 0,
        "network": 0,
        "age_18_22": len(["birthday", "oldest"]),
    }
    assert figures.periods(year_end, "placements_at_year_end") == ["2013", "2014", "2015"]


cheaper = case(
    anbringelser=f"""
        person    born        anbringelsessted  startdato   slutdato
        register  2005-03-01  {FOSTER}          2012-01-01  2013-06-30
        down      1998-06-01  {INSTITUTION}     2014-01-01  2015-03-31
        down      1998-06-01  {FOSTER}          2015-04-01  -
        up        1997-06-01  {FOSTER}          2014-01-01  2015-03-31
        up        1997-06-01  {INSTITUTION}     2015-04-01  -
        stays     1999-12-31  {INSTITUTION}     2014-01-01  -
        home      1999-01-01  {INSTITUTION}     2014-01-01  2015-03-31
        young     2000-01-01  {INSTITUTION}     2014-01-01  2015-03-31
    """,
    foranstaltninger="""
        person    born        ydelse      startdato   slutdato
        register  2005-03-01  SEL-52-3.3  2012-01-01  2013-06-30
    """,
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2014  52823     002         1       5_000   regnskab
        2014  52822     001         1       400     regnskab
    """,
)


def test_cheaper_than_a_year_before_on_average(figures: Figures) -> None:
    """Three in institutions cost 1,667 each and one in foster care 400: foster care is cheaper."""
    cell = figures(cheaper, "cheaper_measures_16_18", "2015", "total")
    assert (cell.numerator, cell.denominator) == (
        len(["down"]),
        len(["down", "up", "stays", "home"]),
    )


def test_without_accounts_nobody_knows_what_is_cheaper(figures: Figures) -> None:
    cell = figures(cheaper, "cheaper_measures_16_18", "2014", "total")
    assert (cell.value, cell.status) == (None, "no_denominator")
