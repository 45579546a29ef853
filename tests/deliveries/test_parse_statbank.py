"""StatBank extracts: codes, Danish labels, English time codes, totals and what is not available."""

import pyarrow as pa
import pytest

from pipelines.deliveries import parse_statbank as statbank
from pipelines.deliveries.sentences import ValueRejectedError
from tests.deliveries.folder import Folder
from tests.deliveries.parsed import value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("657", "657"),
        ("Herning", "657"),
        ("000", "000"),
        ("Hele landet", "000"),
        ("84", "084"),
        ("Region Hovedstaden", "084"),
    ],
)
def test_area(text: str, code: str) -> None:
    assert value(statbank.parse_area(text)) == code


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("0", "0"),
        ("17", "17"),
        ("10 år", "10"),
        ("1 year", "1"),
        ("125", "125"),
        ("IALT", "IALT"),
        ("I alt", "IALT"),
        ("Alder i alt", "IALT"),
        ("TOT", "IALT"),
    ],
)
def test_age(text: str, age: str) -> None:
    assert value(statbank.parse_age(text)) == age


@pytest.mark.parametrize(("text", "quarter"), [("2016K1", "2016K1"), ("2016Q4", "2016K4")])
def test_quarter(text: str, quarter: str) -> None:
    assert value(statbank.parse_quarter(text)) == quarter


@pytest.mark.parametrize(
    ("text", "count"), [("12", 12), ("1.234", 1234), ("..", None), ("-", 0), ("<5", None)]
)
def test_count(text: str, count: int | None) -> None:
    assert value(statbank.parse_count(text)) == count


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (statbank.parse_area, "Herning Kommune"),
        (statbank.parse_age, "126"),
        (statbank.parse_age, "0-17 år"),
        (statbank.parse_quarter, "2016K5"),
        (statbank.parse_quarter, "2016"),
        (statbank.parse_count, "1,5"),
    ],
)
def test_what_no_extract_holds(parse, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueRejectedError):
        parse(text)


def test_unknown_dimensions_are_kept_and_a_total_is_one_only_when_all_are() -> None:
    unknown = {
        "herkomst": pa.array(["I alt", "I alt", "1"]).dictionary_encode(),
        "STATSB": pa.array(["TOT", "DK", "DK"]).dictionary_encode(),
    }
    assert statbank.other_dimensions(unknown).to_pylist() == [
        "TOT",
        "HERKOMST=TOT|STATSB=DK",
        "HERKOMST=1|STATSB=DK",
    ]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_extract_as_it_comes(folder: Folder, mark: str) -> None:
    folder.put(
        "befolkning/2018-02-12_folk1a.csv",
        mark + "KØN;OMRÅDE;ALDER;TID;HERKOMST;INDHOLD\r\n"
        "I alt;Herning;10 år;2016K1;I alt;..\r\n"
        "Mænd;657;10;2016Q1;5;-\r\n"
        "TOT;000;IALT;2017K1;TOT;5748769\r\n",
    )
    (outcome,) = folder.load()
    assert (outcome.outcome, outcome.lines_accepted) == ("loaded", 3)
    assert folder.rows(
        "select omraade, alder, tid, indhold, koen, civilstand, oevrige_dimensioner "
        "from raw.befolkning order by line"
    ) == [
        ("657", "10", "2016K1", None, "TOT", None, "TOT"),
        ("657", "10", "2016K1", 0, "Mænd", None, "HERKOMST=5"),
        ("000", "IALT", "2017K1", 5748769, "TOT", None, "TOT"),
    ]
    assert folder.rows("select scope, kommune, period from raw.delivery_scopes order by scope") == [
        ("000|2017", "000", "2017"),
        ("657|2016", "657", "2016"),
    ]
