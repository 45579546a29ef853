"""The workbook part: which sheets there are, where they lie, and how its dates are counted."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Literal

from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.archive import Archive
from pipelines.deliveries.xlsx.xml import Attributes, elements

PartKind = Literal["officeDocument", "worksheet", "sharedStrings", "styles"]
_TRUE = ("1", "true", "on")


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its place among all sheets, from 1, and its part."""

    number: int
    part: str
    is_hidden: bool


@dataclass(frozen=True)
class Workbook:
    """What all sheets share.

    ``starts_1904`` counts days from 1904, as Excel on a Mac did (§18.2.28). ``recalculates`` says
    that the program that wrote the file left the calculating to the next one (§18.2.2,
    ``fullCalcOnLoad``): the values beside its formulas are placeholders.
    """

    sheets: tuple[Sheet, ...]
    shared_strings: str | None
    styles: str | None
    starts_1904: bool
    recalculates: bool


def read_workbook(archive: Archive) -> Workbook:
    """The workbook of an archive; ``DeliveryRefusedError`` when it is no spreadsheet."""
    main = _one(_relations(archive, ""), "officeDocument") or "xl/workbook.xml"
    if main not in archive:
        raise DeliveryRefusedError("broken_excel")
    relations = _relations(archive, main)
    listed: list[Attributes] = []
    settings: dict[str, Attributes] = {}

    def tell(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            listed.append({key.rpartition(":")[2]: value for key, value in attributes.items()})
        elif name in ("workbookPr", "calcPr"):
            settings[name] = attributes

    elements(archive.open_small(main), tell)
    sheets = [
        Sheet(number, part, entry.get("state", "visible") != "visible")
        for number, entry in enumerate(listed, 1)
        for kind, part in [relations.get(entry.get("id", ""), ("", ""))]
        if kind == "worksheet"  # a chart or a dialog has no rows
    ]
    return Workbook(
        sheets=tuple(sheets),
        shared_strings=_one(relations, "sharedStrings"),
        styles=_one(relations, "styles"),
        starts_1904=settings.get("workbookPr", {}).get("date1904") in _TRUE,
        recalculates=settings.get("calcPr", {}).get("fullCalcOnLoad") in _TRUE,
    )


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target part of each relation that a part has, by its id."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def tell(element: str, attributes: Attributes) -> None:
        # What lies outside the file is never followed.
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, place)

    if rels in archive:
        elements(archive.open_small(rels), tell)
    return found


def _one(relations: dict[str, tuple[str, str]], kind: PartKind) -> str | None:
    return next((part for known, part in relations.values() if known == kind), None)
