"""A reader that needs no model: what it makes of a page is told by the page's first word."""

from __future__ import annotations

import os
import time

from msgspec.structs import replace
from tests.builders import TEXT, make_page, make_reading

from onrecord.records import Capture, Failure, Reading, content_id
from onrecord.run.options import RunOptions
from onrecord.run.reader import Reader, place_of


def load_toy(options: RunOptions) -> Reader:
    """Loads nothing; names the model after the options, so that an upgrade can be played."""
    model = options.model or "toy 1"
    return lambda capture: read_toy(capture, model)


def read_toy(capture: Capture, model: str) -> Reading | Failure:
    """Reads the statements of `tests.builders.TEXT` on any page; the first word may ask for worse."""
    text = capture.data.decode()
    if text.startswith("FAULT"):
        raise ValueError("two\nlines")
    if text.startswith("DEATH"):
        os._exit(9)
    if text.startswith("REFUSE"):
        return Failure(where=place_of(capture), stage="page", reason="no_text", message="holds no text")
    if text.startswith("SLOW"):
        time.sleep(0.15)
    origin = capture.origin
    page = make_page(f"{TEXT}\n{text}", path=origin.path, outlet="The Oster Post", published="2031-02-03")
    return make_reading(
        replace(page, sha256=capture.sha256, id=content_id("pg", capture.sha256, origin.url or "")), model=model
    )
