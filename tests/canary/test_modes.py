"""What a run leaves can be opened by its owner only, and it speaks to nobody."""

from __future__ import annotations

import json
import os
import resource
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines import confinement, mistakes
from pipelines.home import CHECKOUT
from tests.canary.command import Commands, commands, watched
from tests.canary.files import placements

_CHILDS = "import os, resource, sys\n{first}\nprint(oct(os.umask(0)), *resource.getrlimit(4))"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SETTINGS = {
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
}


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A whole refresh and the commands around it under the usual, open umask, watched."""
    place = tmp_path_factory.mktemp("modes")
    raw = place / "home" / "raw" / "anbringelser"
    raw.mkdir(parents=True)
    (raw / "2018-05-31_a.csv").write_bytes(placements("6101134001"))
    home = ("--home", place / "home")
    with commands(place) as warm:
        for arguments in (
            ("refresh", *home),
            ("feedback", "2018-05-31_a.csv", *home),
            ("template", "anbringelser"),
        ):
            ran = warm.run(*arguments)
            assert ran.exit_code == 0, ran.talk
        return warm


def made(place: Path) -> Iterator[Path]:
    """Everything that the commands made; the deliveries and their folders were there before."""
    for path in place.rglob("*"):
        if "raw" not in path.parts and path.parent != place:
            yield path


def test_only_the_owner_can_open_what_a_run_makes(refreshed: Commands) -> None:
    paths = list(made(refreshed.place))
    assert len(paths) > 40
    open_to_others = {
        path
        for path in paths
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077
    }
    assert open_to_others == set()


def test_nothing_is_written_outside_of_the_home(refreshed: Commands) -> None:
    place = refreshed.place
    assert [path for path in (place / "user").rglob("*") if path.is_file()] == []
    assert [path for path in (place / "temporary").rglob("*") if path.is_file()] == []
    current = {path.name for path in (place / "current").iterdir()}
    assert current == {
        "anbringelser_skabelon.xlsx",
        "anbringelser_2018-05-31_a_tilbagemelding.xlsx",
    }


def events(place: Path) -> list[dict[str, str]]:
    file = place / "said" / "watched.jsonl"
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_run_speaks_to_nobody(refreshed: Commands) -> None:
    reached = [e for e in events(refreshed.place) if e["event"].startswith("socket.")]
    assert [e for e in reached if not any(here in e["arguments"] for here in _LOOPBACK)] == []


def test_the_watch_would_have_seen_it(tmp_path: Path) -> None:
    code = "import socket, subprocess\nsubprocess.run(['true', 'secret'])\n"
    code += "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    subprocess.run([sys.executable, "-c", code], env=watched(tmp_path), check=False)
    seen = events(tmp_path)
    assert any(e["event"] == "socket.connect" and "192.0.2.1" in e["arguments"] for e in seen)
    assert any(e["event"] == "subprocess.Popen" and "secret" in e["arguments"] for e in seen)


@pytest.mark.parametrize(
    "first",
    [
        "import pipelines.cli\nsys.argv = ['noegletal', 'version']\n"
        "try:\n    pipelines.cli.main()\nexcept SystemExit:\n    pass",
        "import pipelines.definitions as d\nd.build_definitions = lambda home: d.Definitions()\n"
        "getattr(d.defs, 'load_fn', d.defs)()",
    ],
    ids=["command", "process of Dagster"],
)
def test_a_process_of_ours_is_confined(first: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'umask 022; exec "$0" -c "$1"', sys.executable,
         _CHILDS.format(first=first)],
        capture_output=True, text=True, cwd=CHECKOUT, check=False,
    )  # fmt: skip
    assert resource.RLIMIT_CORE == 4
    assert done.stdout.splitlines()[-1:] == ["0o77 0 0"], done.stderr


def test_telemetry_is_off_by_every_name_that_its_makers_give_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "umask", lambda _: 0)
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(confinement, "keep_values_back", lambda: None)
    confinement.confine_process()
    assert {name: os.environ[name] for name in _SETTINGS} == _SETTINGS


def test_a_librarys_exception_is_told_without_what_it_says() -> None:
    number = "6101134001"
    with (
        pytest.raises(mistakes.MistakeError, match="ConversionException") as told,
        mistakes.without_values(),
    ):
        duckdb.sql(f"select cast('{number}x' as integer)").fetchall()
    assert number not in str(told.value)
    assert told.value.__suppress_context__ and told.value.__cause__ is None


def test_our_own_exception_is_told_as_it_is() -> None:
    with pytest.raises(mistakes.MistakeError, match="ours"), mistakes.without_values():
        raise mistakes.MistakeError("ours")


def test_an_exception_in_a_thread_is_told_without_what_it_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(mistakes.logging, "raiseExceptions", True)
    mistakes.keep_values_back()

    number = "-".join(["610113", "4001"])  # a traceback shows the line of code as it is

    def stumble() -> None:
        raise KeyError(number)

    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    said = capsys.readouterr().err
    assert "KeyError" in said and "stumble" in said and number not in said
    assert mistakes.logging.raiseExceptions is False
