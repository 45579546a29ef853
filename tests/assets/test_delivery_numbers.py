"""The numbers at a source's asset are those of the ledger, for what is in force."""

from __future__ import annotations

from datetime import date

from pipelines.assets.delivery_numbers import delivery_numbers
from tests.deliveries.folder import ONE_MEASURE, Folder

SOURCE = "foranstaltninger"
SECOND = "6201054003;657;SEL-50;2016-01-31;2016-12-31\n"
WRONG = "6101054001;999;SEL-50;2016-01-31;2016-12-31\n"  # there is no municipality 999
PLOTTED = (
    *("deliveries_in_force", "rows_read", "rows_accepted", "rows_rejected"),
    "deliveries_refused",
)


def test_a_source_tells_what_is_in_force_and_what_this_run_refused(folder: Folder) -> None:
    folder.put(f"{SOURCE}/2017-01-31_old.csv", ONE_MEASURE)
    folder.load()
    folder.put(f"{SOURCE}/2017-05-31_new.csv", ONE_MEASURE + SECOND + WRONG)
    folder.put(f"{SOURCE}/2017-06-30_broken.csv", "no;header\n")
    folder.put("nobodys/2017-06-30_x.csv", "a;b\n")

    numbers = delivery_numbers(folder.home, folder.load(), ["deliveries", "rejected_rows"])

    assert numbers[SOURCE] == {
        "dagster/row_count": 1 + 2,  # all that was ever accepted
        "deliveries_in_force": 1,
        "rows_read": 3,
        "rows_accepted": 2,
        "rows_rejected": 1,
        "newest_delivery": "2017-05-31",
        "deliveries_refused": 1,
    }
    assert numbers["deliveries"] == {
        "dagster/row_count": 4,
        **{name: numbers[SOURCE][name] for name in PLOTTED},
        "newest_delivery": "2017-05-31",
        "deliveries_refused": 1 + 1,  # also what lies in no source's folder
    }
    assert numbers["rejected_rows"] == {"dagster/row_count": 1}


def test_numbers_are_those_of_the_day_asked_for(folder: Folder) -> None:
    folder.put(f"{SOURCE}/2017-01-31_old.csv", ONE_MEASURE)
    folder.put(f"{SOURCE}/2017-05-31_new.csv", ONE_MEASURE + SECOND)

    numbers = delivery_numbers(folder.home, folder.load(date(2017, 2, 1)), ["deliveries"])

    assert numbers[SOURCE]["rows_read"] == 1
    assert numbers[SOURCE]["newest_delivery"] == "2017-01-31"


def test_a_source_without_deliveries_begins_at_zero(folder: Folder) -> None:
    folder.put(f"{SOURCE}/2017-01-31_one.csv", ONE_MEASURE)
    outcomes = folder.load()
    numbers = delivery_numbers(folder.home, outcomes, ["deliveries"])["befolkning"]
    assert numbers == {"dagster/row_count": 0, **dict.fromkeys(PLOTTED, 0)}
