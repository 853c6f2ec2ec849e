"""What a party had said before on an issue: whether a statement is new."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from onrecord.records.answer import Answer
from onrecord.records.docket import OTHER, Coding
from onrecord.records.statement import Statement
from onrecord.tables.function_words import function_words
from onrecord.text.shingles import WORD, fold_word
from onrecord.weight.parts import Value

# The latest so many of the party's statements with a word are compared: a repetition is of what was said of late.
_COMPARED = 40
# Share of its content words in one earlier statement from which a statement repeats it; below the lower, it is new.
_REPEATED, _NEW = 0.7, 0.3
_FIRST, _OTHER_ACT, _NEW_WORDS, _SIMILAR, _SAME = 1.0, 0.8, 0.6, 0.35, 0.1
# Off the docket's issues "first" would mean nothing: a party talks of all sorts of things.
_OFF_ISSUE = 0.4
_UNDATED = "9999"
# To answer somebody at the table is part of the negotiation, whatever the words are about.
_ANSWERING = 0.6


class Entry(Struct, frozen=True, eq=False):
    """A statement of a stream.

    Attributes:
        name: Its id.
        day: ISO 8601 day; the undated come last.
        code: Code of its strongest act.
        words: Its content words, in alphabetical order.
    """

    name: str
    day: str
    code: str
    words: tuple[str, ...]


class _Line:
    """Statements in order of time, of which those before a day are asked for."""

    __slots__ = ("days", "names")

    def __init__(self) -> None:
        self.days: list[str] = []
        self.names: list[str] = []

    def add(self, day: str, name: str) -> None:
        at = self._at(day, name)
        self.days.insert(at, day)
        self.names.insert(at, name)

    def drop(self, day: str, name: str) -> None:
        at = self._at(day, name)
        del self.days[at]
        del self.names[at]

    def _at(self, day: str, name: str) -> int:
        if not self.days or self.days[-1] < day:
            return len(self.days)
        first = bisect_left(self.days, day)
        return bisect_left(self.names, name, first, bisect_right(self.days, day, first))

    def before(self, day: str) -> int:
        """Returns how many are before a day."""
        return bisect_left(self.days, day)


class Stream:
    """What one party said on one issue, and how new each of it was.

    Statements of one day do not repeat one another; undated ones are held against all that have a date.

    Args:
        party: Whose statements they are; empty for the unnamed, who have no earlier record.
        issue: Name in the docket, or ``other``.

    Attributes:
        values: How new each statement is, by its id.
    """

    def __init__(self, party: str, issue: str) -> None:
        self.values: dict[str, Value] = {}
        self._party, self._issue = party, issue
        self._whose = party if issue == OTHER else f"{party} on {issue}"
        self._entries: dict[str, Entry] = {}
        self._all = _Line()
        self._of_code: dict[str, _Line] = defaultdict(_Line)
        self._having: dict[str, _Line] = defaultdict(_Line)
        # Many statements come to the same: it is held once.
        self._shared: dict[Value, Value] = {}

    def update(self, gone: Iterable[str], came: Iterable[Entry]) -> set[str]:
        """Takes out statements and takes in others; returns the ids of those whose value is another for it.

        Args:
            gone: Ids of statements that were in it.
            came: In any order.
        """
        changed: list[Entry] = []
        for name in gone:
            changed.append(self._entries.pop(name))
            self.values.pop(name, None)
            for line in self._lines(changed[-1]):
                line.drop(changed[-1].day, name)
        for entry in sorted(came, key=lambda one: (one.day, one.name)):
            changed.append(entry)
            self._entries[entry.name] = entry
            for line in self._lines(entry):
                line.add(entry.day, entry.name)
        turned = set()
        for name in self._touched(changed):
            value = self._judge(self._entries[name])
            if self.values.get(name) != value:
                self.values[name] = self._shared.setdefault(value, value)
                turned.add(name)
        return turned

    def _lines(self, entry: Entry) -> Iterator[_Line]:
        yield self._all
        yield self._of_code[entry.code]
        for word in entry.words:
            yield self._having[word]

    def _touched(self, changed: Sequence[Entry]) -> list[str]:
        """Returns what may be judged otherwise: what came itself, and what is later and has something in common."""
        if not changed:
            return []
        own = {entry.name for entry in changed if entry.name in self._entries}
        first = min(entry.day for entry in changed)
        at = self._all.before(first)
        # Where nothing is earlier, what follows may have become the first of all, or no longer is.
        everything = at == 0
        words = {word for entry in changed for word in entry.words}
        codes = {entry.code for entry in changed}

        def touched(one: Entry) -> bool:
            alike = one.code in codes or not words.isdisjoint(one.words)
            return everything or alike or one.name in own or self._is_first(one)

        return sorted(name for name in self._all.names[at:] if touched(self._entries[name]))

    def _is_first(self, entry: Entry) -> bool:
        return self._of_code[entry.code].before(entry.day) == 0

    def _judge(self, entry: Entry) -> Value:
        if not self._party:
            return Value(value=_OFF_ISSUE, reason="no party that could have spoken before")
        earlier = self._all.before(entry.day)
        if not earlier:
            if self._issue == OTHER:
                return Value(value=_OFF_ISSUE, reason="on none of the issues")
            return Value(value=_FIRST, reason=f"the first of {self._whose} in this record")
        share, name = self._nearest(entry)
        if share >= _REPEATED:
            reason = f"{self._party} said so on {self._entries[name].day}"
            return Value(value=_SAME, reason=reason, statements=(name,))
        return self._by_act(entry, self._entries[self._all.names[earlier - 1]], share, name)

    def _by_act(self, entry: Entry, last: Entry, share: float, name: str) -> Value:
        """Judges what does not repeat anything.

        Args:
            entry: What is judged.
            last: The latest before it.
            share: Of its words that the nearest has.
            name: Id of the nearest.
        """
        if self._is_first(entry) and entry.code != OTHER.upper():
            reason = f"the first {entry.code} of {self._whose}, after {last.code} on {last.day}"
            return Value(value=_OTHER_ACT, reason=reason, statements=(last.name,))
        if share < _NEW:
            return Value(value=_NEW_WORDS, reason=f"new words of {self._whose}")
        reason = f"close to what {self._whose} said on {self._entries[name].day}"
        return Value(value=_SIMILAR, reason=reason, statements=(name,))

    def _nearest(self, entry: Entry) -> tuple[float, str]:
        """Returns the largest share of an entry's words that one earlier statement has, and its id."""
        shared: Counter[str] = Counter()
        for word in entry.words:
            line = self._having[word]
            end = line.before(entry.day)
            shared.update(line.names[max(end - _COMPARED, 0) : end])
        if not shared:
            return 0.0, ""
        most = max(shared.values())
        return most / len(entry.words), min(name for name, number in shared.items() if number == most)


