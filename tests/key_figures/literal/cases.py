"""Literal cases: tiny tables of one municipality each, which all share one run of dbt.

A test module calls ``case`` when it is imported; every case gets a municipality of its own. The
fixture ``figures`` then runs dbt once over all of them, and a test looks up its cells::

    running = case(anbringelser='''
        person  born        anbringelsessted  startdato   slutdato
        a       2005-03-01  9                 2014-06-01  -
    ''')

    def test_a_child(figures): assert figures(running, ...).value == 1 / 4_200 * 1000
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.codelists import municipalities
from models.contract import load_contract
from tests.key_figures.marts import INVENTED
from tests.key_figures.plain.country import Delivery, Row

# For children known in two municipalities; no other case gets one of these.
AALBORG, HADERSLEV, HERNING, HVIDOVRE = "851", "510", "657", "167"
MARIAGERFJORD, REBILD, VEJEN, VEJLE = "846", "840", "575", "630"
POPULATION = {2015: 4_200, 2016: 4_300, 2017: 4_400}

# Places of placement (code list placement_places).
NETWORK, FOSTER, INSTITUTION, OWN_ROOM, BOARDING_SCHOOL, UNKNOWN = "1", "21", "9", "6", "11", "99"

# A municipality has delivered a source when it has a row in it; these rows count nowhere.
NO_PLACEMENTS = """
    person  born        anbringelsessted  startdato   slutdato
    nobody  1990-01-01  99                2000-01-01  2000-01-01
"""
NO_MEASURES = """
    person  born        ydelse  startdato   slutdato
    nobody  1990-01-01  SEL-50  2000-01-01  2000-01-01
"""

_RESERVED = {AALBORG, HADERSLEV, HERNING, HVIDOVRE, MARIAGERFJORD, REBILD, VEJEN, VEJLE}
_CODES = (code for code in (*municipalities(), *INVENTED) if code not in _RESERVED)


@dataclass(frozen=True)
class Case:
    """One example's municipality."""

    kommune: str


@dataclass(frozen=True)
class Table:
    """A delivery of one source, written as a table; ``-`` is an empty cell."""

    source: str
    delivered_on: str
    text: str


def case(
    *more: Table,
    on: str = "2016-10-31",
    population: dict[int, int] = POPULATION,
    **tables: str,
) -> Case:
    """Register the deliveries of the next municipality: ``tables`` by source, delivered ``on``."""
    kommune = next(_CODES)
    delivered = [Table(source, on, text) for source, text in tables.items()]
    for table in (*delivered, *more):
        rows = [row_of(table.source, kommune, cells) for cells in lines_of(table.text)]
        DELIVERIES.append(Delivery(table.source, date.fromisoformat(table.delivered_on), rows))
    if population:
        DELIVERIES.append(population_of(kommune, population))
    return Case(kommune)


def lines_of(text: str) -> list[dict[str, str]]:
    """The lines of a literal table as header: value."""
    header, *lines = [line.split() for line in text.splitlines() if line.strip()]
    return [dict(zip(header, line, strict=True)) for line in lines]


def row_of(source: str, kommune: str, cells: dict[str, str]) -> Row:
    """A row with every column of ``raw.<source>``; what the table leaves out is empty."""
    known = {"kommune": kommune, "omraade": kommune, "maalgruppe": "social"}
    known |= {"undersoegelse": f"survey of {kommune}"}
    if "person" in cells:
        known["person_id"] = f"{kommune} {cells['person']}"
        known["birth_date"] = cells.get("born", "2004-02-29")
        known["is_replacement_number"] = cells.get("replacement", "n")
    for what in {"tidligere", "nu"} & set(cells):
        known[f"person_id_{what}"] = f"{kommune} {cells[what]}"
        known[f"birth_date_{what}"] = cells.get("born", "2004-02-29")
        known[f"is_replacement_number_{what}"] = cells.get(f"replacement_{what}", "n")
    known |= cells
    columns = load_contract(source).raw_columns[2:]
    return {name: value_of(known.get(name, "-"), duckdb_type) for name, duckdb_type in columns}


def value_of(text: str, duckdb_type: str) -> object:
    """The cell's text as the type of its column in the raw tables."""
    if text == "-":
        return None
    if duckdb_type == "DATE":
        return date.fromisoformat(text)
    if duckdb_type == "BOOLEAN":
        return text == "j"
    if duckdb_type.startswith("DECIMAL"):
        return Decimal(text.replace("_", ""))
    return text if duckdb_type == "VARCHAR" else int(text.replace("_", ""))


def population_of(kommune: str, by_year: dict[int, int]) -> Delivery:
    """Inhabitants of 0-17 years as given; and others, and other quarters, who must not count."""
    rows = []
    for year, number in by_year.items():
        for age in range(18):
            here = number // 18 + (number % 18 if age == 0 else 0)
            rows += [(str(age), f"{year}K1", here), (str(age), f"{year}K2", 7 * here)]
        rows += [("18", f"{year}K1", 333), ("IALT", f"{year}K1", 9 * number)]
    columns = ("alder", "tid", "indhold")
    empty = dict.fromkeys(("koen", "civilstand", "oevrige_dimensioner"))
    return Delivery(
        "befolkning",
        date(2017, 12, 31),
        [{"omraade": kommune, **dict(zip(columns, row, strict=True)), **empty} for row in rows],
    )


# The one index of all municipalities; 2018 is not known.
_INDEX = {2011: 90, 2012: 92, 2013: 94, 2014: 96, 2015: 98, 2016: 99, 2017: 100}
DELIVERIES = [
    Delivery(
        "pl_indeks",
        date(2017, 12, 31),
        [{"aar": year, "indeks": Decimal(index)} for year, index in _INDEX.items()],
    )
]
