"""Where things lie: the folders and files of one home."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
DBT_PROJECT = CHECKOUT / "dbt_project"


@dataclass(frozen=True)
class Home:
    """A folder that holds the deliveries of one owner and all that is made from them."""

    path: Path

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
        return self.path / "warehouse.duckdb"

    @property
    def marts(self) -> Path:
        """The marts as Parquet, which readers open instead of the warehouse."""
        return self.path / "marts"

    @property
    def secret(self) -> Path:
        """The pseudonym key's folder, readable by its owner only."""
        return self.path / "secret"

    @property
    def corrections(self) -> Path:
        """Corrections of delivered values as data; confidential like the deliveries."""
        return self.path / "corrections.yml"

    @property
    def lock_file(self) -> Path:
        """What a writer locks for as long as it writes, and readers of the warehouse share."""
        return self.path / ".lock"

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