def entry_of(statement: Statement, coding: Coding) -> Entry:
    """Returns a statement as a stream has it."""
    day = (statement.when or _UNDATED)[:10]
    return Entry(statement.id, day, coding.doing.acts[0].code, _words(statement))


def with_answer(value: Value, answer: Answer | None) -> Value:
    """Returns the novelty of a statement that is on no issue, raised where it answers somebody."""
    if answer is None or answer.to_speaker is None or value.value != _OFF_ISSUE:
        return value
    return Value(value=_ANSWERING, reason=f"{value.reason}; {answer.kind} {answer.to_speaker}")


def stream_of(statement: Statement, coding: Coding) -> tuple[str, str]:
    """Returns the party and the issue whose earlier record a statement is held against."""
    party = coding.parties[0].party if coding.parties else side_of(statement)
    return party, coding.issues[0].issue if coding.issues else OTHER


def side_of(statement: Statement) -> str:
    """Returns the side of a speaker of no party of the docket, or their own name; empty for the unnamed."""
    speaker = statement.speaker
    return speaker.on_behalf_of or speaker.name or " and ".join(speaker.names)


def _words(statement: Statement) -> tuple[str, ...]:
    empty = function_words(statement.variants[0].language)
    words = (fold_word(found) for found in WORD.findall(statement.quote))
    return tuple(sorted({sys.intern(word) for word in words if word not in empty and len(word) > 1}))
