"""How a service is asked to end: by the signals that do what Ctrl-C does."""

from __future__ import annotations

import signal
import threading
from types import FrameType

_ASKED = threading.Event()


def end_in_order() -> None:
    """Let what asks a process to end do what Ctrl-C does; who has chosen to ignore it, may."""
    _ASKED.clear()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def end_if_asked() -> None:
    """``KeyboardInterrupt`` when this process has been asked to end and is still there.

    What is raised while Python tidies up an object is lost; who waits for ever looks here too.
    """
    if _ASKED.is_set():
        raise KeyboardInterrupt


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    _ASKED.set()
    raise KeyboardInterrupt
