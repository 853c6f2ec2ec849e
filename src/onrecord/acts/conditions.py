"""Conditions: the words that a statement ties its act to."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from onrecord.records.act import Condition, Mark
from onrecord.tables.read import read_toml

# Where a condition's clause ends: strong stops, or a comma after which the main clause begins.
_END = re.compile(r"[.;!?](?:[\"”’']|\s|\Z)|\s[—–-]\s|:\s")
_MAIN = re.compile(
    r",[\"”’']?\s+(?:then\s+)?(?:and\s+|but\s+)?(?:the|we|i|it|he|she|they|there|this|that|our|its|his|her|their|no|"
    r"nobody|nothing|any|all|[A-Z])",
)
_FIRST_WORD = re.compile(r"\A\W*(?:(?:and|but|that|because)\s+)?\Z", re.IGNORECASE)
_CLAUSE_BEFORE = re.compile(r"[,;:—–.…]\s*[\"“‘']?\s*(?:(?:and|but|that)\s+)?\Z", re.IGNORECASE)
_NO_AFTER = re.compile(
    r"(?:\bno\b|\bnot\b|n['’]t\b|\bnever\b|\bcannot\b|\bnothing\b|\bimpossible\b|\bpointless\b)", re.IGNORECASE
)


def find_conditions(quote: str, cue: str = "") -> tuple[Condition, ...]:
    """Returns the conditions in a statement's words, in order, each with its opener.

    Args:
        quote: The statement's words.
        cue: The words that attribute it: what is asked "if" is no condition.

    >>> [c.opener for c in find_conditions("We will sign only if the ports are returned.")]
    ['only if']
    >>> find_conditions("We will sign even if they do not.")
    ()
    >>> found = find_conditions("Without guarantees, there can be no ceasefire.")[0]
    >>> "Without guarantees, there can be no ceasefire."[found.mark.start : found.mark.end]
    'Without guarantees'
    """
    found: list[Condition] = []
    for match in _openers().finditer(quote):
        if found and match.start() < found[-1].mark.end:
            continue
        end = _end_of(quote, match)
        if _is_condition(quote, match, end, cue):
            mark = Mark(text="content", start=match.start(), end=end)
            found.append(Condition(mark=mark, opener=" ".join(match.group().casefold().split())))
    return tuple(found)


def is_inside(at: int, conditions: Sequence[Condition]) -> bool:
    """Tells whether a place of the quote lies in a condition."""
    return any(condition.mark.start <= at < condition.mark.end for condition in conditions)


def _is_condition(quote: str, match: re.Match[str], end: int, cue: str) -> bool:
    """Tells whether an opener opens a condition here.

    >>> find_conditions("He asked if we would come.", "said")
    ()
    >>> find_conditions("They left without a word."), find_conditions("We talk until midnight.")
    ((), ())
    """
    opener = " ".join(match.group().casefold().split())
    before, after = quote[: match.start()], quote[match.end() : end]
    lead = before[-30:].casefold()
    words = read_toml("act_words")["conditions"]
    if not after.strip(" ,.”\"'") or any(after.lstrip().casefold().startswith(word) for word in words["not_after"]):
        return False
    manner = opener == "without" and re.match(r"\s*\w+ing\b", after)  # "without endangering the plant"
    if manner or any(re.search(rf"\b{word}\s*\Z", lead) for word in words["not_before"]):
        return False
    if opener == "if" and not before.strip(" “\"'") and any(word in cue.casefold() for word in words["asking_cues"]):
        return False
    if opener in words["needs_denial"]:
        return _NO_AFTER.search(before[-60:] + " | " + quote[end : end + 60]) is not None
    if opener in words["needs_front"]:
        return (_FIRST_WORD.match(before) or _CLAUSE_BEFORE.search(before)) is not None and quote[end : end + 1] == ","
    return True


def _end_of(quote: str, match: re.Match[str]) -> int:
    """Returns where the clause of an opener ends; a clause in front of its main clause ends at the comma."""
    stop = _END.search(quote, match.end())
    end = stop.start() if stop else len(quote)
    before = quote[: match.start()]
    if _FIRST_WORD.match(before) or _CLAUSE_BEFORE.search(before):
        comma = quote.find(",", match.end(), end)
        main = _MAIN.search(quote, match.end(), end)
        end = main.start() if main else comma if comma > 0 else end
    return match.end() + len(quote[match.end() : end].rstrip(' ,”"’'))


@functools.cache
def _openers() -> re.Pattern[str]:
    openers = sorted(read_toml("act_words")["conditions"]["openers"], key=lambda words: (-len(words), words))
    return re.compile(
        r"\b(?:" + "|".join(r"\s+".join(map(re.escape, o.split())) for o in openers) + r")\b", re.IGNORECASE
    )
