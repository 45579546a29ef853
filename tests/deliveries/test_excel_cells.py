"""What a cell of a workbook says: the text that its sender sees, or a mark that rejects its row."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from pipelines.deliveries.marked import marked
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.styles import Kind, kind_of_format
from tests.deliveries.workbooks import Written, index_sheet, parts, read, row, saved, zipped

NO_VALUE = marked("formula_without_value")


def shown(cell: str, **options: str) -> str:
    """The text of one cell given as markup."""
    data = index_sheet(row(2, "<c><v>2016</v></c>", cell), **options)
    return read(data, "pl_indeks").columns["indeks"][0]


def formatted(value: object, number_format: str, **options: object) -> str:
    """The text of a value with a number format, as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["aar", "indeks"])
    sheet.append([2016, value])
    sheet["B2"].number_format = number_format
    return read(saved(workbook), "pl_indeks").columns["indeks"][0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>510</v></c>", "510"),
        ("<c><v>510.0</v></c>", "510"),
        ('<c t="n"><v>1234.5</v></c>', "1234,5"),
        ("<c><v>0.30000000000000004</v></c>", "0,3"),  # the digits that Excel shows
        ("<c><v>1.234</v></c>", "1,234"),  # with a point it would be a thousand
        ("<c><v>6.101054001E9</v></c>", "6101054001"),
        ("<c><v>-12</v></c>", "-12"),
        ("<c><v>1E-7</v></c>", "0,0000001"),
        ("<c><v></v></c>", ""),
        ("<c/>", ""),
        ('<c t="b"><v>1</v></c>', "true"),
        ('<c t="b"><v>0</v></c>', "false"),
        ('<c t="e"><v>#N/A</v></c>', marked("error_cell")),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', marked("error_cell")),
        ('<c t="e"/>', marked("error_cell")),
        ('<c t="d"><v>2016-01-31T00:00:00</v></c>', "2016-01-31"),
        ('<c t="d"><v>2016-01-31</v></c>', "2016-01-31"),
        ('<c t="d"><v>2016-01-31T12:30:00</v></c>', "2016-01-31 12:30:00"),
        ('<c t="str"><v>31-01-2016</v></c>', "31-01-2016"),
        ('<c t="inlineStr"><is><t>0510</t></is></c>', "0510"),
        ('<c t="inlineStr"><is><t>a&amp;b &lt;5</t></is></c>', "a&b <5"),
        ('<c t="inlineStr"><is><t xml:space="preserve"> 5 </t></is></c>', " 5 "),
        ('<c t="inlineStr"><is><r><t>Uge</t></r><r><rPr><b/></rPr><t> 5</t></r></is></c>', "Uge 5"),
        ('<c t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>', "東"),
        ('<c t="str"><v>a_x000D_\nb_x005F_x0041_</v></c>', "a\r\nb_x0041_"),
        ('<c t="str"><v>_x0000__xD800_</v></c>', "_x0000__xD800_"),  # no text can hold them
    ],
)
def test_the_text_of_a_cell(cell: str, text: str) -> None:
    assert shown(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><f>SUM(A1)</f></c>", NO_VALUE),
        ("<c><f>SUM(A1)</f><v></v></c>", NO_VALUE),  # as openpyxl writes it
        ("<c><f>SUM(A1)</f><v/></c>", NO_VALUE),
        ('<c t="str"><f>A1</f></c>', NO_VALUE),
        ('<c><f t="shared" si="0"/><v></v></c>', NO_VALUE),
        ('<c t="str"><f>""</f><v></v></c>', ""),  # a formula whose value is an empty text
        ("<c><f>SUM(A1)</f><v>7</v></c>", "7"),
        ('<c t="str"><f>A1</f><v>0510</v></c>', "0510"),
    ],
)
def test_a_formula_has_the_value_that_was_worked_out(cell: str, text: str) -> None:
    assert shown(cell) == text


