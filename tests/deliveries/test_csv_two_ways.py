"""The fast way through a CSV file finds what the csv module finds, cell by cell."""

import csv
import io
import random
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.contract import Contract, load_contract
from pipelines.deliveries import csv_regular, tabular
from pipelines.deliveries.csv_header import find_header
from pipelines.deliveries.csv_regular import RegularBlock
from pipelines.deliveries.grid import BATCH_ROWS
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.tabular import read_csv
from tests.deliveries.csv_reading import physical_lines, read_whole, streamed

INDEX = load_contract("pl_indeks")
ONE_COLUMN = INDEX.model_copy(update={"columns": INDEX.columns[:1]})
POPULATION = load_contract("befolkning")
HEADERS: list[tuple[Contract, str]] = [
    (INDEX, "aar;indeks"),
    (INDEX, "indeks,note,aar"),
    (INDEX, '"aar";"in\ndeks";indeks;'),
    (ONE_COLUMN, "aar"),
    (POPULATION, "OMRÅDE\tALDER\tTID\tINDHOLD\tKØN"),
]
ODD = [
    "",
    " ",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x85",
    "\xa0",
    "\u3000",
    "\ufeff",
    '12" rør',
    "'",
]
CELLS = st.one_of(st.sampled_from(["2016", "100", "æble", "a b", *ODD]), st.text(max_size=4))
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\r\n"])
BLOCKS = st.sampled_from([1, 2, 3, 5, 8, 13, 40, 1 << 20])


def check(contract: Contract, text: str, block_bytes: int) -> None:
    if "\0" in text or not text.strip("\ufeff"):
        return
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate: no decoded file holds one
        return
    expected, found = read_whole(text, contract), streamed(text, contract, block_bytes)
    assert found.refused == expected.refused
    assert found.rows == expected.rows
    assert found.misfits == expected.misfits
    assert found.structural == expected.structural
    if not found.refused:
        told = len(found.rows) + len(found.misfits) + found.structural
        assert told == physical_lines(text.lstrip("\ufeff"))


@st.composite
def tables(draw: st.DrawFn) -> tuple[Contract, str]:
    """Rows in any dress: quoted or not, of any width, with any line end, blank lines between."""
    contract, header = draw(st.sampled_from(HEADERS))
    delimiter = next(d for d in ";,\t;" if d in header or d == ";")
    width = header.count(delimiter) + 1
    text = draw(st.sampled_from(["", "Titel\n", "sep=;\r\n", "\n"])) + header + draw(ENDS)
    quoting: Literal[0, 1, 3] = draw(
        st.sampled_from([csv.QUOTE_NONE, csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    )
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["row", "row", "row", "odd", "blank"]))
        cells = draw(st.lists(CELLS, min_size=width, max_size=width))
        if kind == "odd":
            cells = draw(st.lists(CELLS, max_size=width + 2))
        if kind == "blank":
            cells = draw(st.lists(st.sampled_from(ODD[:9]), max_size=width + 1))
        text += written(cells, delimiter, quoting) + draw(ENDS)
    return contract, text + draw(st.sampled_from(["", "2016", '"', '""', "\r", delimiter]))


def written(cells: list[str], delimiter: str, quoting: Literal[0, 1, 3]) -> str:
    if quoting == csv.QUOTE_NONE:
        return delimiter.join(cells)
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="").writerow(cells)
    return file.getvalue()


@settings(max_examples=500, deadline=None)
@given(tables(), BLOCKS)
def test_tables(table: tuple[Contract, str], block_bytes: int) -> None:
    check(*table, block_bytes)


SOUP = st.text(st.sampled_from(list('ab2æ;;;,\t"""  \n\n\r\x0b\x85\xa0\u2028\ufeff')), max_size=60)


