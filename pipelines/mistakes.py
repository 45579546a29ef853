"""What is said of an exception that nobody expected: its kind and its place, never its words.

The words of other people's exceptions quote the value that they stumbled over: ``Could not convert
'...'``, ``KeyError: '...'``. Our own are worded without values.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

_OURS = ("pipelines", "expectations", "models")


class MistakeError(Exception):
    """A mistake of this program; the message says where, and holds no value."""


@contextmanager
def without_values() -> Iterator[None]:
    """Give a ``MistakeError`` in place of an exception that others have worded."""
    try:
        yield
    except Exception as mistake:
        if type(mistake).__module__.partition(".")[0] in _OURS:
            raise
        # Its text and its traceback end here: Dagster writes both into its storage.
        raise MistakeError(place_of(mistake)) from None


def place_of(mistake: BaseException) -> str:
    """One sentence: the exception's kind, and the file and line of ours where it was raised."""
    frames = traceback.extract_tb(mistake.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    where = "".join(f", {frame.filename}, line {frame.lineno}" for frame in (ours or frames)[-1:])
    return (
        f"A mistake of this program ({type(mistake).__name__}{where}). What it said is kept back, "
        "as it may hold a value from a delivery. Report this line to those who maintain noegletal."
    )


def keep_values_back() -> None:
    """From now on no uncaught exception, in any thread, prints what it says."""
    sys.excepthook = _tell
    threading.excepthook = lambda raised: _tell(
        raised.exc_type, raised.exc_value or raised.exc_type(), raised.exc_traceback
    )
    sys.unraisablehook = lambda raised: _tell(
        raised.exc_type, raised.exc_value or raised.exc_type(), raised.exc_traceback
    )
    # A log line that cannot be formatted would be printed with its arguments.
    logging.raiseExceptions = False


def _tell(kind: type[BaseException], mistake: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    lines = traceback.format_tb(trace)
    sys.stderr.write("".join([*lines, place_of(mistake.with_traceback(trace)), "\n"]))
