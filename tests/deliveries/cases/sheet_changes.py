"""What people and programs do to a sheet of caseloads, and to the XML that it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable

from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.deliveries.cases.caseload_workbooks import TABLE
from tests.deliveries.cases.workbooks import FIRST_SHEET, with_part, workbook, zipped


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def hide_second(sheets: list[Worksheet]) -> None:
    sheets[1].sheet_state = "hidden"


def strike_out(sheet: Worksheet) -> None:
    for cell in sheet[3]:
        cell.font = Font(strike=True)


def show_as(number_format: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet.cell(3, 4).number_format = number_format

    return change


def colour_rows_below(sheet: Worksheet) -> None:
    for row in range(4, 30):
        sheet.cell(row, 1).fill = PatternFill("solid", "FFFF00")


def format_codes(sheet: Worksheet) -> None:
    for row in (2, 3):
        sheet.cell(row, 1).number_format = "0000"
        sheet.cell(row, 2).number_format = "dd-mm-yy"


def since_1904(data: bytes) -> bytes:
    """The same days in the calendar of old Macintoshes, whose first day is 1,462 days later."""
    moved = with_part(data, FIRST_SHEET, lambda xml: xml.replace(">42400<", ">40938<"))
    return with_part(
        moved,
        "xl/workbook.xml",
        lambda xml: xml.replace("<workbookPr ", '<workbookPr date1904="1" '),
    )


def starting_at_c5(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 4)
    sheet.insert_cols(1, 2)


def bomb() -> bytes:
    data = workbook(TABLE)
    spaces = b" " * 40_000_000
    return zipped({FIRST_SHEET: spaces, "xl/workbook.xml": data[:10]})


def unnumbered(xml: str) -> str:
    return re.sub(' r="[A-Z]*[0-9]+"', "", xml)


def entities(xml: str) -> str:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 8))
    return xml.replace("<worksheet", f'<!DOCTYPE x [<!ENTITY a0 "a">{levels}]><worksheet', 1)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
