"""All statements of a record as answers are looked for among them: by their words, days, pages and speakers."""

from __future__ import annotations

import datetime as dt
import functools
import math
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from onrecord.answers.signs import Signs, read_signs
from onrecord.answers.speakers import Speakers, label_of, sides_in, sides_of
from onrecord.records.statement import Statement
from onrecord.tables.function_words import function_words
from onrecord.text.shingles import WORD, fold_word

# An answer comes within three weeks: longer, and other talk has come between (a news cycle is days; a note is weeks).
DAYS = 21
# Words that more than this many statements have tell nothing of what is answered.
_COMMON = 400

Thing = TypeVar("Thing")


class Said(Struct, frozen=True, eq=False):
    """A statement as the comparison needs it.

    Attributes:
        statement: The statement.
        parties: As a docket gives them.
        issue: As a docket gives it; empty for none.
        deeds: The same of what it does.
        words: Stems of its content words, in alphabetical order.
        day: Day on which it was said.
        pages: Ids of its pages.
        sides: For whom its speaker speaks.
        label: What to call the speaker.
        signs: What it says of another statement.
    """

    statement: Statement
    parties: tuple[str, ...]
    issue: str
    deeds: frozenset[str]
    words: tuple[str, ...]
    day: dt.date | None
    pages: frozenset[str]
    sides: frozenset[str]
    label: str
    signs: Signs | None

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands among statements in order of time, undated ones first."""
        return str(self.day or ""), self.statement.id


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


class Changed(Struct):
    """What of the statements is otherwise than before, for telling which answers may be.

    Attributes:
        names: Ids of statements that came, changed or went.
        pages: Ids of their pages.
        words: Their words: how many statements have each may be another number now.
        labels: Their speakers, each with the days of what changed; ``None`` for an undated one.
        called: Whether a name may mean somebody else than before.
    """

    names: set[str]
    pages: set[str]
    words: set[str]
    labels: dict[str, list[dt.date | None]]
    called: bool = False

    def of(self, said: Said) -> None:
        """Notes one that changed, as it was or as it is."""
        self.pages |= said.pages
        self.words.update(said.words)
        self.labels.setdefault(said.label, []).append(said.day)


class Asked(Struct):
    """What was looked at for one answer.

    Attributes:
        labels: Speakers whose statements were.
        words: Words that statements were looked up by.
        compared: Statements that words were compared with.
        named: Whom the words that name somebody were found to mean.
    """

    labels: set[str]
    words: set[str]
    compared: set[str]
    named: tuple[str, ...] = ()


class Sayings:
    """All statements, by the words they have; to be kept between calls of `update`.

    Args:
        like: What is read of statements elsewhere, by id.
    """

    def __init__(self, like: Mapping[str, Said] | None = None) -> None:
        self._like = like or {}
        self.said: dict[str, Said] = {}
        self.speakers = Speakers()
        self.on_page: dict[str, list[str]] = defaultdict(list)
        self.asking: set[str] = set()  # those that say something of another statement
        self._count: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._having: dict[str, list[str]] = {}
        self._shared: dict[object, object] = {}
        self.asked: Asked | None = None

    def update(self, statements: Mapping[str, Statement], known: Context) -> Changed:
        """Takes in the statements that are not the very objects of the last call, or are otherwise in the docket.

        Args:
            statements: By id.
            known: What the docket adds.
        """
        changed = Changed(set(), set(), set(), {})
        first = not self.said
        for key, one in statements.items():
            held = self.said.get(key)
            given = known.parties.get(key, ()), known.issues.get(key, ""), known.deeds.get(key, _NOTHING)
            if held is not None and held.statement is one and _same(held, given):
                continue
            self._drop(held, changed)
            read = self._like.get(key)
            if read is None or read.statement is not one or not _same(read, given):
                read = self._read(one, *given)
            self._add(read, changed, first=first)
        if len(self.said) != len(statements):
            for key in self.said.keys() - statements.keys():
                self._drop(self.said[key], changed)
        if first:
            self._weights.clear()
            self._order()
        return changed

    def _add(self, said: Said, changed: Changed, *, first: bool) -> None:
        name = said.statement.id
        self.said[name] = said
        changed.names.add(name)
        changed.called |= self.speakers.add(said.statement, said.label, said.parties)
        self._count.update(said.words)
        if said.signs is not None:
            self.asking.add(name)
        if first:
            return
        changed.of(said)
        for page in said.pages:
            insort(self.on_page[page], name)
        for word in said.words:
            self._weights.pop(word, None)
            having = self._having.get(word)
            if having is not None or self._count[word] == 1:
                insort(self._having.setdefault(word, []), name, key=self._place)
                if self._count[word] > _COMMON:
                    del self._having[word]

    def _drop(self, said: Said | None, changed: Changed) -> None:
        if said is None:
            return
        name = said.statement.id
        changed.of(said)
        changed.names.add(name)
        changed.called |= self.speakers.drop(said.statement, said.label, said.parties)
        for page in said.pages:
            self.on_page[page].remove(name)
        for word in said.words:
            self._weights.pop(word, None)
            self._count[word] -= 1
            if word in self._having:
                self._having[word].remove(name)
            elif self._count[word] <= _COMMON:
                holding = (key for key, one in self.said.items() if key != name and word in one.words)
                self._having[word] = sorted(holding, key=self._place)
        self.asking.discard(name)
        del self.said[name]

    def _order(self) -> None:
        """Fills what is kept in order, once for all: one by one it takes three times as long."""
        self.speakers.order()
        for name in sorted(self.said):
            for page in self.said[name].pages:
                self.on_page[page].append(name)
        for name in sorted(self.said, key=self._place):
            for word in self.said[name].words:
                if self._count[word] <= _COMMON:
                    self._having.setdefault(word, []).append(name)

    def _place(self, name: str) -> tuple[str, str]:
        return self.said[name].place

    def holding(self, word: str) -> Sequence[str]:
        """Returns the statements that have a word, in order of time; none for a word that too many have."""
        if self.asked is not None:
            self.asked.words.add(word)
        return self._having.get(word, ())

    def near(self, label: str, said: Said) -> Sequence[Statement]:
        """Returns what a speaker said in the days in which it may be answered."""
        if self.asked is not None:
            self.asked.labels.add(label)
        if said.day is None:
            return self.speakers.statements(label)
        first = max(said.day - dt.timedelta(days=DAYS), dt.date.min)
        return self.speakers.between(label, first.isoformat(), said.day.isoformat())

    def overlap(self, one: Said, other: Said) -> tuple[float, tuple[str, ...]]:
        """Returns the share of the shorter side's words in common, rare ones counting more, and those words."""
        both = set(one.words).intersection(other.words)
        if len(both) < 2:
            return 0.0, ()
        if self.asked is not None:
            self.asked.compared.add(other.statement.id)
        shared = tuple(sorted(both))
        least = min(self._mass(one.words), self._mass(other.words))
        return (self._mass(shared) / least if least else 0.0), shared

    def _mass(self, words: Iterable[str]) -> float:
        weights = self._weights
        for word in words:
            if word not in weights:
                weights[word] = 1.0 / math.sqrt(1 + self._count[word])
        return sum(map(weights.__getitem__, words))

    def _read(self, statement: Statement, parties: Sequence[str], issue: str, deeds: frozenset[str]) -> Said:
        best = statement.variants[0]
        empty = function_words(best.language)
        words = (fold_word(word) for word in WORD.findall(statement.quote))
        dated = statement.when and len(statement.when) >= _DAY
        return Said(
            statement=statement,
            parties=self._share(tuple(parties)),
            issue=issue,
            deeds=self._share(deeds),
            words=tuple(sorted({stem_of(word) for word in words if word not in empty and len(word) > 1})),
            day=self._share(dt.date.fromisoformat(statement.when[:10])) if dated and statement.when else None,
            pages=self._share(frozenset(variant.page.id for variant in statement.variants)),
            sides=self._share(sides_of(statement.speaker).union(*(sides_in(party) for party in parties))),
            label=label_of(statement.speaker),
            signs=read_signs(best.cue, best.quote),
        )

    def _share(self, thing: Thing) -> Thing:
        """Returns an equal thing that was met before: there are few of each beside the statements."""
        return self._shared.setdefault(thing, thing)  # type: ignore[return-value]


_DAY = len("2031-02-03")
_NOTHING: frozenset[str] = frozenset()


def _same(said: Said, given: tuple[Sequence[str], str, frozenset[str]]) -> bool:
    parties, issue, deeds = given
    return said.issue == issue and said.deeds == deeds and (said.parties is parties or said.parties == tuple(parties))


@functools.lru_cache(maxsize=262_144)
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
    return 0 <= (answer.day - one.day).days <= DAYS
