"""One run of ``dbt build`` in this process, and what became of every model and test.

dbt in a process of its own, or through Dagster's resource, takes several times as long as the
work itself; its in-process runner does not.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.home import Home
from pipelines.mistakes import place_of
from pipelines.transformation.derivation import begin_deriving, complete_deriving
from pipelines.transformation.environment import dbt_arguments, dbt_environment
from pipelines.transformation.messages import without_values

LOG = logging.getLogger("noegletal.dbt")


@dataclass(frozen=True)
class NodeResult:
    """One model, seed or test after a run.

    ``status`` is dbt's: success, error or skipped; for tests pass, warn, fail, error or skipped.
    ``failures`` is the number of rows that a test found.
    """

    unique_id: str
    status: str
    seconds: float
    failures: int | None
    message: str | None

    @property
    def is_test(self) -> bool:
        """Whether it checks something instead of making it."""
        return self.unique_id.startswith(("test.", "unit_test."))

    @property
    def is_done(self) -> bool:
        """Whether a model or seed was made."""
        return self.status in ("success", "pass")


class DbtFailedError(Exception):
    """dbt could not run, or a model could not be made; the message names which."""


def build(
    home: Home,
    select: Sequence[str] = (),
    is_demo: bool = False,
    project: Path | None = None,
) -> list[NodeResult]:
    """Build and test all models (or those of ``select``), in order; one result per node.

    Of the tables with persons only the rows that differ from last time are derived anew.
    Raises ``DbtFailedError`` when dbt itself fails; a failing model is a result.
    """
    from dbt.cli.main import dbtRunner

    derivation = begin_deriving(home)
    whole = ("--full-refresh",) if derivation.is_whole else ()
    selected = ("--select", *select) if select else ()
    arguments = dbt_arguments("build", *whole, *selected, project=project)
    # What a run before this one left would be taken for this one's results.
    results = home.dbt_target / "run_results.json"
    results.unlink(missing_ok=True)
    with dbt_environment(home, is_demo):
        try:
            outcome = dbtRunner(callbacks=[_tell]).invoke(arguments)
        finally:
            close_connections()
    if not results.exists():
        # Its words may quote a row, and ours are repeated in mails and in Dagster's storage.
        why = place_of(outcome.exception) if outcome.exception else "It does not say why."
        raise DbtFailedError(f"dbt could not run. {why}")
    record = json.loads(results.read_text("utf-8"))
    for entry in record["results"]:
        if entry["status"] == "error":
            entry["message"] = without_values(entry["message"] or "")
    results.write_text(json.dumps(record), encoding="utf-8")
    nodes = [_node_result(entry) for entry in record["results"]]
    if not select and all(node.is_test or node.is_done for node in nodes):
        complete_deriving(home)
    return nodes


def _node_result(entry: dict[str, Any]) -> NodeResult:
    return NodeResult(
        unique_id=entry["unique_id"],
        status=entry["status"],
        seconds=entry["execution_time"],
        failures=entry["failures"],
        message=entry["message"],
    )


def _tell(event: Any) -> None:
    if event.info.name == "NodeFinished":
        node = event.data.node_info
        LOG.debug("%s %s", node.node_name, node.node_status)


def close_connections() -> None:
    """Give the warehouse back: dbt keeps the file open until its process ends."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    if DuckDBConnectionManager._ENV is not None:
        DuckDBConnectionManager._ENV.close()
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
