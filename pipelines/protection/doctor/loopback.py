"""Whether anything of ours listens to other machines."""

from __future__ import annotations

import ipaddress
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped

OURS = re.compile(rb"noegletal|dagster|pipelines\.definitions")
_LISTENS = "0A"  # TCP_LISTEN in /proc/net/tcp
_SOCKET = re.compile(r"socket:\[([0-9]+)\]")


@dataclass(frozen=True)
class Listener:
    """A process of ours that takes connections at an address that is not this machine's own."""

    process: int
    address: str
    port: int


def _look(home: Home) -> Finding:
    if not Path("/proc/net/tcp").exists():
        return skipped(f"{sys.platform} has no /proc: look with netstat for more than 127.0.0.1")
    found = sorted(exposed(Path("/proc")), key=lambda each: (each.process, each.port))
    if not found:
        return passed()
    places = ", ".join(f"{one.address} port {one.port} (process {one.process})" for one in found)
    return failed(
        f"other machines can reach {places}",
        "End that process and start the interface by `noegletal ui`, which listens on 127.0.0.1.",
    )


def exposed(proc: Path, ours: re.Pattern[bytes] = OURS) -> Iterator[Listener]:
    """What of ours listens to other machines; processes of other users cannot be looked into."""
    open_sockets = dict(_open_sockets(proc))
    if not open_sockets:
        return
    for process in proc.glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is another user's
            if not ours.search((process / "cmdline").read_bytes()):
                continue
            for descriptor in (process / "fd").iterdir():
                socket = _SOCKET.fullmatch(str(descriptor.readlink()))
                if socket and socket[1] in open_sockets:
                    yield Listener(int(process.name), *open_sockets[socket[1]])


def _open_sockets(proc: Path) -> Iterator[tuple[str, tuple[str, int]]]:
    """Inode, address and port of every socket that listens to more than this machine."""
    for name in ("tcp", "tcp6"):
        table = proc / "net" / name
        if not table.exists():
            continue
        for line in table.read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            address, port = local.split(":")
            if state == _LISTENS and not (ip := _address(address)).is_loopback:
                yield rest[5], (str(ip), int(port, 16))


def _address(digits: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The kernel writes an address as words of four bytes, each in the machine's byte order."""
    words = [bytes.fromhex(digits[at : at + 8]) for at in range(0, len(digits), 8)]
    if sys.byteorder == "little":
        words = [word[::-1] for word in words]
    address = ipaddress.ip_address(b"".join(words))
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


CHECK = Check("loopback", "Nothing of ours listens to other machines", _look)
