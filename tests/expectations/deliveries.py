"""A small country in which every rule holds; what breaks each of them is in ``cases``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = dict[str, Any]
Country = Mapping[str, Sequence[Row]]
BORN = date(2005, 1, 1)
START = date(2015, 1, 1)


def child(number: int, **values: Any) -> Row:
    return {"person_id": f"p1_{number}", "birth_date": BORN, "kommune": "657"} | values


def placements(count: int = 20, first: int = 0, **values: Any) -> list[Row]:
    row = {"anbringelsessted": "10", "startdato": START, "slutdato": START, "maalgruppe": "social"}
    return [child(number, **(row | values)) for number in range(first, first + count)]


def placed(institution: int, foster: int, network: int) -> list[Row]:
    """Children who are placed on the day of the delivery, by form."""
    places = ["9"] * institution + ["21"] * foster + ["1"] * network
    return [
        row
        for number, place in enumerate(places)
        for row in placements(1, number, anbringelsessted=place, slutdato=None)
    ]


def measures(count: int, measure: str, **values: Any) -> list[Row]:
    row = {"ydelse": measure, "startdato": START, "maalgruppe": "social"}
    return [child(number, **(row | values)) for number in range(count)]


def population(quarter: str, per_age: int = 100, ages: int = 18) -> list[Row]:
    row = {"omraade": "657", "tid": quarter, "indhold": per_age}
    return [row | {"alder": str(age)} for age in range(ages)]


def total(source: str, period: str, group: str, value: int) -> Row:
    """A control total."""
    row = {"kommune": "657", "kilde": source, "periode": period, "gruppe": group}
    return row | {"vaerdi": value}


def accounts(first_year: int = 2011, refund: int = -10) -> list[Row]:
    row = {"kommune": "657", "funktion": "52820", "gruppering": "001", "status": "regnskab"}
    amounts = {"1": 100, "2": refund}
    years = range(first_year, 2018)
    return [row | {"aar": y, "dranst": k, "beloeb": a} for y in years for k, a in amounts.items()]


def index(last: int = 110) -> list[Row]:
    values = [*range(100, 106), last]
    return [{"aar": 2011 + number, "indeks": value} for number, value in enumerate(values)]


def pupils(count: int = 10, first: int = 0, **values: Any) -> list[Row]:
    """Pupils of grade 5, of the usual age."""
    row = {"skole": "1", "klassetrin": 5, "skoleaar": "2016/17"} | values
    return [child(number, **row) for number in range(first, first + count)]


def absences(days: int = 8, school_days: int = 200, count: int = 10) -> list[Row]:
    kinds = {"fravaer_ulovligt": 0, "fravaer_lovligt": 0, "fravaer_sygdom": days}
    return pupils(count, **kinds, skoledage=school_days)


def answers(answered: int, answer: str = "4") -> list[Row]:
    row = {"undersoegelse": "m", "aar": 2017, "kommune": "657", "gruppe": "authority"}
    return [
        row | {"respondent": str(n), "spoergsmaal": "q", "svar": answer if n < answered else None}
        for n in range(10)
    ]


def cases(cases: int, caseworkers: Sequence[str] = ("a", "b")) -> list[Row]:
    row = {"kommune": "657", "dato": START, "sager": cases}
    return [row | {"raadgiver": name} for name in caseworkers]


def change(before: int, now: int, kommune: str = "657", **values: Any) -> Row:
    """A child's number given up for another one."""
    row = {"kommune": kommune, "dato": START}
    for what, number in (("tidligere", before), ("nu", now)):
        row |= {f"person_id_{what}": f"p1_{number}", f"birth_date_{what}": BORN}
        row |= {f"is_replacement_number_{what}": False}
    return row | values


def lines(cost: int = 100, saving: int = -50) -> list[Row]:
    """A business case of one extra cost and one saving."""
    row = {"kommune": "657", "business_case": "c", "status": "plan", "aar": 2016}
    return [
        row | {"linje": "staff", "art": "merudgift", "beloeb": cost},
        row | {"linje": "placements", "art": "besparelse", "beloeb": saving},
    ]


def inquiries(count: int = 20, districts: str = "ab", **values: Any) -> list[Row]:
    """Inquiries in two months of some districts."""
    first = {"fra": date(2012, 1, 1), "til": date(2012, 1, 31)}
    second = {"fra": date(2012, 2, 1), "til": date(2012, 2, 29)} | values
    return [
        {"kommune": "766", "distrikt": district, "antal": count} | period
        for district in districts
        for period in (first, second)
    ]


def rates(*per_day: int) -> list[Row]:
    """A provider's course today and under the new practice."""
    row = {"kommune": "657", "tilbud": "t", "aar": 2012, "del": "d", "maaneder": 6}
    return [
        row | {"praksis": practice, "takst": rate}
        for practice, rate in zip(("i_dag", "ny"), per_day, strict=False)
    ]


TOTALS = [
    total("anbringelser", "2017-01-01", "i alt", 40),
    total("anbringelser", "2017-01-01", "institution", 8),
    total("regnskab", "2016", "5.28.20", 100),
    total("trivsel", "2016/17", "5", 10),
    total("fravaer", "2016/17", "i alt", 10),
]
SOUND: Country = {
    "anbringelser": placed(8, 24, 8) + placements(first=40),
    "kontroltal": TOTALS,
    "foranstaltninger": measures(20, "SEL-11-3-3") + measures(1, "SEL-50"),
    "opfoelgninger": [child(number, dato=START) for number in range(10)],
    "underretninger": [child(number, dato=START) for number in range(10)],
    "sagstal": cases(20),
    "befolkning": population("2016K1") + population("2017K1", 110),
    "regnskab": accounts(),
    "raadgiverudgifter": [{"kommune": "657", "aar": 2016, "beloeb": 5, "status": "regnskab"}],
    "pl_indeks": index(),
    "trivsel": pupils(**{f"sp{number:02}": 4 for number in range(1, 41)}),
    "fravaer": absences(),
    "spoergeskema": answers(9),
    "uddannelse": [
        {"kommune": "657", "aar": 2016, "maal": "specialtilbud", "antal": 300, "ud_af": 10_000}
    ],
    "distrikter": [
        {"kommune": "657", "distrikt": "Nord", "gruppe": "forsoeg"},
        {"kommune": "657", "distrikt": "Syd", "gruppe": "sammenligning"},
    ],
    "distriktsudgifter": [
        {"kommune": "657", "aar": 2012, "distrikt": "Nord", "omraade": "mst", "beloeb": 100}
    ],
    "business_cases": lines(),
    "takster": rates(2000, 3000),
    "henvendelser": inquiries(),
    "cpr_aendringer": [change(10_000 + number, 20_000 + number) for number in range(10)],
}
