"""What a service tells systemd: that it is ready, that it is well, that it ends (sd_notify).

Outside of systemd nobody listens, and nothing is told.
"""

from __future__ import annotations

import os
import socket

_SOCKET, _WATCHDOG = "NOTIFY_SOCKET", "WATCHDOG_USEC"


def notify(*states: str) -> None:
    """Send states such as ``READY=1``; a systemd that does not take them changes nothing."""
    address = os.environ.get(_SOCKET)
    if not address:
        return
    if address.startswith("@"):  # a name without a file
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as telling:
        try:
            telling.sendto("\n".join(states).encode(), address)
        except OSError:
            return


def watchdog_seconds() -> float | None:
    """How often systemd wants to hear that all is well, at the least; None when it does not."""
    given = os.environ.get(_WATCHDOG, "")
    return int(given) / 1_000_000 if given.isdecimal() and int(given) > 0 else None
