"""The header is found by the contract's own names, wherever and however it is written."""

import pytest

from models.contract import load_contract
from pipelines.deliveries.sentences import DeliveryRefusedError
from tests.deliveries.csv_reading import Found, add, reading_of

INDEX = load_contract("pl_indeks")


def read(text: str | bytes, source: str = "pl_indeks") -> Found:
    found = Found()
    for grid in reading_of(text, load_contract(source)).batches:
        add(found, grid)
    return found


def cells(found: Found) -> list[tuple[str, ...]]:
    return [row for _, row in found.rows]


@pytest.mark.parametrize(
    "text",
    [
        "aar;indeks\n2016;100\n",
        "aar,indeks\n2016,100\n",
        "aar\tindeks\n2016\t100\n",
        "indeks;aar\n100;2016\n",  # any order
        " AAR ; Indeks\n2016;100\n",  # any case, surrounding spaces
        '"aar";"indeks"\n"2016";"100"\n',
        "sep=;\naar;indeks\n2016;100\n",
        "PL-indeks, udgave maj\n\naar;indeks\n2016;100\n",  # title lines
        'Et "skævt" citat;"\naar;indeks\n2016;100\n',  # a title with a stray quotation mark
        '"aar";"note,\nmed linjeskift";indeks\n2016;;100\n',  # a header over two lines
        "aar;indeks;note\n2016;100;foreløbig\n",
        "aar;indeks\r\n2016;100\r\n",
        "aar;indeks\r2016;100\r",
        "aar;indeks\n\n2016;100\n;\n \n",  # blank lines
        "aar;indeks\n2016;100",  # no line end at the end
    ],
)
def test_the_same_row_however_it_is_written(text: str) -> None:
    assert cells(read(text)) == [("2016", "100")]


def test_lines_are_counted_by_what_they_are() -> None:
    found = read('Titel\n\naar;indeks;note\n2016;100;"a\nb"\r\n\n2017;101\n2018;102;c\n')
    assert [line for line, _ in found.rows] == [4, 8]  # a record is named by its first line
    assert [(m.line, m.found, m.expected) for m in found.misfits] == [(7, 2, 3)]
    assert found.structural == 5  # title, blank, header, second line of a record, blank


def test_a_header_over_several_lines_is_structural() -> None:
    found = read('sep=;\naar;"no\nte";indeks\n2016;;100\n')
    assert found.rows == [(4, ("2016", "100"))]
    assert found.structural == 3


def test_a_delimiter_inside_quotes_is_no_delimiter() -> None:
    assert cells(read('aar;indeks\n2016;"100;5"\n')) == [("2016", "100;5")]


