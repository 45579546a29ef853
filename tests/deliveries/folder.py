"""A home for one test: put files into it, load them, look into the warehouse."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from pipelines.deliveries import DeliveryOutcome, load_deliveries
from pipelines.home import Home

MEASURES = "cpr;kommune;ydelse;startdato;slutdato\n"
ONE_MEASURE = MEASURES + "6101054001;657;SEL-50;2016-01-31;2016-12-31\n"


@dataclass(frozen=True)
class Folder:
    """A home in a temporary folder."""

    home: Home
    _opened: list[duckdb.DuckDBPyConnection] = field(default_factory=list)

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file at ``raw/<name>``; text is UTF-8 with its line ends untouched.

        It looks a minute old, because a file that has just been written is left to wait.
        """
        path = self.home.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        a_minute_ago = time.time() - 60
        os.utime(path, (a_minute_ago, a_minute_ago))
        return path

    def load(
        self, as_of: date | None = None, accept_shrink: str | None = None
    ) -> list[DeliveryOutcome]:
        """Load everything and keep quiet."""
        return load_deliveries(self.home, as_of, lambda _: None, accept_shrink)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """The rows of a query on the warehouse."""
        if self._opened:
            return self._opened[-1].execute(query).fetchall()
        with duckdb.connect(str(self.home.warehouse), read_only=True) as connection:
            return connection.execute(query).fetchall()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Open the warehouse once for many queries; nothing can be loaded meanwhile."""
        with duckdb.connect(str(self.home.warehouse), read_only=True) as connection:
            self._opened.append(connection)
            try:
                yield
            finally:
                self._opened.pop()

    def rules(self, name: str, content: str | bytes) -> list[tuple[object, ...]]:
        """Load one file; line, column and rule of each rejected row."""
        self.put(name, content)
        (outcome,) = self.load()
        assert outcome.outcome == "loaded", outcome.message
        assert outcome.lines_read == outcome.lines_accepted + outcome.lines_rejected
        return self.rows("select line, column_name, rule from raw.rejected_rows order by line")
