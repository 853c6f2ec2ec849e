"""The server put together: what is served, who may come in, and what is said when something goes wrong."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.static_files import create_static_files_router

from onrecord.errors import OnrecordError
from onrecord.web import (
    add_pages,
    api,
    api_docket,
    correct_pages,
    desk_pages,
    docket_pages,
    pages,
    people_pages,
    reports,
    sessions,
    statement_pages,
)
from onrecord.web.asked import screen_of, wanted_of
from onrecord.web.doors import HostMiddleware, set_headers
from onrecord.web.faults import answer_fault
from onrecord.web.freshness import FreshnessMiddleware
from onrecord.web.library import Library
from onrecord.web.openapi import SpanSchema, api_config, describe_api
from onrecord.web.options import ServeOptions

_STATIC = Path(__file__).parent / "static"


def build_app(options: ServeOptions) -> Litestar:
    """Returns the server for one record.

    Raises:
        StoreError: If the record cannot be used.
    """
    library = Library(options)
    app = Litestar(
        route_handlers=[
            Router("/api/v1", route_handlers=[*api.HANDLERS, *api_docket.HANDLERS, describe_api]),
            Router(
                "/",
                route_handlers=[
                    *desk_pages.HANDLERS,
                    *pages.HANDLERS,
                    *statement_pages.HANDLERS,
                    *people_pages.HANDLERS,
                    *docket_pages.HANDLERS,
                    *reports.HANDLERS,
                    *add_pages.HANDLERS,
                    *correct_pages.HANDLERS,
                    *sessions.HANDLERS,
                ],
                include_in_schema=False,
            ),
            create_static_files_router("/static", [_STATIC]),
        ],
        dependencies={
            "wanted": Provide(wanted_of, sync_to_thread=False),
            "screen": Provide(screen_of, sync_to_thread=False),
        },
        middleware=[HostMiddleware(), FreshnessMiddleware()],
        compression_config=CompressionConfig(backend="gzip", gzip_compress_level=5, minimum_size=600),
        exception_handlers={OnrecordError: answer_fault, HTTPException: answer_fault, Exception: answer_fault},
        before_send=[set_headers],
        on_shutdown=[library.close],
        openapi_config=api_config(version("onrecord")),
        plugins=[SpanSchema()],
    )
    app.state.library = library
    return app
