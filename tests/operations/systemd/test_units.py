"""The units in docs/systemd: systemd understands them, and they let little through."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.command import ROOT, noegletal

FOLDER = ROOT / "docs" / "systemd"
SERVICES = sorted(path.name for path in FOLDER.glob("*.service"))
# systemd's own scale: 0 is shut, 10 is open; a service without any line of this kind has 9.6.
MOST_EXPOSED = 1.5
_ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(_ANALYZE is None, reason="systemd-analyze is not installed")


def _analyze(*arguments: str | Path) -> str:
    assert _ANALYZE is not None
    done = subprocess.run([_ANALYZE, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The units with a command that is there: systemd looks whether it is."""
    for path in FOLDER.iterdir():
        if path.is_file():
            text = path.read_text("utf-8").replace(
                "/opt/noegletal/.venv/bin/noegletal", "/bin/true"
            )
            (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


@needs_systemd
def test_systemd_has_nothing_to_say_about_them(installed: Path) -> None:
    assert _analyze("verify", "--man=no", *sorted(installed.iterdir())) == ""


@needs_systemd
def test_the_drop_in_fits(installed: Path) -> None:
    """Also the lines that are comments, which somebody will take up."""
    drop_in = FOLDER / "noegletal-daemon.service.d" / "keys.conf"
    folder = installed / drop_in.parent.name
    folder.mkdir()
    text = re.sub(r"^#(Load)", r"\1", drop_in.read_text("utf-8"), flags=re.MULTILINE)
    assert text.count("\nLoadCredentialEncrypted=") == 2
    (folder / drop_in.name).write_text(text, encoding="utf-8")

    assert _analyze("verify", "--man=no", installed / "noegletal-daemon.service") == ""


@needs_systemd
@pytest.mark.parametrize("service", SERVICES)
def test_little_is_let_through(service: str, installed: Path) -> None:
    said = _analyze("security", "--offline=true", "--no-pager", installed / service)

    [level] = re.findall(r"Overall exposure level for \S+: ([0-9.]+)", said)
    assert float(level) <= MOST_EXPOSED, said


@pytest.mark.parametrize("service", SERVICES)
def test_the_commands_exist_with_these_options(service: str) -> None:
    lines = (FOLDER / service).read_text("utf-8").splitlines()
    commands = [shlex.split(line.partition("=")[2]) for line in lines if "ExecStart=" in line]

    assert commands
    for _, *arguments in commands:
        # Whatever they would do, they first look whether there is a home.
        arguments[arguments.index("--home") + 1] = "/there/is/no/such/home"
        ran = noegletal(*arguments)
        assert ran.exit_code == 2, ran.talk
        assert "There is no folder /there/is/no/such/home" in ran.talk, ran.talk


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_but_the_home_can_be_written(service: str) -> None:
    lines = (FOLDER / service).read_text("utf-8").splitlines()

    assert "ProtectSystem=strict" in lines and "UMask=0077" in lines
    assert [line for line in lines if line.startswith("ReadWritePaths=")] == [
        "ReadWritePaths=/srv/noegletal/data"
    ]


def test_the_timer_begins_when_the_schedule_would() -> None:
    from pipelines.operations.settings import Nightly

    nightly = Nightly()
    minute, hour, *_ = nightly.cron.split()
    said = (FOLDER / "noegletal-night.timer").read_text("utf-8")

    assert f"OnCalendar=*-*-* {int(hour):02}:{int(minute):02}:00 {nightly.time_zone}\n" in said
