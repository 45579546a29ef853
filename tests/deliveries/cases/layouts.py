"""Good files of a few sources, of which the cases change one thing.

Every number of a person is a replacement number (day + 60) or of somebody born before 1900.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CHILD, SISTER, OLD_MAN = "6101054002", "6201054018", "0101985008"
NUMBERS = (CHILD, SISTER, OLD_MAN)


@dataclass(frozen=True)
class Layout:
    """A source's columns in a file, and one good row; ``other`` makes a second row of it."""

    source: str
    columns: tuple[str, ...]
    row: tuple[str, ...]
    other: dict[str, str]

    def cells(self, changes: dict[str, str] | None = None) -> list[str]:
        """The good row, with some cells changed."""
        row = dict(zip(self.columns, self.row, strict=True)) | (changes or {})
        return [row[column] for column in self.columns]

    def line(self, changes: dict[str, str] | None = None, delimiter: str = ";") -> str:
        """The good row as a line of a CSV file, without its end."""
        return delimiter.join(self.cells(changes))

    def header(self, delimiter: str = ";") -> str:
        """The header as a line of a CSV file, without its end."""
        return delimiter.join(self.columns)

    def lines(self, *lines: str) -> bytes:
        """A CSV file in UTF-8: the header, the good row, and then these lines."""
        return text(self.header(), self.line(), *lines)

    def with_cell(self, column: str, value: str) -> bytes:
        """A CSV file whose second row, on line 3, has one cell changed."""
        quoted = '"' + value.replace('"', '""') + '"' if set(value) & set('";\r\n') else value
        return self.lines(self.line(self.other | {column: quoted}))


def text(*lines: str, encoding: str = "utf-8", end: str = "\n") -> bytes:
    """Lines as bytes, the last one ended like the others."""
    return "".join(line + end for line in lines).encode(encoding)


def joined(lines: Iterable[str], end: str = "\n") -> str:
    """Lines as text, each with its end."""
    return "".join(line + end for line in lines)


MEASURES = Layout(
    "foranstaltninger",
    ("cpr", "kommune", "ydelse", "startdato", "slutdato", "maalgruppe", "distrikt"),
    (CHILD, "657", "SEL-50", "2016-01-31", "2016-12-31", "social", "Nord"),
    {"startdato": "2016-02-29"},
)
PLACEMENTS = Layout(
    "anbringelser",
    (
        "cpr",
        "kommune",
        "anbringelsessted",
        "startdato",
        "slutdato",
        "maalgruppe",
        "akut",
        "distrikt",
    ),
    (CHILD, "657", "1", "2016-01-31", "2016-12-31", "social", "n", "Nord"),
    {"startdato": "2016-02-29"},
)
ACCOUNTS = Layout(
    "regnskab",
    ("kommune", "aar", "funktion", "gruppering", "dranst", "beloeb", "status"),
    ("657", "2016", "52820", "001", "1", "1234", "regnskab"),
    {"aar": "2015"},
)
CASELOADS = Layout(
    "sagstal",
    ("kommune", "dato", "raadgiver", "sager", "fuldtid", "bemaerkning"),
    ("657", "2016-01-31", "a1", "14", "j", "ingen"),
    {"raadgiver": "a2"},
)
POPULATION = Layout(
    "befolkning",
    ("OMRÅDE", "KØN", "ALDER", "CIVILSTAND", "TID", "INDHOLD"),
    ("657", "TOT", "10", "TOT", "2016K1", "1184"),
    {"ALDER": "11"},
)
WELLBEING = Layout(
    "trivsel",
    ("cpr", "kommune", "skole", "klassetrin", "skoleaar", *(f"sp{n:02}" for n in range(1, 41))),
    (CHILD, "657", "657001", "4", "2014/15", *("3" for _ in range(40))),
    {"cpr": SISTER},
)
ABSENCE = Layout(
    "fravaer",
    ("cpr", "kommune", "skole", "klassetrin", "skoleaar", "fravaer_ulovligt", "fravaer_lovligt",
     "fravaer_sygdom", "skoledage"),
    (CHILD, "657", "657001", "4", "2014/15", "1", "2", "3", "200"),
    {"cpr": SISTER},
)  # fmt: skip
PRICES = Layout("pl_indeks", ("aar", "indeks"), ("2016", "100"), {"aar": "2017"})
EXCHANGES = Layout(
    "cpr_aendringer",
    ("kommune", "cpr_tidligere", "cpr_nu", "dato", "aarsag"),
    ("657", CHILD, SISTER, "2016-04-15", "erstatning"),
    {"cpr_tidligere": OLD_MAN},
)
