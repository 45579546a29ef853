"""A normal night, one with a broken delivery, and one in which the run is killed in its middle.

The clock is real and so are the daemon, the processes and the signals; only a night is a minute.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from dagster import DagsterRun, DagsterRunStatus

from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from tests.drill import deliveries
from tests.drill.house import House, looked_after
from tests.drill.undisturbed import End, night_in
from tests.end_to_end.command import in_its_own_process


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A home with its first deliveries and its key; the daemon does not run yet."""
    before = dict(os.environ)
    home = tmp_path / "home"
    deliveries.first(home, tmp_path / "demonstration")
    ran = in_its_own_process("keys", "create", "--home", home)
    assert ran.exit_code == 0, ran.talk
    with dagster_instance(Home(home)) as instance:
        yield House(home, instance, tmp_path / "daemon.log")
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[ThreadPoolExecutor]:
    """Where the undisturbed home is computed meanwhile."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool


def test_three_nights(
    house: House, elsewhere: ThreadPoolExecutor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nights: list[str] = []

    def undisturbed() -> Future[End]:
        return elsewhere.submit(night_in, tmp_path / "undisturbed", house.home)

    with looked_after(house):
        # Night 1: what was there when the daemon came.
        began, end = monotonic(), undisturbed()
        run = house.wait("a first night", lambda: house.first_ended())
        _must_be_right(house, run, end, release=1)
        assert not {"failed", "died"} & {each["kind"] for each in house.alerts}
        nights.append(_line(house, 1, "new deliveries", run, began))

        # Night 2: a broken delivery is refused; the earlier one goes on counting.
        over = house.over()
        deliveries.broken(house.home)
        began, end = monotonic(), undisturbed()
        run = house.wait("a night warns of it", lambda: house.first_told(over))
        _must_be_right(house, run, end, release=None)
        assert house.kinds_about(run) == ["warning"]
        [alert] = [each for each in house.alerts if each["run"]["run_id"] == run.run_id]
        assert any(deliveries.BROKEN.name in each["en"] for each in alert["run"]["warnings"])
        nights.append(_line(house, 2, "a broken delivery", run, began))

        # Night 3: the process is killed when it has loaded the new delivery and nothing else.
        before = End.of(house.home)
        deliveries.newer(house.home)
        began, end = monotonic(), undisturbed()
        died = house.kill_in_the_middle()
        assert End.of(house.home).release == before.release  # readers see what they saw
        failed = house.wait("the dead run is noticed", lambda: house.ended(died))
        assert failed.status is DagsterRunStatus.FAILURE
        house.wait("the death is told", lambda: house.told_of(died))
        assert house.kinds_about(died) == ["died"]
        nights.append(_line(house, 3, "killed in the middle", failed, began))
        again = house.wait("the dead run is tried again", lambda: house.retry_of(died))
        _must_be_right(house, again, end, release=None)
        assert "recovered" in {each["kind"] for each in house.alerts}
        nights.append(_line(house, 3, "tried again", again, began))

    _must_name_nobody(house)
    with capsys.disabled():
        print("\n".join(["", _HEADER, *nights]))  # noqa: T201 - what the drill is run for


def _must_be_right(house: House, run: DagsterRun, end: Future[End], release: int | None) -> None:
    """It went well, readers have what an undisturbed home has, and the files say so."""
    assert run.status is DagsterRunStatus.SUCCESS, house.said.read_text("utf-8")[-5000:]
    status = house.wait("the night is told", lambda: house.told_of(run))
    assert status["last_run"]["outcome"] == "succeeded", status
    verified = in_its_own_process("verify", "--home", house.home)
    assert verified.exit_code == 0, verified.out + verified.talk
    assert end.result().differences(End.of(house.home)) == []
    number = int((house.home / "marts" / "current").resolve().name)
    assert status["release"]["number"] == number
    assert release in (None, number)
    assert status["unsent_alerts"] == []
    assert not (house.home / ".refreshing.json").exists() or house.nights_after({run.run_id})


def _must_name_nobody(house: House) -> None:
    """No number of a person is in what Dagster keeps, in what was told, or in what was said."""
    numbers = deliveries.numbers(house.home)
    assert len(numbers) > 100
    places = [house.said, *house.home.glob("*.json"), *house.home.glob(".*.json")]
    places += [path for path in house.home.joinpath(".dagster").rglob("*") if path.is_file()]
    read = {path: path.read_bytes() for path in places}
    read[Path("alerts")] = repr(house.alerts).encode()
    assert [path for path, said in read.items() if any(each in said for each in numbers)] == []


_HEADER = f"{'night':<6}{'what':<22}{'run':<10}{'outcome':<9}{'seconds':>8}  {'release':<9}alerts"


def _line(house: House, night: int, what: str, run: DagsterRun, began: float) -> str:
    release = (house.home / "marts" / "current").resolve().name
    told = ", ".join(house.kinds_about(run)) or "none"
    status = run.status.value.lower()
    return (
        f"{night:<6}{what:<22}{run.run_id[:8]:<10}{status:<9}{monotonic() - began:>8.0f}"
        f"  {release:<9}{told}"
    )
