"""Deliveries from the case systems: placements, measures, follow-ups and notifications."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from models.codelists import placement_places

from . import faults
from .contacts import follow_ups, notifications
from .district_files import HERNING, district_of, ended_placements
from .persons import Register
from .rows import CaseData, Spell
from .targets import Targets
from .timing import CASE_DATA_KNOWN_ON
from .writing import Row, csv_file, excel_file

_PLACEMENT_HEADER = (
    "cpr", "kommune", "anbringelsessted", "startdato", "slutdato", "maalgruppe", "akut", "distrikt"
)  # fmt: skip
_MEASURE_HEADER = ("cpr", "kommune", "ydelse", "startdato", "slutdato", "maalgruppe", "distrikt")
_EARLIER = date(2017, 3, 1)
DateForm = Callable[[date], str]


def write_case_files(raw: Path, wanted: Targets, cases: CaseData, register: Register) -> None:
    """All case deliveries of one municipality, each municipality in the form of its system."""
    if wanted.code == HERNING:
        _herning(raw, cases, ended_placements(register))
    else:
        {"510": _haderslev, "167": _hvidovre}[wanted.code](raw, cases)
    called = [
        (c.person.cpr, wanted.code, c.day.isoformat(), c.code)
        for c in follow_ups(wanted.code, cases)
    ]
    slug = f"{CASE_DATA_KNOWN_ON}_{wanted.name.lower()}.csv"
    csv_file(raw / "opfoelgninger" / slug, ("cpr", "kommune", "dato", "ydelse"), called)
    notified = [
        (c.person.cpr, wanted.code, c.day.isoformat(), _district(wanted.code, c.person.cpr))
        for c in notifications(wanted.code, cases, register)
    ]
    csv_file(
        raw / "underretninger" / slug,
        ("cpr", "kommune", "dato", "distrikt"),
        notified,
        encoding="utf-16" if wanted.code == "167" else "utf-8-sig",
    )


def _haderslev(raw: Path, cases: CaseData) -> None:
    """UTF-8 with ISO dates; an older delivery shows what was known in March 2017."""
    for day in (_EARLIER, CASE_DATA_KNOWN_ON):
        known = CaseData(_known_on(cases.placements, day), _known_on(cases.measures, day))
        placements = [_placement("510", spell, date.isoformat) for spell in known.placements]
        bad = faults.PLACEMENTS if day == CASE_DATA_KNOWN_ON else ()
        slug = f"{day}_haderslev.csv"
        csv_file(raw / "anbringelser" / slug, _PLACEMENT_HEADER, [*placements, *bad])
        measures = [_measure("510", spell, date.isoformat) for spell in known.measures]
        csv_file(raw / "foranstaltninger" / slug, _MEASURE_HEADER, measures)


def _herning(raw: Path, cases: CaseData, ended: list[tuple[Spell, str]]) -> None:
    """Windows-1252 with Danish dates and the names of the places."""
    labels = placement_places()
    placements: list[Row] = []
    for spell in cases.placements:
        cells = list(_placement("657", spell, _danish))
        cells[2] = labels[spell.code]
        placements.append(cells)
    for spell, district in ended:
        cells = list(_placement("657", spell, _danish))
        placements.append([*cells[:2], labels[spell.code], *cells[3:7], district])
    slug = f"{CASE_DATA_KNOWN_ON}_herning.csv"
    csv_file(raw / "anbringelser" / slug, _PLACEMENT_HEADER, placements, encoding="cp1252")
    measures = [_measure("657", spell, _danish) for spell in cases.measures]
    # A case system that exports a row twice: the second one is a duplicate key.
    twice = [next(row for row in measures if row[5] == "handicap")]
    rows = [*measures, *twice, *faults.MEASURES]
    csv_file(raw / "foranstaltninger" / slug, _MEASURE_HEADER, rows, "\t", "cp1252")


def _hvidovre(raw: Path, cases: CaseData) -> None:
    """Placements from a spreadsheet with date cells, measures compressed."""
    rows = [_placement("0167", spell, date.isoformat) for spell in cases.placements]
    dated = [
        [*row[:3], spell.start, spell.end, *row[5:]]
        for row, spell in zip(rows, cases.placements, strict=True)
    ]
    path = raw / "anbringelser" / f"{CASE_DATA_KNOWN_ON}_hvidovre.xlsx"
    excel_file(path, "Anbringelser i Hvidovre Kommune", _PLACEMENT_HEADER, dated)
    measures = [_measure("167", spell, date.isoformat) for spell in cases.measures]
    path = raw / "foranstaltninger" / f"{CASE_DATA_KNOWN_ON}_hvidovre.csv.gz"
    csv_file(path, _MEASURE_HEADER, measures)


def _known_on(spells: list[Spell], day: date) -> list[Spell]:
    """What a delivery of that day holds: no later start, and no end that was still to come."""
    return [
        Spell(s.person, s.code, s.start, s.end if s.end and s.end <= day else None, s.group)
        for s in spells
        if s.start <= day
    ]


def _placement(code: str, spell: Spell, form: DateForm) -> Row:
    cells = _measure(code, spell, form)
    acute = "j" if (spell.start.day + len(spell.code)) % 9 == 0 else "n"
    return (*cells[:6], acute, cells[6])


def _measure(code: str, spell: Spell, form: DateForm) -> Row:
    group = "" if spell.group == "social" and spell.start.day % 3 == 0 else spell.group
    end = form(spell.end) if spell.end else ""
    district = _district(code, spell.person.cpr)
    return (spell.person.cpr, code, spell.code, form(spell.start), end, group, district)


def _district(code: str, cpr: str) -> str:
    return district_of(cpr) if code == HERNING else ""


def _danish(day: date) -> str:
    return f"{day:%d-%m-%Y}"
