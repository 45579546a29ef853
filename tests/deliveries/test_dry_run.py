"""A dry run says what loading then does, and leaves no trace."""

from __future__ import annotations

import pytest

from pipelines.deliveries.dry_run import check_file
from tests.deliveries.cases import CASES
from tests.deliveries.cases.case import Case, Outcome, put, undisturbed
from tests.deliveries.folder import MEASURES, Folder

# Files that are alone in their home, at rest and not hidden; every seventh: some of each group.
SOME = [
    case
    for case in CASES
    if case.place is put and case.during is undisturbed and case.outcome is not Outcome.UNCHANGED
][::7]
NOTES = "select column_name, rule, occurrences, message_da from raw.delivery_notes order by all"
REJECTED = (
    "select rule, column_name, count(*), min(line) from raw.rejected_rows group by all order by all"
)
COUNTS = (
    "select lines_read, lines_accepted, lines_rejected, lines_structural, normalisations, encoding "
    "from raw.deliveries"
)


def rows(number: int) -> str:
    return "".join(f"6101054001;657;SEL-50;2016-01-{n + 1:02};\n" for n in range(number))


@pytest.mark.parametrize("case", SOME, ids=lambda case: case.name)
def test_it_says_what_loading_does(case: Case, folder: Folder) -> None:
    path = folder.put(f"{case.source}/{case.file_name}", case.make())
    checked = check_file(path, case.source, folder.home)
    assert not folder.home.warehouse.exists() and not folder.home.secret.exists()
    (outcome,) = folder.load()
    assert (checked.outcome, checked.message) == (outcome.outcome, outcome.message)
    if checked.examined is None:
        return
    found = checked.examined
    assert folder.rows(COUNTS) == [
        (
            found.lines_read,
            found.lines_accepted,
            found.lines_rejected,
            found.lines_structural,
            found.normalisations,
            found.encoding,
        )
    ]
    noted = {(n.column_name, n.rule, n.occurrences, n.sentence.da) for n in found.notes}
    assert noted == set(folder.rows(NOTES))
    rejected = {(g.rule, g.column_name, g.occurrences, g.lines[0]) for g in checked.rejected}
    assert rejected == set(folder.rows(REJECTED))


def test_it_knows_what_the_home_has_loaded(folder: Folder) -> None:
    first = folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + rows(10))
    folder.load()
    before = folder.home.warehouse.read_bytes()
    shrunk = folder.put("foranstaltninger/2018-05-01_b.csv", MEASURES + rows(4))
    again = folder.put("foranstaltninger/2018-05-02_c.csv", MEASURES + rows(10))
    found = [check_file(path, "foranstaltninger", folder.home) for path in (first, shrunk, again)]
    assert [one.outcome for one in found] == ["unchanged", "refused", "duplicate"]
    assert found[1].message is not None and found[1].message.rule == "scope_shrinks"
    assert check_file(shrunk, "foranstaltninger").outcome == "loaded"  # compared with nothing
    assert folder.home.warehouse.read_bytes() == before
