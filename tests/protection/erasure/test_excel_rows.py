"""Excel: a person's rows go, every other cell reads as before, and no copy stays anywhere."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.deliveries.workbooks import Written, excel, parts, saved, zipped
from tests.protection.erasure.persons import GONE, OTHER, STAYS, cells, rewrite

HEADER = ["cpr", "kommune", "ydelse", "startdato", "slutdato", "bemærkning"]


def row(number: object, remark: object = "") -> list[object]:
    return [number, 657, "SEL-50", date(2016, 1, 31), "31-12-2016", remark]


def everything(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(name.encode() + package.read(name) for name in package.namelist())


def is_clean(content: bytes) -> bool:
    text = everything(content)
    return not any(
        spelling.encode() in text for spelling in (GONE, f"{GONE[:6]}-{GONE[6:]}", "Kun om hende")
    )


@pytest.mark.parametrize(
    "number", [GONE, int(GONE), f"{GONE[:6]}-{GONE[6:]}"], ids=["text", "number", "dash"]
)
def test_the_other_rows_read_as_before(number: object) -> None:
    content = excel(
        [HEADER, row(STAYS), row(number, "Kun om hende"), row(int(OTHER), "a_x0041_\r\nb")]
    )
    before = cells(content, ".xlsx")
    new, rows = rewrite(content, ".xlsx")
    assert rows == 1
    assert cells(new, ".xlsx") == [before[0], before[2]]
    assert is_clean(new)


def test_programs_can_open_it() -> None:
    new, _ = rewrite(excel([HEADER, row(STAYS, " æ & <b> "), row(GONE)]), ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(new)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][5] == " æ & <b> "
    assert sheet.max_row == 2


def test_no_copy_stays_in_any_part() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line in [HEADER, row(STAYS), row(GONE, "Kun om hende")]:
        sheet.append(line)
    sheet["A2"].comment = Comment(f"Før: {GONE}", "A")
    sheet.auto_filter.ref = "A1:F3"
    sheet.auto_filter.add_filter_column(0, [GONE])
    sheet.oddHeader.center.text = f"Om {GONE}"
    book.properties.title = f"Udtræk for {GONE}"
    book.create_sheet(f"Sag {GONE}").append(["andet", GONE, "Kun om hende"])
    book.create_sheet("Tom").append([f"se {GONE}"])
    new, _ = rewrite(saved(book), ".xlsx")
    assert is_clean(new)
    assert cells(new, ".xlsx") == cells(saved(book), ".xlsx")[:1]
    assert len(openpyxl.load_workbook(io.BytesIO(new)).worksheets) == 3


def test_a_formula_keeps_its_value_and_loses_its_words() -> None:
    written = Written()
    with written as (_, sheet):
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [STAYS, 657, "SEL-50", "2016-01-31", ""])
        sheet.write_formula(1, 5, f'="om {GONE}"', value="x")
        sheet.write_row(2, 1, [657, "SEL-50", "2016-01-31", ""])
        sheet.write_formula(2, 0, f'="{GONE}"', value="")
    new, rows = rewrite(written.bytes, ".xlsx")
    assert is_clean(new)
    assert rows >= 1


def test_a_number_in_another_cell_is_masked() -> None:
    content = excel([HEADER, row(STAYS, f"søskende til {GONE}"), row(OTHER, int(GONE))])
    new, rows = rewrite(content, ".xlsx")
    assert rows == 0
    assert is_clean(new)
    assert [line for line, _ in cells(new, ".xlsx")] == [2, 3]


def test_rich_text_hides_no_number() -> None:
    strings = "".join(f"<si><t>{name}</t></si>" for name in HEADER)
    strings += f"<si><r><t>{GONE[:6]}</t></r><r><t>-{GONE[6:]}</t></r></si>"
    head = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(6))
    other = f'<row><c t="inlineStr"><is><t>{STAYS}</t></is></c><c><v>657</v></c></row>'
    gone = '<row hidden="1"><c t="s"><v>6</v></c><c><v>657</v></c></row>'
    content = zipped(parts(f"<row>{head}</row>{gone}{other}", strings=strings))
    new, rows = rewrite(content, ".xlsx")
    assert rows == 1
    assert [line for line, _ in cells(new, ".xlsx")] == [3]
    assert GONE[:6].encode() not in everything(new)


def test_what_is_hidden_stays_hidden() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for line in [HEADER, row(STAYS), row(GONE)]:
        sheet.append(line)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["F"].hidden = True
    book.create_sheet("x").sheet_state = "hidden"
    new, _ = rewrite(saved(book), ".xlsx")
    after = openpyxl.load_workbook(io.BytesIO(new))
    assert after.worksheets[0].row_dimensions[2].hidden
    assert after.worksheets[0].column_dimensions["F"].hidden
    assert after.worksheets[1].sheet_state == "hidden"


def test_what_only_looks_escaped_stays_as_it_is() -> None:
    strings = "".join(f"<si><t>{name}</t></si>" for name in HEADER)
    head = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(6))
    text = '<c t="inlineStr"><is><t>_x005F_x0041_ _x000D_</t></is></c>'
    child = f'<c t="inlineStr"><is><t>{STAYS}</t></is></c><c><v>657</v></c><c/>{text}'
    content = zipped(parts(f"<row>{head}</row><row>{child}</row>", strings=strings))
    new, _ = rewrite(content, ".xlsx")
    assert cells(new, ".xlsx") == cells(content, ".xlsx")
    assert "_x0041_ \r" in cells(new, ".xlsx")[0][1]
