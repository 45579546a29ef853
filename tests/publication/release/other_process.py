"""Another process that writes into a home for as long as a context lasts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.home import Home

_HOLDER = """
import sys
from pathlib import Path
from pipelines.home import Home
from pipelines.lock import writer_lock

with writer_lock(Home(Path(sys.argv[1])), "another command"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holding_the_lock(home: Home) -> Iterator[None]:
    """Somebody else has the home's lock."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        assert other.stdin is not None
        other.stdin.close()
