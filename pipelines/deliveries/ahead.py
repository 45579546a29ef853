"""Reading one batch ahead of the one that is judged, since the machine has more than one core."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from pipelines.deliveries.grid import Grid


def read_ahead(batches: Iterator[Grid]) -> Iterator[Grid]:
    """The same batches in the same order; what reading raises is raised where it would have been.

    Arrow and DuckDB work without Python's lock, so that reading and judging overlap.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as reader:
        coming: Future[Grid | None] = reader.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = reader.submit(next, batches, None)
            yield batch
