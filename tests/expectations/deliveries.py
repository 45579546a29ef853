"""A small country in which every rule holds, and for each rule deliveries that break it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
Country = Mapping[str, Sequence[Row]]
BORN = date(2005, 1, 1)
START = date(2015, 1, 1)


def _child(number: int, **values: Any) -> Row:
    return {"person_id": f"p1_{number}", "birth_date": BORN, "kommune": "657"} | values


def _placements(count: int = 20, **values: Any) -> list[Row]:
    row = {"anbringelsessted": "10", "startdato": START, "slutdato": START, "maalgruppe": "social"}
    return [_child(number, **(row | values)) for number in range(count)]


def _measures(count: int, measure: str, **values: Any) -> list[Row]:
    row = {"ydelse": measure, "startdato": START, "maalgruppe": "social"}
    return [_child(number, **(row | values)) for number in range(count)]


def _population(quarter: str, per_age: int = 100, ages: int = 18) -> list[Row]:
    row = {"omraade": "657", "tid": quarter, "indhold": per_age}
    return [row | {"alder": str(age)} for age in range(ages)]


def _accounts(first_year: int = 2011, refund: int = -10) -> list[Row]:
    row = {"kommune": "657", "funktion": "52820", "gruppering": "001", "status": "regnskab"}
    amounts = {"1": 100, "2": refund}
    years = range(first_year, 2018)
    return [row | {"aar": y, "dranst": k, "beloeb": a} for y in years for k, a in amounts.items()]


def _index(last: int = 110) -> list[Row]:
    values = [*range(100, 106), last]
    return [{"aar": 2011 + number, "indeks": value} for number, value in enumerate(values)]


def _pupils(count: int = 10, **values: Any) -> list[Row]:
    return [_child(n, skole="1", klassetrin=5, skoleaar="2016/17", **values) for n in range(count)]


def _absences(days: int = 5, school_days: int = 200) -> list[Row]:
    kinds = {"fravaer_ulovligt": 0, "fravaer_lovligt": 0, "fravaer_sygdom": days}
    return _pupils(**kinds, skoledage=school_days)


def _answers(answered: int, answer: str = "4") -> list[Row]:
    row = {"undersoegelse": "m", "aar": 2017, "kommune": "657", "gruppe": "authority"}
    return [
        row | {"respondent": str(n), "spoergsmaal": "q", "svar": answer if n < answered else None}
        for n in range(10)
    ]


def _cases(cases: int, caseworkers: Sequence[str] = ("a", "b")) -> list[Row]:
    row = {"kommune": "657", "dato": START, "sager": cases}
    return [row | {"raadgiver": name} for name in caseworkers]


SOUND: Country = {
    "anbringelser": _placements(),
    "foranstaltninger": _measures(20, "SEL-11-3-3") + _measures(1, "SEL-50"),
    "opfoelgninger": [_child(number, dato=START) for number in range(10)],
    "underretninger": [_child(number, dato=START) for number in range(10)],
    "sagstal": _cases(20),
    "befolkning": _population("2016K1") + _population("2017K1", 110),
    "regnskab": _accounts(),
    "raadgiverudgifter": [{"kommune": "657", "aar": 2016, "beloeb": 5, "status": "regnskab"}],
    "pl_indeks": _index(),
    "trivsel": _pupils(sp01=4),
    "fravaer": _absences(),
    "spoergeskema": _answers(9),
}


@dataclass(frozen=True)
class Breach:
    """Deliveries that break one rule when they take the place of the sound ones."""

    source: str
    rule: str
    instead: Country


def _breach(source: str, rule: str, rows: Sequence[Row], of: str | None = None) -> Breach:
    return Breach(source, rule, {of or source: rows})


ADULT = date(1990, 1, 1)
PAY = {"kommune": "657", "status": "regnskab"}
BREACHES = (
    _breach("anbringelser", "municipality_has_population", [], of="befolkning"),
    _breach("anbringelser", "few_adults", _placements(birth_date=ADULT)),
    _breach("anbringelser", "some_placements_have_ended", _placements(slutdato=None)),
    _breach("foranstaltninger", "municipality_has_placements", [], of="anbringelser"),
    _breach(
        "foranstaltninger",
        "examinations_beside_preventive_support",
        _measures(20, "SEL-11-3-3"),
    ),
    _breach("opfoelgninger", "follow_ups_belong_to_a_case", [_child(99, dato=START)]),
    _breach(
        "underretninger",
        "notifications_are_about_children",
        [_child(1, dato=START, birth_date=ADULT)],
    ),
    _breach("sagstal", "mean_caseload_is_plausible", _cases(500)),
    _breach("sagstal", "a_caseworker_counts_once", _cases(20, ("a", "a"))),
    _breach("befolkning", "all_ages_of_children", _population("2017K1", ages=17)),
    _breach(
        "befolkning",
        "population_changes_slowly",
        _population("2016K1") + _population("2017K1", 120),
    ),
    _breach("regnskab", "municipality_has_base_years", _accounts(first_year=2013)),
    _breach("regnskab", "year_has_price_index", _index()[:-1], of="pl_indeks"),
    _breach("regnskab", "refunds_are_smaller_than_spending", _accounts(refund=-200)),
    _breach("raadgiverudgifter", "year_has_accounts", [PAY | {"aar": 2009, "beloeb": 5}]),
    _breach("raadgiverudgifter", "pay_is_a_part_of_spending", [PAY | {"aar": 2016, "beloeb": 95}]),
    _breach("pl_indeks", "has_the_price_year", _index()[:-1]),
    _breach("pl_indeks", "prices_change_slowly", _index(last=150)),
    _breach("trivsel", "pupils_answer", _pupils()),
    _breach("trivsel", "pupils_have_absence", _absences()[:7], of="fravaer"),
    _breach("fravaer", "absent_on_school_days_only", _absences(days=201)),
    _breach("fravaer", "pupils_have_school_days", _absences(days=0, school_days=0)),
    _breach("spoergeskema", "some_of_the_invited_answer", _answers(1)),
    _breach("spoergeskema", "questions_are_relevant", _answers(9, "ikke_relevant")),
)
