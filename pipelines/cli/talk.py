"""What is said to the person at the terminal: hints and mistakes, on standard error.

What a long run shows while it lasts is in ``progress``.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

import typer
from rich.console import Console

from models.civil_numbers import without_civil_numbers

FAILED = 1
WRONG_USE = 2

stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(line: str) -> None:
    """One line of talk."""
    stderr.print(line, markup=False)


def fail(message: str) -> NoReturn:
    """Say why it failed, and end with exit code 1."""
    stderr.print(without_civil_numbers(message), style="red", markup=False)
    raise typer.Exit(FAILED)


def misuse(message: str) -> NoReturn:
    """Say what was asked for wrongly, and end with exit code 2."""
    stderr.print(without_civil_numbers(message), style="red", markup=False)
    raise typer.Exit(WRONG_USE)


def unknown(what: str, given: str, known: Iterable[str]) -> NoReturn:
    """End with exit code 2, naming what comes near to the ``given``."""
    by_lower_case = {name.casefold(): name for name in known}
    near = get_close_matches(given.casefold(), by_lower_case, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(by_lower_case[name] for name in near)}?" if near else ""
    misuse(f"There is no {what} {given!r}.{hint}")
