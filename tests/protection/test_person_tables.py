"""The inventory of tables with persons is true of a warehouse that was really made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from models.contract import load_contract
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import DBT_PROJECT, Home
from pipelines.protection.person_tables import identifying, person_tables

PSEUDONYM = re.compile("p[0-9]+_[0-9a-f]{64}")


@pytest.fixture(scope="module")
def warehouse(prepared_demo: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect_warehouse(Home(prepared_demo), read_only=True) as connection:
        yield connection


def text_columns(warehouse: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return warehouse.execute(
        "select table_schema, table_name, column_name from information_schema.columns "
        "where data_type not in ('DATE', 'BOOLEAN') and table_catalog = current_catalog()"
    ).fetchall()


def test_every_table_with_a_pseudonym_or_a_member_of_staff_is_in_it(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    caseworkers = warehouse.execute("select distinct raadgiver from raw.sagstal").fetchall()
    respondents = warehouse.execute("select distinct respondent from raw.spoergeskema").fetchall()
    staff = [{code for (code,) in codes} for codes in (caseworkers, respondents)]
    assert all(len(codes) > 5 for codes in staff)
    # A corrected value names nobody, and may be a person's all the same.
    holding = {("raw", "corrections_in_force")}
    for schema, table, column in text_columns(warehouse):
        values = warehouse.execute(f'select distinct "{column}" from {schema}.{table}').fetchall()
        texts = {str(value) for (value,) in values}
        has_staff = any(len(texts & codes) > len(codes) / 2 for codes in staff)
        if has_staff or any(map(PSEUDONYM.search, texts)):
            holding.add((schema, table))
    assert holding == {(table.schema, table.name) for table in person_tables()}


def test_what_is_stored_and_what_is_only_a_view(warehouse: duckdb.DuckDBPyConnection) -> None:
    kinds = warehouse.execute(
        "select table_schema, table_name, table_type = 'BASE TABLE' from information_schema.tables "
        "where table_catalog = current_catalog()"
    ).fetchall()
    stored = {(schema, table): is_stored for schema, table, is_stored in kinds}
    for table in person_tables():
        assert table.is_stored == stored[table.schema, table.name], table


def test_no_mart_holds_persons() -> None:
    assert {table.schema for table in person_tables()} == {"raw", "staging", "core"}


def test_sources_are_followed_to_the_end() -> None:
    by_name = {f"{table.schema}.{table.name}": table for table in person_tables()}
    assert by_name["core.core_vulnerable_pupil"].sources == ("anbringelser", "foranstaltninger")
    assert by_name["staging.stg_exchanged_numbers"].sources == ("cpr_aendringer",)
    assert by_name["staging.stg_caseloads"].identified_by == ("caseworker_code",)
    assert identifying(load_contract("sagstal")) == ("raadgiver",)
    assert identifying(load_contract("trivsel")) == ("person_id", "birth_date")


@pytest.mark.parametrize(
    ("sql", "held"),
    [
        pytest.param("select\n    person_id,\n    1 as n\nfrom {ref}", ("person_id",), id="plain"),
        pytest.param("select\n    t.person_id as child\nfrom {ref} as t", ("child",), id="renamed"),
        pytest.param(
            "with found as (\n\n    select\n        person_id as child\n    from {ref}\n\n)\n\n"
            "select\n    child\nfrom found",
            ("child",),
            id="renamed before",
        ),
        pytest.param(
            "select\n    count(distinct person_id) as children\nfrom {ref}\ngroup by person_id",
            None,
            id="counted",
        ),
        pytest.param(
            "select\n    -- not person_id,\n    1 as n\nfrom {ref}", None, id="in a comment"
        ),
    ],
)
def test_a_new_model_is_seen(sql: str, held: tuple[str, ...] | None, tmp_path: Path) -> None:
    for model in (DBT_PROJECT / "models" / "staging").glob("*.sql"):
        (tmp_path / "staging").mkdir(exist_ok=True)
        (tmp_path / "staging" / model.name).write_bytes(model.read_bytes())
    (tmp_path / "core").mkdir()
    written = sql.replace("{ref}", "{{ ref('stg_measures') }}")
    (tmp_path / "core" / "core_new.sql").write_text(written, encoding="utf-8")
    found = {table.name: table.identified_by for table in person_tables(tmp_path)}
    assert found.get("core_new") == held
