"""Answers that the asker has already: an ETag over what is sent, and 304 where it is known."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

# Longer answers are streams (exports), which are not held back to be hashed.
_TAG_BYTES: Final = 16


class FreshnessMiddleware(ASGIMiddleware):
    """Gives every whole answer to a GET its ETag. What is private is asked for again each time, with the ETag."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """See `ASGIMiddleware.handle`."""
        if scope.get("method") not in {"GET", "HEAD"} or scope["path"].startswith("/static/"):  # files have their own
            await next_app(scope, receive, send)
            return
        asked = MutableScopeHeaders(scope).get("if-none-match", "")
        held: list[Any] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                held.append(message)
                return
            if held and message["type"] == "http.response.body":
                start = held.pop()
                if not message.get("more_body"):
                    start, message = _tagged(start, message, asked)
                await send(start)
            await send(message)

        await next_app(scope, receive, answer)


def _tagged(start: Any, body: Any, asked: str) -> tuple[Any, Any]:
    digest = hashlib.blake2b(_timeless(body.get("body", b"")), digest_size=_TAG_BYTES).hexdigest()
    # Weak: the same answer is sent compressed to some and plain to others.
    tag = f'W/"{digest}"'
    headers = [pair for pair in start["headers"] if pair[0].lower() not in {b"etag", b"cache-control"}]
    headers += [(b"etag", tag.encode()), (b"cache-control", b"private, no-cache")]
    if digest in asked:
        kept = [pair for pair in headers if pair[0].lower() not in {b"content-length", b"content-type"}]
        return {**start, "status": 304, "headers": kept}, {**body, "body": b""}
    return {**start, "headers": headers}, body


def _timeless(body: bytes) -> bytes:
    r"""Returns a body without the time of its compression, which gzip writes into bytes 4 to 7.

    >>> _timeless(b"\x1f\x8b\x08\x00abcd\x02") == _timeless(b"\x1f\x8b\x08\x00wxyz\x02"), _timeless(b"plain text")
    (True, b'plain text')
    """
    return body[:4] + body[8:] if body.startswith(b"\x1f\x8b") else body
