"""What is said when something goes wrong: a page for people, RFC 9457's problem+json for programs."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from onrecord.errors import OnrecordError, StoreError, UsageError
from onrecord.web.render import page as render

_LOG = logging.getLogger(__name__)

_HEADINGS: Final = {
    400: "That makes no sense here",
    401: "This needs the token",
    403: "Not allowed",
    404: "Not in this record",
    405: "Not like that",
    413: "Too much at once",
    429: "Too fast",
    500: "A fault of onrecord",
    503: "The record cannot be used",
}


class StillWorkingError(HTTPException):
    """Says that an answer is being found for the first time, and when to ask again."""

    status_code = 503

    def __init__(self) -> None:
        super().__init__(
            "This is a large record; what it adds up to is being worked out for the first time. Ask again in a moment.",
            headers={"Retry-After": "5"},
        )


class Problem(Struct, frozen=True, kw_only=True):
    """What went wrong, after RFC 9457.

    Attributes:
        type: What sort of problem; ``about:blank`` where the status says it all.
        title: The status in words.
        status: HTTP status.
        detail: One line for a person: what is wrong and, where there is one, the remedy.
    """

    type: str
    title: str
    status: int
    detail: str


def answer_fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Returns the answer to a request that failed."""
    status, detail = _told(error)
    if status >= 500 and not isinstance(error, StillWorkingError):
        _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    headers = {**((isinstance(error, HTTPException) and error.headers) or {}), "Cache-Control": "no-store"}
    if request.url.path.startswith("/api/"):
        problem = Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail)
        body = msgspec.json.encode(problem)
        return Response(body, status_code=status, media_type="application/problem+json", headers=headers)
    working = isinstance(error, StillWorkingError)
    heading = "Still working it out" if working else _HEADINGS.get(status, HTTPStatus(status).phrase)
    answer = render(
        request, "error.html", status=status, heading=heading, detail=detail, sign_in=status == 401, again=working
    )
    answer.headers.update(headers)
    return answer


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, UsageError):
        return 400, str(error)
    if isinstance(error, StoreError):
        return 503, str(error)
    if isinstance(error, OnrecordError):
        return 422, str(error)
    if isinstance(error, HTTPException):
        return error.status_code, _detail(error)
    return 500, "Something broke that should not have. The server's log has the details; please report it."


def _detail(error: HTTPException) -> str:
    extra: Any = error.extra
    if isinstance(extra, list) and extra:
        told = "; ".join(f"{one.get('key', '')}: {one.get('message', '')}" for one in extra if isinstance(one, dict))
        return told or error.detail
    if error.status_code == 404 and error.detail in {"", "Not Found"}:
        return "There is nothing at this address."
    return error.detail or HTTPStatus(error.status_code).description
