"""Erasing persons, deliveries or sources, so that their bytes are gone and they stay gone.

Deliveries are rewritten or removed, the warehouse is made anew as a new file, corrections go. What
was erased is written down without naming anybody in ``deliveries.erasures``.
"""

from pipelines.protection.erasure.carry_out import ErasureIncompleteError
from pipelines.protection.erasure.erasing import erase, reapply, resume
from pipelines.protection.erasure.request import (
    Deliveries,
    Erased,
    ErasureRefusedError,
    Persons,
    Source,
)

__all__ = [
    "Deliveries",
    "Erased",
    "ErasureIncompleteError",
    "ErasureRefusedError",
    "Persons",
    "Source",
    "erase",
    "reapply",
    "resume",
]
