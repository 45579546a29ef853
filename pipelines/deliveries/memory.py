"""How much memory DuckDB may take; the rest of a query spills into the home's own folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

_VARIABLE = "NOEGLETAL_MEMORY_LIMIT"
_CGROUP = Path("/sys/fs/cgroup/memory.max")
# A refresh of the whole country stays below 6 GiB in all with it, and is hardly faster with more.
_MOST = 4 * 1024**3
_UNITS = re.compile(r"(?=[0-9.]*[1-9])[0-9]+(\.[0-9]+)? ?(MB|GB|TB|MiB|GiB|TiB)")


class MemoryLimitRefusedError(Exception):
    """The environment asks for a limit that cannot be read; the message says how to write one."""


def memory_limit() -> str:
    """As DuckDB writes it: ``NOEGLETAL_MEMORY_LIMIT``, else half of what the machine has.

    At most 4 GiB unless asked for. The other half is for what is not DuckDB's: reading files,
    Dagster, dbt.
    """
    asked = os.environ.get(_VARIABLE, "").strip()
    if not asked:
        return f"{min(_MOST, _machine_bytes() // 2) // 1024**2} MiB"
    if not _UNITS.fullmatch(asked):
        raise MemoryLimitRefusedError(
            f"{_VARIABLE} is {asked!r}, which is no size. Write it as 3GiB or 1500MB, or leave it "
            "out: then DuckDB takes half of the machine's memory, at most 4 GiB."
        )
    return asked


def _machine_bytes() -> int:
    """What the machine has, or the container's share of it."""
    installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        allowed = _CGROUP.read_text("ascii").strip()
    except OSError:
        return installed
    return min(installed, int(allowed)) if allowed.isdecimal() else installed
