"""The figures of school, money, caseload and surveys, computed without SQL."""

from __future__ import annotations

from collections import defaultdict
from statistics import mean

from models.calendar import school_year_dates
from models.codelists import code_list

from .case_figures import Cases, Figures
from .reading import Deliveries, Record, amount


def school_figures(deliveries: Deliveries, code: str) -> Figures:
    """Sums of pupils' values and numbers of pupils."""
    cases = Cases(deliveries, code)
    values: dict[tuple[str, str, str, str], list[float]] = defaultdict(list)
    for year in ("2014/15", "2015/16", "2016/17"):
        vulnerable = cases.vulnerable(*school_year_dates(year))
        for row in _pupils(deliveries, "trivsel", code, year):
            group = "vulnerable" if row["cpr"] in vulnerable else "other"
            for index in ("academic", "social"):
                names = [r["item"] for r in code_list("wellbeing_items") if r["index"] == index]
                given = [int(row[item]) for item in names if row[item] not in ("", "0")]
                if 2 * len(given) >= len(names):
                    values[code, f"wellbeing_{index}", group, year].append(mean(given))
        absent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for row in _pupils(deliveries, "fravaer", code, year):
            kinds = ("fravaer_ulovligt", "fravaer_lovligt", "fravaer_sygdom")
            absent[row["cpr"]][0] += sum(float(row[kind]) for kind in kinds)
            absent[row["cpr"]][1] += float(row["skoledage"])
        for cpr, (days, of) in absent.items():
            if of:
                group = "vulnerable" if cpr in vulnerable else "other"
                values[code, "absence", group, year].append(100 * days / of)
    return {key: (sum(numbers), len(numbers)) for key, numbers in values.items()}


def _pupils(deliveries: Deliveries, source: str, code: str, year: str) -> list[Record]:
    return [
        row
        for row in deliveries.rows(source)
        if (row["kommune"], row["skoleaar"]) == (code, year) and 4 <= int(row["klassetrin"]) <= 9
    ]


def money(deliveries: Deliveries, code: str) -> dict[tuple[str, int], float]:
    """Expenditure in prices of 2017 by (part, year)."""
    index = {int(r["aar"]): amount(r["indeks"]) for r in deliveries.rows("pl_indeks")}
    closed = {
        (r["aar"]) for r in deliveries.rows("regnskab")
        if r["kommune"] == code and r["status"] == "regnskab"
    }  # fmt: skip
    totals: dict[tuple[str, int], float] = defaultdict(float)
    for row in deliveries.rows("regnskab"):
        counts = row["status"] == "regnskab" or row["aar"] not in closed
        role = _role(row, int(row["aar"]))
        if row["kommune"] == code and counts and role and row["dranst"] in "12":
            totals[role, int(row["aar"])] += amount(row["beloeb"])
    for row in deliveries.rows("raadgiverudgifter"):
        if row["kommune"] == code:
            totals["administration", int(row["aar"])] += amount(row["beloeb"])
    fixed = {key: value * index[2017] / index[key[1]] for key, value in totals.items()}
    for year in range(2013, 2018):
        fixed["total", year] = fixed["service", year] + fixed["administration", year]
    return fixed


def _role(row: Record, year: int) -> str:
    function = row["funktion"].replace(".", "")
    rows = [
        r
        for r in code_list("account_steps")
        if r["function"] == function
        and r["grouping"] in (row["gruppering"], "*")
        and int(r["valid_from"] or 0) <= year <= int(r["valid_to"] or 9999)
    ]
    exact = [r for r in rows if r["grouping"] != "*"] or rows
    return exact[0]["role"].replace("excluded", "") if exact else ""


def additional(fixed: dict[tuple[str, int], float], part: str, year: int) -> float:
    base = range(2011 if part == "service" else 2013, 2015)
    return fixed[part, year] - mean(fixed[part, y] for y in base)


def caseload_figures(deliveries: Deliveries, code: str) -> Figures:
    loads: dict[str, list[float]] = defaultdict(list)
    for row in deliveries.rows("sagstal"):
        if row["kommune"] == code:
            loads[row["dato"]].append(amount(row["sager"]))
    figures: Figures = {}
    for on, cases in loads.items():
        figures[code, "caseload", "mean", on] = (sum(cases), len(cases))
        figures[code, "caseload", "min", on] = (min(cases), 1)
        figures[code, "caseload", "max", on] = (max(cases), 1)
    return figures


def survey_figures(deliveries: Deliveries, code: str) -> Figures:
    asked: dict[tuple[str, str], dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for row in deliveries.rows("spoergeskema"):
        if row["kommune"] == code and row["svar"] != "6":
            asked[row["gruppe"], row["aar"]][row["respondent"]].append(row)
    figures: Figures = {}
    for (group, year), people in asked.items():
        invited = [rows for rows in people.values() if rows[0]["inviteret"] != "n"]
        full = sum(all(r["spoergsmaal"] and r["svar"] for r in rows) for rows in people.values())
        figures[code, "survey_response_rate", group, year] = (full, len(invited))
    return figures
