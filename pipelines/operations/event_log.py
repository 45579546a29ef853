"""Dagster's event log in SQLite, written through connections that stay open.

Dagster's own makes an engine and opens the file anew for each of the 4,500 statements of a refresh:
a third of a small refresh's time. Files, tables and locks are Dagster's; either reads the other's.
"""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log.sqlite.sqlite_event_log import (
    INDEX_SHARD_NAME,
    SqliteEventLogStorage,
)
from dagster._core.storage.sql import create_engine
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.event import listen
from sqlalchemy.pool import QueuePool

# Pages of 4 kB in the log beside a file (``-wal``) before they are brought into it.
_PAGES = 64
# The index and the run at work; the web interface reads hundreds of runs and keeps none open.
_MOST = 2


class EventLog(SqliteEventLogStorage):
    """What ``dagster.yaml`` names as ``event_log_storage``."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        """``base_dir`` is the folder of Dagster's own SQLite event log."""
        # By shard; the number is that of the file, which a cleaning up may have removed.
        self._kept: OrderedDict[str, tuple[int, Engine]] = OrderedDict()
        self._process = os.getpid()
        self._tables: set[str] = set()
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Any
    ) -> EventLog:
        """As Dagster makes it from ``dagster.yaml``."""
        return cls(inst_data=inst_data, **config_value)

    def has_table(self, table_name: str) -> bool:
        """Whether there is such a table; what is there once stays, and is not asked for again."""
        if table_name not in self._tables and super().has_table(table_name):
            self._tables.add(table_name)
        return table_name in self._tables

    def store_event(self, event: EventLogEntry) -> None:
        """Store it, and let those know who watch the run: they look at when its file changed.

        SQLite itself changes it at the latest when the last connection closes.
        """
        super().store_event(event)
        with suppress(FileNotFoundError):  # the run has been deleted
            os.utime(self.path_for_shard(event.run_id))

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        with self._db_lock, self._engine(shard).connect() as connection, connection.begin():
            yield connection

    def _engine(self, shard: str) -> Engine:
        """That of a shard, with its file open and its tables made."""
        if self._process != os.getpid():  # what a parent process opened is its own
            for _, engine in self._kept.values():
                engine.dispose(close=False)
            self._kept.clear()
            self._process = os.getpid()
        path = Path(self.path_for_shard(shard))
        number, kept = self._kept.get(shard, (0, None))
        if kept is not None and path.exists() and path.stat().st_ino == number:
            self._kept.move_to_end(shard)
            return kept
        if kept is not None:  # the file that it has open is gone
            self._close(shard)
        engine = create_engine(
            self.conn_string_for_shard(shard),
            poolclass=QueuePool,
            pool_size=1,
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
        )
        listen(engine, "connect", _stay_small)
        if shard not in self._initialized_dbs or not path.exists():
            self._initdb(engine)
            self._initialized_dbs.add(shard)
        self._kept[shard] = path.stat().st_ino, engine
        if len(self._kept) > _MOST:
            self._close(next(name for name in self._kept if name != INDEX_SHARD_NAME))
        return engine

    def _close(self, shard: str) -> None:
        self._kept.pop(shard)[1].dispose()

    def dispose(self) -> None:
        """Close the files, which brings what is beside them (``-wal``) into them."""
        with self._db_lock:
            for shard in list(self._kept):
                self._close(shard)
        super().dispose()


def _stay_small(connection: sqlite3.Connection, _: object) -> None:
    """A connection that is not closed would let the log beside its file grow to 4 MB."""
    connection.execute(f"pragma wal_autocheckpoint = {_PAGES}")