@settings(max_examples=700, deadline=None)
@given(st.sampled_from(HEADERS), SOUP, BLOCKS)
@example((INDEX, "aar;indeks"), 'a;b"c"\n', 4)
@example((INDEX, "aar;indeks"), '"x";a"b;c"\n"y";"z"\n', 1 << 20)
@example((INDEX, "aar;indeks"), 'a; "b"\n"a" ;b\n', 4)
@example((INDEX, "aar;indeks"), '"a""";"b;c"\n', 4)
@example((INDEX, "aar;indeks"), '"a";"b\r\nc"\n"";""\n', 4)
@example((INDEX, "aar;indeks"), "\ufeffa;b\n\ufeffc;d\n", 1 << 20)
@example((ONE_COLUMN, "aar"), '""\n" "\n"a"\n', 4)
def test_anything_under_a_header(layout: tuple[Contract, str], soup: str, block_bytes: int) -> None:
    contract, header = layout
    check(contract, header + "\n" + soup, block_bytes)


@settings(max_examples=200, deadline=None)
@given(SOUP, BLOCKS)
def test_anything_at_all(soup: str, block_bytes: int) -> None:
    check(ONE_COLUMN, soup.replace("b2", "aar"), block_bytes)


@pytest.mark.parametrize("seed", range(8))
def test_many_rows_in_many_batches(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_regular, "BATCH_ROWS", 7)
    draw = random.Random(seed)  # noqa: S311
    cells = ["a", "b;c", 'd"e', "", "f\ng", " ", "12"] if seed % 2 else ["a", "", " ", "12", "b;c"]
    file = io.StringIO("aar;indeks;note\n")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for _ in range(2_000):
        writer.writerow(draw.choices(cells, k=draw.choice([3, 3, 3, 3, 2, 4])))
    for block_bytes in (97, 1000, 1 << 20):
        check(INDEX, file.getvalue(), block_bytes)


@pytest.mark.parametrize(
    "row",
    [
        "2016;100",
        "2016;",
        ";",
        "",
        "2016;100;1",
        "2016;100\r",
        '"2016";"100"',
        '"2016";"100"\r',
        '"20;16";"1""00"',
        '2016;"10\n0"',
        '2016;12" rør',
    ],
)
def test_the_fast_way_is_taken(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "read_strictly", None)
    found = streamed("aar;indeks\n" + f"{row}\n" * 10, INDEX, 1 << 20)
    assert len(found.rows) + len(found.misfits) + found.structural == 11 + 10 * ("\n" in row)


@pytest.mark.parametrize(
    "row", ['"2016";12" rør', '"2016"x;1', '"2016";1"00"', '"2016', 'a;"b', '"a" ;b']
)
def test_what_needs_the_csv_module_is_left_to_it(row: str) -> None:
    layout = find_header(iter([b"aar;indeks\n"]), INDEX).layout
    assert RegularBlock.of(f"{row}\n".encode(), layout) is None


def test_a_cell_longer_than_the_csv_module_allows() -> None:
    long = "x" * 131_072
    check(INDEX, f"aar;indeks\n2016;{long}\n", 1 << 20)
    check(INDEX, f"aar;indeks\n2016;{long}x\n2016;1\n", 1 << 20)
    assert streamed(f"aar;indeks\n2016;{long}x\n", INDEX, 1 << 20).refused


def test_no_more_of_a_file_is_held_than_a_batch() -> None:
    file = io.BytesIO(b"aar;indeks\n" + b"2016;100\n" * 1_000_000)
    batches = read_csv(file, INDEX, block_bytes=100_000).batches
    first = next(batches)
    assert len(first.lines) <= BATCH_ROWS
    assert file.tell() <= 300_000
    assert 0 < first.position < 0.1
    positions = [grid.position for grid in batches]
    assert positions == sorted(positions)
    assert positions[-1] == 1.0


@pytest.mark.parametrize("row", [b"2016;\xff00\n", b'2016;"\xff\n', b'2016;"1"\xff"\n'])
def test_a_file_that_changes_while_it_is_read_is_refused(row: bytes) -> None:
    file = io.BytesIO(b"aar;indeks\n" + b"2016;100\n" * 100)
    batches = read_csv(file, INDEX, block_bytes=90).batches
    next(batches)
    file.getbuffer()[500 : 500 + len(row)] = row
    with pytest.raises(DeliveryRefusedError) as refused:
        list(batches)
    assert refused.value.sentence.rule in ("invalid_bytes", "broken_quotes")
    assert refused.value.__cause__ is None
