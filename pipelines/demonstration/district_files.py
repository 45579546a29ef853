"""Herning's trial: its districts, what they spent, inclusion, and placements that have ended.

The papers print the division in words only and the shares as pictures: all of it is invented, so
that the trial districts move down the staircase and the others do not (002).
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from .persons import Register
from .rows import Individual, Spell
from .timing import day_between, seeded
from .writing import Row, csv_file

HERNING = "657"
TRIAL = ("Nord", "Syd", "Øst")  # 000, p. 6: three school districts
COMPARISON = ("Vest", "Nordøst", "Nordvest", "Sydøst", "Sydvest")
# Which child is of which district: so that no form has few children in either group.
_IN_TURN = ("Nord", "Vest", "Syd", "Nordøst", "Nordvest", "Sydøst", "Øst", "Sydvest")
# 1,000 kr. a year: trial districts 2012, comparison 2012, and the change until 2015.
_SPENT = {
    "plejefamilier": (9_000, 21_000, 600, 500),
    "slaegts_og_netvaerkspleje": (700, 1_500, 250, 100),
    "kommunale_plejefamilier": (1_100, 2_600, 100, 50),
    "opholdssteder": (6_400, 11_000, -2_100, -300),
    "doegninstitutioner_handicap": (2_000, 4_800, 0, 100),
    "doegninstitutioner_adfaerd": (7_800, 13_500, -2_600, -400),
    "familiebehandling": (2_200, 4_900, 500, 100),
    "broen_toften": (800, 1_900, 150, 0),
    "ambulante_tilbud_hedebocentret": (500, 1_300, 200, 0),
    "mst": (600, 1_400, 50, 0),
    "mst_cm": (200, 500, 30, 0),
}
# Children whose placements ended before the first cut date's year began to count: those in
# institutions, in foster care and in network care, in the trial districts and in the others.
_ENDED = ((TRIAL, 17, 3, 1), (COMPARISON, 9, 14, 3))
_BEGAN, _LAST = date(2011, 6, 1), date(2014, 6, 30)
_REGISTER_FROM = date(2012, 6, 15)
_TEEN = (date(1997, 8, 1), date(1998, 12, 31))  # 18 at the earliest when the evaluation has begun


def district_of(cpr: str) -> str:
    """The district of a child of Herning."""
    return _IN_TURN[int(cpr[-3:]) % len(_IN_TURN)]


def ended_placements(register: Register) -> list[tuple[Spell, str]]:
    """Placements that ended from June 2012 to June 2014, with the child's district."""
    rng = seeded(HERNING, "ended placements")
    found: list[tuple[Spell, str]] = []
    for districts, institution, foster, network in _ENDED:
        for code in ["9"] * institution + ["21"] * foster + ["1"] * network:
            born = day_between(rng, *_TEEN)
            person = Individual(register.number(born), born)
            start = day_between(rng, _BEGAN - timedelta(days=400), _BEGAN)
            end = day_between(rng, date(2013, 7, 1), _LAST)
            found.append((Spell(person, code, start, end), rng.choice(districts)))
    first, district = found[0]
    found[0] = (Spell(first.person, first.code, first.start, _REGISTER_FROM), district)
    return found


def write_districts(raw: Path) -> None:
    """The division, four years of expenditure, and six of inclusion and youth education."""
    header: Row = ("kommune", "distrikt", "gruppe")
    rows: list[Row] = [(HERNING, name, "forsoeg") for name in TRIAL]
    rows += [(HERNING, name, "sammenligning") for name in COMPARISON]
    csv_file(raw / "distrikter" / "2013-01-15_herning.csv", header, rows)
    header = ("kommune", "aar", "distrikt", "omraade", "beloeb")
    for year in range(2012, 2016):
        spent: list[Row] = []
        for area, (trial, comparison, trial_change, comparison_change) in _SPENT.items():
            for names, base, change in (
                (TRIAL, trial, trial_change),
                (COMPARISON, comparison, comparison_change),
            ):
                amount = round((base + change * (year - 2012) / 3) / len(names))
                spent += [(HERNING, year, name, area, amount) for name in names]
        csv_file(raw / "distriktsudgifter" / f"{year + 1}-05-02_herning.csv", header, spent)
    header = ("kommune", "aar", "maal", "antal", "ud_af")
    for year in range(2012, 2018):
        counts: list[Row] = [
            (HERNING, year, "specialtilbud", 560 - 35 * (year - 2012), 11_200),
            (HERNING, year, "ungdomsuddannelse", 1_010 + 8 * (year - 2012), 1_100),
        ]
        path = raw / "uddannelse" / f"{year + 1}-01-20_herning.csv"
        csv_file(path, header, counts if year < 2017 else counts[:1])
