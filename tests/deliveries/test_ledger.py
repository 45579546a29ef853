"""The ledger: what was read, which delivery counts on which day, and that nothing is done twice."""

import os
from datetime import date

import pytest

from pipelines.deliveries import run
from pipelines.deliveries.arriving import Arriving
from pipelines.deliveries.examine import ConservationError
from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder

IN_FORCE = "select scope, cast(delivered_on as varchar) from raw.deliveries_in_force order by 1"
INDEX = "aar;indeks\n2016;100\n"


def measures(kommune: str, rows: int) -> str:
    return "".join(f"6101054001;{kommune};SEL-50;2016-01-{n + 1:02};\n" for n in range(rows))


def test_every_line_is_accounted_for(folder: Folder) -> None:
    content = f"Titel\n\n{ONE_MEASURE}x;657;SEL-50;2016-01-31;\nfor;kort\n\n{measures('510', 3)}"
    folder.put("foranstaltninger/2018-05-31_a.csv", content)
    folder.load()
    assert folder.rows(
        "select lines_read, lines_accepted, lines_rejected, lines_structural, outcome, encoding "
        "from raw.deliveries"
    ) == [(6, 4, 2, 4, "loaded", "utf-8")]
    assert folder.rows("select scope, rows_accepted from raw.delivery_scopes order by scope") == [
        ("510", 3),
        ("657", 1),
    ]


def test_columns_that_the_contract_does_not_know_are_listed(folder: Folder) -> None:
    folder.put("pl_indeks/2018-01-01_a.csv", "aar;indeks;note;kilde\n2016;100;x;KL\n")
    folder.load()
    assert folder.rows("select columns_ignored from raw.deliveries") == [("note, kilde",)]


def test_a_newer_delivery_replaces_only_the_scopes_that_it_holds(folder: Folder) -> None:
    folder.put(
        "foranstaltninger/2018-01-01_a.csv", MEASURES + measures("657", 2) + measures("510", 2)
    )
    folder.put("foranstaltninger/2018-05-01_b.csv", MEASURES + measures("657", 3))
    folder.load()
    assert folder.rows(IN_FORCE) == [("510", "2018-01-01"), ("657", "2018-05-01")]
    folder.load(as_of=date(2018, 4, 30))
    assert folder.rows(IN_FORCE) == [("510", "2018-01-01"), ("657", "2018-01-01")]
    folder.load(as_of=date(2017, 12, 31))
    assert folder.rows(IN_FORCE) == []
    folder.load()
    assert folder.rows(IN_FORCE) == [("510", "2018-01-01"), ("657", "2018-05-01")]
    assert folder.rows("select count(*) from raw.foranstaltninger") == [(7,)]


def test_of_two_deliveries_on_one_day_the_later_name_counts(folder: Folder) -> None:
    folder.put("pl_indeks/2018-01-01_b.csv", INDEX)
    folder.load()
    folder.put("pl_indeks/2018-01-01_a.csv", "aar;indeks\n2016;101\n")
    folder.load()
    assert folder.rows(
        "select file_name from raw.deliveries "
        "inner join raw.deliveries_in_force using (delivery_id)"
    ) == [("2018-01-01_b.csv",)]


def test_a_scope_counts_as_delivered_when_all_its_rows_are_rejected(folder: Folder) -> None:
    folder.put("foranstaltninger/2018-01-01_a.csv", f"{MEASURES}x;657;SEL-50;2016-01-01;\n")
    folder.load()
    assert folder.rows("select scope, rows_accepted from raw.delivery_scopes") == [("657", 0)]


@pytest.mark.parametrize(("after", "outcome"), [(5, "loaded"), (4, "refused"), (0, "loaded")])
def test_a_scope_that_loses_more_than_half_is_refused(
    folder: Folder, after: int, outcome: str
) -> None:
    folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + measures("657", 10))
    # Without any row of the municipality it is not spoken of, and its earlier delivery counts on.
    folder.put("foranstaltninger/2018-05-01_b.csv", MEASURES + measures("657", after))
    assert [o.outcome for o in folder.load()] == ["loaded", outcome]
    day = "2018-05-01" if after == 5 else "2018-01-01"
    assert folder.rows(IN_FORCE) == [("657", day)]


