"""The service that looks after a home day and night: ``noegletal daemon``.

It starts the process with the definitions and Dagster's daemon, and ends when one of them does, so
that systemd starts all of it anew. Who has died, and what it was doing, the new one finds out.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from time import monotonic, sleep, time
from typing import TYPE_CHECKING

from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.service.code_server import code_server, dagster_daemon
from pipelines.operations.service.ending import end_if_asked, end_in_order
from pipelines.operations.service.one_daemon import only_daemon
from pipelines.operations.service.systemd import notify, watchdog_seconds
from pipelines.operations.settings import load_settings
from pipelines.operations.storage.prune import prune

if TYPE_CHECKING:
    from dagster import DagsterInstance

_STARTING_SECONDS = 180.0
# Each of the daemon's parts gives a sign of life every half minute; a slow mail server may hold
# one of them up for a minute or two.
_SILENCE_SECONDS = 600.0
_LOOK_EVERY_SECONDS = 1.0
_ASK_EVERY_SECONDS = 30.0
_PRUNE_EVERY_SECONDS = 24 * 60 * 60


class PartEndedError(Exception):
    """A part of the service has ended or fallen silent; the message says which."""


def run_daemon(home: Home, announce: Callable[[], None]) -> None:
    """Look after the home until Ctrl-C or SIGTERM (``KeyboardInterrupt``).

    ``announce`` is called once all parts give signs of life. ``PartEndedError`` when one does not
    any more, ``DaemonRunsError`` when another process looks after the home.
    """
    end_in_order()
    settings = load_settings(home)
    with ExitStack() as stack:
        stack.enter_context(only_daemon(home, "noegletal daemon"))
        instance = stack.enter_context(dagster_instance(home))
        began = time()
        code = stack.enter_context(code_server(is_reloadable=False))
        daemon = stack.enter_context(dagster_daemon(code.workspace))
        stack.enter_context(_ending_is_told())
        parts = {"The process with the definitions": code.keeper, "Dagster's daemon": daemon}
        _wait_for_life(instance, parts, began)
        notify("READY=1", "STATUS=Looking after the home")
        announce()
        _watch(instance, parts, settings.storage.keep_days)


def _wait_for_life(instance: DagsterInstance, parts: _Parts, began: float) -> None:
    deadline = monotonic() + _STARTING_SECONDS
    while silent := _silent(instance, began):
        _must_all_run(parts)
        if monotonic() > deadline:
            raise PartEndedError(
                f"Dagster's daemon gives no sign of life: {', '.join(silent)}, after "
                f"{_STARTING_SECONDS:.0f} s. What it said stands above."
            )
        sleep(_LOOK_EVERY_SECONDS)


def _watch(instance: DagsterInstance, parts: _Parts, keep_days: int) -> None:
    """Look after the parts for ever; ``PartEndedError`` when one is no more."""
    watchdog = watchdog_seconds()
    ask_every = min(_ASK_EVERY_SECONDS, watchdog / 3) if watchdog else _ASK_EVERY_SECONDS
    asked = pruned = float("-inf")
    while True:
        _must_all_run(parts)
        if monotonic() - asked > ask_every:
            asked = monotonic()
            if silent := _silent(instance, time() - _SILENCE_SECONDS):
                raise PartEndedError(
                    f"No sign of life for {_SILENCE_SECONDS:.0f} s from {', '.join(silent)}."
                )
            notify("WATCHDOG=1")
        if monotonic() - pruned > _PRUNE_EVERY_SECONDS:
            pruned = monotonic()
            prune(instance, keep_days)
        sleep(_LOOK_EVERY_SECONDS)


_Parts = Mapping[str, subprocess.Popen[bytes]]


def _must_all_run(parts: _Parts) -> None:
    end_if_asked()
    for name, keeper in parts.items():
        if (code := keeper.poll()) is not None:
            raise PartEndedError(f"{name} has ended by itself, with exit code {code}.")


def _silent(instance: DagsterInstance, since: float) -> list[str]:
    """Which parts of Dagster's daemon have given no sign of life since then (seconds of Unix)."""
    beats = instance.get_daemon_heartbeats()
    return sorted(
        kind
        for kind in instance.get_required_daemon_types()
        if kind not in beats or beats[kind].timestamp < since
    )


@contextmanager
def _ending_is_told() -> Iterator[None]:
    try:
        yield
    finally:
        notify("STOPPING=1", "STATUS=Ending")
