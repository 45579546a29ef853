"""Why a backfill does not begin, or is not kept."""

from __future__ import annotations


class BackfillRefusedError(Exception):
    """The message says what is wrong and what to do; nothing has changed."""
