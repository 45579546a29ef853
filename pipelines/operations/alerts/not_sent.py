"""An alert that could not be sent: why, and whether it is worth another try."""

from __future__ import annotations

import ssl
import urllib.error


class AlertNotSentError(Exception):
    """The message says why and what to do; no secret, no address beyond the host is in it."""

    def __init__(self, sentence: str, *, may_pass: bool = False) -> None:
        """``may_pass`` when the same may go well in a moment."""
        super().__init__(sentence)
        self.may_pass = may_pass


def unreachable(who: str, error: OSError) -> AlertNotSentError:
    """What a failed connection means, in our words; a wrong certificate does not mend itself."""
    wrapped = error.reason if isinstance(error, urllib.error.URLError) else error
    reason = wrapped if isinstance(wrapped, OSError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return AlertNotSentError(
            f"{who} cannot prove who it is ({reason.verify_message}). Give it a certificate that "
            "this machine trusts, or name its authority in ca_file."
        )
    if isinstance(reason, ssl.SSLError):
        return AlertNotSentError(
            f"{who} does not speak TLS as it should ({reason.reason or 'no reason given'}). See "
            "that port and security in operations.yml belong together."
        )
    if isinstance(reason, TimeoutError):
        return AlertNotSentError(f"{who} does not answer in time.", may_pass=True)
    said = reason.strerror or type(reason).__name__
    return AlertNotSentError(
        f"{who} cannot be reached ({said}). See that it runs and that the name is right.",
        may_pass=True,
    )
