"""What SQL gets of the ground floor: the catalogue and the cut dates."""

from datetime import date

from models.catalogue import load_catalogue
from models.contract import load_contracts
from tests.deliveries.folder import Folder


def test_cut_dates_reach_to_the_newest_delivery_in_force(folder: Folder) -> None:
    folder.put("pl_indeks/2016-01-31_a.csv", "aar;indeks\n2016;100\n")
    folder.load()
    first, second = date(2015, 1, 31), date(2015, 5, 31)
    assert folder.rows("select * from raw.cut_dates order by cut_number") == [
        (first, 0, None, None, date(2014, 7, 31), 2015),
        (second, 1, first, None, date(2014, 11, 30), 2015),
        (date(2015, 9, 30), 2, second, None, date(2015, 3, 30), 2015),
        (date(2016, 1, 31), 3, date(2015, 9, 30), first, date(2015, 7, 31), 2016),
    ]
    folder.load(as_of=date(2016, 1, 30))
    assert folder.rows("select count(*) from raw.cut_dates") == [(0,)]


def test_the_catalogue_in_its_order(folder: Folder) -> None:
    folder.load()
    found = folder.rows("select key_figure from raw.catalogue order by sort_order")
    assert [key for (key,) in found] == list(load_catalogue())
    assert folder.rows(
        "select amount_breakdowns, has_gap from raw.catalogue where key_figure = 'caseload'"
    ) == [("min,max", False)]


def test_every_source_has_its_table_before_anything_is_delivered(folder: Folder) -> None:
    folder.load()
    for contract in load_contracts().values():
        described = folder.rows(f"describe raw.{contract.source}")
        assert [(row[0], str(row[1]).replace(",", ", ")) for row in described] == list(
            contract.raw_columns
        )
