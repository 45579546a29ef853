"""Backfills: the key figures as they were known on earlier days, or under other code lists.

Each is a folder ``<home>/backfills/<name>/`` and stands beside the figures that count: with a set
of marts per day, ``comparison.csv`` and ``backfill.json``. It is as confidential as the unprotected
set, and nothing is ever released from it.
"""

from pipelines.operations.backfill.days import delivery_days
from pipelines.operations.backfill.kept import Kept, kept
from pipelines.operations.backfill.making import Backfill, backfill
from pipelines.operations.backfill.refused import BackfillRefusedError

__all__ = ["Backfill", "BackfillRefusedError", "Kept", "backfill", "delivery_days", "kept"]
