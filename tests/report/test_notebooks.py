"""The notebooks, run without a browser, and one in a browser that may reach nothing else."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from models.charts import load_charts
from pipelines.report.figures import figure
from pipelines.report.marts import Area, Marts
from pipelines.report.notebooks import chosen
from pipelines.report.notebooks.opened import RELEASE, NoReleaseError
from tests.report.changed import changed
from tests.report.test_browser import QUIET

pytest.importorskip("marimo", reason="marimo is not installed (requirements-notebooks.txt)")
CHROMIUM = shutil.which("chromium")
HERNING = Area("657", "Herning", "municipality")


@pytest.fixture(autouse=True)
def _of_release(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RELEASE, str(release))


def run(name: str, **chosen_here: Any) -> dict[str, Any]:
    """What the cells of a notebook define, with what somebody chose in place of its controls."""
    from importlib import import_module

    app = import_module(f"pipelines.report.notebooks.{name}").app
    _, defined = app.run(defs=chosen_here or None)
    return dict(defined)


def test_find_municipality_shows_the_report_s_own_figure(marts: Marts) -> None:
    family = load_charts()["preventive"]
    everything = chosen.Choice(HERNING, family, date.min, date.max)
    found = run("find_municipality", choice=everything)["figure"]
    assert found.cells == figure(56, marts).cells
    assert chosen.page(found).count("<svg role=") == 1


def test_periods_are_those_chosen(marts: Marts) -> None:
    family = load_charts()["preventive"]
    some = chosen.Choice(HERNING, family, date(2016, 1, 31), date(2016, 9, 30))
    found = run("find_municipality", choice=some)["figure"]
    assert [cell.period for cell in found.cells] == ["2016-01-31", "2016-05-31", "2016-09-30"]


def test_a_period_without_numbers_is_said(marts: Marts) -> None:
    family = load_charts()["preventive"]
    none = chosen.Choice(HERNING, family, date(2018, 1, 1), date(2018, 12, 31))
    assert run("find_municipality", choice=none)["figure"] is None


def test_every_municipality_and_figure_can_be_chosen(marts: Marts) -> None:
    for area in chosen.areas(marts):
        for family in chosen.families_of(marts, area):
            periods = chosen.periods_of(marts, area, family, "da")
            first, *_, last = periods.values()
            found = chosen.shown(marts, chosen.Choice(area, family, first, last), "da")
            assert found is not None
            assert {cell.area_code for cell in found.cells} == {area.code}


def test_what_is_hidden_has_its_sign_and_no_number(marts: Marts) -> None:
    hidden = changed(
        marts,
        "preventive_per_1000",
        {"status": "suppressed", "value": None, "numerator": None, "denominator": None},
    )
    everything = chosen.Choice(HERNING, load_charts()["preventive"], date.min, date.max)
    found = chosen.shown(hidden, everything, "da")
    assert found is not None
    page = chosen.page(found)
    assert page.count("<td>[c]</td>") == len(found.cells)


def test_base_period_begins_with_the_report_s_choice(marts: Marts) -> None:
    defined = run("base_period")
    assert defined["choice"]["base"] == (2011, 2014)
    assert defined["computed"] == defined["published"]
    assert len(defined["every"].lines) == 10  # stretches of the four years before 2015


def test_base_period_computes_with_what_is_chosen(marts: Marts) -> None:
    mine = {"area": "657", "post": "total", "base": (2014, 2014), "is_fixed": True}
    mine |= {"more_a_year": 0, "steps": [], "with_assumed": True}
    defined = run("base_period", choice=mine)
    amounts = {
        int(row["period"]): row["value"]
        for row in marts.key_figure("expenditure")
        if (row["area_code"], row["breakdown"]) == ("657", "total")
    }
    for row in defined["computed"]:
        assert row.additional.value == pytest.approx(amounts[row.year] - amounts[2014])
    assert defined["published"] != defined["computed"]


def test_without_a_release_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines.report.notebooks.opened import opened_release

    monkeypatch.delenv(RELEASE)
    with pytest.raises(NoReleaseError, match="noegletal notebook"):
        opened_release()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("name", ["find-municipality", "base-period"])
def test_in_a_browser_it_asks_nobody_but_its_own_server(name: str, prepared_demo: Path) -> None:
    command = [str(Path(sys.executable).with_name("noegletal")), "notebook", name]
    with subprocess.Popen(
        [*command, "--home", str(prepared_demo)], stdout=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        server = address.partition("/?")[0]
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
                page = browser.new_page()
                asked: list[str] = []
                failed: list[str] = []
                page.on("request", lambda request: asked.append(request.url))
                page.on("pageerror", lambda error: failed.append(str(error)))
                page.goto(address)
                page.wait_for_selector("svg[role=img]", timeout=120_000)
                assert asked and all(url.startswith((server, "data:")) for url in asked)
                assert failed == []
                # Who has not got the address is not let in.
                other = browser.new_context().new_page()
                other.goto(server)
                assert "/auth/login" in other.url
                browser.close()
            serving.send_signal(signal.SIGTERM)
            assert serving.wait(60) == 0
        finally:
            serving.kill()
