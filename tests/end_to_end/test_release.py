"""Releases as a user meets them: made, proven, looked at, and no small count in them."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from dagster import DagsterInstance

from pipelines.definitions import build_definitions
from pipelines.home import Home
from pipelines.publication.release_asset import RELEASE
from pipelines.resource import HomeResource
from tests.end_to_end.command import Ran, noegletal, released_marts, unprotected_marts
from tests.end_to_end.small_counts import NOBODYS, small_numbers

EXITS = ("show", "institution_exits", "--area", "Haderslev", "--format")


def rows_of(ran: Ran) -> list[dict[str, object]]:
    assert ran.exit_code == 0, ran.talk
    rows: list[dict[str, object]] = json.loads(ran.out)
    return rows


def test_the_demonstration_is_released_and_whole(prepared_demo: Path) -> None:
    ran = noegletal("verify", "--home", prepared_demo)
    assert (ran.exit_code, ran.out) == (0, ""), ran.out + ran.talk
    assert "Release 1 is whole" in ran.talk
    [listed] = rows_of(noegletal("releases", "--home", prepared_demo, "--format", "json"))
    assert (listed["release"], listed["disclosure"], listed["is_current"]) == (1, "trivsel5", True)
    assert Path(str(listed["folder"])) == prepared_demo / "marts" / "releases" / "1"


def test_a_release_holds_what_each_reader_can_open(prepared_demo: Path) -> None:
    release = prepared_demo / "marts" / "current"
    names = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert {
        "README.md",
        "LÆSMIG.md",
        "manifest.json",
        "datapackage.json",
        "noegletal.duckdb",
        "data/key_figures.parquet",
        "data/key_figures.csv",
        "data/excel/key_figures.csv",
    } <= names
    marts = {Path(name).stem for name in names if name.endswith(".parquet")}
    assert marts >= {
        "key_figures",
        "reconciliation",
        "footnotes",
        "deliveries_used",
        "restatements",
    }
    assert not marts & {"deliveries", "rejected_rows", "corrections", "unresolved"}
    for pattern in ("*.csv", "excel/*.csv"):
        assert marts <= {path.stem for path in (release / "data").glob(pattern)}


def test_no_file_of_a_release_has_a_number_from_1_to_4_that_is_somebodys(
    prepared_demo: Path,
) -> None:
    release = prepared_demo / "marts" / "current"
    found = [each for each in small_numbers(release) if each[1] not in NOBODYS]
    assert found == []


def test_no_share_or_mean_of_a_release_is_made_with_1_to_4_persons(prepared_demo: Path) -> None:
    """What is shown is set beside the counts before they were hidden."""
    counts = {
        "numerator": "'placed_per_1000', 'placement_share', 'institution_exits', "
        "'home_based_per_1000', 'home_based_movement', 'preventive_per_1000', "
        "'preventive_followed_by_examination', 'survey_answer_share', 'survey_response_rate'",
        "denominator": "'placement_share', 'institution_exits', 'home_based_movement', "
        "'preventive_followed_by_examination', 'survey_answer_share', 'survey_response_rate', "
        "'wellbeing_academic', 'wellbeing_social', 'absence'",
    }
    is_small = " or ".join(
        f"(was.{field} between 1 and 4 and key_figure in ({figures}))"
        for field, figures in counts.items()
    )
    shown, before = released_marts(prepared_demo), unprotected_marts(prepared_demo)
    [(small, still_shown)] = duckdb.sql(f"""
        select count(*), count(coalesce(shown.value, shown.ci_low, shown.ci_high))
        from '{before}/key_figures.parquet' as was
        inner join '{shown}/key_figures.parquet' as shown
            using (key_figure, area_code, period, breakdown)
        where {is_small}
    """).fetchall()
    assert small > 300 and still_shown == 0


def test_what_a_release_shows_is_what_was_computed(prepared_demo: Path) -> None:
    shown, before = released_marts(prepared_demo), unprotected_marts(prepared_demo)
    fields = ("value", "numerator", "denominator", "ci_low", "ci_high")
    [(rows, differing)] = duckdb.sql(f"""
        select count(*), count_if({" or ".join(f"shown.{f} != was.{f}" for f in fields)})
        from '{before}/key_figures.parquet' as was
        full join '{shown}/key_figures.parquet' as shown
            using (key_figure, area_code, period, breakdown)
    """).fetchall()
    assert differing == 0
    for folder in (shown, before):
        [(own,)] = duckdb.sql(f"select count(*) from '{folder}/key_figures.parquet'").fetchall()
        assert own == rows


def test_a_number_that_is_hidden_is_marked_for_people_and_empty_for_programs(
    prepared_demo: Path,
) -> None:
    ran = noegletal(*EXITS, "table", "--home", prepared_demo)
    assert ran.exit_code == 0
    assert "[c]" in ran.out and ran.talk.startswith("[c]: hidden")
    rows = rows_of(noegletal(*EXITS, "json", "--home", prepared_demo))
    hidden = [row for row in rows if row["status"] == "suppressed"]
    assert hidden and {row["value"] for row in hidden} == {None}


def test_who_works_in_the_home_sees_all_of_it_and_is_written_down(demo_home: Path) -> None:
    shown = rows_of(noegletal(*EXITS, "json", "--home", demo_home))
    purpose = ("--purpose", "Sag 18/1234")
    everything = rows_of(noegletal(*EXITS, "json", "--unprotected", *purpose, "--home", demo_home))
    assert {row["status"] for row in everything} == {"ok"}
    assert [row for row in shown if row["status"] == "ok"] == [
        row for row, as_shown in zip(everything, shown, strict=True) if as_shown["status"] == "ok"
    ]
    [entry] = rows_of(
        noegletal("log", "show", "--last", "1", "--home", demo_home, "--format", "json")
    )
    assert entry["command"] == "noegletal show --unprotected"
    assert entry["purpose"] == "Sag 18/1234"


def test_nothing_is_read_that_cannot_be_logged(demo_home: Path) -> None:
    log = demo_home / "log" / "access.jsonl"
    log.unlink()
    log.mkdir()
    ran = noegletal(*EXITS, "json", "--unprotected", "--home", demo_home)
    assert (ran.exit_code, ran.out) == (1, "")
    assert noegletal(*EXITS, "json", "--home", demo_home).exit_code == 0  # a release is not logged


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("release", "--disclosure", "trivsel"), "trivsel5"),
        (("verify", "2"), "release '2'"),
        (("rollback", "2"), "release '2'"),
        (("releases", "diff", "1", "2"), "release '2'"),
        (("show", "caseload", "--release", "2"), "release '2'"),
        (("show", "caseload", "--release", "1", "--unprotected"), "ask for one"),
        (("show", "caseload", "--purpose", "Sag 1"), "--unprotected"),
        (("disclosure", "explain", "placed_per_100"), "placed_per_1000"),
        (("disclosure", "explain", "absence", "--area", "Hernig"), "Herning"),
    ],
)
def test_what_is_not_there_is_wrong_use(
    prepared_demo: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = noegletal(*arguments, "--home", prepared_demo)
    assert (ran.exit_code, ran.out) == (2, "")
    assert said in ran.talk


def test_policies_are_listed_with_what_they_are_taken_from() -> None:
    policies = rows_of(noegletal("disclosure", "policies", "--format", "json"))
    names = [policy["policy"] for policy in policies]
    assert names == ["none", "dst3", "trivsel5", "dfe6", "opensafely8r5"]
    assert all(policy["source"] for policy in policies)


def test_a_hidden_cell_is_explained_without_its_value(demo_home: Path) -> None:
    asked = ("--area", "Herning", "--period", "2017", "--breakdown", "ceased")
    home = ("--home", demo_home, "--format", "json")
    explained = rows_of(noegletal("disclosure", "explain", "institution_exits", *asked, *home))
    assert {cell["area"] for cell in explained} == {"Herning"}
    assert {str(cell["why"]).partition(":")[0] for cell in explained} <= {
        "by rule",
        "to protect others",
    }
    shown = rows_of(noegletal("show", "institution_exits", "--area", "Herning", *home))
    hidden = [c for c in shown if c["status"] == "suppressed" and c["breakdown"] == "ceased"]
    assert {c["period"] for c in explained} == {
        c["period"] for c in hidden if str(c["period"]).startswith("2017")
    }
    [entry] = rows_of(noegletal("log", "show", "--last", "1", *home))
    assert entry["command"] == "noegletal disclosure explain"


def test_how_much_is_hidden_and_what_would_help(demo_home: Path) -> None:
    home = ("--home", demo_home, "--format", "json")
    hidden = {row["key_figure"]: row for row in rows_of(noegletal("disclosure", "summary", *home))}
    assert hidden["expenditure"]["hidden"] == 0
    assert int(str(hidden["institution_exits"]["hidden"])) > 0
    steps = rows_of(noegletal("disclosure", "coarsening", *home))
    assert {step["key_figure"] for step in steps} <= set(hidden)
    nothing = noegletal("disclosure", "explain", "expenditure", *home)
    assert rows_of(nothing) == [] and "hides nothing of it" in nothing.talk


def test_the_web_interfaces_job_releases_too(demo_home: Path) -> None:
    definitions = build_definitions(Home(demo_home))
    ran = definitions.resolve_job_def(RELEASE).execute_in_process(
        instance=DagsterInstance.ephemeral(),
        resources={"home": HomeResource(path=str(demo_home), as_of="", accept_shrink="")},
        run_config={"ops": {"publication__release": {"config": {"disclosure": "dst3"}}}},
    )
    [made] = ran.get_asset_materialization_events()
    told = {name: each.value for name, each in made.materialization.metadata.items()}
    assert (told["number"], told["is_new"], told["disclosure"]) == (2, True, "dst3")
    assert told["hidden_counts"] > 0
    assert Path(str(told["folder"])) == (demo_home / "marts" / "current").resolve()