def test_values_that_the_file_itself_calls_placeholders() -> None:
    settings = '<calcPr fullCalcOnLoad="1"/>'
    assert shown("<c><f>SUM(A1)</f><v>0</v></c>", settings=settings) == NO_VALUE
    assert shown("<c><v>0</v></c>", settings=settings) == "0"
    with (book := Written()) as (_, sheet):  # xlsxwriter writes 0 beside every formula
        sheet.write_row(0, 0, ["aar", "indeks"])
        sheet.write_row(1, 0, [2016, "=SUM(A2:A2)"])
    assert read(book.bytes, "pl_indeks").rows == [("2016", NO_VALUE)]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.12, "0%", "12 %"),  # as it is shown, so that it is never read as 0,12
        (0.125, "0.00%", "12,5 %"),
        (1.1, "0%;[Red]-0%", "110 %"),
        (1_234_567, "#,##0,", marked("scaled_number")),  # shown as 1.235
        (1_234_567, '0.0,,"M"', marked("scaled_number")),
        (0, "#,##0,", "0"),
        (1234.5, "#,##0.00", "1234,5"),
        (1234.5, '#,##0.00 "kr."', "1234,5"),
        (101605001, "0000000000", "101605001"),  # a lost zero is put back by the CPR's parser
        (6101054001, "000000-0000", "6101054001"),
        (date(2016, 1, 31), "dd-mm-yyyy", "2016-01-31"),
        (date(2016, 1, 31), "[$-406]d. mmmm yyyy;@", "2016-01-31"),
        (date(2016, 1, 31), "mmm\\-yy", "2016-01-31"),
        (datetime(2016, 1, 31, 12, 30), "dd/mm/yyyy hh:mm", "2016-01-31 12:30:00"),
        (42400.99999999999, "yyyy-mm-dd", "2016-02-01"),  # a day less a billionth
        (time(8, 30), "hh:mm", "08:30:00"),
        (timedelta(hours=37, minutes=30), "[h]:mm", "37:30:00"),
        (0, "dd-mm-yyyy", "1900-01-00"),  # what an empty cell becomes in a formula
        (1, "dd-mm-yyyy", "1900-01-01"),
        (60, "dd-mm-yyyy", "1900-02-29"),  # Excel has it, the calendar has not
        (61, "dd-mm-yyyy", "1900-03-01"),
        (-1, "dd-mm-yyyy", "-1"),
        (2_958_465, "dd-mm-yyyy", "9999-12-31"),
        (2_958_466, "dd-mm-yyyy", "2958466"),
        ("31-01-2016", "dd-mm-yyyy", "31-01-2016"),
        ("0510", "General", "0510"),
    ],
)
def test_a_number_is_what_its_format_shows(value: object, number_format: str, text: str) -> None:
    assert formatted(value, number_format) == text


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", Kind.NUMBER),
        ("@", Kind.NUMBER),
        ("0.00E+00", Kind.NUMBER),
        ('#,##0 "stk. pr. dag"', Kind.NUMBER),
        ("0 \\d\\a\\g\\e", Kind.NUMBER),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', Kind.NUMBER),
        ("# ?/?", Kind.NUMBER),
        ("[Red]-#,##0 [$kr.-406]", Kind.NUMBER),
        ("dd/mm/yyyy;@", Kind.DATE),
        ("d/m/yy h:mm", Kind.DATE),
        ("mmmm", Kind.DATE),
        ("[$-F800]dddd, mmmm dd, yyyy", Kind.DATE),
        ("h:mm AM/PM", Kind.TIME),
        ("mm:ss.00", Kind.TIME),
        ("[hh]:mm:ss", Kind.DURATION),
        ("0 %", Kind.PERCENT),
        ('0.0" %"', Kind.NUMBER),  # a sign in quotes multiplies nothing
        ("#,##0.0,", Kind.SCALED),
        ("#,##0,;[Red]-#,##0,", Kind.SCALED),
    ],
)
def test_what_a_format_means(code: str, kind: Kind) -> None:
    assert kind_of_format(code) is kind


def test_dates_that_count_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    settings = '<workbookPr date1904="1"/>'
    cell = '<c s="1"><v>40938</v></c>'
    assert shown(cell, styles=styles) == "2012-01-30"
    assert shown(cell, styles=styles, settings=settings) == "2016-01-31"


def test_shared_strings_are_joined_from_their_runs() -> None:
    strings = (
        "<si><t>aar</t></si><si><r><t>ind</t></r><r><t>eks</t></r></si>"
        '<si><t xml:space="preserve"> 100_x000D_&#10;</t><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    )
    cells = [f'<c t="s"><v>{number}</v></c>' for number in range(3)]
    rows = row(1, *cells[:2]) + row(2, "<c><v>2016</v></c>", cells[2])
    assert read(zipped(parts(rows, strings=strings)), "pl_indeks").rows == [("2016", " 100\r\n")]


@pytest.mark.parametrize(
    "cell",
    [
        "<c><v>abc</v></c>",
        "<c><v>1_000</v></c>",
        "<c><v>nan</v></c>",
        "<c><v>1E999</v></c>",
        '<c t="x"><v>1</v></c>',
        '<c t="s"><v>7</v></c>',  # a shared string that is not there
        '<c t="s"><v>-1</v></c>',
        '<c t="b"><v>2</v></c>',
        '<c r="B3"><v>1</v></c>',  # in row 2
        '<c r="A2"><v>1</v></c>',  # twice
        '<c r="XFE2"><v>1</v></c>',
        '<c r="b2"><v>1</v></c>',
    ],
)
def test_a_cell_that_excel_would_not_open(cell: str) -> None:
    with pytest.raises(DeliveryRefusedError) as refused:
        shown(cell, strings="<si><t>7</t></si>")
    assert refused.value.sentence.rule == "broken_excel"
