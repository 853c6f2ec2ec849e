"""Which names are those of media and of platforms: by the table, or by the word that such names are made with."""

from __future__ import annotations

import functools
import re

from onrecord.records.span import Span
from onrecord.tables.read import read_rows, split_cell

_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-Þ][\w&-]*)"
# At most six words: no medium's name is longer, and a page of nothing but capitals still ends in linear time.
NAME = rf"{_CAPITAL}(?:\s+(?:(?:of|for|de|the|la|al)\s+){{0,2}}{_CAPITAL}){{0,5}}"
# The word that a medium's name ends with. Words that people and offices are called by too ("Mail", "Sun", "Journal")
# are left out: a wrong hand is worse than a missing one.
_ENDS = (
    r"News|Times|Post|Tribune|Herald|Gazette|Guardian|Telegraph|Courier|Wire|Daily|Weekly|Observer|Chronicle|Radio|TV|"
    r"Television|Broadcasting|Newswire|Today|Inquirer|Examiner|Dispatch"
)
_CALLED = (
    r"(?:(?:news\s+)?(?:agency|website|site|channel|network|outlet|broadcaster|service)|newswire|newspaper|paper|daily|"
    r"weekly|tabloid|magazine|broadcaster|television|TV|radio|podcast)"
)
_BEFORE = (
    r"(?:(?:[Tt]he|an?|its|state|state-(?:run|owned|controlled|backed|funded)|semi-official|official|independent|"
    r"private|public|local|national|[A-Z][a-z]+(?:ian|ish|ese|an)|U\.S\.|US|German|French|Dutch|Greek|Swiss)\s+){0,4}"
)
_STATE = r"(?:[Ss]tate|[Ss]tate-run|[Ll]ocal|[Nn]ational)\s+(?:media|television|TV|radio|news\s+agency)\b"
_OWN = r"(?:this|our)\s+(?:newspaper|paper|magazine|website|site|publication|outlet|agency|channel|podcast)\b"


@functools.cache
def _medium() -> re.Pattern[str]:
    """Returns the pattern of the words that name a medium."""
    known = rf"(?P<known>(?:{_names('outlet')})(?![\w-]))(?:\s+(?:{_CALLED}|News|Agency)\b)?"
    called = rf"(?P<called>{NAME})\s+{_CALLED}\b"
    begins = rf"(?P<begins>(?:Radio\s+{NAME}|Channel\s+\w+))"
    ends = rf"(?P<ends>(?:{_CAPITAL}\s+){{0,4}}?{_CAPITAL}\s+(?:{_ENDS})(?:\s+\d+)?(?![\w-]))"
    named = rf"(?:{_CALLED}\s+)?(?:{known}|{begins}|{ends})|{called}|{_CALLED}\s+(?P<after>{NAME})"
    return re.compile(rf"(?P<own>{_OWN})|(?:[Tt]he\s+)?(?P<state>{_STATE})(?!\s+[A-Z])|{_BEFORE}(?:{named})")


def outlet_at(text: str, start: int, limit: int) -> tuple[str, Span] | None:
    """Returns the medium named at `start`: its name without article and kind, and all of the words.

    The page's own outlet ("told this newspaper") has no name.

    >>> text = "the state-run Thalia-Inform news agency said"
    >>> name, span = outlet_at(text, 0, len(text))
    >>> name, span.of(text)
    ('Thalia-Inform', 'the state-run Thalia-Inform news agency')
    >>> outlet_at("the Financial Times that", 0, 24)[0], outlet_at("Radio Sardo on", 0, 14)[0]
    ('Financial Times', 'Radio Sardo')
    >>> outlet_at("the Foreign Ministry", 0, 20) is None
    True
    """
    match = _medium().match(text, start, limit)
    if match is None:
        return None
    found = (match[group] for group in ("known", "begins", "ends", "called", "after", "state"))
    name = next((words for words in found if words), "")
    return re.sub(r"^[Tt]he\s+", "", name), Span(start, match.end())


def last_outlet(text: str, stretch: Span) -> tuple[str, Span] | None:
    """Returns the medium named last in a stretch of the page, as `outlet_at` does; ``None`` where none is named.

    >>> text = "She told the Harbour Post and left. The newspaper"
    >>> last_outlet(text, Span(0, 36))[0]
    'Harbour Post'
    """
    starts = [match.start() for match in _medium().finditer(text, stretch.start, stretch.end)]
    named = (outlet_at(text, start, stretch.end) for start in reversed(starts))
    return next((outlet for outlet in named if outlet is not None and outlet[0]), None)


@functools.cache
def platform_names() -> str:
    """Returns the names of platforms as alternatives of a pattern, the longest first."""
    return _names("platform")


def _names(kind: str) -> str:
    rows = [row for row in read_rows("bodies") if row["kind"] == kind]
    names = {name for row in rows for name in (row["name"], *split_cell(row["aliases"]))}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
