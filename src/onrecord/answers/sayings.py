"""All statements of a record as answers are looked for among them: by their words, days, pages and speakers."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from onrecord.answers.signs import Signs, read_signs
from onrecord.answers.speakers import Speakers, sides_in, sides_of
from onrecord.records.statement import Statement
from onrecord.tables.function_words import function_words
from onrecord.text.shingles import WORD, fold_word

# An answer comes within three weeks: longer, and other talk has come between (a news cycle is days; a note is weeks).
_DAYS = 21
# Words that more than this many statements have tell nothing of what is answered.
_COMMON = 400


class Said(Struct, frozen=True):
    """A statement as the comparison needs it."""

    statement: Statement
    words: frozenset[str]
    day: dt.date | None
    pages: frozenset[str]
    sides: frozenset[str]
    issue: str
    signs: Signs | None


class Context(Struct, frozen=True, kw_only=True):
    """What a docket adds to what the pages say.

    Attributes:
        parties: By statement id: names of the parties that its speaker speaks for.
        issues: By statement id: what it is on; left out where that is nothing of the docket.
        deeds: By statement id: the codes and finer acts of what it does.
    """

    parties: Mapping[str, Sequence[str]] = {}
    issues: Mapping[str, str] = {}
    deeds: Mapping[str, frozenset[str]] = {}


class Memory:
    """What was read of single statements, held against what it was read from: to lose it costs time and no more."""

    def __init__(self) -> None:
        self.said: dict[str, tuple[object, Said]] = {}


class Sayings:
    """All statements, by the words they have."""

    def __init__(self, statements: Sequence[Statement], known: Context, memory: Memory) -> None:
        self.said = {one.id: _said(one, known, memory) for one in statements}
        self.speakers = Speakers(statements, known.parties)
        self.count = Counter(word for one in self.said.values() for word in one.words)
        self.deeds = known.deeds
        self.on_page: dict[str, list[str]] = defaultdict(list)
        for name, one in self.said.items():
            for page in sorted(one.pages):
                self.on_page[page].append(name)
        self.having: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.said, key=lambda name: (str(self.said[name].day or ""), name)):
            for word in self.said[name].words:
                if self.count[word] <= _COMMON:
                    self.having[word].append(name)

    def near(self, label: str, said: Said) -> Sequence[Statement]:
        """Returns what a speaker said in the days in which it may be answered."""
        if said.day is None:
            return self.speakers.statements(label)
        first = max(said.day - dt.timedelta(days=_DAYS), dt.date.min)
        return self.speakers.between(label, first.isoformat(), said.day.isoformat())

    def overlap(self, one: Said, other: Said) -> tuple[float, tuple[str, ...]]:
        """Returns the share of the shorter side's words in common, rare ones counting more, and those words."""
        both = one.words & other.words
        if len(both) < 2:
            return 0.0, ()
        least = min(self._mass(one.words), self._mass(other.words))
        return (self._mass(both) / least if least else 0.0), tuple(sorted(both))

    def _mass(self, words: frozenset[str]) -> float:
        return sum(1.0 / math.sqrt(1 + self.count[word]) for word in sorted(words))


def _said(statement: Statement, known: Context, memory: Memory) -> Said:
    given = (statement, tuple(known.parties.get(statement.id, ())), known.issues.get(statement.id, ""))
    found = memory.said.get(statement.id)
    if found is None or found[0] != given:
        found = memory.said[statement.id] = given, _read(*given)
    return found[1]


def _read(statement: Statement, parties: Sequence[str], issue: str) -> Said:
    best = statement.variants[0]
    empty = function_words(best.language)
    words = (fold_word(word) for word in WORD.findall(statement.quote))
    return Said(
        statement=statement,
        words=frozenset(stem_of(word) for word in words if word not in empty and len(word) > 1),
        day=dt.date.fromisoformat(statement.when[:10]) if statement.when and len(statement.when) >= _DAY else None,
        pages=_pages(statement),
        sides=sides_of(statement.speaker).union(*(sides_in(party) for party in parties)),
        issue=issue,
        signs=read_signs(best.cue, best.quote),
    )


_DAY = len("2031-02-03")


def stem_of(word: str) -> str:
    """Returns a word without the endings of a plural or a verb, so that "shelling" answers for "shelled".

    >>> stem_of("warships"), stem_of("shelling"), stem_of("shelled"), stem_of("pass"), stem_of("red")
    ('warship', 'shell', 'shell', 'pass', 'red')
    """
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) > _STEM:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > _STEM + 1 else word


_STEM = 3


def is_before(one: Said, answer: Said) -> bool:
    """Tells whether a statement may be answered: not later, and not long ago; unknown dates only on one page."""
    if one.day is None or answer.day is None:
        return bool(one.pages & answer.pages)
    return 0 <= (answer.day - one.day).days <= _DAYS


def _pages(statement: Statement) -> frozenset[str]:
    return frozenset(variant.page.id for variant in statement.variants)
