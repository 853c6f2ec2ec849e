"""How high a speaker stands in their party: by the office that the pages give."""

from __future__ import annotations

import functools
import re

from onrecord.records.actor import Actor
from onrecord.records.docket import Rank
from onrecord.tables.places import find_place
from onrecord.tables.read import read_rows

_LONGEST = 5  # words of the longest office in the table
GOVERNMENT, _MINISTRY, _BODY, _UNNAMED = 5, 4, 2, 1
_LEADERS = re.compile(r"\b(?:leaders|presidents|heads of (?:state|government))\b", re.IGNORECASE)
_MINISTRIES = re.compile(r"\b(?:ministry|department|embassy|army|military|command|agency|office)\b", re.IGNORECASE)


def rank_of(speaker: Actor) -> Rank:
    """Returns the speaker's rank. Nobody unnamed stands above an official.

    >>> rank_of(Actor(type="person", name="Ada Venn", office="Deputy Foreign Minister"))
    Rank(level=3, words='deputy foreign minister')
    >>> rank_of(Actor(type="government", name="Kyiv")).level, rank_of(Actor(type="anonymous", rank="diplomat")).level
    (5, 1)
    >>> rank_of(Actor(type="person", name="Greta Foss")).level
    0
    """
    if speaker.type == "anonymous":
        return Rank(level=_UNNAMED, words=speaker.rank)
    if speaker.type in {"government", "organisation", "group"}:
        return _of_body(speaker)
    return _of_office(speaker.office)


def _of_office(office: str | None) -> Rank:
    """Returns the rank of the longest known office in the words; the first of several equally long ones.

    >>> _of_office("White House press secretary"), _of_office("chairwoman")
    (Rank(level=3, words='press secretary'), Rank(level=0, words=None))
    """
    words = re.findall(r"[\w’'-]+", (office or "").casefold())
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            level = _levels().get(phrase)
            if level is not None:
                return Rank(level=level, words=phrase)
    return Rank(level=0, words=None)


def _of_body(speaker: Actor) -> Rank:
    name = speaker.name or speaker.surface or speaker.descriptor or ""
    if speaker.type == "group":
        leaders = _LEADERS.search(speaker.descriptor or name)
        return Rank(level=GOVERNMENT if leaders else _BODY, words=leaders.group() if leaders else speaker.rank)
    if (ministry := _MINISTRIES.search(name)) is not None:
        return Rank(level=_MINISTRY, words=ministry.group())
    place = find_place(name)
    if speaker.type == "government" or (place is not None and place.kind in {"country", "capital"}):
        return Rank(level=GOVERNMENT, words=name or None)
    return Rank(level=_BODY, words=name or None)


@functools.cache
def _levels() -> dict[str, int]:
    return {row["phrase"]: int(row["level"]) for row in read_rows("ranks")}
