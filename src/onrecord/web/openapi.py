"""The API's own description: what the handlers' types cannot say by themselves."""

from __future__ import annotations

from typing import Any, Final

from litestar import Request, Response, get
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Components, Example, OpenAPIType, Schema, SecurityScheme
from litestar.plugins import OpenAPISchemaPlugin
from litestar.serialization import encode_json
from litestar.typing import FieldDefinition

from onrecord.records.span import Span
from onrecord.web.faults import Problem

_PROBLEM: Final = "application/problem+json"


def _problem(what: str) -> ResponseSpec:
    return ResponseSpec(Problem, description=what, media_type=_PROBLEM, generate_examples=False)


# What any question may be answered with, besides its answer.
LISTED: Final[dict[int, Any]] = {
    400: _problem("The question makes no sense: no such date, an unknown value, a cursor from elsewhere."),
    429: _problem("Too many in a minute; Retry-After says when to come back."),
    503: _problem("The record cannot be used."),
}
FOUND: Final[dict[int, Any]] = {**LISTED, 404: _problem("The record has no such thing.")}
WRITTEN: Final[dict[int, Any]] = {
    **LISTED,
    401: _problem("The token is missing: Authorization: Bearer TOKEN."),
    403: _problem("Nothing can be written here."),
    413: _problem("Too much at once."),
}


def example(value: str) -> Example:
    """Returns an example of a parameter."""
    return Example(value=value)


class SpanSchema(OpenAPISchemaPlugin):
    """Describes a span as it is written: two numbers."""

    @staticmethod
    def is_plugin_supported_type(value: Any) -> bool:
        """Tells whether `value` is the type of a span."""
        return value is Span

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        """Returns the schema of two numbers."""
        del field_definition, schema_creator
        return Schema(
            type=OpenAPIType.ARRAY,
            items=Schema(type=OpenAPIType.INTEGER, minimum=0),
            min_items=2,
            max_items=2,
            title="Span",
            description="A half-open range of a page's text, in code points: [start, end].",
            examples=[[12, 80]],
        )


def api_config(version: str) -> OpenAPIConfig:
    """Returns how the API describes itself."""
    return OpenAPIConfig(
        title="onrecord",
        version=version,
        description=(
            "Who said what, on the record. Reading is open to whoever can reach the server; writing needs the token "
            "that it prints when it starts. Lists go on by cursor (`next`, then `after`) and have no hidden end. "
            "Answers have an ETag. Refusals are problem+json (RFC 9457)."
        ),
        render_plugins=(),  # they answer 404 with pages of their own, and load scripts from elsewhere
        use_handler_docstrings=True,
        components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
        create_examples=False,
    )


@get("/openapi.json", sync_to_thread=False, include_in_schema=False)
def describe_api(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The API's description."""
    return Response(encode_json(request.app.openapi_schema.to_schema()), media_type="application/json")
