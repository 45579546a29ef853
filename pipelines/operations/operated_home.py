"""The home as Dagster's runs use it: a refresh begins, is spared or is remembered."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, Self

from dagster import DagsterInstance, InitResourceContext
from pydantic import PrivateAttr

from pipelines.home import Home
from pipelines.mistakes import without_values
from pipelines.operations.fingerprint import unchanged_since
from pipelines.operations.mending import mend_dead_runs
from pipelines.operations.refreshing import STEPS, WRITING_STEPS, Refreshing, begun
from pipelines.operations.repeated import Repeated, is_whole_refresh
from pipelines.resource import Context, HomeResource

LOG = logging.getLogger("noegletal.refresh")


class OperatedHome(HomeResource):
    """What ``HomeResource`` is to the steps; it also remembers how the last refresh went."""

    _instance: DagsterInstance | None = PrivateAttr(None)
    _refreshing: Refreshing | None = PrivateAttr(None)
    _repeated: Repeated | None = PrivateAttr(None)

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Generator[Self, None, None]:
        """As ``HomeResource``; who holds the lock also says which other runs have died."""
        with super().yield_for_execution(context):
            run, instance = context.run, context.instance
            if run is None or instance is None:
                yield self
                return
            with without_values():
                mend_dead_runs(instance, self.home)
                self._instance = instance
                self._refreshing = begun(self.home, run.run_id, self.day)
                self._repeated = self._last_refresh(instance, self._refreshing)
            yield self
            with without_values():
                self._refreshing.complete(instance)

    @contextmanager
    def writing(self, step: str, is_whole: bool = True) -> Iterator[Home]:
        """As ``HomeResource``; a refresh begins with the first step that changes anything."""
        with super().writing(step, is_whole) as home:
            if self._refreshing and self._instance:
                if step in WRITING_STEPS:
                    self._refreshing.begin()
                elif step not in STEPS:  # a release asks how the refresh before it went
                    self._refreshing.complete(self._instance)
            yield home
            if self._refreshing and step in STEPS and is_whole:
                self._refreshing.is_done(step)

    def said_before(self, context: Context) -> Iterator[Any] | None:
        """What the step said in the last refresh, when all of it is as it would leave it."""
        if self._repeated is None or not is_whole_refresh(context):
            return None
        LOG.info(
            "Nothing has changed since the last refresh: %s", context.op_execution_context.op.name
        )
        return self._repeated.of_step(context)

    def _last_refresh(self, instance: DagsterInstance, refreshing: Refreshing) -> Repeated | None:
        if self.accept_shrink or refreshing.has_begun:
            return None
        last = unchanged_since(self.home, refreshing.inputs)
        return Repeated.read(instance, last.run_id) if last else None
