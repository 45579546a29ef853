"""A refresh that is under way, wherever it runs: what it began with and which steps are done.

Whoever starts it - the command, the web interface, the night - it leaves the same behind:
``.refreshing.json`` as long as it works, and after a whole one without failures
``.refreshed.json``, without which nothing is released. The caller holds the home's lock.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.durable import remove, write_in_place
from pipelines.home import Home
from pipelines.operations.arrived import arrived
from pipelines.operations.fingerprint import forget, inputs_of, remember

if TYPE_CHECKING:
    from dagster import DagsterInstance

# What a whole refresh consists of, in this order; the names are those of Dagster's steps.
STEPS = ("load_deliveries", "expectations", "transformation", "publish_marts")
# Looking at the deliveries leaves everything as it is.
WRITING_STEPS = frozenset(STEPS) - {"expectations"}


@dataclass
class Refreshing:
    """A refresh under way; ``done`` are the steps that have done their whole work.

    ``inputs`` and ``arrived`` are those from before it began: what comes in meanwhile is new to the
    next one.
    """

    home: Home
    run_id: str
    inputs: dict[str, Any]
    arrived: str
    done: list[str] = field(default_factory=list)
    has_begun: bool = False

    def begin(self) -> None:
        """From now on the results may be half made, and nothing is released."""
        if not self.has_begun:
            forget(self.home)
            self._write()
            self.has_begun = True

    def is_done(self, step: str) -> None:
        """Write down that a step has done its whole work."""
        self.done.append(step)
        self._write()

    def complete(self, instance: DagsterInstance) -> None:
        """Remember the refresh if it was whole and nothing in it failed; it is over either way."""
        if not self.has_begun:
            return
        from pipelines.operations.outcome import outcome_of

        outcome = outcome_of(instance, self.run_id)
        if set(self.done) >= set(STEPS) <= outcome.succeeded and not outcome.failed_checks:
            remember(self.home, self.inputs, list(outcome.warnings), self.run_id, self.arrived)
        remove(state_file(self.home))
        self.has_begun = False

    def _write(self) -> None:
        state = {
            "run_id": self.run_id,
            "inputs": self.inputs,
            "arrived": self.arrived,
            "done": self.done,
        }
        write_in_place(state_file(self.home), json.dumps(state, indent=1))


def state_file(home: Home) -> Path:
    """What is there while a refresh is under way, or after one has died."""
    return home.path / ".refreshing.json"


def begun(home: Home, run_id: str, as_of: date | None) -> Refreshing:
    """The run's refresh: the one that the command has begun for it, else one yet to begin."""
    earlier = _read(home)
    if earlier is not None and earlier.run_id == run_id:
        return earlier
    now = arrived(home)  # before the inputs: what comes in between is looked at once more
    return Refreshing(home, run_id, inputs_of(home, as_of), now.digest)


def died_before(home: Home) -> str | None:
    """The id of the run that died in the middle of a refresh, if the last one did."""
    earlier = _read(home)
    return earlier.run_id if earlier else None


def _read(home: Home) -> Refreshing | None:
    try:
        state: dict[str, Any] = json.loads(state_file(home).read_text(encoding="utf-8"))
        return Refreshing(home, **state, has_begun=True)
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        return None