def test_a_fall_that_is_meant_is_accepted_with_a_reason(folder: Folder) -> None:
    folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + measures("657", 10))
    folder.put("foranstaltninger/2018-05-01_b.csv", MEASURES + measures("657", 1))
    refused = folder.load()[1]
    assert refused.message is not None
    assert "10 rows for 657 by 1" in refused.message.en
    assert '--accept-shrink "REASON"' in refused.message.en
    outcomes = folder.load(accept_shrink="Institutionen lukkede (610105-4001)")
    assert [o.outcome for o in outcomes] == ["unchanged", "loaded"]
    assert [o.needs_attention for o in outcomes] == [False, True]
    ledger = "select outcome, shrink_reason from raw.deliveries order by file_name"
    assert folder.rows(ledger) == [
        ("loaded", None),
        ("loaded", "Institutionen lukkede ([CPR])"),
    ]


def test_a_reason_that_was_not_needed_is_not_written_down(folder: Folder) -> None:
    folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + measures("657", 10))
    folder.load(accept_shrink="for en sikkerheds skyld")
    assert folder.rows("select shrink_reason from raw.deliveries") == [(None,)]


def test_a_file_that_grows_while_it_is_read_waits(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + measures("657", 10))
    real = run.read_delivery

    def read_while_it_grows(*given: object) -> object:
        with path.open("a") as file:
            file.write(measures("657", 12).splitlines(keepends=True)[-1])
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "read_delivery", read_while_it_grows)
    (outcome,) = folder.load()
    assert outcome.outcome == "waiting" and outcome.message is not None
    assert outcome.message.rule == "still_growing"
    assert folder.rows("select count(*) from raw.deliveries") == [(0,)]
    assert folder.rows("select count(*) from raw.foranstaltninger") == [(0,)]
    monkeypatch.undo()
    os.utime(path, (0, 0))
    assert [outcome.outcome for outcome in folder.load()] == ["loaded"]


def test_a_row_that_gets_lost_on_the_way_stops_the_run(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + measures("657", 10))
    monkeypatch.setattr(Arriving, "accept", lambda *_: None)
    with pytest.raises(ConservationError, match="10 rows read, 0 accepted, 0 rejected"):
        folder.load()
    monkeypatch.undo()
    assert [outcome.outcome for outcome in folder.load()] == ["loaded"]


def test_the_same_bytes_again_change_nothing(folder: Folder) -> None:
    folder.put("pl_indeks/2018-01-01_a.csv", INDEX)
    folder.load()
    before = folder.rows("select * from raw.pl_indeks")
    folder.put("pl_indeks/2019-01-01_b.csv", INDEX)
    outcomes = folder.load()
    assert [o.outcome for o in outcomes] == ["unchanged", "duplicate"]
    assert outcomes[1].message is not None
    assert "2018-01-01_a.csv" in outcomes[1].message.en
    assert folder.rows("select * from raw.pl_indeks") == before
    assert folder.rows(IN_FORCE) == [("*", "2018-01-01")]


def test_the_same_bytes_in_another_source_are_another_delivery(folder: Folder) -> None:
    content = "cpr;kommune;dato;ydelse\n6101054001;657;2016-01-31;SEL-50\n"
    folder.put("underretninger/2018-01-01_a.csv", content)
    folder.put("opfoelgninger/2018-01-01_a.csv", content)
    assert [o.outcome for o in folder.load()] == ["loaded", "loaded"]


def test_a_refused_delivery_leaves_the_earlier_one_in_force(folder: Folder) -> None:
    folder.put("pl_indeks/2018-01-01_a.csv", INDEX)
    folder.put("pl_indeks/2018-05-01_b.csv", "aar\n2016\n")
    for _ in range(2):
        assert folder.load()[1].outcome == "refused"
    assert folder.rows(IN_FORCE) == [("*", "2018-01-01")]
    assert folder.rows(
        "select message_da, lines_read from raw.deliveries where outcome = 'refused'"
    ) == [("Kolonnen indeks mangler i overskriften. Tilføj den, og lever filen igen.", None)]
    folder.put("pl_indeks/2018-05-01_b.csv", "aar;indeks\n2016;101\n")  # mended
    assert folder.load()[1].outcome == "loaded"
    assert folder.rows("select count(*) from raw.deliveries where outcome = 'refused'") == [(0,)]


def test_loading_at_once_or_one_after_the_other_is_the_same(folder: Folder) -> None:
    files = {
        f"foranstaltninger/2018-0{n}-01_a.csv": MEASURES + measures("657", n + 2) for n in (1, 2, 3)
    }
    for name in sorted(files, reverse=True):
        folder.put(name, files[name])
        folder.load()
    one_by_one = folder.rows("select * from raw.deliveries_in_force")
    folder.home.warehouse.unlink()
    folder.load()
    assert folder.rows("select * from raw.deliveries_in_force") == one_by_one
