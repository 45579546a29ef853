"""Which rows count: by scope, by day, and who superseded whom."""

from __future__ import annotations

from datetime import date

import pytest

from models.contract import Contract, load_contracts
from tests.deliveries.folder import MEASURES, Folder

PAY = "kommune;aar;beloeb;status\n"
LEDGER = "select file_name, superseded_by from raw.deliveries order by file_name"


def pay(*rows: tuple[str, int, int]) -> str:
    return PAY + "".join(f"{kommune};{aar};{amount};regnskab\n" for kommune, aar, amount in rows)


def in_force(folder: Folder) -> list[tuple[object, ...]]:
    return folder.rows(
        "select kommune, aar, cast(beloeb as integer) from raw.raadgiverudgifter_in_force "
        "order by all"
    )


def ids(folder: Folder) -> dict[object, str]:
    return {
        name: str(delivery_id)
        for name, delivery_id in folder.rows("select file_name, delivery_id from raw.deliveries")
    }


@pytest.mark.parametrize("contract", load_contracts().values(), ids=load_contracts())
def test_the_view_has_the_columns_of_the_raw_table(folder: Folder, contract: Contract) -> None:
    folder.load()
    columns = (
        "select column_name, data_type from information_schema.columns "
        "where table_schema = 'raw' and table_name = '{}' order by ordinal_position"
    )
    table = folder.rows(columns.format(contract.source))
    view = folder.rows(columns.format(f"{contract.source}_in_force"))
    flag = [("is_former_number", "BOOLEAN")] if "cpr" in contract.key else []
    assert view == table + flag
    assert [name for name, _ in table] == [name for name, _ in contract.raw_columns]


def test_a_newer_delivery_replaces_whole_scopes_and_nothing_else(folder: Folder) -> None:
    folder.put("raadgiverudgifter/2018-01-01_a.csv", pay(("657", 2015, 1), ("657", 2016, 2)))
    folder.put("raadgiverudgifter/2018-02-01_b.csv", pay(("657", 2016, 3), ("510", 2016, 4)))
    folder.load()
    assert in_force(folder) == [("510", 2016, 4), ("657", 2015, 1), ("657", 2016, 3)]


def test_the_year_of_a_quarter_is_part_of_the_scope(folder: Folder) -> None:
    header = "OMRÅDE;ALDER;TID;INDHOLD\n"
    old = f"{header}657;0;2016K1;10\n657;0;2017K1;11\n"
    folder.put("befolkning/2018-01-01_a.csv", old)
    folder.put("befolkning/2018-02-01_b.csv", f"{header}657;0;2017K1;12\n")
    folder.load()
    rows = "select tid, indhold from raw.befolkning_in_force order by all"
    assert folder.rows(rows) == [("2016K1", 10), ("2017K1", 12)]


def test_of_two_on_one_day_the_later_name_counts_whatever_was_loaded_first(folder: Folder) -> None:
    folder.put("raadgiverudgifter/2018-01-01_b.csv", pay(("657", 2016, 2)))
    folder.load()
    folder.put("raadgiverudgifter/2018-01-01_a.csv", pay(("657", 2016, 1)))
    folder.load()
    assert in_force(folder) == [("657", 2016, 2)]
    assert folder.rows(LEDGER) == [
        ("2018-01-01_a.csv", ids(folder)["2018-01-01_b.csv"]),
        ("2018-01-01_b.csv", ""),
    ]


def test_of_two_under_one_name_the_one_that_lies_there_now_counts(folder: Folder) -> None:
    for amount in (1, 2):
        folder.put("raadgiverudgifter/2018-01-01_a.csv", pay(("657", 2016, amount)))
        folder.load()
    assert in_force(folder) == [("657", 2016, 2)]


def test_superseded_by_names_the_next_delivery_of_every_scope(folder: Folder) -> None:
    folder.put("raadgiverudgifter/2018-01-01_a.csv", pay(("657", 2015, 1), ("657", 2016, 1)))
    folder.put("raadgiverudgifter/2018-02-01_b.csv", pay(("657", 2015, 2)))
    folder.put("raadgiverudgifter/2018-03-01_c.csv", pay(("657", 2016, 3)))
    folder.put("raadgiverudgifter/2018-04-01_d.csv", pay(("657", 2015, 4)))
    folder.load()
    name = ids(folder)
    both = sorted((name["2018-02-01_b.csv"], name["2018-03-01_c.csv"]))
    assert folder.rows(LEDGER) == [
        ("2018-01-01_a.csv", ",".join(both)),  # not d, which came after b
        ("2018-02-01_b.csv", name["2018-04-01_d.csv"]),
        ("2018-03-01_c.csv", ""),
        ("2018-04-01_d.csv", ""),
    ]


def test_as_of_a_day_nothing_later_counts_or_supersedes(folder: Folder) -> None:
    folder.put("raadgiverudgifter/2018-01-01_a.csv", pay(("657", 2016, 1)))
    folder.put("raadgiverudgifter/2018-02-01_b.csv", pay(("657", 2016, 2)))
    folder.load(date(2018, 1, 31))
    assert in_force(folder) == [("657", 2016, 1)]
    assert folder.rows("select * from raw.as_of") == [(date(2018, 1, 31),)]
    assert folder.rows(LEDGER)[0] == ("2018-01-01_a.csv", "")
    folder.load()
    assert in_force(folder) == [("657", 2016, 2)]
    assert folder.rows("select * from raw.as_of") == [(None,)]
    assert folder.rows(LEDGER)[0] == ("2018-01-01_a.csv", ids(folder)["2018-02-01_b.csv"])


def test_a_refused_delivery_supersedes_nothing(folder: Folder) -> None:
    folder.put("raadgiverudgifter/2018-01-01_a.csv", pay(("657", 2016, 1)))
    folder.put("raadgiverudgifter/2018-02-01_b.csv", "kommune;aar\n657;2016\n")
    folder.load()
    assert folder.rows(LEDGER) == [("2018-01-01_a.csv", ""), ("2018-02-01_b.csv", None)]


def test_a_scope_whose_rows_were_all_rejected_has_none(folder: Folder) -> None:
    measure = "6101054001;657;SEL-50;2016-01-31;\n"
    folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + measure)
    folder.put("foranstaltninger/2018-02-01_b.csv", f"{MEASURES}x;657;SEL-50;2016-01-31;\n")
    folder.load(accept_shrink="2018-02-01_b.csv")
    assert folder.rows("select * from raw.foranstaltninger_in_force") == []
