"""Whether an erasure or a change of keys was begun and not finished."""

from __future__ import annotations

from pipelines.deliveries.erasures import ErasuresBrokenError
from pipelines.deliveries.erasures import unfinished as unfinished_erasures
from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed


def _look(home: Home) -> Finding:
    if home.rotation.exists():
        return failed(
            "a change of the pseudonym key was interrupted",
            f"Run `noegletal keys rotate --finish --home {home.path}`.",
        )
    try:
        erasures = unfinished_erasures(home)
    except ErasuresBrokenError as broken:
        return failed(str(broken), "Do what the sentence says before anything is loaded again.")
    if erasures:
        return failed(
            f"{len(erasures)} erasure(s) were interrupted, the first begun {erasures[0].at}",
            f"Run `noegletal erase --resume --home {home.path}`.",
        )
    return passed()


CHECK = Check("unfinished", "No erasure and no change of keys is half done", _look)
