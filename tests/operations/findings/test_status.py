"""``noegletal status``: what is expected by when, what is late, and an exit code for monitoring."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.home import Home
from tests.operations.findings.homes import Came, home_with

CAME = [
    Came("anbringelser", "2017-10-31", {"657": 10}),
    Came("anbringelser", "2018-02-28", {"510": 10}),
    Came("kontroltal", "2017-10-31", {"657|anbringelser|2017": 3}),
]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_with(tmp_path, CAME)


def lateness(home: Home, *arguments: str) -> dict[str, tuple[str | None, int | None]]:
    """When the next delivery of each source is expected, and how late it is."""
    ran = CliRunner().invoke(
        app, ["status", "--home", str(home.path), "--format", "json", *arguments]
    )
    assert ran.exit_code == 0, ran.output
    rows = json.loads(ran.stdout)
    return {row["source"]: (row["expected_by"], row["late_days"]) for row in rows}


def test_the_day_that_was_missed_first_is_shown(home: Home) -> None:
    of = {"anbringelser": ("2018-03-31", 0), "kontroltal": (None, None)}
    assert lateness(home, "--on", "2018-03-31") == of
    assert lateness(home, "--on", "2018-04-10") == of | {"anbringelser": ("2018-03-31", 10)}


@pytest.mark.parametrize(("on", "code"), [("2018-03-31", 0), ("2018-04-01", 1)])
def test_the_exit_code_tells_monitoring(home: Home, on: str, code: int) -> None:
    asked = ["status", "--home", str(home.path), "--on", on]
    ran = CliRunner().invoke(app, [*asked, "--exit-code"])
    assert ran.exit_code == code
    assert ("Late: Placements from Herning: expected by 31 March 2018" in ran.stderr) == bool(code)
    assert CliRunner().invoke(app, asked).exit_code == 0


def test_a_demonstration_says_which_day_it_is(tmp_path: Path) -> None:
    home = home_with(tmp_path, CAME, is_demonstration=True)
    asked = ["status", "--home", str(home.path), "--exit-code"]
    ran = CliRunner().invoke(app, asked)
    assert ran.exit_code == 0
    assert "Seen on 2018-02-15, not today: a demonstration." in ran.stderr
    later = CliRunner().invoke(app, [*asked, "--on", "2018-07-01"])
    assert later.exit_code == 1 and "Seen on" not in later.stderr


def test_nothing_heavy_is_imported_for_it(home: Home) -> None:
    code = (
        "import sys; from pathlib import Path; from pipelines.cli.overview import status; "
        "from pipelines.cli.formats import Format; status(Format.CSV, Path(sys.argv[1])); "
        "print({'dagster', 'dbt', 'great_expectations', 'pandas'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(home.path)], capture_output=True, text=True, check=True
    )
    assert "expected_by" in ran.stdout and ran.stdout.endswith("set()\n")
