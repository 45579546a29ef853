"""Who has been let in: the printed address works once and is exchanged for a cookie.

Both secrets live in this process only. They die with it.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe

from pipelines.web.incoming import Incoming

_BYTES = 32


class Session:
    """The one session of a running server."""

    def __init__(self, port: int) -> None:
        """Draw both secrets anew, 256 bits each."""
        self._entry_token: str | None = token_urlsafe(_BYTES)
        self._secret = token_urlsafe(_BYTES)
        # Browsers send a cookie to every port of a machine; another server's must not overwrite it.
        self._cookie = f"noegletal_{port}"
        self._port = port

    @property
    def address(self) -> str:
        """What to open in the browser; of no use to anybody once it has been opened."""
        return f"http://127.0.0.1:{self._port}/?token={self._entry_token}"

    def exchange(self, token: str) -> str | None:
        """The cookie to set, once, for the right token."""
        if self._entry_token is None or not _same(token, self._entry_token):
            return None
        self._entry_token = None
        return f"{self._cookie}={self._secret}; HttpOnly; SameSite=Strict; Path=/"

    def is_held_by(self, incoming: Incoming) -> bool:
        """Whether the request carries the session's cookie."""
        cookies = (part for line in incoming.headers.getlist("cookie") for part in line.split(";"))
        pairs = (cookie.strip().partition("=") for cookie in cookies)
        return any(name == self._cookie and _same(given, self._secret) for name, _, given in pairs)


def _same(given: str, secret: str) -> bool:
    """Compared in a time that tells nothing about how much of it is right."""
    return compare_digest(given.encode(), secret.encode())
