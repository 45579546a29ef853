"""Wrong use of the command, told without the numbers of persons that were typed.

What is typed is not ours to hide, but what we say of it is kept in logs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from typer.core import TyperGroup

from models.civil_numbers import without_civil_numbers


class Commands(TyperGroup):
    """A group of commands whose mistakes in use are told that way."""

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """What was typed before the command's name."""
        with _masked():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """The command's name and all behind it."""
        with _masked():
            return super().invoke(ctx)


@contextmanager
def _masked() -> Iterator[None]:
    try:
        yield
    except click.ClickException as misused:
        misused.message = without_civil_numbers(misused.message)  # type: ignore[misc]
        raise
