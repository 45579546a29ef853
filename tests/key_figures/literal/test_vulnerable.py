"""Who is vulnerable in a school year: a target-group measure on one of its days."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import MARIAGERFJORD, Case, Table, case
from tests.key_figures.literal.conftest import Figures

HEADER = (
    "person skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt fravaer_sygdom skoledage"
)
PUPIL = f"{HEADER}\n a 1 5 2015/16 1 2 3 100"


def pupil_with(source: str, code: str, start: str, end: str, target_group: str = "social") -> Case:
    """A municipality with one pupil in 2015/16, who has or had one placement or measure."""
    column = {"anbringelser": "anbringelsessted", "foranstaltninger": "ydelse"}[source]
    table = f"person {column} startdato slutdato maalgruppe\na {code} {start} {end} {target_group}"
    # In the other source the municipality has a row of somebody else, outside all school years.
    (other,) = {"anbringelser", "foranstaltninger"} - {source}
    nobody = {
        "anbringelser": "person anbringelsessted startdato slutdato\nx 99 2000-01-01 2000-01-01",
        "foranstaltninger": "person ydelse startdato slutdato\nx SEL-50 2000-01-01 2000-01-01",
    }[other]
    return case(
        Table(source, "2016-10-31", table), Table(other, "2016-10-31", nobody), fravaer=PUPIL
    )


P, M = "anbringelser", "foranstaltninger"
YES = {
    "institution": pupil_with(P, "9", "2014-01-01", "-"),
    "own room": pupil_with(P, "6", "2014-01-01", "-"),
    "home-based": pupil_with(M, "SEL-52-3.2", "2014-01-01", "-"),
    "section 11.3": pupil_with(M, "SEL-11-3.1", "2014-01-01", "-"),
    "last day is 1 August": pupil_with(M, "SEL-54", "2014-01-01", "2015-08-01"),
    "first day is 31 July": pupil_with(P, "21", "2016-07-31", "-"),
    "one day at Christmas": pupil_with(P, "1", "2015-12-24", "2015-12-24"),
}
NO = {
    "examination": pupil_with(M, "SEL-50", "2014-01-01", "-"),
    "place unknown": pupil_with(P, "99", "2014-01-01", "-"),
    "last day is 31 July": pupil_with(M, "SEL-54", "2014-01-01", "2015-07-31"),
    "first day is 1 August": pupil_with(P, "21", "2016-08-01", "-"),
    "disability": pupil_with(P, "9", "2014-01-01", "-", "handicap"),
    "unaccompanied": pupil_with(M, "SEL-52-3.2", "2014-01-01", "-", "uledsaget"),
}


@pytest.mark.parametrize("where", YES.values(), ids=YES.keys())
def test_vulnerable(figures: Figures, where: Case) -> None:
    cells = figures.cells(where, "absence", "2015/16")
    assert (cells["vulnerable"].denominator, cells["other"].denominator) == (1, 0)


@pytest.mark.parametrize("where", NO.values(), ids=NO.keys())
def test_not_vulnerable(figures: Figures, where: Case) -> None:
    cells = figures.cells(where, "absence", "2015/16")
    assert (cells["vulnerable"].denominator, cells["other"].denominator) == (0, 1)


both_municipalities = case(
    Table(
        P,
        "2016-10-31",
        """
        kommune  person  born        anbringelsessted  startdato   slutdato
        840      a       2004-02-29  9                 2014-01-01  -
        846      nobody  2004-02-29  99                2014-01-01  -
        """,
    ),
    Table(
        M,
        "2016-10-31",
        """
        kommune  person  born        ydelse      startdato   slutdato
        840      nobody  2004-02-29  SEL-50      2014-01-01  -
        846      nobody  2004-02-29  SEL-50      2014-01-01  -
        """,
    ),
    fravaer=f"kommune {HEADER}\n 846 a 1 5 2015/16 1 2 3 100",
)


def test_a_measure_of_another_municipality_is_not_known_here(figures: Figures) -> None:
    cells = figures.cells(Case(MARIAGERFJORD), "absence", "2015/16")
    assert (cells["vulnerable"].denominator, cells["other"].denominator) == (0, 1)
