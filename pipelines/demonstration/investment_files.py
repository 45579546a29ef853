"""Deliveries of business cases and rates: what the sources print, and an invented settlement."""

from __future__ import annotations

from pathlib import Path

from .writing import Row, csv_file

_HERNING = "657"
_CASE_HEADER = ("kommune", "business_case", "status", "aar", "linje", "art", "beloeb")
_RATE_HEADER = ("kommune", "tilbud", "aar", "praksis", "del", "maaneder", "takst")

_Lines = dict[str, tuple[int, ...]]
# 000, p. 10: "Tabel: Nettobesparelse, beløb i 1.000 kr.", 2013-2016.
_SVERIGESPROJEKTET: _Lines = {
    "Forventet besparelse på anbringelser (SO 16)": (-1000, -2000, -3000, -4500),
    "4 sagsbehandlere + 1 teamkoord. i BOF (SO 20)": (2000, 2000, 2000, 2000),
}
# 002: "Business case (i stor skala) per 1. januar 2016", 2016-2019.
_HERNINGMODELLEN: _Lines = {
    "11 sagsbehandlere (SO20)": (4620, 4620, 4620, 4620),
    "Projektledelse (SO20)": (200, 200),
    "2 PPR-psykologer (SO16)": (1000, 1000, 1000, 1000),
    "1 sundhedsplejerske (SO16)": (445, 445, 445, 445),
    "Kompetenceudvikling, kurser mv.": (400, 400, 200),
    "Forv. besparelse på anbringelser": (-3500, -7500, -12500, -12500),
}
# How it turned out is not printed: invented.
_SETTLED: _Lines = {
    "Besparelse på anbringelser": (-600, -1900, -3400, -4700),
    "Sagsbehandlere og teamkoordinator": (1850, 2050, 2080, 2100),
}
# 003, [4] p. 15 and [3] p. 11: months and kroner a day.
_COURSES: tuple[tuple[str, str, str, str, str], ...] = (
    ("toften", "i_dag", "døgn", "24", "2.123"),
    ("toften", "ny", "døgn", "6", "3.421"),
    ("toften", "ny", "ambulant", "6", "1.094"),
    ("hedebocentret", "i_dag", "døgn", "20", "2.094"),
    ("hedebocentret", "ny", "døgn", "10,5", "2.400"),
)
_DAY_TREATMENT: tuple[tuple[str, str, str, str, str], ...] = (
    ("holmstrupgaard", "i_dag", "døgn", "30", "3.000"),
    ("holmstrupgaard", "ny", "dagbehandling", "15", "1.100"),
)


def write_business_cases(raw: Path) -> None:
    """Herning's two plans, and the settlement of the first."""
    for day, name, status, first_year, lines in (
        ("2012-12-14", "sverigesprojektet", "plan", 2013, _SVERIGESPROJEKTET),
        ("2016-02-04", "herningmodellen", "plan", 2016, _HERNINGMODELLEN),
        ("2017-05-02", "sverigesprojektet", "realiseret", 2013, _SETTLED),
    ):
        rows: list[Row] = [
            (_HERNING, name, status, first_year + number, line, _kind(amount), amount)
            for line, amounts in lines.items()
            for number, amount in enumerate(amounts)
        ]
        csv_file(raw / "business_cases" / f"{day}_{name}_{status}.csv", _CASE_HEADER, rows)


def _kind(amount: int) -> str:
    return "besparelse" if amount < 0 else "merudgift"


def write_rates(raw: Path) -> None:
    """Herning's two institutions, and the day treatment that Aarhus uses (Holmstrupgård)."""
    for code, name, courses in (
        (_HERNING, "herning", _COURSES),
        ("751", "aarhus", _DAY_TREATMENT),
    ):
        rows: list[Row] = [
            (code, provider, 2012, practice, part, months, rate)
            for provider, practice, part, months, rate in courses
        ]
        csv_file(raw / "takster" / f"2012-11-30_{name}.csv", _RATE_HEADER, rows)
