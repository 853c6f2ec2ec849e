"""The speaker inside: whose words a medium or a translator, taken for the source, only passes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.chain.clause import Clause
from onrecord.chain.outlets import NAME
from onrecord.records.actor import Entity
from onrecord.records.chain import Hop
from onrecord.records.span import Span

_WHO = (
    rf"(?P<who>(?:[Hh]e|[Ss]he|[Tt]hey|him|her|them)\b|(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+)?"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?:{NAME}|spokes\w+|minister|president|commander|official|diplomat|mediator|leader|envoy))"
)
_QUOTED = re.compile(
    rf"(?:^|[\0,]\s*|\b[Tt]hat\s+|\s){_WHO}\s+(?:was|were|is|are|has\s+been|had\s+been)\s+(?:quoted|cited)\b"
)
_QUOTES = re.compile(rf"\b(?:quot|cit)(?:ed|ing|es)\s+{_WHO}\s+as\s+(?:saying|telling|warning)\b")
_SAID = re.compile(
    rf"(?:^|[\0,]\s*|\bthat\s+){_WHO}\s+(?:(?:has|had|also)\s+)?"
    r"(?:said|says|told|wrote|writes|announced|warned|declared|stated|added|insisted|vowed|promised|denied)\b"
)
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them"})


def inner_speaker(clause: Clause, content: Sequence[Span], entities: Sequence[Entity]) -> Hop | None:
    """Returns who said what the sentence passes on; ``None`` where it passes on nobody's words.

    A pronoun keeps its characters and gets no name.

    Args:
        clause: The sentence, only quotations hidden.
        content: What is passed on: who said it stands there, unless the medium quotes them.
        entities: The page's names.

    >>> text = "Interfax quoted Ana Bero as saying that the lane was closed."
    >>> clause = Clause(text=text, sentence=Span(0, len(text)), cue=Span(9, 15), open=text, fences=())
    >>> inner_speaker(clause, (), ()).name
    'Ana Bero'
    >>> text = "Interfax reported that the lane was closed."
    >>> clause = Clause(text=text, sentence=Span(0, len(text)), cue=Span(9, 17), open=text, fences=())
    >>> inner_speaker(clause, (), ()) is None
    True
    """
    for pattern in (_QUOTES, _QUOTED, _SAID):
        match = pattern.search(clause.open)
        if match is None:
            continue
        start = clause.sentence.start
        span = Span(start + match.start("who"), start + match.end("who"))
        if span.overlaps(clause.cue) or (pattern is _SAID and not any(piece.holds(span) for piece in content)):
            continue
        words = match["who"]
        people = [e.span.of(clause.text) for e in entities if e.kind == "person" and span.holds(e.span)]
        name = None if words.casefold() in _PRONOUNS else (people[-1] if people else re.sub(r"^[Tt]he\s+", "", words))
        return Hop(kind="speaker", how="said", name=name, spans=(span,))
    return None
