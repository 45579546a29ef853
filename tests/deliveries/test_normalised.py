"""Nothing changes silently: each way in which a cell is made good is noted, and counted by row."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from models.contract import load_contract
from pipelines.deliveries.columns import ColumnReader
from tests.deliveries.folder import Folder

D = Decimal


@pytest.mark.parametrize(
    ("cell", "text", "value", "rules"),
    [
        ("anbringelser.kommune", "657", "657", ()),
        ("anbringelser.kommune", " 657\u00a0", "657", ("spaces_removed",)),
        ("anbringelser.kommune", "0657", "657", ("leading_zero",)),
        ("anbringelser.kommune", "657.0", "657", ("spreadsheet_decimals",)),
        ("anbringelser.kommune", "0657,0", "657", ("spreadsheet_decimals", "leading_zero")),
        ("anbringelser.anbringelsessted", "9", "9", ()),
        ("anbringelser.anbringelsessted", "09", "9", ("leading_zero",)),
        ("anbringelser.anbringelsessted", "Netværksplejefamilie", "1", ("label_for_code",)),
        ("anbringelser.startdato", "31.01.2016", date(2016, 1, 31), ()),
        ("anbringelser.startdato", "2016-01-31T00:00:00", date(2016, 1, 31), ("time_removed",)),
        ("anbringelser.slutdato", "31-12-9999", None, ("open_end",)),
        ("anbringelser.slutdato", "", None, ()),
        ("anbringelser.maalgruppe", "", "social", ("default_used",)),
        ("anbringelser.maalgruppe", "Social", "social", ("letter_case",)),
        ("anbringelser.akut", "ja", True, ()),
        ("foranstaltninger.ydelse", "sel-50", "SEL-50", ("letter_case",)),
        ("regnskab.funktion", "5.28.20", "52820", ()),
        ("regnskab.funktion", "528,2", "52820", ("spreadsheet_decimals",)),
        ("regnskab.gruppering", "3", "003", ("leading_zero",)),
        ("regnskab.beloeb", "1234,5", D("1234.50000"), ()),
        ("regnskab.beloeb", "1234.5", D("1234.50000"), ("decimal_point",)),
        ("regnskab.beloeb", "1.234-", D("-1234.00000"), ("thousands_separator", "trailing_minus")),
        ("regnskab.beloeb", "\u2212250", D("-250.00000"), ("unicode_minus",)),
        ("regnskab.beloeb", "0,000015", D("0.00002"), ("rounded",)),
        ("regnskab.aar", "2016.0", 2016, ("spreadsheet_decimals",)),
        ("befolkning.omraade", "Herning", "657", ("label_for_code",)),
        ("befolkning.alder", "I alt", "IALT", ("label_for_code",)),
        ("befolkning.alder", "17 år", "17", ("label_for_code",)),
        ("befolkning.tid", "2016Q1", "2016K1", ("english_time_code",)),
        ("befolkning.indhold", "..", None, ("not_available",)),
        ("befolkning.indhold", "<5", None, ("suppressed",)),
        ("befolkning.indhold", "-", 0, ("nil",)),
        ("befolkning.indhold", "1.234", 1234, ("thousands_separator",)),
        ("trivsel.sp01", "0", None, ()),
        ("trivsel.sp01", "5.0", 5, ("spreadsheet_decimals",)),
        ("trivsel.klassetrin", "04", 4, ("leading_zero",)),
    ],
)
def test_noted(cell: str, text: str, value: object, rules: tuple[str, ...]) -> None:
    source, name = cell.split(".")
    contract = load_contract(source)
    reader = ColumnReader(contract, contract.column(name))
    parsed = reader.read(pa.array([text, text]).dictionary_encode())
    assert not parsed.problems
    assert parsed.values[0][0].as_py() == value
    assert {rule: len(places) for rule, places in parsed.notes.items()} == dict.fromkeys(rules, 1)


@pytest.mark.parametrize(
    ("cell", "text", "rule"),
    [
        ("anbringelser.kommune", "510.000", "unknown_municipality"),  # a thousand, or decimals
        ("trivsel.klassetrin", "4.000", "not_an_integer"),
        ("regnskab.aar", "2016.000", "not_a_year"),
        ("anbringelser.distrikt", "NULL", "placeholder"),
        ("anbringelser.distrikt", "(tom)", "placeholder"),
        ("anbringelser.distrikt", "#VÆRDI!", "error_cell"),
        ("anbringelser.startdato", "########", "error_cell"),
        ("anbringelser.distrikt", "se 610105\u20134001", "cpr_in_text"),
        ("anbringelser.distrikt", "６１０１０５-４００１", "cpr_in_text"),
        ("anbringelser.distrikt", "\0formula_without_value\0", "formula_without_value"),
        ("befolkning.oevrige_dimensioner", "HERKOMST=#N/A", "error_cell"),
        ("befolkning.indhold", "1,000005", "not_a_count"),
    ],
)
def test_what_is_not_made_good(cell: str, text: str, rule: str) -> None:
    source, name = cell.split(".")
    contract = load_contract(source)
    parsed = ColumnReader(contract, contract.column(name)).read(
        pa.array([text]).dictionary_encode()
    )
    assert [problem.rule for problem in parsed.problems.values()] == [rule]


def test_rows_are_counted_and_only_those_that_stay(folder: Folder) -> None:
    folder.put(
        "anbringelser/2018-01-01_a.csv",
        "cpr;kommune;anbringelsessted;startdato\n"
        "6101054001;0657;9;2016-01-31\n"
        "6101054001;0657;21;2016-01-31\n"
        "6101054001;0657;77;2016-01-31\n",  # rejected: its leading zero is nobody's business
    )
    folder.load()
    notes = folder.rows(
        "select column_name, rule, occurrences from raw.delivery_notes "
        "where column_name = 'kommune'"
    )
    assert notes == [("kommune", "leading_zero", 2)]
    total = folder.rows("select normalisations from raw.deliveries")
    assert total == folder.rows(
        "select sum(occurrences) from raw.delivery_notes where column_name is not null"
    )
