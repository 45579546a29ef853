"""Whether the clock can be right: it stands before nothing that has already happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipelines.access_log import entries
from pipelines.home import CHECKOUT, Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed

# Clocks of file servers differ.
_SLACK = timedelta(minutes=5)


def _look(home: Home) -> Finding:
    now = datetime.now(UTC)
    happened = {
        str(path): datetime.fromtimestamp(path.stat().st_mtime, UTC)
        for path in (CHECKOUT / "pyproject.toml", home.warehouse)
        if path.exists()
    }
    for entry in entries(home):
        happened[f"{home.access_log}, entry {entry.sequence}"] = datetime.fromisoformat(entry.at)
    later = [name for name, at in happened.items() if at > now + _SLACK]
    if later:
        return failed(
            f"it is {now:%Y-%m-%d %H:%M} UTC, and {later[-1]} is later",
            "Set the clock (`timedatectl set-ntp true`): the access log must tell the right time.",
        )
    return passed()


CHECK = Check("clock", "The clock stands before nothing that has happened", _look)
