"""A message by the mail server of the house: plain text, no HTML, nothing attached."""

from __future__ import annotations

import smtplib
import socket
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from pipelines.operations.alerts.message import Message
from pipelines.operations.alerts.not_sent import AlertNotSentError, unreachable
from pipelines.operations.alerts.secret_file import read_secret
from pipelines.operations.settings import Email


def send_email(settings: Email, message: Message) -> None:
    """Hand it to the server for all recipients; ``AlertNotSentError`` when one is not taken."""
    who = f"The mail server {settings.host}:{settings.port}"
    password = read_secret(settings.password_file) if settings.password_file else None
    try:
        with _connected(settings) as server:
            if settings.user and password is not None:
                server.login(settings.user, password)
            refused = server.send_message(_mail(settings, message))
    except OSError as failed:  # what smtplib raises is one, too
        raise _not_sent(who, settings, failed) from None
    if refused:
        raise AlertNotSentError(f"{who} took the mail for some, but not for {len(refused)}.")


def _connected(settings: Email) -> smtplib.SMTP:
    # The machine's own name as it knows it: asking for the full one may wait for a name server.
    name, patience = socket.gethostname(), settings.timeout_seconds
    trust = ssl.create_default_context(cafile=settings.ca_file)
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, name, timeout=patience, context=trust)
    server = smtplib.SMTP(settings.host, settings.port, name, timeout=patience)
    if settings.security == "starttls":
        try:
            server.starttls(context=trust)
        except BaseException:
            server.close()
            raise
    return server


def _not_sent(who: str, settings: Email, failed: OSError) -> AlertNotSentError:
    """What a failure means. The server's own words are left out: they may quote what was sent."""
    match failed:
        case smtplib.SMTPAuthenticationError():
            return AlertNotSentError(
                f"{who} does not take user and password ({failed.smtp_code}). See them in "
                "operations.yml and in its password file."
            )
        case smtplib.SMTPNotSupportedError():
            return AlertNotSentError(
                f"{who} cannot do what operations.yml asks of it (security: {settings.security}"
                f"{', user and password' if settings.user else ''})."
            )
        case smtplib.SMTPServerDisconnected(__context__=OSError() as broken):
            return unreachable(who, broken)
        case smtplib.SMTPServerDisconnected():
            return AlertNotSentError(f"{who} hung up in the middle.", may_pass=True)
        case smtplib.SMTPRecipientsRefused():
            codes = sorted({code for code, _ in failed.recipients.values()})
            return _refused(who, "the recipients", codes)
        case smtplib.SMTPResponseException():
            return _refused(who, "the mail", [failed.smtp_code])
        case smtplib.SMTPException():
            return AlertNotSentError(f"{who} did not take the mail ({type(failed).__name__}).")
    return unreachable(who, failed)


def _refused(who: str, what: str, codes: list[int]) -> AlertNotSentError:
    numbers = ", ".join(map(str, codes))
    return AlertNotSentError(
        f"{who} does not take {what} (code {numbers}). See sender and "
        "recipients in operations.yml.",
        may_pass=all(400 <= code < 500 for code in codes),
    )


def _mail(settings: Email, message: Message) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.recipients)
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2] or "localhost")
    mail["Auto-Submitted"] = "auto-generated"  # so that nobody's absence is answered to us
    mail.set_content(message.text)
    return mail
