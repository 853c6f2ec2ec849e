"""The hands that a cue's own sentence tells of: translators, platforms, spokespeople, media. One rule a function."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from onrecord.chain.clause import Clause
from onrecord.chain.outlets import NAME, outlet_at, platform_names
from onrecord.records.chain import Hop, HopHow
from onrecord.records.span import Span

# A sentence without one of these tells of no hand but the addressee: it is read no further.
MAY_RELAY = re.compile(
    r"[Tt]ranslat|interpreter|\bposts?\b|\bposted\b|[Tt]weet|\bread\s|[Tt]hrough\s|\b[Vv]ia\s|carried|[Qq]uot|\bcit(?:ed|ing)|"
    r"publish|\baired|broadcast|report|interview|[Ss]peaking|[Aa]ppear|ccording|channel|account|\bon\s+[A-Z]|comments\s+to"
)
_PERSON = (
    r"(?:spokes\w+|interpreter|translator|lawyers?|attorneys?|aides?|advis[eo]rs?|deputy|ministers?|ambassador|envoys?|"
    r"officials?|representatives?|son|daughter|wife|husband|presenter|anchor|press\s+(?:office|service|secretary)|office|"
    r"embassy|intermediar(?:y|ies)|mediators?)"
)
# "a spokesman", "his lawyer", "Defence Ministry spokesman Luka Peresh".
_SOMEBODY = (
    rf"(?P<who>(?:(?:an?|the|his|her|its|their)\s+)?(?:[\w’'-]+\s+){{0,3}}?{_PERSON}\b)"
    rf"(?:\s+(?P<name>{NAME})|,\s+(?P<apart>{NAME})(?=[,.])|(?=\W*(?:[,.;:“\0]|that\b|on\b|in\b|at\b|to\b|late\b|$)))"
)
_TRANSLATION = re.compile(
    r"\b(?:an?|the|[A-Z][\w’'-]*)\s+(?:\w+\s+)?translation\b(?:\s+(?:provided|published|made))?(?P<by>\s+by\s+)?|"
    r"\btranslated\s+(?:from\s+[A-Z]\w+(?P<whose>\s+by\s+)?|(?P<whom>by\s+))|"
    r"\b(?:through|via|with)\s+(?:an?|his|her|their)\s+(?:\w+\s+)?(?:interpreter|translator)\b"
)
_READ_OUT = re.compile(rf"\bread(?:\s+(?:out|aloud))?\s+(?:[\w]+\s+){{0,2}}?by\s+{_SOMEBODY}")
_THROUGH = re.compile(rf"\b(?:[Tt]hrough|[Vv]ia)\s+(?!\w+\s+(?:interpreter|translator)){_SOMEBODY}")
_CARRIED = re.compile(
    r"\b(?P<verb>carried|published|aired|broadcast|quoted|cited|reported|released|distributed|relayed|printed)"
    r"(?:\s+as\s+(?:saying|telling\s+\w+))?(?:\s+(?:first|on\s+\w+|late|live|\w+day)){0,2}\s+(?:by|on|in)\s+"
)
_TOLD = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?(?:\s+(?:aired|broadcast|published|on|\w+day|this|last|week|month)){0,3}\s+"
    r"(?:with|to|for|by|on|in)|(?:[Ss]peaking|[Ss]poke|[Tt]alking|comments|remarks|[Tt]old|[Ww]riting)\s+(?:to|with|on|in)|"
    r"(?:[Aa]ppear(?:ing|ed)|appearance|[Ss]peaking)\s+on|[Tt]old)\s+"
)
_REPORTED = re.compile(r",\s+(?=[Tt]he\s|state|local|[A-Z])|\b[Aa]ccording\s+to\s+|\b[Aa]s\s+(?=[A-Z]|the\s|state)")
_REPORTS = re.compile(
    r"\s+(?:(?:has|had|first|later|also)\s+)?(?:reported|reports|said|says|wrote|writes|cited|quoted)\b"
)
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)"
)
_BY_NAME = re.compile(rf"(?:the\s+)?(?P<name>{NAME})")


def relays_of(clause: Clause) -> Iterator[Hop]:
    """Yields the hands that a sentence tells of, from the speaker outwards as far as its words order them."""
    for rule in (read_out, through, posted, told_outlet, carried, reported, translated):
        for hop in rule(clause):
            if hop.spans and clause.reaches(hop.spans[0].start, hop.spans[0].end):
                yield hop


def translated(clause: Clause) -> Iterator[Hop]:
    """Yields a translator.

    >>> [hop.name for hop in translated(_try("Bero said so, according to a translation by RIA."))]
    ['RIA']
    >>> list(translated(_try("Bero said the book would be out in spring.")))
    []
    """
    for match in _TRANSLATION.finditer(clause.open):
        by = _named(clause, match.end()) if match["by"] or match["whose"] or match["whom"] else None
        span = _span(clause, match.start(), by[1].end - clause.sentence.start if by else match.end())
        name = by[0] if by else None
        yield Hop(kind="relay", how="translation", name=name, spans=(_trimmed(clause, span),), unnamed=name is None)


def read_out(clause: Clause) -> Iterator[Hop]:
    """Yields who read the words out for their author.

    >>> [hop.name for hop in read_out(_try("In a letter read out by her lawyer, Bero said so."))]
    ['her lawyer']
    >>> list(read_out(_try("Bero said the letter was read by millions.")))
    []
    """
    return _somebody(clause, _READ_OUT, "read_out")


def through(clause: Clause) -> Iterator[Hop]:
    """Yields through whom the speaker let it be said.

    >>> [hop.name for hop in through(_try("Bero said through a spokesman that she was ill."))]
    ['a spokesman']
    >>> list(through(_try("Bero said on a walk through the embassy garden that she was ill.")))
    []
    """
    return _somebody(clause, _THROUGH, "through")


def posted(clause: Clause) -> Iterator[Hop]:
    """Yields the platform that carried the words.

    >>> [hop.name for hop in posted(_try("Bero said in a post on Telegram on Monday."))]
    ['Telegram']
    >>> list(posted(_try("Bero said at her post on Monday.")))
    []
    """
    for match in _posts().finditer(clause.open):
        name = match["platform"] or match["inside"] or match["other"] or match["whose"] or "Twitter"
        yield Hop(kind="relay", how="post", name=name, spans=(_span(clause, match.start(), match.end()),))


def told_outlet(clause: Clause) -> Iterator[Hop]:
    """Yields the medium that the speaker spoke to.

    >>> [hop.name for hop in told_outlet(_try("Bero said in an interview with the Norland Times."))]
    ['Norland Times']
    >>> list(told_outlet(_try("Bero told the Norland Assembly.")))
    []
    """
    return _medium(clause, _TOLD, "told")


def carried(clause: Clause) -> Iterator[Hop]:
    """Yields the medium that carried or quoted the words.

    >>> [(hop.name, hop.how) for hop in carried(_try("Bero was quoted as saying by Interfax."))]
    [('Interfax', 'quoted')]
    >>> list(carried(_try("Bero said the plan was carried by one vote.")))
    []
    """
    for match in _CARRIED.finditer(clause.open):
        how: HopHow = "quoted" if match["verb"] in {"quoted", "cited"} else "carried"
        yield from _outlet(clause, match.start(), match.end(), how)


def reported(clause: Clause) -> Iterator[Hop]:
    """Yields the medium that the page has it from: "…, Reuters reported", "according to Interfax".

    >>> [hop.name for hop in reported(_try("Bero said so, the Norland Times reported."))]
    ['Norland Times']
    >>> list(reported(_try("Bero said so, the Norland Times and others.")))
    []
    """
    for match in _REPORTED.finditer(clause.open):
        at = clause.sentence.start + match.end()
        found = outlet_at(clause.text, at, clause.sentence.end)
        if found and found[0] and ("cc" in match.group() or _REPORTS.match(clause.text, found[1].end)):
            yield Hop(kind="outlet", how="reported", name=found[0], spans=(found[1],))


def _somebody(clause: Clause, pattern: re.Pattern[str], how: HopHow) -> Iterator[Hop]:
    for match in pattern.finditer(clause.open):
        name = match["name"] or match["apart"]
        span = _span(clause, match.start(), match.end())
        yield Hop(kind="relay", how=how, name=name or match["who"], spans=(span,), unnamed=name is None)


def _medium(clause: Clause, pattern: re.Pattern[str], how: HopHow) -> Iterator[Hop]:
    for match in pattern.finditer(clause.open):
        yield from _outlet(clause, match.start(), match.end(), how)


def _outlet(clause: Clause, start: int, end: int, how: HopHow) -> Iterator[Hop]:
    """Yields the medium whose name starts at `end`; the name itself may lie where the content begins."""
    found = outlet_at(clause.text, clause.sentence.start + end, clause.sentence.end)
    if found:
        span = Span(clause.sentence.start + start, found[1].end)
        yield Hop(kind="outlet", how=how, name=found[0] or None, spans=(span,))


def _named(clause: Clause, at: int) -> tuple[str, Span] | None:
    """Returns the name at an offset of the sentence: a medium's, or any other."""
    start = clause.sentence.start + at
    found = outlet_at(clause.text, start, clause.sentence.end)
    if found and found[0]:
        return found
    match = _BY_NAME.match(clause.text, start, clause.sentence.end)
    return (match["name"], Span(start, match.end())) if match else None


