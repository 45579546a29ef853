"""The figures of placements and measures, counted child by child without SQL."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from models.calendar import cut_dates, months_before
from models.codelists import code_list
from models.person import parse_cpr

from .reading import Deliveries, Record, day

Ratio = tuple[float, float]
Figures = dict[tuple[str, str, str, str], Ratio]
DATES = [row.cut_date for row in cut_dates(date(2017, 10, 31))]
MORE_INTRUSIVE = ("institution", "foster", "network")


class Cases:
    """One municipality's social spells, asked by date."""

    def __init__(self, deliveries: Deliveries, code: str) -> None:
        self.forms = {row["code"]: row["form"] for row in code_list("placement_places")}
        self.kinds = {row["code"]: row for row in code_list("measures")}
        self.placements = self._social(deliveries.spells("anbringelser"), code)
        self.measures = self._social(deliveries.spells("foranstaltninger"), code)

    @staticmethod
    def _social(rows: list[Record], code: str) -> list[tuple[str, str, date, date]]:
        mine = [row for row in rows if row["kommune"] == code and row["group"] == "social"]
        return [
            (r["cpr"], r["code"], day(r["startdato"]) or date.max, day(r["slutdato"]) or date.max)
            for r in mine
        ]

    def form(self, on: date) -> dict[str, str]:
        found: dict[str, set[str]] = defaultdict(set)
        for cpr, code, start, end in self.placements:
            if start <= on <= end:
                found[cpr].add(self.forms[code])
        return {
            cpr: next(form for form in MORE_INTRUSIVE if form in forms)
            for cpr, forms in found.items()
            if forms & set(MORE_INTRUSIVE)
        }

    def home_based(self, on: date) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for cpr, code, start, end in self.placements:
            if start <= on <= end and self.forms[code] == "home_based_placement":
                found[cpr].add("home_based_placement")
        for cpr, code, start, end in self.measures:
            if start <= on <= end and self.kinds[code]["kind"] == "home_based":
                found[cpr].add(self.kinds[code]["home_based_type"])
        return found

    def preventive(self) -> list[tuple[str, str, date, date]]:
        return [m for m in self.measures if self.kinds[m[1]]["kind"] == "preventive_11_3"]

    def vulnerable(self, first: date, last: date) -> set[str]:
        placed = {p[0] for p in self.placements if p[2] <= last and p[3] >= first and p[1] != "99"}
        helped = {
            m[0]
            for m in self.measures
            if m[2] <= last and m[3] >= first and self.kinds[m[1]]["kind"] != "examination"
        }
        return placed | helped


def is_child(cpr: str, on: date) -> bool:
    person = parse_cpr(cpr)
    assert person is not None
    born = person.birth_date
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return born <= on and age < 18


def case_figures(deliveries: Deliveries, code: str, name: str) -> Figures:
    """Numerator and denominator by (code, key figure, breakdown, period)."""
    cases = Cases(deliveries, code)
    people = _population(deliveries, code, name)
    figures: Figures = {}
    for number, on in enumerate(DATES):
        period, population = on.isoformat(), people[on.year]
        form = {cpr: f for cpr, f in cases.form(on).items() if is_child(cpr, on)}
        home = {cpr: t for cpr, t in cases.home_based(on).items() if is_child(cpr, on)}
        early = {m[0] for m in cases.preventive() if m[2] <= on <= m[3] and is_child(m[0], on)}
        figures[code, "placed_per_1000", "total", period] = (len(form), population)
        figures[code, "preventive_per_1000", "total", period] = (len(early), population)
        for kind in MORE_INTRUSIVE:
            count = sum(f == kind for f in form.values())
            figures[code, "placement_share", kind, period] = (count, len(form))
        types = [kind for kinds in home.values() for kind in kinds]
        figures[code, "home_based_per_1000", "total", period] = (len(types), population)
        for kind in {row["home_based_type"] for row in cases.kinds.values()} | set(types):
            figures[code, "home_based_per_1000", kind, period] = (types.count(kind), population)
        if number:
            figures[code, "institution_exits", "ceased", period] = _exits(cases, number)
        if number >= 3:
            figures[code, "home_based_movement", "up", period] = _up(cases, number)
            key = (code, "preventive_followed_by_examination", "total", period)
            figures[key] = _examined(cases, on)
    return figures


def _population(deliveries: Deliveries, code: str, name: str) -> dict[int, int]:
    totals: dict[int, int] = defaultdict(int)
    for row in deliveries.rows("befolkning"):
        age = row["alder"].removesuffix(" år")
        first_quarter = row["tid"][4:] in ("K1", "Q1")
        if row["område"] in (code, name) and first_quarter and age.isdigit() and int(age) < 18:
            totals[int(row["tid"][:4])] += (
                int(row["indhold"])
                * (row.get("køn", "I alt") != "Mænd")
                * (row.get("køn", "I alt") != "Kvinder")
            )
    return totals


def _exits(cases: Cases, number: int) -> Ratio:
    before, now = cases.form(DATES[number - 1]), cases.form(DATES[number])
    cohort = [c for c, f in before.items() if f == "institution" and is_child(c, DATES[number])]
    return sum(now.get(cpr) != "institution" for cpr in cohort), len(cohort)


def _up(cases: Cases, number: int) -> Ratio:
    then = DATES[number - 3]
    cohort = [c for c in cases.home_based(then) if c not in cases.form(then) and is_child(c, then)]
    now = cases.form(DATES[number])
    return sum(cpr in now for cpr in cohort), len(cohort)


def _examined(cases: Cases, on: date) -> Ratio:
    first: dict[str, date] = {}
    for cpr, _, start, _ in cases.preventive():
        if months_before(on, 6) < start <= on and is_child(cpr, on):
            first[cpr] = min(start, first.get(cpr, start))
    decided = {
        cpr
        for cpr, code, start, _ in cases.measures
        if cases.kinds[code]["kind"] == "examination" and cpr in first and first[cpr] < start <= on
    }
    return len(decided), len(first)
