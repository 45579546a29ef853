"""A request's body, read as a whole and no further than a limit."""

from __future__ import annotations

from starlette.types import Message, Receive

# The interface's largest queries take some 20 kB, a run's configuration rarely more.
MOST_BYTES = 1024 * 1024


class BodyTooLargeError(Exception):
    """The body is longer than ``MOST_BYTES``, or says that it is."""


class SenderGoneError(Exception):
    """The connection ended before the body did."""


async def read_body(receive: Receive, declared: str | None) -> bytes:
    """The body; ``declared`` is the Content-Length, if there is one."""
    if declared is not None and int(declared) > MOST_BYTES:
        raise BodyTooLargeError
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise SenderGoneError
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return bytes(body)


def replayed(body: bytes, receive: Receive) -> Receive:
    """What an application receives after its request's body has been read by another."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return pending.pop() if pending else await receive()

    return receiving
