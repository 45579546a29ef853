"""A password or a signing secret in a file of its owner's; it goes nowhere but where it belongs."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from pipelines.operations.alerts.not_sent import AlertNotSentError

_OPEN_TO_OTHERS = 0o077
_LONGEST = 4096  # bytes; what is longer is no password


def read_secret(path: Path) -> str:
    """The file's first line; ``AlertNotSentError`` when missing, empty or open to others."""
    try:
        # Without waiting: something else than a regular file would never end.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as failed:
        raise AlertNotSentError(f"{path} cannot be opened ({failed.strerror}).") from None
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise AlertNotSentError(f"{path} is no regular file.")
        if mode & (_OPEN_TO_OTHERS & ~(stat.S_IRGRP if _is_credential(path) else 0)):
            raise AlertNotSentError(
                f"{path} can be read by others. Run `chmod 600 {path}` if nobody has seen it, else "
                "choose another secret."
            )
        content = os.read(descriptor, _LONGEST)
    finally:
        os.close(descriptor)
    try:
        secret = content.decode("utf-8").split("\n")[0].strip()
    except UnicodeDecodeError:
        raise AlertNotSentError(f"{path} holds no text.") from None
    if not secret:
        raise AlertNotSentError(f"{path} is empty. Write the secret into its first line.")
    return secret


def _is_credential(path: Path) -> bool:
    """systemd lets a service read its own by an access list, which shows as a group's right."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return bool(folder) and path.is_relative_to(Path(str(folder)))
