"""What every asset is given: the home, and the day as of which it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dagster import ConfigurableResource
from pydantic import Field

from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.mark import is_demonstration
from pipelines.mistakes import without_values


class HomeResource(ConfigurableResource[None]):
    """A home as configuration: change it in Dagster's launchpad, or by ``NOEGLETAL_HOME``."""

    path: str = Field("", description="The home's folder; empty for the usual one.")
    as_of: str = Field("", description="YYYY-MM-DD: only deliveries up to that day count.")
    accept_shrink: str = Field("", description="Why deliveries may halve a scope, if they may.")

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
    def writing(self, step: str) -> Iterator[Home]:
        """The home, locked for this process; what goes wrong in it is told without values."""
        with without_values(), writer_lock(self.home, f"step {step}"):
            yield self.home
