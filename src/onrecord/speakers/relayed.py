"""Sources that only pass words on: a translation, a medium that quotes somebody. The speaker is who is quoted."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.span import Span
from onrecord.speakers.case import Case
from onrecord.speakers.lexicon import find_body, fold, word_set
from onrecord.speakers.phrase import read_phrase

_TRANSLATION = re.compile(r"\btranslations?\b")
_REPORT = re.compile(r"^(?:the|an?)\s(?:\w+\s)?(?:reports?|accounts?|transcripts?|readouts?|minutes)\b", re.IGNORECASE)
_QUOTING = re.compile(r"\b(?:quot|cit)(?:ed|ing|es)\b")
_SAYS = re.compile(
    r"(?:,[^,.;“”]{2,60},)?\s+(?:(?:was|were|is|are|has\s+been|had\s+been)\s+(?:quoted|cited)\b|(?:also\s+|then\s+)?"
    r"(?:said|says|told|wrote|writes|added|announced|warned|declared|insisted|replied|asked)\b)"
)
_AS_SAYING = re.compile(r"\s+as\s+(?:saying|telling|warning|adding)\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|him|her|them)\b")

Resolve = Callable[[Case], Actor]


def resolve_relayed(case: Case, resolve: Resolve) -> Actor | None:
    """Resolves a source that only passes on what somebody else said to that somebody.

    Fires on "he said, according to a translation by ONA" and "the newspaper quoted her as saying"; must not fire on
    "the newspaper said", nor on a translation of a document that nobody speaks in.

    Args:
        case: The attribution.
        resolve: What resolves any source; asked for the words that name who is quoted.

    >>> from onrecord.speakers.sample import sample_speaker
    >>> text = "Ana Bero, a senator, left. “No,” she said, according to a translation by Oster Wire."
    >>> sample_speaker(text, "Ana Bero, a senator,", "a translation by Oster Wire").name
    'Ana Bero'
    >>> sample_speaker("Ana Bero, a senator, left. The newspaper said no.", "Ana Bero, a senator,", "The newspaper").by
    'resolve_body'
    """
    quoting = bool(_is_medium(case) and _QUOTING.search(_cue(case)))
    told = _REPORT.search(case.surface) and _cue(case).casefold() == "according to"
    if not quoting and not told and not _TRANSLATION.search(case.surface):
        return None
    span = _quoted_by_it(case) if quoting else _who_speaks(case)
    if span is None:
        return None
    surface = " ".join(span.of(case.text).split())
    inner = replace(
        case,
        attribution=replace(case.attribution, source=(span,)),
        span=span,
        surface=surface,
        phrase=read_phrase(surface),
        quoted=False,
        around=(),
        before=tuple(said for said in case.before if said.at < span.start),
    )
    actor = resolve(inner)
    if actor.type == "unresolved" and not actor.name:
        return None
    return replace(actor, by="resolve_relay", evidence=tuple(dict.fromkeys((*actor.evidence, span))))


def _cue(case: Case) -> str:
    return " ".join(span.of(case.text) for span in case.attribution.cue)


def _is_medium(case: Case) -> bool:
    head = case.phrase.head
    known = find_body(case.surface)
    named = known is not None and known.kind == "outlet"
    return named or (head is not None and fold(head.word) in word_set("outlet_nouns"))


def _quoted_by_it(case: Case) -> Span | None:
    """Returns whom the medium quotes: "her" of "the newspaper quoted her as saying"."""
    cue = case.attribution.cue[-1]
    sentence = case.scene.sentences[case.scene.sentence_at(cue.start)]
    for span in _people(case, Span(cue.start, sentence.end)):
        if _AS_SAYING.match(case.text, span.end):
            return span
    return None


def _who_speaks(case: Case) -> Span | None:
    """Returns who says what is translated: whoever has a verb of saying in its sentence, or is quoted there."""
    sentence = case.scene.sentences[case.scene.sentence_at(case.span.start)]
    found = [
        span
        for span in _people(case, sentence)
        if not span.overlaps(case.span) and not case.scene.is_quoted(span.start) and _SAYS.match(case.text, span.end)
    ]
    return found[-1] if found else None


def _people(case: Case, stretch: Span) -> list[Span]:
    """Returns the names and pronouns in a stretch of the page, in order."""
    spans = [mention.span for mention, owner in case.cast.within(stretch) if owner is not None]
    spans += [Span(*found.span()) for found in _PRONOUN.finditer(case.text, stretch.start, stretch.end)]
    return sorted(spans)
