"""The paths on which something breaks: exceptions, signals, a full disk, other keys, bad models."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from pipelines.home import DBT_PROJECT
from tests.canary.files import placements
from tests.canary.walk import Walk

_MISTAKE = "A mistake of this program (ValueError, "
# Whatever the environment can turn on to make libraries say more.
LOUD = {
    "DBT_DEBUG": "1",
    "DBT_LOG_LEVEL": "debug",
    "DBT_LOG_LEVEL_FILE": "debug",
    "DBT_LOG_CACHE_EVENTS": "1",
    "DBT_RECORDER_MODE": "",
    "GRPC_VERBOSITY": "debug",
}


def mistakes_while_reading(walk: Walk) -> None:
    """An exception, a signal, a full disk and another key, in the middle of the deliveries."""
    home = walk.copy("exception", is_new=True)
    walk.run("refresh", "--home", home, ends=1, says=_MISTAKE, fault="exception with values")
    file = home / "raw" / "anbringelser" / "2018-05-31_good.csv"
    check = ("check", file, "--source", "anbringelser", "--home", home)
    walk.run(*check, ends=1, says=_MISTAKE, fault="exception with values")
    home = walk.copy("killed", is_new=True)
    walk.run("refresh", "--home", home, ends=-9, fault="killed while loading")
    home = walk.copy("no_room", is_new=True)
    walk.run("refresh", "--home", home, ends=1, says="Failed: ", fault="no room")
    home = walk.copy("wrong_key")
    key = home / "secret" / "pseudonym.key"
    key.write_text("0123456789abcdef" * 4, encoding="ascii")
    walk.run("refresh", "--home", home, ends=1, says="not the pseudonym key")
    key.write_text(walk.flock.number("where a key should be"), encoding="ascii")
    walk.run("keys", "check", "--home", home, ends=1, says="256 bits")
    key.unlink()


def damaged_warehouse(walk: Walk) -> None:
    """What DuckDB says of a damaged file may quote it."""
    home = walk.copy("damaged")
    warehouse = home / "warehouse.duckdb"
    content = bytearray(warehouse.read_bytes())
    content[4096 : len(content) // 2] = os.urandom(len(content) // 2 - 4096)
    warehouse.write_bytes(content)
    walk.run("refresh", "--home", home, ends=1)
    walk.run("diff", "2018-06-30_newer.csv.gz", "--home", home, ends=(1, 2))
    warehouse.unlink()  # searched by nobody: it cannot be opened


def failing_expectation(walk: Walk) -> None:
    """An error holds the models back; persons are among the rows that break the rule."""
    home = walk.copy("expectation")
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute("delete from raw.anbringelser where line = 2")
    says = "Every delivery has as many rows as the ledger says were accepted."
    walk.run("refresh", "--home", home, ends=1, says=says, environment=LOUD)
    walk.run("release", "--home", home, ends=1, says="noegletal refresh")


def failing_model(walk: Walk) -> None:
    """A model stumbles over a text of a child, in an encrypted home; the key is nowhere either."""
    home = walk.place / "encrypted"
    raw = home / "raw" / "anbringelser"
    raw.mkdir(parents=True)
    number, word = walk.flock.number("encrypted"), walk.flock.word("district, in a failing model")
    (raw / "2018-05-31_a.csv").write_bytes(placements(number, district=word))
    walk.run("keys", "create", "--name", "database", "--home", home)
    walk.run(
        "refresh", "--home", home, ends=1, says="core_child_on_cut_date",
        fault="broken model", environment=LOUD,
    )  # fmt: skip
    walk.run("keys", "encrypt", "--home", home, ends=(0, 1), fault="broken model")


def broken_corrections(walk: Walk) -> None:
    """A correction that names a child by number is refused without repeating it."""
    home = walk.copy("corrections")
    number = walk.flock.number("correction")
    record = (
        "- source: anbringelser\n"
        f"  key: {{person_id: '{number[:6]}-{number[6:]}', kommune: '657'}}\n"
    )
    (home / "corrections.yml").write_text(record, encoding="utf-8")
    walk.run("refresh", "--home", home, ends=1, says="CPR number")
    (home / "corrections.yml").unlink()


def mistakes_of_commands(walk: Walk, commands: list[tuple[str, ...]]) -> None:
    """Whatever command it is: an exception that nobody expected says nothing of what it held."""
    number = walk.flock.number("uncaught exception")
    said = "A mistake of this program (KeyError, "
    for command in commands:
        walk.run(
            *command, ends=1, says=said, fault="exception of a command",
            environment={"CANARY_STUMBLES_OVER": number},
        )  # fmt: skip


def broken_project(folder: Path) -> Path:
    """dbt's project, in which one model reads a child's text as a number."""
    project = Path(shutil.copytree(DBT_PROJECT, folder, dirs_exist_ok=True))
    model = project / "models" / "core" / "core_child_on_cut_date.sql"
    table = "{{ config(materialized='table') }}"
    sql = f"{table} select cast(distrikt as integer) as person_id from raw.anbringelser_in_force"
    model.write_text(sql + "\n", encoding="utf-8")
    return project
