"""What a measurement says of the machine: processors, versions, and the memory of a process."""

from __future__ import annotations

import os
import platform
import resource
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path


def machine(libraries: Iterable[str]) -> str:
    """Where, when and with what it was measured; one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    load = os.getloadavg()[0]
    return (
        f"{date.today().isoformat()}, {platform.system()} {platform.machine()}, "
        f"{len(os.sched_getaffinity(0))} processors ({_processor()}), "
        f"load {load:.1f} at the beginning; Python {platform.python_version()}, {versions}\n"
    )


def peak_mib() -> float:
    """The most memory that this process has had resident, its program and libraries included."""
    status = Path("/proc/self/status")
    if status.exists():  # the other number is inherited from the process that started this one
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "unknown")
