"""What goes wrong in the middle of a command: the faults that no file can bring about."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from typing import Any

from tests.crashes.steps import die_at_a_step


def _exception_with_values() -> None:
    """A library's exception quotes what it was given, while persons' numbers are read."""
    from pipelines.deliveries.persons import PersonReader

    def read(self: PersonReader, texts: Any) -> None:
        values = texts.dictionary.to_pylist()
        try:
            raise KeyError(*values)
        except KeyError as missing:
            error = ValueError(f"Could not convert {values} to INT64")
            error.add_note(str(values))
            raise error from missing

    PersonReader.read = read  # type: ignore[method-assign, assignment]


def _killed_while_loading() -> None:
    """In the middle of the transaction that writes a delivery."""
    from pipelines.deliveries import load

    load._insert = _kill


def _killed_while_publishing() -> None:
    from pipelines.publication.numbered import Numbered

    Numbered.publish = _kill  # type: ignore[assignment]


def _broken_model() -> None:
    """dbt's own words about a value that it cannot read."""
    from pathlib import Path

    from pipelines.transformation import environment, manifest
    from tests.canary.failing import broken_project

    project = broken_project(Path(os.environ["TMPDIR"]) / "dbt_project")
    environment.DBT_PROJECT = manifest.DBT_PROJECT = project


def _no_room() -> None:
    """No file may grow beyond 2 MB, which the warehouse wants to: what a full disk looks like."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))


def _exception_of_a_command() -> None:
    """Whatever the command is, it stumbles over a number that it was given."""
    import click

    def invoke(self: click.Command, context: click.Context) -> None:
        raise KeyError(os.environ["CANARY_STUMBLES_OVER"])

    click.Command.invoke = invoke  # type: ignore[method-assign]


def _kill(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


FAULTS: dict[str, Callable[[], None]] = {
    "exception with values": _exception_with_values,
    "exception of a command": _exception_of_a_command,
    "killed while loading": _killed_while_loading,
    "killed while publishing": _killed_while_publishing,
    "broken model": _broken_model,
    "no room": _no_room,
    "died at a step": die_at_a_step,
}
