"""Templates to answers. Everything that a template prints is escaped; there is no way to print markup from a page."""

from __future__ import annotations

import functools
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response

from onrecord.web import wording
from onrecord.web.doors import visitor_of

_HERE = Path(__file__).parent


@functools.cache
def environment() -> Environment:
    """Returns the templates' environment, made at the first page."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    templates.globals |= {"label_of": wording.label_of, "count_of": wording.count_of, "query": query_with}
    templates.filters |= {
        "day": wording.day_of,
        "number": wording.number,
        "with_days": wording.with_days,
        "with_acts": wording.with_acts,
    }
    return templates


def _finalize(value: Any) -> Any:
    """What a template prints of a text has no characters that act; markup made by templates themselves passes."""
    return wording.shown(value) if type(value) is str else value


def page(request: Request[Any, Any, Any], template: str, *, status: int = 200, **values: Any) -> Response[bytes]:
    """Returns a template filled with `values`, with what every page needs to know of the request."""
    library = request.app.state.library
    known = {
        "visitor": visitor_of(request),
        "path": request.url.path,
        # Written to files, which nobody asks and nothing answers.
        "fixed": bool(request.app.state.get("fixed")),
        # A page that tells of a fault must not ask the record again.
        "behind": status == HTTPStatus.OK and library.is_behind,
    }
    html = environment().get_template(template).render(**known, status=status, **values)
    body = html.encode("utf-8", "replace")
    return Response(body, media_type="text/html", status_code=status, headers={"Vary": "HX-Request, Cookie"})


def query_with(fields: dict[str, Any], **changes: Any) -> str:
    """Returns a query string of `fields` with some of them changed; what is empty is left out.

    >>> query_with({"speaker": "Ada Venn", "kind": ["direct"], "after": None}, kind=["direct", "mixed"])
    '?speaker=Ada+Venn&kind=direct&kind=mixed'
    >>> query_with({"speaker": "Ada Venn"}, speaker=None)
    '?'
    """
    merged = {**fields, **changes}
    pairs = [
        (name, v) for name, value in merged.items() for v in (value if isinstance(value, list | tuple) else [value])
    ]
    return "?" + urlencode([(name, value) for name, value in pairs if value not in (None, "")])
