"""Copies of a home that outlive its disk, and the way back from one.

A copy holds what cannot be made again: deliveries, decisions about them, the access log, the marks
of a home, and its releases with the reasons why they hide what they hide (what was shown once is
remembered by disclosure control). It holds neither the warehouse nor the unprotected marts, which
are made from the deliveries, but the marts' hashes, so that the way back can be proven; nor keys,
which are kept elsewhere.
"""

from pipelines.protection.backup.copying import FileChangedError
from pipelines.protection.backup.make import BackupRefusedError, Made, back_up
from pipelines.protection.backup.manifest import BackupDamagedError, Manifest, problems
from pipelines.protection.backup.restore import Restored, RestoreRefusedError, restore

__all__ = [
    "BackupDamagedError",
    "BackupRefusedError",
    "FileChangedError",
    "Made",
    "Manifest",
    "RestoreRefusedError",
    "Restored",
    "back_up",
    "problems",
    "restore",
]
