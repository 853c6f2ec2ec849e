"""Who may come in, and what they may do: sessions, forged forms, headers, and how often."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from typing import Any, Final

from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import (
    ClientException,
    NotAuthorizedException,
    PermissionDeniedException,
    TooManyRequestsException,
)
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from msgspec import Struct

from onrecord.web.options import ServeOptions

COOKIE: Final = "onrecord_session"

# Nothing inline, nothing from elsewhere, nobody frames us. Styles and scripts are files of our own.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Visitor(Struct, frozen=True, kw_only=True):
    """Who asks.

    Attributes:
        can_write: Whether they have given the token, and writing is allowed at all.
        could_write: Whether somebody with the token may write here.
        form_key: What their forms must carry; empty for those who may not write.
    """

    can_write: bool
    could_write: bool
    form_key: str


class HostMiddleware(ASGIMiddleware):
    """Refuses what was sent to another name: a stranger's page could reach this server under a name of its own."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """See `ASGIMiddleware.handle`."""
        name = re.sub(r":\d+$", "", MutableScopeHeaders(scope).get("host", "")).lower()
        options: ServeOptions = scope["litestar_app"].state.library.options
        if "*" not in options.hosts and name not in options.hosts:
            raise ClientException("This server is not known under that name; --host gives it one.")
        await next_app(scope, receive, send)


async def set_headers(message: Message, scope: Scope) -> None:
    """Adds the safety headers to every answer, the refusals among them."""
    if message["type"] == "http.response.start":
        present = {name.lower() for name, _ in message["headers"]}
        message["headers"] = [*message["headers"], *(pair for pair in _HEADERS if pair[0] not in present)]


def new_session(token: str) -> str:
    """Returns the value of a cookie that says its holder has given the token."""
    nonce = secrets.token_urlsafe(18)
    return f"{nonce}.{_sign(token, 'session', nonce)}"


def visitor_of(request: Request[Any, Any, Any]) -> Visitor:
    """Returns who asks, by their cookie or the header of a program."""
    options: ServeOptions = request.app.state.library.options
    could = bool(options.token) and not options.read_only
    nonce, _, signature = request.cookies.get(COOKIE, "").partition(".")
    known = could and hmac.compare_digest(signature.encode(), _sign(options.token, "session", nonce).encode())
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    program = could and is_token(bearer, options)
    key = _sign(options.token, "form", nonce) if known and not program else ""
    return Visitor(can_write=known or program, could_write=could, form_key=key)


def is_token(given: str, options: ServeOptions) -> bool:
    """Tells whether `given` is the token, in a time that does not tell how much of it is right."""
    return bool(options.token) and hmac.compare_digest(given.strip().encode(), options.token.encode())


def let_write(request: Request[Any, Any, Any], form_key: str | None) -> None:
    """Lets through who may write; a form must carry the key of the session it was made for.

    Raises:
        PermissionDeniedException: If nothing can be written here, or the form was made elsewhere.
        NotAuthorizedException: If the token was not given.
    """
    visitor = visitor_of(request)
    if not visitor.could_write:
        raise PermissionDeniedException("This record is served to be read only; nothing was changed.")
    if not visitor.can_write:
        raise NotAuthorizedException("Give the token that was printed when the server started, then do it again.")
    if visitor.form_key and not hmac.compare_digest((form_key or "").encode(), visitor.form_key.encode()):
        raise PermissionDeniedException("The form is from an older session; load the page again, then send it.")


class Gate:
    """Holds how often each client has asked for something costly."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._asked: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def pass_through(self, request: Request[Any, Any, Any]) -> None:
        """Counts one request.

        Raises:
            TooManyRequestsException: If there were too many in the last minute.
        """
        client = request.client.host if request.client else ""
        now = time.monotonic()
        with self._lock:
            recent = [at for at in self._asked.get(client, ()) if now - at < 60]
            if len(recent) >= self._per_minute:
                wait = int(60 - (now - recent[0])) + 1
                raise TooManyRequestsException(
                    f"That was more than {self._per_minute} in a minute. Try again in {wait} seconds.",
                    headers={"Retry-After": str(wait)},
                )
            self._asked = {name: times for name, times in self._asked.items() if now - times[-1] < 60}
            self._asked[client] = [*recent, now]


def _sign(token: str, purpose: str, nonce: str) -> str:
    key = hashlib.blake2b(token.encode(), digest_size=32, person=b"onrecord").digest()
    return hmac.new(key, f"{purpose}:{nonce}".encode(), "sha256").hexdigest()
