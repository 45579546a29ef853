"""The same deliveries in another home, refreshed whole and released by hand, with nobody killed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.crashes.homes import released
from tests.end_to_end.command import in_its_own_process, mart_hashes


@dataclass(frozen=True)
class End:
    """What a night comes to: the hash of every mart, and what readers see."""

    marts: dict[str, str]
    release: dict[str, object]

    @classmethod
    def of(cls, home: Path) -> End:
        """As it is now."""
        return cls(mart_hashes(home), released(home))

    def differences(self, other: End) -> list[str]:
        """The names of what is not the same."""
        return [
            f"{part}: {name}"
            for part in ("marts", "release")
            for name in sorted({*getattr(self, part), *getattr(other, part)})
            if getattr(self, part).get(name) != getattr(other, part).get(name)
        ]


def night_in(home: Path, deliveries: Path) -> End:
    """Take over what has been delivered elsewhere; compute all of it anew, and release."""
    shutil.copytree(deliveries / "raw", home / "raw", dirs_exist_ok=True)
    shutil.copytree(deliveries / "secret", home / "secret", dirs_exist_ok=True)
    for name in ("warehouse.duckdb", ".refreshed.json"):
        (home / name).unlink(missing_ok=True)
    for command in ("refresh", "release"):
        ran = in_its_own_process(command, "--home", home)
        assert ran.exit_code == 0, ran.talk
    return End.of(home)
