"""The header is found by the contract's own names, wherever and however it is written."""

import pytest

from models.contract import load_contract
from pipelines.deliveries.grid import Grid
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.tabular import read_csv

INDEX = load_contract("pl_indeks")


def read(text: str) -> Grid:
    return read_csv(text.encode(), INDEX)


def cells(grid: Grid) -> list[tuple[str, ...]]:
    return list(zip(*(grid.columns[name].to_pylist() for name in ("aar", "indeks")), strict=True))


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
    grid = read('Titel\n\naar;indeks;note\n2016;100;"a\nb"\r\n\n2017;101\n2018;102;c\n')
    assert grid.lines == [4, 8]  # a record is named by the line it begins on
    assert [(m.line, m.found, m.expected) for m in grid.misfits] == [(7, 2, 3)]
    assert grid.structural == 4  # title, blank, header, blank
    assert list(grid.unknown) == ["note"]


def test_a_delimiter_inside_quotes_is_no_delimiter() -> None:
    assert cells(read('aar;indeks\n2016;"100;5"\n')) == [("2016", "100;5")]


def test_a_file_with_only_a_header_has_no_rows() -> None:
    assert read("aar;indeks\n").lines == []


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
    ],
)
def test_refused(text: str, rule: str) -> None:
    with pytest.raises(DeliveryRefusedError) as refused:
        read(text)
    assert refused.value.sentence.rule == rule


def test_the_missing_column_is_named_as_it_is_delivered() -> None:
    with pytest.raises(DeliveryRefusedError, match="OMRÅDE, TID"):
        read_csv(b"ALDER;INDHOLD\n0;5\n", load_contract("befolkning"))


def test_a_header_in_decomposed_unicode() -> None:
    text = "OMRA\u030aDE;ALDER;TID;INDHOLD\n000;0;2016K1;5\n"
    assert read_csv(text.encode(), load_contract("befolkning")).lines == [2]
