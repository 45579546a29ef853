"""What is said to the person at the terminal: progress, hints and mistakes, on standard error."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import NoReturn

import typer
from rich.console import Console
from rich.status import Status

FAILED = 1
WRONG_USE = 2

stderr = Console(stderr=True, highlight=False, soft_wrap=True)


class _Progress(logging.Handler):
    """News become lines; what is being done right now is shown by the spinner only."""

    def __init__(self, status: Status) -> None:
        super().__init__(logging.DEBUG)
        self._status = status

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        stage = record.name.removeprefix("noegletal.")
        if record.levelno == logging.DEBUG:
            self._status.update(f"{stage}: {line}")
            return
        stderr.print(f"[dim]{stage:>12}[/dim]  ", end="")
        stderr.print(line, markup=False, style="yellow" if record.levelno > logging.INFO else "")


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Show what the project's loggers say for as long as it takes."""
    logger = logging.getLogger("noegletal")
    with stderr.status(doing) as status:
        handler = _Progress(status)
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(handler)


def say(line: str) -> None:
    """One line of talk."""
    stderr.print(line, markup=False)


def fail(message: str) -> NoReturn:
    """Say why it failed, and end with exit code 1."""
    stderr.print(message, style="red", markup=False)
    raise typer.Exit(FAILED)


def misuse(message: str) -> NoReturn:
    """Say what was asked for wrongly, and end with exit code 2."""
    stderr.print(message, style="red", markup=False)
    raise typer.Exit(WRONG_USE)


def unknown(what: str, given: str, known: Iterable[str]) -> NoReturn:
    """End with exit code 2, naming what comes near to the ``given``."""
    by_lower_case = {name.casefold(): name for name in known}
    near = get_close_matches(given.casefold(), by_lower_case, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(by_lower_case[name] for name in near)}?" if near else ""
    misuse(f"There is no {what} {given!r}.{hint}")
