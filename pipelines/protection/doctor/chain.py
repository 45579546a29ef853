"""Whether the access log is whole, and not simply missing."""

from __future__ import annotations

from pipelines.access_log import entries, verify
from pipelines.deliveries.accesses import person_tables
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped


def _look(home: Home) -> Finding:
    problems = verify(home)
    if problems:
        first = problems[0]
        return failed(
            f"{home.access_log}, line {first.line}: {first.sentence}",
            "Run `noegletal log verify` for all of it, keep the file, and tell the data protection "
            "officer.",
        )
    count = sum(1 for _ in entries(home))
    if count:
        return passed(f"{count} entries")
    if not home.warehouse.exists():
        return skipped("nothing has been loaded yet")
    with reading_warehouse(home, "noegletal doctor") as connection:
        tables = person_tables(connection)
    if tables:
        return failed(
            f"{home.access_log} is empty, and {len(tables)} tables hold persons",
            "Restore the log from a backup. If the warehouse is older than the log, refresh.",
        )
    return skipped("nothing about persons has been loaded yet")


CHECK = Check("access log", "The access log is whole", _look)