def _span(clause: Clause, start: int, end: int) -> Span:
    return Span(clause.sentence.start + start, clause.sentence.start + end)


def _trimmed(clause: Clause, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(clause.text).rstrip()))


@functools.cache
def _posts() -> re.Pattern[str]:
    """Returns the pattern of "in a post on X", "on his Telegram channel", "tweeted"."""
    what = r"(?:posts?|messages?|threads?|videos?|statements?)"
    text = rf"[Ii]n\s+(?:an?|the|his|her|their|its|another)\s+(?:[\w-]+\s+){{0,2}}?{what}"
    into = rf"\b{text}\s+(?:posted\s+|published\s+|shared\s+)?"
    account = r"(?:channel|account|page|feed|post|message|thread|app)"
    whose = r"(?:(?:his|her|their|its|the|an?)\s+)?(?:official\s+|personal\s+|own\s+|verified\s+)?"
    end = r"(?=\W*(?:[,.;:“\0]|that\b|on\b|$))"
    return re.compile(
        rf"(?:{into})?\b(?:[Oo]n|[Tt]o|[Vv]ia)\s+{whose}(?P<platform>{platform_names()})(?:\s+{account})?(?![\w’'-])|"
        rf"\b[Ii]n\s+{whose}(?P<inside>{platform_names()})\s+{account}\b|"
        rf"{into}on\s+(?!{_DAY})(?P<other>[A-Z]\w+){end}|"
        rf"\b[Oo]n\s+(?:his|her|their|its)\s+(?:\w+\s+)?(?P<whose>[A-Z]\w+)\s+(?:channel|account|page|feed)\b|"
        r"\b[Ii]n\s+an?\s+(?:\w+\s+)?tweet\b|\btweeted\b"
    )


def _try(sentence: str) -> Clause:
    """A sentence whose cue is its first word after "Bero", for the examples above."""
    at = sentence.index("Bero") + 5
    cue = Span(at, sentence.index(" ", at))
    return Clause(text=sentence, sentence=Span(0, len(sentence)), cue=cue, open=sentence, fences=())
