"""A quotation, or a text full of them, against the record. Pure: a function of the question and the statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from onrecord.records.attribution import Attribution
from onrecord.records.check import Check
from onrecord.records.reading import Reading
from onrecord.records.span import Span
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.records.trace import Trace
from onrecord.statements import find_candidates, index_wordings, judge, trace_of
from onrecord.text.marks import find_quotations

# Returns the statements that may hold a quotation; more do no harm, fewer do.
Finder = Callable[[str], Iterable[Statement]]

# Fewer words in marks are a phrase or a name, and no quotation that somebody could be held to.
_MIN_WORDS = 3


def finder_of(statements: Iterable[Statement]) -> Finder:
    """Returns what finds statements among those given, by keys and not by a scan."""
    by_id = {statement.id: statement for statement in statements}
    index = index_wordings((one.id, variant.quote) for one in by_id.values() for variant in one.variants)
    return lambda asked: [by_id[one] for one in find_candidates(asked, index)]


def check_quotation(asked: str, speaker: str | None, find: Finder) -> Check:
    """Returns the verdict on one quotation.

    Args:
        asked: Its words, with or without marks.
        speaker: Who is said to have said it; ``None`` asks for the words alone.
        find: Finds what may hold it.
    """
    return judge(asked, speaker, find(asked))


def check_reading(reading: Reading, find: Finder, speaker: str | None = None) -> tuple[Check, ...]:
    """Returns the verdict on each quotation of a text, in order.

    Args:
        reading: The text as read.
        find: Finds what may hold a quotation.
        speaker: Who is said to have said all of them; ``None`` takes whom the text itself names.
    """
    found = [check_quotation(words, speaker or who, find) for words, who in quotations_of(reading)]
    return tuple(found)


def quotations_of(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """Yields the quoted words of a text, in order, each with whom the text gives as their speaker.

    Pieces of one quotation around its cue come together; a quotation that the reading gives to nobody has no speaker.
    """
    page = reading.page
    quotes = [quote for quote in find_quotations(page.text, [b.span for b in page.blocks]) if quote.level == 1]
    inners = [(part, inner) for quote in quotes for part, inner in zip(quote.parts, quote.inners, strict=True)]
    taken: set[Span] = set()
    found: list[tuple[int, str, str | None]] = []
    for attribution in reading.attributions:
        parts = [(p, i) for p, i in inners if p not in taken and any(c.overlaps(i) for c in attribution.content)]
        taken.update(part for part, _ in parts)
        spans = [inner for _, inner in parts]
        pieces = [spans] if attribution.kind == "direct" else [[span] for span in spans]
        found += [(group[0].start, _words(page.text, group), _who(attribution)) for group in pieces if group]
    found += [(part.start, inner.of(page.text), None) for part, inner in inners if part not in taken]
    yield from ((words, who) for _, words, who in sorted(found, key=lambda one: one[0]) if _is_quotation(words))


def trace_statement(statement: Statement, stories: Iterable[Story]) -> Trace:
    """Returns through whose hands a statement came to each of its pages.

    Args:
        statement: The statement.
        stories: Those of its pages; others do no harm.
    """
    return trace_of(statement, stories)


def _words(text: str, spans: list[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _is_quotation(words: str) -> bool:
    return len(words.split()) >= _MIN_WORDS


def _who(attribution: Attribution) -> str | None:
    speaker = attribution.speaker
    if speaker is msgspec.UNSET or speaker.type in ("writer", "anonymous"):
        return None
    return speaker.name or (speaker.names[0] if speaker.names else None)
