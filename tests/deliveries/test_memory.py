"""DuckDB takes half of what there is, at most 4 GiB, or what the operator says."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.deliveries import memory
from pipelines.deliveries.memory import MemoryLimitRefusedError, memory_limit
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home
from tests.end_to_end.command import noegletal

GIB = 1024**3


@pytest.mark.parametrize(
    ("machine", "limit"), [(4 * GIB, "2048 MiB"), (64 * GIB, "4096 MiB"), (GIB, "512 MiB")]
)
def test_half_of_the_machine_and_at_most_four(
    machine: int, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOEGLETAL_MEMORY_LIMIT", raising=False)
    monkeypatch.setattr(memory, "_machine_bytes", lambda: machine)
    assert memory_limit() == limit


@pytest.mark.parametrize(("allowed", "expected"), [("1073741824\n", "512 MiB"), ("max\n", None)])
def test_a_container_has_its_share_of_the_machine(
    allowed: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOEGLETAL_MEMORY_LIMIT", raising=False)
    without_container = memory_limit()
    (tmp_path / "memory.max").write_text(allowed, "ascii")
    monkeypatch.setattr(memory, "_CGROUP", tmp_path / "memory.max")
    assert memory_limit() == (expected or without_container)


def test_the_warehouse_keeps_to_what_the_operator_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOEGLETAL_MEMORY_LIMIT", "1.5GiB")
    connection = connect_warehouse(Home(tmp_path), read_only=False)
    limit, spills_into = connection.execute(
        "select current_setting('memory_limit'), current_setting('temp_directory')"
    ).fetchall()[0]
    connection.close()
    assert (limit, Path(spills_into)) == ("1.5 GiB", Home(tmp_path).temporary)
    assert Home(tmp_path).temporary.is_relative_to(tmp_path)


@pytest.mark.parametrize("asked", ["much", "3", "-1GiB", "80%", "0GiB"])
def test_a_limit_that_cannot_be_read_is_refused(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOEGLETAL_MEMORY_LIMIT", asked)
    with pytest.raises(MemoryLimitRefusedError, match=r"NOEGLETAL_MEMORY_LIMIT.*3GiB"):
        memory_limit()


@pytest.mark.parametrize("asked", ["3GiB", "1500MB", "0.5 GiB"])
def test_a_limit_that_is_taken_is_one_for_duckdb(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOEGLETAL_MEMORY_LIMIT", asked)
    with duckdb.connect(config={"memory_limit": memory_limit()}) as connection:
        assert connection.execute("select 1").fetchall() == [(1,)]


def test_the_commands_say_what_is_wrong_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOEGLETAL_MEMORY_LIMIT", "much")
    (tmp_path / "raw").mkdir()
    ran = noegletal("refresh", "--home", tmp_path)
    assert ran.exit_code == 1
    assert "NOEGLETAL_MEMORY_LIMIT is 'much'" in ran.talk
    assert "Traceback" not in ran.talk
