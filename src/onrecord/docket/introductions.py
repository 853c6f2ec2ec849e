"""Whom a page introduces, and with which words: "Kavelian Foreign Minister Irena Dovrak"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from onrecord.records.actor import Entity
from onrecord.tables.read import read_rows

# Words of an office, up to a name: capitals, and the small words between them.
_BEFORE = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|the|for|de|and|[a-z]+(?:-[a-z]+)?)\s+){1,7}\Z")
_BEHIND = re.compile(r",\s+(?:the\s+|an?\s+|[Kk]nown\s+)?(?P<words>[^,.;:()“”]{3,70})(?=[,.;)])")
# The office ends where another party is brought in: "envoy to Ukraine", "talks with Kavelia".
_OTHERS = re.compile(r"\b(?:to|with|on|in|at|against|from|over|about|who|which|that|than)\b")
# Where a new phrase begins: a mark, a conjunction, the end of a sentence that is no abbreviation.
_BOUNDARY = re.compile(r"[;:,]\s+|\b(?:and|while|as|when|after|before)\s+(?=[A-Z])|(?<=[a-z]{3})\.\s+")
_REACH = 80


def find_introductions(text: str, entities: Sequence[Entity]) -> tuple[tuple[str, str], ...]:
    """Returns the people whom the page introduces by an office, each with its words, in order and each once.

    >>> from onrecord.records.span import Span
    >>> text = "Kavelian Foreign Minister Irena Dovrak met Paolo Castrin, the Lumeran mediator, in Sardo."
    >>> people = [Entity(kind="person", span=Span(26, 38)), Entity(kind="person", span=Span(43, 56))]
    >>> find_introductions(text, people)
    (('Irena Dovrak', 'Kavelian Foreign Minister'), ('Paolo Castrin', 'Lumeran mediator'))
    >>> find_introductions("Kavelia trusts Paolo Castrin.", [Entity(kind="person", span=Span(15, 28))])
    ()
    """
    people = [entity for entity in entities if entity.kind == "person"]
    return tuple(dict.fromkeys(pair for entity in people for pair in _of(text, entity, people)))


def _of(text: str, entity: Entity, people: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    start, end = entity.span.start, entity.span.end
    words = text[start:end].split()
    # The tagger may have taken the title for a part of the name.
    while words and words[0].casefold().strip(".") in _titles():
        words.pop(0)
    name = " ".join(words)
    if len(words) < 2 or "]" in name or "[" in name:
        return
    # A single word taken for a person may be the adjective before the office.
    others = (other.span for other in people if other.span.end <= start and " " in other.span.of(text))
    floor = max((span.end for span in others), default=0)
    line = text[max(text.rfind("\n", 0, start) + 1, start - _REACH, floor) : end - len(words[-1])]
    before = _BEFORE.search(line[: line.rfind(words[0])])
    if before and (office := _office_in(before.group())):
        yield name, office
    behind = _BEHIND.match(text, end)
    if behind and not any(behind.start("words") < other.span.start < behind.end() for other in people):
        office = _office_in(behind["words"])
        if office:
            yield name, office


def _office_in(words: str) -> str | None:
    """Returns the words of an office, without what others are named in; ``None`` where they hold none.

    >>> _office_in("U.S. special envoy to Ukraine "), _office_in("after they met with Norland’s President")
    ('U.S. special envoy', 'Norland’s President')
    >>> _office_in("U.S. President Donald Trump and Russian President"), _office_in("Kavelia trusts")
    ('Russian President', None)
    """
    last = _BOUNDARY.split(words)[-1]
    parts = [part for part in (" ".join(part.split()) for part in _OTHERS.split(last)) if part]
    return next((part for part in reversed(parts) if _is_office(part.split())), None)


def _is_office(words: Sequence[str]) -> bool:
    return any(word.casefold().strip(".,") in _titles() for word in words)


@functools.cache
def _titles() -> frozenset[str]:
    """Returns the last words of every office: "minister" of "foreign minister"."""
    offices = [row["phrase"] for row in read_rows("ranks")]
    offices += [
        row["noun"]
        for row in read_rows("nouns")
        if row["class"] == "person" and row["role"] in {"government", "spokesperson", "legislature"}
    ]
    return frozenset(office.split()[-1].casefold() for office in offices)
