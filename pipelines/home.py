"""Where things lie: the folders and files of one home."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
DBT_PROJECT = CHECKOUT / "dbt_project"


@dataclass(frozen=True)
class Home:
    """A folder that holds the deliveries of one owner and all that is made from them."""

    path: Path
    warehouse_name: str = "warehouse.duckdb"
    corrections_name: str = "corrections.yml"

    @classmethod
    def resolve(cls, path: Path | None = None) -> Home:
        """The home asked for, else that of ``NOEGLETAL_HOME``, else ``data`` in the checkout."""
        return cls((path or Path(os.environ.get("NOEGLETAL_HOME", CHECKOUT / "data"))).resolve())

    @property
    def raw(self) -> Path:
        """The deliveries, ``raw/<source>/<date>_<slug>.<ext>``; the system never changes them."""
        return self.path / "raw"

    @property
    def warehouse(self) -> Path:
        """The DuckDB database; confidential, and opened by the one writer only."""
        return self.path / self.warehouse_name

    def beside(self, warehouse_name: str, corrections_name: str | None = None) -> Home:
        """The same home with another warehouse file: one that is made while the old one stays."""
        corrections = corrections_name or self.corrections_name
        return replace(self, warehouse_name=warehouse_name, corrections_name=corrections)

    @property
    def temporary(self) -> Path:
        """What does not fit into memory while the warehouse is worked on; confidential."""
        return self.path / ".tmp"

    @property
    def unprotected(self) -> Path:
        """The marts as the last refresh made them, small counts included; confidential."""
        return self.path / "unprotected"

    @property
    def marts(self) -> Path:
        """The releases and the pointer to the current one: what readers open."""
        return self.path / "marts"

    @property
    def disclosure(self) -> Path:
        """Why each release hides what it hides, ``<release>.parquet``; confidential."""
        return self.path / "disclosure"

    @property
    def backfills(self) -> Path:
        """Figures as known on earlier days, to compare with; confidential."""
        return self.path / "backfills"

    @property
    def secret(self) -> Path:
        """The pseudonym key's folder, readable by its owner only."""
        return self.path / "secret"

    @property
    def corrections(self) -> Path:
        """Corrections of delivered values as data; confidential like the deliveries."""
        return self.path / self.corrections_name

    @property
    def accepted_shrinks(self) -> Path:
        """Which deliveries may lose more than half of a scope's rows, and why; a line each."""
        return self.path / "accepted_shrinks.jsonl"

    @property
    def erasures(self) -> Path:
        """What was erased, when and why, without naming anybody; a line each."""
        return self.path / "erasures.jsonl"

    @property
    def rotation(self) -> Path:
        """There while a change of the pseudonym key is decided and not yet carried out."""
        return self.path / ".rotation.json"

    @property
    def access_log(self) -> Path:
        """Who has worked with tables about persons; a line each, chained by hashes."""
        return self.path / "log" / "access.jsonl"

    @property
    def lock_file(self) -> Path:
        """What a writer locks for as long as it writes, and readers of the warehouse share."""
        return self.path / ".lock"

    @property
    def running(self) -> Path:
        """One small file per Dagster run that is alive, locked by the process that carries it."""
        return self.path / ".running"

    @property
    def readers(self) -> Path:
        """One small file per process that is reading the warehouse."""
        return self.path / ".readers"

    @property
    def dbt_target(self) -> Path:
        """dbt's compiled project and run results."""
        return self.path / ".dbt" / "target"

    @property
    def dbt_logs(self) -> Path:
        """dbt's log files."""
        return self.path / ".dbt" / "logs"

    @property
    def dagster(self) -> Path:
        """Dagster's own storage (runs, events, schedules)."""
        return self.path / ".dagster"
