"""CSV: a person's records go, every other line keeps its bytes."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable

import pytest

from pipelines.protection.erasure.csv_rows import rewrite_csv
from tests.protection.erasure.persons import GONE, OTHER, STAYS, measures, rewrite, wanted

HEADER = "cpr;kommune;ydelse;startdato;slutdato;bemærkning\n"
ROW = ";657;SEL-50;2016-01-31;2016-12-31;æøå\n"


@pytest.mark.parametrize(
    "spelling",
    [
        GONE,
        f"{GONE[:6]}-{GONE[6:]}",
        f"{GONE[:6]} {GONE[6:]}",
        f"  {GONE} ",
        f'"{GONE}"',
        f"{GONE} x",
    ],
    ids=["plain", "dash", "space", "spaces", "quoted", "with_something_behind"],
)
def test_a_row_goes_however_the_number_is_spelled(spelling: str) -> None:
    kept = HEADER + STAYS + ROW
    assert rewrite((kept + spelling + ROW).encode()) == (kept.encode(), 1)


def test_nine_digits_are_the_number_with_its_zero() -> None:
    # Of somebody born in 1860: replacement numbers never begin with a zero.
    new = io.BytesIO()
    content = (HEADER + "101605001" + ROW + STAYS + ROW).encode()
    assert rewrite_csv(io.BytesIO(content), new, measures(), wanted("0101605001")) == 1
    assert new.getvalue() == (HEADER + STAYS + ROW).encode()


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("windows-1252"),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 mark", "windows-1252", "utf-16-le", "utf-16-be", "cr-lf", "cr"],
)
def test_all_other_lines_keep_their_bytes(encode: Callable[[str], bytes]) -> None:
    before, after = "sep=;\nTitle æ\n\n" + HEADER + STAYS + ROW, "  \n" + OTHER + ROW.strip()
    assert rewrite(encode(before + GONE + ROW + after)) == (encode(before + after), 1)


def test_a_record_of_several_lines_goes_whole() -> None:
    record = f'{GONE};657;SEL-50;2016-01-31;2016-12-31;"one\ntwo ""quoted""\nthree"\n'
    other = f'{STAYS};657;SEL-50;2016-01-31;2016-12-31;"one\ntwo"\n'
    assert rewrite((HEADER + other + record + other).encode()) == ((HEADER + 2 * other).encode(), 1)


def test_a_row_of_the_wrong_width_goes_when_any_cell_is_the_person() -> None:
    kept = HEADER + f"{STAYS};657;too;short\n"
    assert rewrite((kept + f"657;{GONE};shifted\n").encode()) == (kept.encode(), 1)


def test_a_number_in_a_remark_is_masked_and_the_row_stays() -> None:
    remark = f"{STAYS};657;SEL-50;2016-01-31;2016-12-31;søskende til {{}}, se sag 20160101\n"
    content = f"Udtræk for {GONE}\n" + HEADER + remark.format(f"{GONE[:6]}-{GONE[6:]}")
    expected = "Udtræk for [CPR]\n" + HEADER + remark.format("[CPR]")
    assert rewrite(content.encode()) == (expected.encode(), 0)


@pytest.mark.parametrize("number", [f"1{GONE}", f"{GONE}1"], ids=["digit_before", "digit_behind"])
def test_a_longer_number_is_another_one(number: str) -> None:
    content = (HEADER + f"{STAYS};657;SEL-50;2016-01-31;2016-12-31;{number}\n").encode()
    assert rewrite(content) == (content, 0)


def test_a_packed_file_stays_packed_and_forgets_its_name() -> None:
    packed = gzip.compress((HEADER + GONE + ROW + STAYS + ROW).encode())
    new, rows = rewrite(packed, ".csv.gz")
    assert rows == 1
    assert gzip.decompress(new).decode() == HEADER + STAYS + ROW
    assert new[3] == 0  # no name in the header
