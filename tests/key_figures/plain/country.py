"""What was delivered, which of it is in force, and the words that all key figures share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from models.codelists import code_list

Row = dict[str, Any]
Number = int | Fraction
FORMS = ("institution", "foster", "network")  # the most intrusive first

# A scope is what a newer delivery replaces whole; a function of the row that names it.
SCOPES: dict[str, Callable[[Row], tuple[Any, Any]]] = {
    "anbringelser": lambda row: (row["kommune"], None),
    "foranstaltninger": lambda row: (row["kommune"], None),
    "sagstal": lambda row: (row["kommune"], row["dato"]),
    "befolkning": lambda row: (row["omraade"], row["tid"][:4]),
    "regnskab": lambda row: (row["kommune"], (row["aar"], row["status"])),
    "raadgiverudgifter": lambda row: (row["kommune"], (row["aar"], row["status"])),
    "pl_indeks": lambda row: (None, None),
    "trivsel": lambda row: (row["kommune"], row["skoleaar"]),
    "fravaer": lambda row: (row["kommune"], row["skoleaar"]),
    "spoergeskema": lambda row: (None, row["undersoegelse"]),
    "cpr_aendringer": lambda row: (row["kommune"], None),
}


@dataclass(frozen=True)
class Delivery:
    """Rows of one source (columns as in ``raw.<source>``) and the day they became known."""

    source: str
    delivered_on: date
    rows: list[Row]


@dataclass(frozen=True)
class Cell:
    """One cell of ``marts.key_figures``, without what follows from the catalogue."""

    key_figure: str
    area_code: str
    period: str
    breakdown: str
    numerator: Number | None
    denominator: Number | None
    value: Number | None
    status: str


def ratio(
    name: tuple[str, str, str, str], above: Number, below: Number | None, times: int = 1
) -> Cell:
    """``times`` * above / below; nothing to divide by is a status and never a value."""
    if below is None:
        return Cell(*name, above, None, None, "no_denominator")
    if below == 0:
        return Cell(*name, above, below, None, "not_applicable")
    return Cell(*name, above, below, Fraction(above) * times / below, "ok")


class Country:
    """All deliveries; ``rows`` and ``delivered_on`` speak of those in force."""

    def __init__(self, deliveries: list[Delivery]) -> None:
        """Find the newest delivery of each scope, and keep its rows of that scope."""
        # Sources of other systems have no figure that is counted here once more.
        deliveries = [each for each in deliveries if each.source in SCOPES]
        self._in_force: dict[str, dict[Any, Delivery]] = {}
        for delivery in deliveries:
            newest = self._in_force.setdefault(delivery.source, {})
            for row in delivery.rows:
                scope = SCOPES[delivery.source](row)
                if scope not in newest or newest[scope].delivered_on < delivery.delivered_on:
                    newest[scope] = delivery
        self._rows: dict[str, list[Row]] = {}
        for delivery in deliveries:
            newest = self._in_force[delivery.source] if delivery.rows else {}
            self._rows.setdefault(delivery.source, []).extend(
                row for row in delivery.rows if newest[SCOPES[delivery.source](row)] is delivery
            )

        followed = {row["person_id_tidligere"]: row for row in self.rows("cpr_aendringer")}
        for source, rows in self._rows.items():
            self._rows[source] = _once(source, [_as_now(row, followed) for row in rows])

    def rows(self, source: str) -> list[Row]:
        """The rows of the deliveries in force, each scope from its newest delivery."""
        return self._rows.get(source, [])

    def delivered_on(self, source: str, kommune: str) -> date | None:
        """The day of a municipality's delivery in force; for sources delivered whole."""
        delivery = self._in_force.get(source, {}).get((kommune, None))
        return delivery.delivered_on if delivery else None

    def covered(self, *sources: str) -> dict[str, date]:
        """Municipalities that delivered all ``sources``, and the earliest delivery's day."""
        kommuner = {row["kommune"] for source in sources for row in self.rows(source)}
        covered = {}
        for kommune in kommuner:
            days = [self.delivered_on(source, kommune) for source in sources]
            if None not in days:
                covered[kommune] = min(day for day in days if day)
        return covered

    def population(self, kommune: str, year: int) -> int | None:
        """0-17-year-olds on 1 January; None when absent or when one age is not available."""
        here = [r for r in self.rows("befolkning") if r["omraade"] == kommune]
        inhabitants: list[int | None] = []
        for age in range(18):
            rows = [r for r in here if r["tid"] == f"{year}K1" and r["alder"] == str(age)]
            for dimension in ("koen", "civilstand", "oevrige_dimensioner"):
                rows = [r for r in rows if (r[dimension] or "").endswith("TOT")] or rows
            inhabitants += [row["indhold"] for row in rows]
        known = [number for number in inhabitants if number is not None]
        return sum(known) if known and len(known) == len(inhabitants) else None


def _as_now(row: Row, exchanges: dict[str, Row]) -> Row:
    """The row of a person under the current number, unless that cannot be known."""
    met = [row.get("person_id")]
    while met[-1] in exchanges:
        exchange = exchanges[met[-1]]
        if exchange["person_id_nu"] in met:
            return row
        met.append(exchange["person_id_nu"])
    if len(met) == 1:
        return row
    now = {"person_id": met[-1], "birth_date": exchange["birth_date_nu"]}
    return row | now | {"was_exchanged": True}


def _once(source: str, rows: list[Row]) -> list[Row]:
    """A pupil answers once a year; of two rows in grades 4-9 that of the current number."""
    if source != "trivsel":
        return rows
    kept: dict[tuple[Any, ...], Row] = {}
    counted = [row for row in rows if row["klassetrin"] in range(4, 10)]
    others = [row for row in rows if row not in counted]
    for row in sorted(counted, key=lambda row: "was_exchanged" in row):
        kept.setdefault((row["kommune"], row["skoleaar"], row["person_id"]), row)
    return [*kept.values(), *others]


def cut_dates(last: date) -> list[date]:
    """31 January, 31 May and 30 September, from 31 January 2015."""
    days = [date(y, m, d) for y in range(2015, 2030) for m, d in ((1, 31), (5, 31), (9, 30))]
    return [day for day in days if day <= last]


def in_force(row: Row, day: date) -> bool:
    """The last day counts, and so does the first."""
    return row["startdato"] <= day and (row["slutdato"] is None or row["slutdato"] >= day)


def is_child(row: Row, day: date) -> bool:
    """Born, and before the eighteenth birthday."""
    born: date = row["birth_date"]
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    age = day.year - born.year - (0 if had_birthday else 1)
    return born <= day and age < 18


def social(rows: Iterable[Row]) -> list[Row]:
    """The target group only."""
    return [row for row in rows if row["maalgruppe"] == "social"]


def form_of(row: Row) -> str:
    """What kind of place a placement is at."""
    return next(
        p["form"] for p in code_list("placement_places") if p["code"] == row["anbringelsessted"]
    )


def measure_of(row: Row) -> dict[str, str]:
    """Kind and home-based type of a measure."""
    return next(m for m in code_list("measures") if m["code"] == row["ydelse"])
