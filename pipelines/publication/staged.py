"""A release on its way: its tables, and the folder that they are written to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.checksum import sha256
from pipelines.publication.earlier import EarlierRelease
from pipelines.publication.figures_hash import SCHEMA, figures_sha256, row_counts
from pipelines.publication.manifest import FORMAT, NAME, Manifest, ReleasedFile, paths_in
from pipelines.publication.row_counts import is_database, rows_of, tables_of
from pipelines.publication.unprotected import UnprotectedSet
from pipelines.version import code_version

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from pipelines.disclosure.policy import Policy


# Writes what people look at into the folder of a release of that number, from its tables.
WriteReport = Callable[[Path, int], None]


@dataclass(frozen=True)
class Staged:
    """``key_figures`` are protected by the policy.

    ``previous`` is the latest release, ``comparable`` the latest under the same policy, if any:
    what another policy showed may not be repeated in a restatement.
    """

    unprotected: UnprotectedSet
    policy: Policy
    key_figures: pa.Table
    previous: EarlierRelease | None
    comparable: EarlierRelease | None

    def connect(self, number: int) -> duckdb.DuckDBPyConnection:
        """All tables of release ``number`` in memory, in schema ``marts``; the caller closes it."""
        from models.codelists import regions
        from pipelines.publication.derive import derive_marts
        from pipelines.publication.restatements import restatements

        connection = derive_marts(
            self.key_figures,
            self.unprotected,
            self.policy.threshold,
            is_rounded=self.policy.rounding is not None,
        )
        try:
            restated = restatements(
                number,
                self.comparable.path if self.comparable else None,
                self.key_figures,
                self.unprotected.info.deliveries,
                regions(),
            )
            connection.register("restated", restated)
            connection.execute(f"create table {SCHEMA}.restatements as from restated")
            connection.unregister("restated")
        except BaseException:
            connection.close()
            raise
        return connection

    def fingerprint(self, connection: duckdb.DuckDBPyConnection) -> str:
        """What is the same for two releases that do not differ."""
        info = self.unprotected.info
        about = {
            "policy": self.policy_record,
            "as_of": info.as_of,
            "is_demonstration": info.is_demonstration,
        }
        return figures_sha256(connection, about)

    @property
    def policy_record(self) -> dict[str, Any]:
        """The policy with its text, as the manifest has it."""
        return dict(self.policy.model_dump(mode="json"))


def fill(
    staging: Path,
    staged: Staged,
    connection: duckdb.DuckDBPyConnection,
    number: int,
    fingerprint: str,
    write_report: WriteReport | None,
) -> None:
    """Write all files of the release, the manifest last."""
    from pipelines.publication.content import About, write_content

    info = staged.unprotected.info
    about = About(
        release=number,
        policy=staged.policy,
        is_demonstration=info.is_demonstration,
        as_of=date.fromisoformat(info.as_of) if info.as_of else None,
        code_version=code_version(),
    )
    write_content(connection, staging, about)
    if write_report is not None:
        write_report(staging, number)
    paths = paths_in(staging)
    # What should be there, and not what is: looking at the folder proves that it is the same.
    rows = row_counts(connection)
    [tables] = [tables_of(path) | rows for path in paths.values() if is_database(path)]
    manifest = Manifest(
        format=FORMAT,
        release=number,
        previous_release=staged.previous.manifest.release if staged.previous else None,
        released_at=datetime.now(UTC).isoformat(timespec="seconds"),
        code_version=code_version(),
        is_demonstration=info.is_demonstration,
        as_of=info.as_of,
        policy=staged.policy_record,
        figures_sha256=fingerprint,
        deliveries=tuple(asdict(each) for each in info.deliveries),
        tables=tables,
        files={
            name: ReleasedFile(sha256(path), path.stat().st_size, _rows(path, rows))
            for name, path in paths.items()
        },
    )
    (staging / NAME).write_text(manifest.written, encoding="utf-8")


def _rows(path: Path, rows: dict[str, int]) -> int | None:
    counted = rows_of(path)
    return counted if counted is None else rows.get(path.stem, counted)
