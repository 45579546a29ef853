"""How dbt opens the warehouse: as everybody else does, so that its key is in no setting of dbt's.

dbt-duckdb finds this by the name in ``profiles.yml``. It attaches the warehouse before dbt would,
and what is attached already dbt leaves alone.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin

from pipelines.deliveries.warehouse import CATALOG, attach_warehouse, warehouse_settings
from pipelines.home import Home


class Plugin(BasePlugin):
    """The hooks of dbt-duckdb for a new connection and for each of its cursors."""

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        """The path of the file comes from the environment; the profile says why."""
        warehouse = Path(os.environ["NOEGLETAL_WAREHOUSE"])
        self._home = Home(warehouse.parent, warehouse.name)

    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:
        """Spill into the home, and fetch nothing."""
        config.update(warehouse_settings(self._home))

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Attach the warehouse, with its key if it has one."""
        attach_warehouse(conn, self._home, read_only=False)

    def configure_cursor(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """A cursor begins in DuckDB's own empty database."""
        cursor.execute(f"use {CATALOG}")
