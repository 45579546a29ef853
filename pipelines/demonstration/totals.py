"""Control totals (kontroltal): what the other demo deliveries must add up to, counted beforehand.

They are counted from what the generator made, not from the files, so that a file that lost or
doubled a row would not agree with them.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from models.codelists import code_list

from .accounts import LAST_YEAR, account_lines
from .rows import CaseData, Individual
from .school import SCHOOL_YEARS, SchoolYear
from .targets import Targets
from .timing import CASE_DATA_KNOWN_ON
from .writing import Row, csv_file

_HEADER = ("kommune", "kilde", "periode", "gruppe", "vaerdi")
_COUNTED_ON = (date(2015, 12, 31), date(2016, 12, 31))
_TOTAL = "i alt"
_FORMS = {"institution": "institution", "foster": "familiepleje", "network": "netværkspleje"}
_ACCOUNT_YEARS = (LAST_YEAR - 2, LAST_YEAR - 1)
_NEWCOMERS_REGISTERED = 2  # never came to school, but are in the register of absence


def write_totals(
    raw: Path,
    wanted: Targets,
    cases: CaseData,
    years: list[SchoolYear],
    newcomers: list[Individual],
) -> None:
    """One file a municipality: placements on 31 December, accounts by function, pupils by grade."""
    rows = [
        *_placed(wanted.code, cases),
        *_spent(wanted.code),
        *_pupils(wanted.code, years[len(SCHOOL_YEARS) - 1], newcomers),
    ]
    name = f"{CASE_DATA_KNOWN_ON}_{wanted.name.lower()}_kontroltal.csv"
    csv_file(raw / "kontroltal" / name, _HEADER, rows)


def _placed(code: str, cases: CaseData) -> list[Row]:
    """Persons placed on the last day of a year, in all and by form."""
    form_of = {row["code"]: _FORMS.get(row["form"]) for row in code_list("placement_places")}
    rows: list[Row] = []
    for day in _COUNTED_ON:
        placed = [spell for spell in cases.placements if spell.in_force(day)]
        people = {_TOTAL: {spell.person.cpr for spell in placed}}
        for form in _FORMS.values():
            people[form] = {s.person.cpr for s in placed if form_of[s.code] == form}
        rows += [(code, "anbringelser", day, group, len(who)) for group, who in people.items()]
    return rows


def _spent(code: str) -> list[Row]:
    """Operating spending of each function in 1,000 kr., the function as the accounts print it."""
    spent: Counter[tuple[int, str]] = Counter()
    for line in account_lines(code):
        if line.kind == "1" and line.year in _ACCOUNT_YEARS:
            spent[line.year, line.function] += line.amount
    return [
        (code, "regnskab", year, f"{function[0]}.{function[1:3]}.{function[3:]}", amount)
        for (year, function), amount in sorted(spent.items())
    ]


def _pupils(code: str, pupils: SchoolYear, newcomers: list[Individual]) -> list[Row]:
    """Pupils in the register of absence, in all and by grade."""
    enrolled = [*pupils.vulnerable, *pupils.other, *pupils.outside]
    enrolled += newcomers[:_NEWCOMERS_REGISTERED]
    graded = Counter(pupils.grade(pupil) for pupil in set(enrolled))
    rows: list[Row] = [(code, "fravaer", pupils.year, _TOTAL, graded.total())]
    return rows + [(code, "fravaer", pupils.year, *group) for group in sorted(graded.items())]
