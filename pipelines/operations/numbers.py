"""The numbers of a run that are worth a plot, by the names that the report gives them."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.deliveries.outcome_record import OutcomeRecord
from pipelines.home import Home
from pipelines.operations.run_events import RunEvents
from pipelines.publication.unprotected import NoUnprotectedSetError, open_set

Number = int | float
_FROM_RELEASE = {"number": "release", "counts": "counts", "hidden_counts": "hidden_counts"}


def numbers_of(run: RunEvents, deliveries: Sequence[OutcomeRecord]) -> dict[str, Number]:
    """What the run itself says: rows of the deliveries that came, its release, its seconds."""
    numbers: dict[str, Number] = {
        "seconds": round((run.ended_at - run.began_at).total_seconds(), 1),
        "failed_checks": len(run.checks),
    }
    if run.has_made("raw", "deliveries"):
        loaded = [file for file in deliveries if file.outcome == "loaded"]
        numbers |= {
            "deliveries_loaded": len(loaded),
            "deliveries_refused": sum(file.outcome == "refused" for file in deliveries),
            "rows_read": sum(file.rows_read for file in loaded),
            "rows_accepted": sum(file.rows_accepted for file in loaded),
            "rows_rejected": sum(file.rows_rejected for file in loaded),
        }
    released = run.metadata("publication", "release")
    for theirs, ours in _FROM_RELEASE.items():
        if isinstance(value := released.get(theirs), int):
            numbers[ours] = value
    return numbers


def figures_met(home: Home) -> dict[str, Number]:
    """How many of the figures published in 2018 the current set meets, and what it rests on."""
    import duckdb

    try:
        current = open_set(home)
    except NoUnprotectedSetError:
        return {}
    with duckdb.connect() as connection:
        [(cells, matched)] = connection.execute(
            "select count(*), count(*) filter (where state = 'match') from read_parquet($file)",
            {"file": str(current.mart("reconciliation"))},
        ).fetchall()
    return {
        "deliveries_in_force": len(current.info.deliveries),
        "published_cells": cells,
        "published_matched": matched,
    }
