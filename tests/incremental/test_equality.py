"""After any sequence of deliveries the rows are those that deriving everything gives."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from pipelines.deliveries.warehouse import connect_warehouse, open_warehouse
from pipelines.home import DBT_PROJECT, Home
from pipelines.transformation.build import build
from pipelines.transformation.derivation import begin_deriving, complete_deriving
from tests.incremental.municipalities import Municipalities

TABLES = tuple(
    path.stem
    for path in sorted((DBT_PROJECT / "models").rglob("*.sql"))
    if "incremental_strategy='by_municipality'" in path.read_text("utf-8")
)
# Without an exchanged number there are no rows of two.
MAY_BE_EMPTY = {"core_repeated_rows"}
# A few in everybody's test; more when somebody wants to know: NOEGLETAL_TEST_SEQUENCES=50.
SEQUENCES = int(os.environ.get("NOEGLETAL_TEST_SEQUENCES", "1"))
STEPS = 6


def derive(home: Home, tables: tuple[str, ...] = TABLES) -> None:
    """The costly tables, and what they need; the rest is made from them in whole."""
    results = build(home, [f"+{table}" for table in tables])
    assert all(result.is_done for result in results if not result.is_test)


def rows(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the tables."""
    with connect_warehouse(home, read_only=True) as connection:
        return {
            table: connection.execute(f"select * from core.{table} order by all").fetchall()
            for table in TABLES
        }


def derived_in_whole(home: Home, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The same tables, derived from the same deliveries by a warehouse that remembers nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    copy = Home(folder)
    folder.mkdir()
    shutil.copy(home.warehouse, copy.warehouse)
    shutil.copytree(home.path / "secret", folder / "secret")
    with open_warehouse(copy) as connection:
        connection.execute("drop table derivation.derived_from")
        connection.execute("drop schema core cascade")
    derive(copy)
    return rows(copy)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_sequence_of_deliveries(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same deliveries each time
    all_of_them = Municipalities(Home(tmp_path / "home"), chance)
    all_of_them.all_deliver()
    all_of_them.load()
    derive(all_of_them.home)
    complete_deriving(all_of_them.home)
    for _ in range(STEPS):
        all_of_them.something_happens()
        all_of_them.load()
        if chance.random() < 0.3:
            # It dies when one of the tables is made; what it knew is known to the next run.
            derive(all_of_them.home, (chance.choice(TABLES),))
            all_of_them.did.append("and died")
            continue
        derive(all_of_them.home)
        complete_deriving(all_of_them.home)
        whole = derived_in_whole(all_of_them.home, tmp_path / "whole")
        shown = {table for table, found in whole.items() if found}
        assert set(TABLES) - shown <= MAY_BE_EMPTY, "a table without rows shows nothing"
        assert rows(all_of_them.home) == whole, "; ".join(all_of_them.did)


@pytest.fixture
def home(tmp_path: Path) -> Municipalities:
    """All have delivered, and all is derived; without dbt, which decides nothing of this."""
    chance = random.Random(0)  # noqa: S311 - as above
    all_of_them = Municipalities(Home(tmp_path / "home"), chance)
    all_of_them.all_deliver()
    all_of_them.load()
    assert begin_deriving(all_of_them.home).is_whole
    complete_deriving(all_of_them.home)
    return all_of_them


def to_derive(home: Municipalities) -> tuple[str, ...] | str:
    home.load()
    derivation = begin_deriving(home.home)
    return "everything" if derivation.is_whole else derivation.municipalities


def test_nothing_new_derives_nothing(home: Municipalities) -> None:
    assert to_derive(home) == ()


@pytest.mark.parametrize("source", ["anbringelser", "foranstaltninger", "trivsel", "fravaer"])
def test_a_delivery_derives_its_municipality(source: str, home: Municipalities) -> None:
    home.deliver(source, ("657",))
    assert to_derive(home) == ("657",)


def test_a_delivery_of_two_derives_both(home: Municipalities) -> None:
    home.deliver("anbringelser", ("657", "167"))
    assert to_derive(home) == ("167", "657")


def test_a_refused_delivery_derives_nothing(home: Municipalities) -> None:
    broken = home.home.raw / "anbringelser" / "2016-12-01_510.csv"
    broken.write_text("cpr;kommune\n", encoding="utf-8")
    os.utime(broken, (1_500_000_000, 1_500_000_000))
    assert to_derive(home) == ()


def test_an_earlier_day_derives_who_had_not_delivered_then(home: Municipalities) -> None:
    before = home.today
    home.deliver("fravaer", ("510",))
    home.load()
    begin_deriving(home.home)
    complete_deriving(home.home)
    home.as_of = before
    assert to_derive(home) == ("510",)


def test_an_exchanged_number_derives_everything(home: Municipalities) -> None:
    home.persons_get_another_number()
    assert to_derive(home) == "everything"


def test_a_correction_derives_everything(home: Municipalities) -> None:
    home.a_pupil_s_grade_is_corrected()
    assert to_derive(home) == "everything"
    complete_deriving(home.home)
    home.home.corrections.unlink()
    assert to_derive(home) == "everything"


def test_a_new_cut_date_derives_everything(home: Municipalities) -> None:
    home.today = home.today.replace(year=2018)
    home.deliver("anbringelser", ("510",))
    assert to_derive(home) == "everything"


def test_another_program_derives_everything(
    home: Municipalities, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.transformation.derivation.digest", lambda _: "another")
    assert to_derive(home) == "everything"


def test_what_was_begun_stays_to_be_done_until_all_is_made(home: Municipalities) -> None:
    home.deliver("trivsel", ("657",))
    assert to_derive(home) == ("657",)
    home.as_of = home.today.replace(day=home.today.day - 1)  # as if it had not come
    assert to_derive(home) == ("657",)
    complete_deriving(home.home)
    assert to_derive(home) == ()


def test_who_is_gone_again_before_all_was_made_is_not_forgotten(home: Municipalities) -> None:
    """Its rows may be in some of the tables: they must go."""
    before = home.today
    home.deliver("anbringelser", ("751",))
    assert to_derive(home) == ("751",)
    home.as_of = before
    assert to_derive(home) == ("751",)


def test_a_whole_derivation_that_died_is_a_whole_one_again(home: Municipalities) -> None:
    home.persons_get_another_number()
    assert to_derive(home) == to_derive(home) == "everything"
