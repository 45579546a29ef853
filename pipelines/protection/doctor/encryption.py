"""Whether somebody with the disk in hand can read the warehouse."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.deliveries.warehouse import WarehouseUnreadableError, reading_warehouse
from pipelines.home import Home
from pipelines.keys import KeyRefusedError, database_key
from pipelines.protection.doctor.check import Check, Finding, failed, passed

_DEVICES = Path("/sys/dev/block")


def _look(home: Home) -> Finding:
    try:
        key = database_key(home)
        if home.warehouse.exists():
            with reading_warehouse(home, "noegletal doctor") as connection:
                connection.execute("select 1 from raw.deliveries limit 1").fetchall()
    except (KeyRefusedError, WarehouseUnreadableError) as refused:
        return failed(str(refused), "Do what the sentence says; the deliveries are untouched.")
    if key is not None:
        return passed("the warehouse is encrypted by its own key")
    if is_on_encrypted_disk(home.path):
        return passed("the disk is encrypted")
    return passed(
        "the warehouse is not encrypted, and the disk does not say that it is",
        "Keep the home on an encrypted disk (LUKS, BitLocker, FileVault), or encrypt the "
        "warehouse: noegletal keys encrypt.",
    )


def is_on_encrypted_disk(path: Path, devices: Path = _DEVICES) -> bool:
    """Whether Linux has the path's file system on a dm-crypt device (LUKS), maybe under LVM."""
    number = path.stat().st_dev
    return _is_crypt(devices / f"{os.major(number)}:{os.minor(number)}")


def _is_crypt(device: Path) -> bool:
    kind = device / "dm" / "uuid"
    if kind.exists() and kind.read_text(encoding="ascii").startswith("CRYPT-"):
        return True
    below = list((device / "slaves").glob("*"))
    return bool(below) and all(map(_is_crypt, below))


CHECK = Check("encryption", "The warehouse opens with the keys that there are", _look)
