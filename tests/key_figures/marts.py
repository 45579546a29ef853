"""The marts of given deliveries: built by dbt once, then as often as wanted by its compiled SQL."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import duckdb
from dbt.cli.main import dbtRunner

from models.codelists import SEEDS
from pipelines.transformation.build import close_connections
from tests.key_figures.plain.country import Delivery
from tests.key_figures.raw_tables import write_raw

DBT_PROJECT = SEEDS.parent
# The literal cases are more than the country has municipalities.
INVENTED = tuple(str(code) for code in range(900, 999))
Key = tuple[str, str, str, str]


class Cell(NamedTuple):
    """One row of ``marts.key_figures``; its columns are the specification's."""

    key_figure: str
    area_type: str
    area_code: str
    area: str
    period: str
    period_end: Any
    breakdown: str
    numerator: float | None
    denominator: float | None
    value: float | None
    unit: str
    ci_low: float | None
    ci_high: float | None
    ci_method: str | None
    status: str
    note_ids: str | None


def with_invented_municipalities(folder: Path) -> Path:
    """A copy of the project that knows them, too; they have no council, and are in no region."""
    shutil.copytree(DBT_PROJECT, folder, ignore=shutil.ignore_patterns("target", "logs"))
    with (folder / "seeds" / "municipalities.csv").open("a", encoding="utf-8") as seed:
        seed.writelines(f"{code},Invented {code},999,Nowhere,,,1\n" for code in INVENTED)
    return folder


@dataclass(frozen=True)
class Marts:
    """An open warehouse after a run."""

    connection: duckdb.DuckDBPyConnection

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """Every cell by key figure, area code, period and breakdown, each of which is one row."""
        rows = self.query(f"select {', '.join(Cell._fields)} from marts.key_figures")
        cells = {
            (c.key_figure, c.area_code, c.period, c.breakdown): c for c in map(Cell._make, rows)
        }
        assert len(cells) == len(rows), "two rows for one cell"
        return cells

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows that a query returns."""
        return self.connection.execute(sql).fetchall()


@dataclass(frozen=True)
class Project:
    """The dbt project after one run: the code lists, and the SQL of every model in order."""

    warehouse: Path
    models: tuple[tuple[str, str], ...]

    @classmethod
    def built(cls, deliveries: list[Delivery], folder: Path) -> Project:
        """Run dbt as the pipeline does, on a new warehouse in ``folder``."""
        warehouse = folder / "warehouse.duckdb"
        with duckdb.connect(str(warehouse)) as connection:
            write_raw(connection, deliveries)
        project = with_invented_municipalities(folder / "project")
        places = {"TARGET_PATH": "target", "LOG_PATH": "logs"}
        environment = {f"DBT_{name}": str(folder / path) for name, path in places.items()}
        command = ["build", "--exclude-resource-type", "test", "--quiet"]
        command += [
            "--select",
            "+key_figures",
            "+unresolved",
            "+core_step_episodes",
            "+core_register_coverage",
            "+changes",
            "+staircase_transitions",
            "+staircase_paths",
            "+district_comparison",
            "+core_overdue_follow_ups",
            "+notification_age_change",
            "+survey_change",
        ]
        command += ["--project-dir", str(project), "--profiles-dir", str(project)]
        with patch.dict(os.environ, environment | {"NOEGLETAL_WAREHOUSE": str(warehouse)}):
            outcome = dbtRunner().invoke(command)
        close_connections()
        assert outcome.success, outcome.exception or outcome.result
        return cls.found(folder)

    @classmethod
    def found(cls, folder: Path) -> Project:
        """What ``built`` left in ``folder``, perhaps in another process."""
        run = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))
        models = [r for r in run["results"] if r["unique_id"].startswith("model.")]
        queries = tuple((model["relation_name"], model["compiled_code"]) for model in models)
        return cls(folder / "warehouse.duckdb", queries)

    @contextmanager
    def marts(self) -> Iterator[Marts]:
        """What dbt built."""
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            yield Marts(connection)

    @contextmanager
    def run_again(self, deliveries: list[Delivery]) -> Iterator[Marts]:
        """The same models on other deliveries, in memory and without dbt's own time."""
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.warehouse}' as built (read_only)")
            connection.execute("attach ':memory:' as warehouse")
            connection.execute("use warehouse")
            for schema in ("core", "staging", "marts"):
                connection.execute(f"create schema {schema}")
            models = [relation for relation, _ in self.models]
            tables = (
                "select schema_name, table_name from duckdb_tables() where database_name = 'built'"
            )
            for schema, table in connection.execute(tables).fetchall():
                if schema != "raw" and f'"warehouse"."{schema}"."{table}"' not in models:
                    connection.execute(
                        f"create table {schema}.{table} as from built.{schema}.{table}"
                    )
            write_raw(connection, deliveries)
            for relation, query in self.models:
                connection.execute(f"create table {relation} as ({query}\n)")
            yield Marts(connection)
