"""One-line pages for the doctests of the rules: a text, its sources, and who is taken for the last of them."""

from __future__ import annotations

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution
from onrecord.records.page import Block, Page
from onrecord.records.span import Span
from onrecord.records.tagging import Tagging
from onrecord.speakers.resolve import resolve_speakers


def sample_speaker(text: str, *sources: str) -> Actor:
    """Returns the speaker of the last of `sources`, each looked for after the one before; no tagger is asked.

    >>> sample_speaker("Ana Bero, a senator, left. She said no.", "Ana Bero, a senator,", "She").name
    'Ana Bero'
    """
    attributions = []
    at = 0
    for number, words in enumerate(sources):
        start = text.index(words, at)
        at = start + len(words)
        attributions.append(_attribution(f"at_{number}", Span(start, at), Span(at, len(text))))
    block = Block(kind="paragraph", start=0, end=len(text), body=True)
    page = Page(id="pg_sample", sha256="", text=text, blocks=(block,))
    tagging = Tagging(attributions=tuple(attributions), asides=(), entities=())
    speaker = resolve_speakers(page, tagging)[-1].speaker
    assert isinstance(speaker, Actor)
    return speaker


def _attribution(name: str, source: Span, content: Span) -> Attribution:
    return Attribution(
        id=name,
        source=(source,),
        cue=(),
        content=(content,),
        kind="indirect",
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=1.0,
    )
