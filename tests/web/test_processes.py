"""What runs while the interface is served, what it leaves, and that no token lies about."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipelines.web.port import PortTakenError, bound_to_loopback
from tests.end_to_end.command import noegletal
from tests.operations.service.test_leash import left
from tests.web.served import PATIENCE_SECONDS, Served, entering, serving

LOOPBACK = "0100007F"  # 127.0.0.1 as the kernel writes it


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "raw").mkdir(parents=True)
    return tmp_path / "home"


def _stat(process: int) -> list[str]:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def family(process: int) -> list[int]:
    """The process and all that it has started, directly or not."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(_stat(int(folder.name))[1])
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
    family = [process]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def listening(processes: list[int]) -> Iterator[tuple[str, int]]:
    """Address and port of every TCP socket on which one of the processes listens."""
    own = set()
    for process in processes:
        for descriptor in Path(f"/proc/{process}/fd").iterdir():
            try:
                own.add(descriptor.readlink().name)
            except FileNotFoundError:
                continue  # closed meanwhile
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == "0A" and f"socket:[{words[9]}]" in own:
                address, port = words[1].split(":")
                yield address, int(port, 16)


def test_nothing_listens_beside_the_guarded_port(served: Served) -> None:
    processes = family(served.process.pid)

    assert len(processes) > 3  # the code's processes are among them
    assert list(listening(processes)) == [(LOOPBACK, served.port)]


def test_sockets_for_the_code_are_in_a_folder_of_the_owner(served: Served) -> None:
    processes = family(served.process.pid)
    folders = {_temporary_folder(process) for process in processes[1:]}

    assert len(folders) == 1
    assert folders.pop().stat().st_mode & 0o777 == 0o700


def _temporary_folder(process: int) -> Path:
    variables = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    return Path(next(v for v in variables if v.startswith(b"TMPDIR="))[7:].decode())


def test_the_secrets_lie_nowhere(served: Served) -> None:
    """Neither in what is told on standard error, nor in the home, nor with another process."""
    httpx.get(served.address)  # the used token must not be written down either
    processes = family(served.process.pid)
    places = [served.errors, *served.home.rglob("*"), *_temporary_folder(processes[-1]).rglob("*")]
    places += [
        Path(f"/proc/{process}/{of}") for process in processes for of in ("cmdline", "environ")
    ]
    secrets = [served.token.encode(), served.own_headers["cookie"].partition("=")[2].encode()]

    read = {place: place.read_bytes() for place in places if place.is_file()}
    assert len(read) > 10
    assert [place for place, content in read.items() if any(s in content for s in secrets)] == []


def test_what_it_writes_is_for_its_owner_only(served: Served) -> None:
    written = list((served.home / ".dagster").rglob("*"))

    assert written
    assert [path for path in written if path.stat().st_mode & 0o077] == []


def test_all_ends_when_it_is_killed(home: Path) -> None:
    with serving(home, "--operate") as served:
        processes = family(served.process.pid)
        assert len(processes) > 5

        served.process.send_signal(signal.SIGKILL)
        served.process.wait(PATIENCE_SECONDS)

        assert left(processes) == []


def test_all_ends_in_order_when_it_is_asked_to(home: Path) -> None:
    with serving(home) as served:
        entering(served)
        processes = family(served.process.pid)
        folder = _temporary_folder(processes[-1])

        served.process.send_signal(signal.SIGINT)
        more, _ = served.process.communicate(timeout=PATIENCE_SECONDS)

    assert more == ""  # no line for each request, which would hold the token
    assert served.process.returncode == 0
    assert left(processes) == []
    assert not folder.exists()
    assert "Traceback" not in served.errors.read_text()


def test_a_taken_port_is_told(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError) as told, bound_to_loopback(port):
            pass
        ran = noegletal("ui", "--home", home, "--port", str(port))

    assert (ran.exit_code, ran.out) == (1, "")
    assert ran.talk.splitlines()[-1] == str(told.value)
    assert str(told.value) == (
        f"Port {port} is in use, perhaps by another `noegletal ui`. "
        f"End that program, or choose another port: --port {port + 1}."
    )


@pytest.mark.parametrize("port", [1, 80, 1023])
def test_a_port_of_the_system_is_refused(port: int) -> None:
    with pytest.raises(PortTakenError, match="choose one from 1024 on"), bound_to_loopback(port):
        pass
