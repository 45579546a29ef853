"""The port on which the web interface listens: on this machine's loopback, and nowhere else."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

LOOPBACK = "127.0.0.1"
_FIRST_FREE = 1024


class PortTakenError(Exception):
    """There is no listening on the port; the message says why and what to do."""


@contextmanager
def bound_to_loopback(port: int) -> Iterator[socket.socket]:
    """A socket bound to ``port`` of the loopback address; port 0 is any free one."""
    if 0 < port < _FIRST_FREE:  # also for the administrator; and of port 80 browsers say nothing
        raise PortTakenError(_sentence(port, OSError(errno.EACCES, "")))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        # A port that a program has just left is free; one in use stays refused.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
            listening.listen()
        except OSError as refused:
            raise PortTakenError(_sentence(port, refused)) from None
        yield listening


def _sentence(port: int, refused: OSError) -> str:
    other = f"choose another port: --port {port + 1 if port < 65535 else 3001}"
    if refused.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by another `noegletal ui`. "
            f"End that program, or {other}."
        )
    if refused.errno == errno.EACCES:
        return (
            f"Port {port} is kept for the system's own services; choose one from {_FIRST_FREE} on."
        )
    return f"There is no listening on port {port} ({refused.strerror}); {other}."
