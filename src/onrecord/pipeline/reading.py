"""Capture -> Reading: the stages of one page, in their order. Pure: no clock in the result, no network, no database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from onrecord.attribution import find_attributions
from onrecord.chain import find_chains
from onrecord.language import detect_language
from onrecord.models import AttributionModel
from onrecord.page import read_page
from onrecord.pipeline.options import ReadOptions
from onrecord.records import Attribution, Capture, Failure, Page, Reading, Span
from onrecord.settings import find_settings
from onrecord.speakers.resolve import resolve_speakers


def read_capture(
    capture: Capture, model: AttributionModel, *, options: ReadOptions = ReadOptions()
) -> Reading | Failure:
    """Returns everything read from one page, or why it cannot be read.

    Args:
        capture: The page's bytes and what is known of their origin.
        model: The loaded model.
        options: Of all stages.
    """
    seconds: dict[str, float] = {}
    with _timed("page", seconds):
        page = read_page(capture, options=options.page)
    if isinstance(page, Failure):
        return page
    with _timed("language", seconds):
        page = _with_language(page)
    with _timed("attribution", seconds):
        tagging = find_attributions(page, model, options=options.attribution)
    with _timed("speakers", seconds):
        tagging = replace(tagging, attributions=resolve_speakers(page, tagging))
    with _timed("settings", seconds):
        attributions, meetings = find_settings(page, tagging)
    with _timed("chain", seconds):
        attributions = find_chains(page, replace(tagging, attributions=attributions))
    return Reading(
        page=page,
        attributions=_finished(page, attributions),
        asides=tagging.asides,
        entities=tagging.entities,
        meetings=meetings,
        model=model.name,
        seconds=seconds if options.profile else {},
    )


def quote_of(text: str, spans: tuple[Span, ...]) -> str:
    """Returns the words under `spans` for people: pieces that other words part are joined by " … ".

    >>> quote_of("“Yes,” she said, “today.”", (Span(0, 6), Span(17, 25)))
    '“Yes,” … “today.”'
    >>> quote_of("One. Two.", (Span(0, 4), Span(5, 9)))
    'One. Two.'
    """
    quote = ""
    for before, span in zip((None, *spans), spans, strict=False):
        if before is not None:
            between = text[before.end : span.start]
            quote += " … " if between.strip() else between
        quote += span.of(text)
    return quote


def _with_language(page: Page) -> Page:
    return page if page.language is not None else replace(page, language=detect_language(page.text))


def _finished(page: Page, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Fills the quotes. Two attributions of the same spans have one id, and are one: the first stays."""
    first = {attribution.id: attribution for attribution in reversed(attributions)}
    kept = [attribution for attribution in attributions if first[attribution.id] is attribution]
    return tuple(replace(attribution, quote=quote_of(page.text, attribution.content)) for attribution in kept)


@contextmanager
def _timed(stage: str, seconds: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - start
