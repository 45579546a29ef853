"""The zip file around the sheets of a workbook: the fewest parts that make it one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pipelines.deliveries.xlsx.workbook import Sheet, Workbook
from pipelines.protection.erasure.excel_sheet import MAIN

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BEFORE_ALL = (1980, 1, 1, 0, 0, 0)  # the zip format's first moment: the clock stays out of it


def write_package(
    new: BinaryIO,
    workbook: Workbook,
    styles: bytes | None,
    sheet: Callable[[Sheet], Iterator[bytes]],
) -> None:
    """Write a workbook with the same sheets in the same order; their names become ``Ark<n>``."""
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts(workbook, has_styles=styles is not None).items():
            package.writestr(_entry(name), f"{_DECLARATION}{text}")
        if styles is not None:
            package.writestr(_entry("xl/styles.xml"), styles)
        for number, each in enumerate(workbook.sheets, start=1):
            with package.open(
                _entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True
            ) as part:
                for piece in sheet(each):
                    part.write(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEFORE_ALL)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _parts(workbook: Workbook, *, has_styles: bool) -> dict[str, str]:
    count = len(workbook.sheets)
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, count + 1)]
    targets += [("styles", "styles.xml")] if has_styles else []
    types = "".join(
        f'<Override PartName="/xl/{target}" ContentType="{_KIND}.{kind}+xml"/>'
        for kind, target in targets
    )
    sheets = "".join(
        f'<sheet name="Ark{n}" sheetId="{n}"{_hidden(each)} r:id="rId{n}"/>'
        for n, each in enumerate(workbook.sheets, start=1)
    )
    settings = '<workbookPr date1904="1"/>' if workbook.starts_1904 else ""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{types}'
        "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_LINK}">{settings}'
        f"<sheets>{sheets}</sheets></workbook>",
    }


def _hidden(sheet: Sheet) -> str:
    return ' state="hidden"' if sheet.is_hidden else ""


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'
