"""Real servers on this machine: one that takes mail, one that takes reports, one that is silent."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOCAL = "127.0.0.1"


@dataclass
class Mailbox:
    """What the mail server was handed; ``answers`` are given first, then it takes everything."""

    port: int = 0
    answers: list[str] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    tries: int = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tries += 1
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        transport = server.transport
        assert transport is not None
        self.encrypted.append(transport.get_extra_info("sslcontext") is not None)
        return "250 OK"

    def login(self, server: SMTP, session: Session, envelope: Envelope, how: str, who: Any) -> Any:
        assert isinstance(who, LoginPassword)
        self.logins.append((who.login, who.password))
        return AuthResult(success=who.password == b"open sesame", handled=False)


@contextmanager
def mail_server(
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    has_login: bool = False,
) -> Iterator[Mailbox]:
    """A mail server on a free port, for as long as the context lasts."""
    box, loop, begun = Mailbox(), asyncio.new_event_loop(), Event()

    def answering() -> SMTP:
        options: dict[str, Any] = {"tls_context": starttls, "require_starttls": bool(starttls)}
        if has_login:
            # It does not see encryption from the start, and would not let anybody log in.
            options |= {"authenticator": box.login, "auth_require_tls": tls is None}
        return SMTP(box, loop=loop, **options)

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(loop.create_server(answering, LOCAL, 0, ssl=tls))
        box.port = server.sockets[0].getsockname()[1]
        begun.set()
        loop.run_forever()
        server.close()
        loop.run_until_complete(asyncio.sleep(0))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = Thread(target=serve)
    thread.start()
    begun.wait()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@dataclass
class Hook:
    """What was posted; ``answers`` are the codes given first, then 204."""

    port: int = 0
    scheme: str = "http"
    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.scheme}://localhost:{self.port}/report?token=secret-of-the-address"


@contextmanager
def hook_server(tls: ssl.SSLContext | None = None) -> Iterator[Hook]:
    """A web server on a free port that takes reports."""
    hook = Hook(scheme="https" if tls else "http")

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.paths.append(self.path)
            hook.headers.append({name.casefold(): value for name, value in self.headers.items()})
            hook.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            code = hook.answers.pop(0) if hook.answers else 204
            self.send_response(code)
            if 300 <= code < 400:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer((LOCAL, 0), Answering)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    hook.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that lets one in and never says a word."""
    with socket.create_server((LOCAL, 0)) as listening:
        yield listening.getsockname()[1]


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((LOCAL, 0)) as listening:
        port: int = listening.getsockname()[1]
    return port
