"""What every answer tells the browser: show it nowhere else, load nothing from elsewhere."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

# Dagster's own policy stays beside this one; browsers hold a page to both. Its pages need inline
# scripts and styles, pictures and fonts as data, and workers made from a blob.
_CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "connect-src 'self' {sockets}",  # older browsers do not count ws: as 'self'
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_FIXED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": browsers may then send our own pages' POST with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def with_security_headers(send: Send, port: int) -> Send:
    """Send the same answer with the headers of this file, whatever the application has set."""
    sockets = f"ws://127.0.0.1:{port} ws://localhost:{port}"  # a policy cannot name [::1]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.append("Content-Security-Policy", _CONTENT_POLICY.format(sockets=sockets))
            for name, value in _FIXED.items():
                headers[name] = value
        await send(message)

    return sending
