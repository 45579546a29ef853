"""Whether the pseudonym key is there, closed, and the one that the warehouse was made with."""

from __future__ import annotations

from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.warehouse import WarehouseUnreadableError, reading_warehouse
from pipelines.home import Home
from pipelines.keys import KeyRefusedError, key_file, read_key
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped


def _look(home: Home) -> Finding:
    file = key_file(home, "pseudonym")
    if not (file.is_configured or file.path.exists() or home.warehouse.exists()):
        return skipped("there is none yet: the first refresh makes it")
    try:
        key = read_key(file)
        known = _check_value(home)
    except (KeyRefusedError, WarehouseUnreadableError) as refused:
        return failed(str(refused), "Restore it from a backup: noegletal restore.")
    if known is not None and known != Pseudonymiser(key).check_value:
        return failed(
            f"{file.path} is not the key that {home.warehouse} was made with",
            "Restore that key from where it is kept; without it the persons of new deliveries "
            "are not recognised.",
        )
    return passed()


def _check_value(home: Home) -> str | None:
    """The check value of the warehouse's key; None before anything was loaded."""
    if not home.warehouse.exists():
        return None
    with reading_warehouse(home, "noegletal doctor") as connection:
        rows = connection.execute("select key_check_value from raw.key_value").fetchall()
    return str(rows[0][0]) if rows else None


CHECK = Check("pseudonym key", "The pseudonym key is there, closed, and the right one", _look)