def test_a_file_with_only_a_header_has_one_batch_without_rows() -> None:
    (grid,) = reading_of("aar;indeks\n", INDEX).batches
    assert (len(grid.lines), grid.structural, grid.notes["no_rows"]) == (0, 1, 1)
    assert {name: len(column) for name, column in grid.columns.items()} == {"aar": 0, "indeks": 0}


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("aar;indeks\n2016;100\n", {}),
        ("aar;indeks\r\n2016;100\r\n2017;101", {}),  # the last line has none, which is no other
        ('aar;indeks\r\n2016;"1\n0"\r\n', {}),  # a line break inside a field ends no line
        ('aar;indeks\r\n2016;"1\n0"\r\n2017;2', {}),
        ('aar;indeks\r\n2016;"1\n0"\r\n2017;12" rør\r\n', {}),
        ("sep=;\naar;indeks\n2016;100\n", {"separator_line": 1}),
        ('"sep=,"\naar;indeks\n2016;100\n', {"separator_line": 1}),
        ("Titel\n;\nUdgave 2;\n\naar;indeks\n2016;1\n", {"lines_above_header": 2}),
        ("År;Indeks for løn\naar;indeks\n2016;1\n", {"lines_above_header": 1}),
        ("aar;indeks\r\n2016;1\r\n2017;2\n2018;3\r\n2019;4\r", {"mixed_line_ends": 2}),
        ('aar;indeks\r\n2016;1\r\n2017;"1\n2"\n2018;3\r\n', {"mixed_line_ends": 1}),
        ("aar;indeks\n;\n\n", {"no_rows": 1}),
        ("aar;indeks\n2016\n", {}),  # a row that does not fit is a row
        ("aar;indeks\næ;1\n".encode("cp1252"), {"windows_1252": 1}),
        ("aar;indeks\næ;1\n".encode("utf-16"), {"utf_16": 1}),
        ("\ufeff\ufeffaar;indeks\næ;1\n", {"byte_order_mark": 1}),
        ("\ufeffaar;indeks\næ;1\n", {}),
    ],
)
def test_what_is_put_right_for_the_whole_file_is_noted(
    text: str | bytes, notes: dict[str, int]
) -> None:
    assert dict(read(text).notes) == notes


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("aar;index\n2016;100\n", "missing_columns"),
        ("aar;indeks;AAR\n2016;100;2017\n", "doubled_columns"),
        ("year;index\n2016;100\n", "no_header"),
        ("aar|indeks\n2016|100\n", "no_header"),
        ("\n" * 20 + "aar;indeks\n2016;100\n", "no_header"),
        ("\n", "no_header"),
        ('aar;indeks\n2016;"100\n', "broken_quotes"),
        ('aar;indeks\n2016;"100"x\n', "broken_quotes"),
        ('aar;indeks;note\n2016;1;"a\n2017;2;b\n2018;3;c"\n', "broken_quotes"),
        ("2016;100\naar;indeks\n2017;101\n", "rows_above_header"),  # the header was sorted too
        ("2016;100;\naar;indeks;note\n", "rows_above_header"),
        ('aar;indeks;"note\n2016;1;a\n2017;2;b"\n2018;3;c\n', "broken_quotes"),
    ],
)
def test_refused(text: str, rule: str) -> None:
    with pytest.raises(DeliveryRefusedError) as refused:
        read(text)
    assert refused.value.sentence.rule == rule


def test_the_line_of_a_stray_quotation_mark_is_named() -> None:
    with pytest.raises(DeliveryRefusedError, match="around line 3"):
        read('aar;indeks\n2016;1\n2017;"2\n2018;3\n2019;4\n')


def test_the_missing_column_is_named_as_it_is_delivered() -> None:
    with pytest.raises(DeliveryRefusedError, match="OMRÅDE, TID"):
        read(b"ALDER;INDHOLD\n0;5\n", "befolkning")


def test_a_header_in_decomposed_unicode() -> None:
    found = read("OMRA\u030aDE;ALDER;TID;INDHOLD\n000;0;2016K1;5\n", "befolkning")
    assert [line for line, _ in found.rows] == [2]


def test_columns_that_are_left_out_are_told() -> None:
    reading = reading_of("note;aar;;indeks;note;6101054001;\n", INDEX)
    assert reading.columns_ignored == ("note", "note (5)", "[CPR]", "(uden navn)")
    assert reading.absent == ()
    (grid,) = reading.batches
    assert (list(grid.columns), list(grid.unknown)) == (["aar", "indeks"], [])


def test_optional_columns_that_the_file_does_not_have_are_told() -> None:
    reading = reading_of("cpr;kommune;dato\n", load_contract("underretninger"))
    assert (reading.columns_ignored, reading.absent) == ((), ("distrikt",))


def test_dimensions_that_the_contract_takes_are_read() -> None:
    text = "OMRÅDE;ALDER;TID;INDHOLD;HERKOMST;\n000;0;2016K1;5;TOT;\n"
    reading = reading_of(text, load_contract("befolkning"))
    (grid,) = reading.batches
    assert grid.unknown["HERKOMST"].to_pylist() == ["TOT"]
    assert reading.columns_ignored == ("(uden navn)",)
