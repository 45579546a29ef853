"""Exchanged numbers: the rows of one child are one person's, as far as was known on the day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.deliveries.persons_current import current_persons
from tests.deliveries.folder import MEASURES, Folder

CHANGES = "kommune;cpr_tidligere;cpr_nu;dato;aarsag\n"
# Three numbers that one child has had, one after the other, and another child's.
FIRST, SECOND, THIRD, OTHER = "6101054001", "6101054002", "6203054003", "6405064004"
PERSONS = "select count(distinct person_id) from raw.foranstaltninger_in_force"
CURRENT = (
    "select birth_date, is_replacement_number, is_former_number "
    "from raw.foranstaltninger_in_force order by startdato"
)


def measures(*numbers: str) -> str:
    """A measure of each number, begun in one year after the other."""
    lines = (f"{cpr};657;SEL-54;{2013 + year}-01-31;\n" for year, cpr in enumerate(numbers))
    return MEASURES + "".join(lines)


def change(before: str, after: str, on: str = "2016-05-01", kommune: str = "657") -> str:
    return f"{kommune};{before};{after};{on};erstatning\n"


def loaded(folder: Folder, numbers: tuple[str, ...], *changes: str) -> Folder:
    folder.put("foranstaltninger/2018-01-01_herning.csv", measures(*numbers))
    folder.put("cpr_aendringer/2018-01-01_herning.csv", CHANGES + "".join(changes))
    folder.load()
    assert folder.rows("select * from raw.rejected_rows") == []
    return folder


CASES = {
    "no change": ((FIRST, SECOND, OTHER), (), 3),
    "one change": ((FIRST, SECOND, OTHER), (change(FIRST, SECOND),), 2),
    "a chain": ((FIRST, SECOND, THIRD), (change(SECOND, THIRD), change(FIRST, SECOND)), 1),
    "a chain whose middle has no row": (
        (FIRST, THIRD), (change(FIRST, SECOND), change(SECOND, THIRD)), 1,
    ),
    "two former numbers": (
        (FIRST, SECOND, THIRD), (change(FIRST, THIRD), change(SECOND, THIRD)), 1,
    ),
    "the current number has no row": ((FIRST, OTHER), (change(FIRST, SECOND),), 2),
    "nobody's rows": ((OTHER,), (change(FIRST, SECOND),), 1),
    "a circle": ((FIRST, SECOND, OTHER), (change(FIRST, SECOND), change(SECOND, FIRST)), 3),
    "into a circle": (
        (FIRST, SECOND, THIRD),
        (change(OTHER, FIRST), change(FIRST, SECOND), change(SECOND, FIRST)),
        3,
    ),
    "told by two municipalities": (
        (FIRST, SECOND, OTHER), (change(FIRST, SECOND), change(OTHER, SECOND, kommune="510")), 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("numbers", "changes", "persons"), CASES.values(), ids=CASES.keys())
def test_who_is_one_person(
    folder: Folder, numbers: tuple[str, ...], changes: tuple[str, ...], persons: int
) -> None:
    loaded(folder, numbers, *changes)
    assert folder.rows(PERSONS) == [(persons,)]


def test_a_row_shows_the_current_person_whole(folder: Folder) -> None:
    loaded(folder, (FIRST, THIRD, OTHER), change(FIRST, THIRD))
    assert folder.rows(CURRENT) == [
        (date(2005, 3, 2), True, True),
        (date(2005, 3, 2), True, False),
        (date(2006, 5, 4), True, False),
    ]


def test_a_replacement_number_that_was_exchanged_is_none_any_more(folder: Folder) -> None:
    loaded(folder, (FIRST, OTHER), change(FIRST, "0101374001"))
    assert folder.rows(CURRENT) == [
        (date(1937, 1, 1), False, True),
        (date(2006, 5, 4), True, False),
    ]


def test_the_raw_table_keeps_the_number_that_was_delivered(folder: Folder) -> None:
    loaded(folder, (FIRST, SECOND), change(FIRST, SECOND))
    assert folder.rows("select count(distinct person_id) from raw.foranstaltninger") == [(2,)]
    [(former, now)] = folder.rows(
        "select person_id_tidligere, person_id_nu from raw.cpr_aendringer_in_force"
    )
    assert former != now


def test_a_change_counts_from_the_day_it_was_delivered(folder: Folder) -> None:
    folder.put("foranstaltninger/2018-01-01_herning.csv", measures(FIRST, SECOND))
    folder.put("cpr_aendringer/2018-02-01_herning.csv", CHANGES + change(FIRST, SECOND))
    for as_of, persons in ((None, 1), (date(2018, 1, 31), 2), (date(2018, 2, 1), 1)):
        folder.load(as_of)
        assert folder.rows(PERSONS) == [(persons,)]


def test_a_change_that_is_taken_back_is_none(folder: Folder) -> None:
    loaded(folder, (FIRST, SECOND), change(FIRST, SECOND))
    folder.put("cpr_aendringer/2018-02-01_herning.csv", CHANGES + change(OTHER, THIRD))
    folder.load()
    assert folder.rows(PERSONS) == [(2,)]


CONTRADICTING = {
    "the later change": (("2016-05-01", "2018-01-01"), ("2016-06-01", "2018-01-01"), SECOND),
    "told later of one day": (("2016-05-01", "2018-02-01"), ("2016-05-01", "2018-01-01"), FIRST),
    "told later by the other": (("2016-05-01", "2018-01-01"), ("2016-05-01", "2018-02-01"), SECOND),
}


@pytest.mark.parametrize(("one", "two", "wins"), CONTRADICTING.values(), ids=CONTRADICTING.keys())
def test_of_contradicting_changes_one_counts(
    folder: Folder, one: tuple[str, str], two: tuple[str, str], wins: str
) -> None:
    folder.put("foranstaltninger/2018-01-01_herning.csv", measures(OTHER, wins))
    for kommune, now, (on, told) in (("657", FIRST, one), ("510", SECOND, two)):
        line = change(OTHER, now, on, kommune)
        folder.put(f"cpr_aendringer/{told}_{kommune}.csv", CHANGES + line)
    folder.load()
    assert folder.rows(PERSONS) == [(1,)]


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=12))
def test_following_a_chain_step_by_step_gives_the_same(steps: dict[int, int]) -> None:
    changes = {str(former): str(now) for former, now in steps.items()}
    expected = {}
    for former in changes:
        person = former
        for _ in changes:
            person = changes.get(person, person)
        if person not in changes:  # else it is still going round
            expected[former] = person
    assert current_persons(changes) == expected
