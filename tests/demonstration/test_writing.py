"""The demo's files: the same bytes each time, nobody real, several forms, known mistakes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from models.contract import load_contracts
from models.person import parse_cpr
from pipelines.demonstration import faults, write_demo
from pipelines.demonstration.persons import Register
from pipelines.home import Home

from .case_figures import case_figures
from .reading import Deliveries, cells


def _content(home: Home) -> dict[str, bytes]:
    return {
        str(path.relative_to(home.raw)): path.read_bytes()
        for path in sorted(home.raw.rglob("*"))
        if path.is_file()
    }


def test_same_bytes_each_time(demo_home: Home, tmp_path: Path) -> None:
    again = Home(tmp_path)
    write_demo(again, lambda _: None)
    assert _content(again) == _content(demo_home)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    write_demo(Home(tmp_path), told.append)
    assert len(told) >= 4


def test_nobody_is_real(demo_home: Home) -> None:
    impossible = {row[0] for row in faults.PLACEMENTS if parse_cpr(str(row[0])) is None}
    seen = 0
    for path in demo_home.raw.rglob("*"):
        if path.parent.name in ("anbringelser", "foranstaltninger", "trivsel", "fravaer"):
            for row in cells(path):
                seen += 1
                person = parse_cpr(row["cpr"])
                assert row["cpr"] in impossible or (person and person.is_replacement)
        if path.parent.name == "cpr_aendringer":
            for row in cells(path):
                people = [parse_cpr(row[name]) for name in ("cpr_tidligere", "cpr_nu")]
                assert all(person and person.is_replacement for person in people)
    assert seen > 50_000


def test_exchanged_numbers_stand_where_they_were_registered(demo_home: Home) -> None:
    """Rows of both numbers of a child, in several sources; the middle of a chain may have none."""
    changes = [row for path in (demo_home.raw / "cpr_aendringer").iterdir() for row in cells(path)]
    former = {row["cpr_tidligere"] for row in changes}
    now = {row["cpr_nu"] for row in changes}
    assert len(changes) == 7 and len(former & now) == 2
    seen: dict[str, set[str]] = {}
    for source in ("anbringelser", "foranstaltninger", "trivsel", "fravaer"):
        for path in (demo_home.raw / source).iterdir():
            for row in cells(path):
                seen.setdefault(row["cpr"], set()).add(source)
    assert former - now <= set(seen)
    assert len((now - former) & set(seen)) >= 4  # of the fifth everything is older
    assert any("trivsel" in seen.get(number, ()) for number in former)


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".xlsx", ".parquet"])
def test_every_form_is_there(demo_home: Home, ending: str) -> None:
    assert any(path.name.endswith(ending) for path in demo_home.raw.rglob("*"))


def test_numbers_are_given_once() -> None:
    register, born = Register(), date(2004, 2, 29)
    numbers = [register.number(born) for _ in range(500)]
    people = [parse_cpr(number) for number in numbers]
    assert len(set(numbers)) == len(numbers)
    assert all(person and person.birth_date == born for person in people)


def test_persons_of_faulty_rows_stand_nowhere_else(demo_home: Home) -> None:
    faulty = {str(row[0]) for row in (*faults.PLACEMENTS, *faults.MEASURES)}
    seen: Counter[str] = Counter()
    for source in ("anbringelser", "foranstaltninger", "trivsel", "fravaer", "underretninger"):
        for path in (demo_home.raw / source).iterdir():
            seen.update(row["cpr"] for row in cells(path) if row["cpr"] in faulty)
    assert set(seen.values()) == {1}


class WithoutExchanges(Deliveries):
    """A reader who does not know that numbers were exchanged."""

    def now(self) -> dict[str, str]:
        return {}


@pytest.mark.parametrize(("code", "name"), [("657", "Herning"), ("167", "Hvidovre")])
def test_whoever_overlooks_the_exchanges_gets_other_figures(
    demo_home: Home, deliveries: Deliveries, code: str, name: str
) -> None:
    right = case_figures(deliveries, code, name)
    assert case_figures(WithoutExchanges(demo_home.raw), code, name) != right


def test_every_source_is_there(demo_home: Home) -> None:
    assert {path.name for path in demo_home.raw.iterdir()} == set(load_contracts())
