"""Where or how something was said: in a statement, on a platform, at a rally."""

from __future__ import annotations

import functools
import re

from onrecord.records.span import Span
from onrecord.settings.frames import Frame
from onrecord.settings.phrases import NAME, cut_at_date, with_nouns
from onrecord.tables.read import read_rows, split_cell

_OCCASION = (
    r"statements?|interviews?|posts?|tweets?|messages?|letters?|e-?mails?|speech(?:es)?|address|remarks|comments|article|"
    r"op-ed|column|video|podcast|press release|news release|press briefing|briefing|news conference|press conference|"
    r"conference call|conference|rally|rallies|event|town hall|debate|hearing|meeting|forum|summit|phone call|call|"
    r"appearance|broadcast|program|programme|show|testimony|memo|filing|essay|book|memoir|newsletter|thread|"
    r"affidavit|lawsuit|ruling|court|parliament|ceremony|session|fundraiser|dinner|visit|stop|round ?table|communique"
)
_DETERMINER = r"(?:an?|the|his|her|its|their|another|one|separate|recent|subsequent)"
_WORDS = r"(?:[\w’'-]+\s+){0,4}?"
_QUOTED = r"[“\"‘'][^”\"’']{2,40}[”\"’']"
_COMPLEMENT = (
    rf"(?:\s+(?:in|on|at|with|to|of|before|for|by|outside|near)\s+(?:the\s+|state\s+)?"
    rf"(?:{NAME}|{_QUOTED})(?:,\s+{NAME})?)"
)
_SETTING = re.compile(
    rf"\b(?P<open>[Ii]n|[Dd]uring|[Aa]t|[Vv]ia|[Tt]hrough|[Oo]n)\s+(?:{_DETERMINER}\s+{_WORDS}|{_WORDS})"
    rf"(?P<noun>{_OCCASION})\b(?!['’]s?\b|\s+for\s+[a-z]){_COMPLEMENT}{{0,2}}"
)
_BY = re.compile(
    r"\b(?:by (?:phone|telephone|e-?mail|text message|video link)|via (?:video ?link|Zoom|e-?mail|text message))\b"
)
# Words that no phrase of a venue has inside it: they start another clause or phrase.
_BREAKS = re.compile(
    r"\b(?:that|which|who|was|were|is|are|had|has|have|he|she|they|it|said|told|and|but|to|wake|"
    r"response|reaction|light|case|favou?r|support|addition|terms|front|eve|middle|aftermath|days?|weeks?)\b"
)


def find_venue(text: str, frame: Frame) -> Span | None:
    """Returns the words that tell where or how it was said, with their preposition.

    >>> text = "Bero said in a post on Telegram that it was over."
    >>> find_venue(text, Frame(cue=Span(5, 9), regions=(Span(5, 9), Span(9, 31)), after=Span(9, 31), limit=31)).of(text)
    'in a post on Telegram'
    >>> text = "Bero said in anger that it was over."
    >>> find_venue(text, Frame(cue=Span(5, 9), regions=(Span(5, 9), Span(9, 18)), after=Span(9, 18), limit=18)) is None
    True
    """
    joined = Span(frame.cue.start, frame.after.end) if frame.after.start == frame.cue.end else frame.after
    for region in (joined, *frame.regions):
        found = _in_region(text, region)
        if found is not None:
            return found
    return None


def _in_region(text: str, region: Span) -> Span | None:
    for match in _SETTING.finditer(text, region.start, region.end):
        span = Span(match.start(), match.end())
        if not _BREAKS.search(text, match.end("open"), match.start("noun")):
            return _without_date(text, span, match.end("noun"), region.end)
    where = _platforms().search(text, region.start, region.end) or _BY.search(text, region.start, region.end)
    return Span(where.start(), where.end()) if where else None


def _without_date(text: str, span: Span, noun_end: int, limit: int) -> Span:
    """Cuts "at a rally on Monday" before the preposition of its date."""
    cut = cut_at_date(text, Span(noun_end, span.end))
    if cut is None:
        return Span(span.start, noun_end)
    kept = re.sub(r"\s+(?:in|on|at|of|for|by)\s*$|['’]s$", "", text[span.start : cut.end])
    whole = Span(span.start, span.start + len(kept))
    return with_nouns(text, whole, limit) if span.end > noun_end and cut.end == span.end else whole


@functools.cache
def _platforms() -> re.Pattern[str]:
    """Returns the pattern for "on Telegram", "on CNN’s “State of the Union”": platforms and outlets of the table."""
    names = [
        name
        for row in read_rows("bodies")
        if row["kind"] in {"platform", "outlet"}
        for name in (row["name"], *split_cell(row["aliases"]))
    ]
    choice = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"\b[Oo]n\s+(?:{choice})(?:['’]s\s+(?:{_QUOTED}|{NAME}))?(?![\w’'-])")
