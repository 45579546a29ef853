"""Whether the keys lie where a copy of the data does not take them along."""

from __future__ import annotations

from pipelines.home import Home
from pipelines.keys import KEY_NAMES, key_file
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped


def _look(home: Home) -> Finding:
    keys = [file.path for name in KEY_NAMES if (file := key_file(home, name)).path.exists()]
    if not keys:
        return skipped("there are no keys yet")
    inside = [path for path in keys if path.resolve().is_relative_to(home.path)]
    misplaced = [path for path in inside if path.resolve().parent != home.secret]
    if misplaced:
        names = ", ".join(map(str, misplaced))
        return failed(
            f"among the data: {names}",
            f"Move it out of {home.path}, make sure that no copy stays, and name it by "
            "$NOEGLETAL_KEY_FILE (see docs/protection.md).",
        )
    if inside:
        return passed(
            f"beside the data, in {home.secret}",
            "Whoever copies the home copies the keys. In production keep them elsewhere: as "
            "systemd credentials or where $NOEGLETAL_KEY_FILE says (see docs/protection.md).",
        )
    return passed("outside of the home")


CHECK = Check("place of the keys", "The keys are not among the data", _look)
