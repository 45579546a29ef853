"""Whether there is room for a refresh, and for a whole second warehouse."""

from __future__ import annotations

import shutil

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed

_MIB = 2**20
# dbt, Dagster and marts of a refresh, and what sorting spills.
_ALWAYS_BYTES = 512 * _MIB
# Erasure, new keys and restoring make a second warehouse before the first one goes.
_WAREHOUSES = 2


def _look(home: Home) -> Finding:
    warehouse = home.warehouse.stat().st_size if home.warehouse.exists() else 0
    needed = _ALWAYS_BYTES + _WAREHOUSES * warehouse
    free = shutil.disk_usage(home.path).free
    said = f"{free // _MIB:,} MiB free, {needed // _MIB:,} MiB needed"
    if free < needed:
        return failed(said, f"Make room on the disk of {home.path}, or move the home.")
    return passed(said)


CHECK = Check("free disk", "There is room for a second warehouse", _look)
