"""What every asset is given: the home, and the day as of which it is wanted.

A run holds the home's lock from its first moment to its last, so that no other writes between two
of its steps. What a refresh leaves behind is the business of ``pipelines.operations``.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Self

from dagster import (
    AssetCheckExecutionContext,
    AssetExecutionContext,
    ConfigurableResource,
    InitResourceContext,
)
from dagster._core.storage.tags import MAX_RETRIES_TAG
from pydantic import Field

from pipelines.home import Home
from pipelines.living import living
from pipelines.lock import HomeLockedError, writer_lock
from pipelines.mark import is_demonstration
from pipelines.mistakes import without_values

Context = AssetExecutionContext | AssetCheckExecutionContext


class HomeResource(ConfigurableResource["HomeResource"]):
    """A home as configuration: change it in Dagster's launchpad, or by ``NOEGLETAL_HOME``."""

    path: str = Field(default="", description="The home's folder; empty for the usual one.")
    as_of: str = Field(default="", description="YYYY-MM-DD: only deliveries up to that day count.")
    accept_shrink: str = Field(
        default="", description="Why deliveries may halve a scope, if they may."
    )
    wait_minutes: float = Field(
        default=0.0, description="How long to wait for another process that writes the home."
    )

    @property
    def home(self) -> Home:
        """Where things lie."""
        return Home.resolve(Path(self.path) if self.path else None)

    @property
    def day(self) -> date | None:
        """The day asked for; ``ValueError`` when it is no date."""
        return date.fromisoformat(self.as_of) if self.as_of else None

    @property
    def is_demo(self) -> bool:
        """Whether every published figure must be met: the demo home, with all its deliveries."""
        return self.day is None and is_demonstration(self.home)

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Generator[Self, None, None]:
        """Hold the home's lock for as long as the run lives, which others see from outside.

        ``HomeLockedError`` when another process writes it for longer than ``wait_minutes``: Dagster
        then fails the run before any step, and does not try it again by itself.
        """
        run = context.run
        if run is None:  # somebody looks at the resource outside of a run
            yield self
            return
        purpose = f"job {run.job_name}, run {run.run_id}"
        with living(self.home, run.run_id), ExitStack() as stack:
            try:
                stack.enter_context(writer_lock(self.home, purpose, self.wait_minutes * 60))
            except HomeLockedError:
                if context.instance:
                    context.instance.add_run_tags(run.run_id, {MAX_RETRIES_TAG: "0"})
                raise
            yield self

    @contextmanager
    def writing(self, step: str, is_whole: bool = True) -> Iterator[Home]:
        """The home, locked for this process; what goes wrong in it is told without values.

        ``is_whole`` is False when only some of the step's assets are wanted.
        """
        with without_values(), writer_lock(self.home, f"step {step}"):
            yield self.home

    def said_before(self, context: Context) -> Iterator[Any] | None:
        """What the step said when nothing has changed since it last did its work, else None."""
        return None
