"""How a service is asked to end: by the signals that do what Ctrl-C does."""

from __future__ import annotations

import signal


def end_in_order() -> None:
    """Let what asks a process to end do what Ctrl-C does; who has chosen to ignore it, may."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
