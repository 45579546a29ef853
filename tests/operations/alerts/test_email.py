"""Mail to a real server: how it is spoken to, what it is handed, and what is said when it fails."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipelines.operations.alerts.email import send_email
from pipelines.operations.alerts.message import trial_message
from pipelines.operations.alerts.sending import why_not_sent
from pipelines.operations.settings import Email
from tests.operations.alerts.conftest import Authority
from tests.operations.alerts.servers import closed_port, mail_server, silent_server

MESSAGE = trial_message("Århus")


def email(port: int, **more: Any) -> Email:
    common = {"host": "localhost", "sender": "natten@hus.dk", "recipients": ("team@hus.dk",)}
    return Email.model_validate(common | {"port": port} | more)


def why(settings: Email) -> str | None:
    return why_not_sent(partial(send_email, settings), MESSAGE)


def test_a_mail_is_plain_and_says_what_it_is_about() -> None:
    with mail_server() as box:
        assert why(email(box.port, security="none", recipients=("a@hus.dk", "b@hus.dk"))) is None
    [mail] = box.mails
    assert mail["subject"] == "noegletal Århus: prøve af beskeder / test of alerts"
    assert (mail["from"], mail["to"]) == ("natten@hus.dk", "a@hus.dk, b@hus.dk")
    assert mail["auto-submitted"] == "auto-generated"
    assert mail["date"] and mail["message-id"].endswith("@hus.dk>")
    assert mail.get_content_type() == "text/plain" and not mail.is_multipart()
    assert "Dette er en prøve." in mail.get_content() and "This is a test." in mail.get_content()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_what_is_sent_and_the_password_are_encrypted(
    security: str, authority: Authority, secret_file: Path
) -> None:
    how = {security: authority.server}
    with mail_server(**how, has_login=True) as box:
        settings = email(
            box.port, security=security, ca_file=authority.ca_file,
            user="natten", password_file=secret_file,
        )  # fmt: skip
        assert why(settings) is None
    assert box.logins == [(b"natten", b"open sesame")]
    assert box.encrypted == [True]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    security: str, authority: Authority
) -> None:
    how = {security: authority.server}
    with mail_server(**how) as box:
        said = why(email(box.port, security=security))  # without the authority
        also = why(email(box.port, security=security, ca_file=authority.ca_file, host="127.0.0.1"))
    assert said is not None and "cannot prove who it is" in said and "ca_file" in said
    assert also is not None and "IP address mismatch" in also
    assert box.tries == 0


def test_a_server_without_tls_gets_nothing_when_tls_is_asked_for() -> None:
    with mail_server() as box:
        said = why(email(box.port, security="starttls"))
    assert said is not None and "cannot do what operations.yml asks" in said
    assert box.tries == 0


def test_tls_at_a_port_that_speaks_none() -> None:
    with mail_server() as box:
        said = why(email(box.port, security="tls", timeout_seconds=0.5))
    assert said is not None and "security" in said
    assert box.tries == 0


def test_a_wrong_password_is_told_without_it(authority: Authority, secret_file: Path) -> None:
    secret_file.write_text("open barley", encoding="utf-8")
    with mail_server(starttls=authority.server, has_login=True) as box:
        settings = email(
            box.port, ca_file=authority.ca_file, user="natten", password_file=secret_file
        )
        said = why(settings)
    assert said is not None and "does not take user and password (535)" in said
    assert "barley" not in said
    assert len(box.logins) == 2  # PLAIN and LOGIN, once: trying again may lock the account


def test_what_may_pass_is_tried_again_and_what_may_not_is_not() -> None:
    with mail_server() as box:
        box.answers = ["451 greylisted, with a word of the mail", "451 once more"]
        assert why(email(box.port, security="none")) is None
        assert box.tries == 3
        box.answers = ["554 not wanted, with a word of the mail"]
        said = why(email(box.port, security="none"))
        assert box.tries == 4
    assert said is not None and "(code 554)" in said
    assert "word" not in said


def test_a_server_that_never_takes_it_is_given_up() -> None:
    with mail_server() as box:
        box.answers = ["451 later"] * 9
        said = why(email(box.port, security="none"))
        assert box.tries == 3
    assert said is not None and "(code 451)" in said


def test_nobody_there_and_nobody_answering() -> None:
    said = why(email(closed_port(), security="none"))
    assert said is not None and "cannot be reached (Connection refused)" in said
    with silent_server() as port:
        said = why(email(port, security="none", timeout_seconds=0.05))
    assert said is not None and "does not answer in time" in said


def test_a_password_file_that_others_can_read_is_not_used(
    authority: Authority, secret_file: Path
) -> None:
    secret_file.chmod(0o640)
    with mail_server(starttls=authority.server, has_login=True) as box:
        settings = email(
            box.port, ca_file=authority.ca_file, user="natten", password_file=secret_file
        )
        said = why(settings)
    assert said is not None and f"chmod 600 {secret_file}" in said
    assert box.logins == []


def test_a_name_of_two_lines_makes_no_header_of_its_own() -> None:
    message = trial_message("hus\r\nBcc: fremmed@hus.dk")
    with mail_server() as box:
        assert why_not_sent(partial(send_email, email(box.port, security="none")), message) is None
    assert box.mails[0]["bcc"] is None
