"""Giving the token once, for a session that may write."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.params import Body
from litestar.response import Redirect
from msgspec import Struct

from onrecord.web.doors import COOKIE, is_token, new_session
from onrecord.web.library import Library


class TokenForm(Struct, frozen=True):
    """What the form sends."""

    token: str = ""


@post("/session", status_code=303, sync_to_thread=True)
def open_session(
    request: Request[Any, Any, Any], data: Annotated[TokenForm, Body(media_type=RequestEncodingType.URL_ENCODED)]
) -> Response[Any]:
    """Lets somebody write who gives the token."""
    library: Library = request.app.state.library
    if library.options.read_only or not library.options.token:
        raise PermissionDeniedException("This record is served to be read only.")
    library.gate.pass_through(request)
    if not is_token(data.token, library.options):
        raise NotAuthorizedException("That is not the token that was printed when the server started.")
    cookie = Cookie(key=COOKIE, value=new_session(library.options.token), httponly=True, samesite="strict")
    return Redirect("/about", status_code=303, cookies=[cookie])


HANDLERS = (open_session,)
