"""Changes of wording that change, or may change, what was said: one rule a kind, over the word-level difference."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.records.statement import Drift, DriftKind
from onrecord.statements.edits import Change, difference
from onrecord.statements.words import Word, take_words
from onrecord.tables.places import find_place
from onrecord.tables.read import read_toml
from onrecord.text.sentences import sentence_spans

# A longer stretch left out is a cut, which the edits show; only what goes silently inside a sentence is drift.
_SILENT_WORDS = 2
# Words in a row that a reporter has with marks or without by choice, and not by chance.
_GAINED_WORDS, _LOST_WORDS = 3, 5
# Of a condition's words that say something, those that must be gone, and the words of its sentence that must be kept.
_KEPT_WORDS = 3
_YEARS = range(1800, 2200)


class Pair(Struct, frozen=True, kw_only=True):
    """Two wordings and their difference, as the rules see them.

    Attributes:
        was_text: The best-supported wording.
        now_text: The variant.
        changes: Between them.
        reported: Whether one of the two is a report in other grammar: tenses and persons shift by themselves there.
    """

    was_text: str
    now_text: str
    changes: tuple[Change, ...]
    reported: bool = False


def find_drift(pair: Pair) -> tuple[Drift, ...]:
    """Returns the changes that matter, worst first."""
    return tuple(dict.fromkeys(drift for rule in _rules() for drift in rule(pair)))


def pair_of(was: str, now: str, *, reported: bool = False) -> Pair:
    """Returns two wordings made ready for the rules; nothing of them stands in marks."""
    return Pair(was_text=was, now_text=now, changes=difference(take_words(was), take_words(now)), reported=reported)


def negation(pair: Pair) -> Iterator[Drift]:
    """Yields denials that came or went.

    >>> list(negation(pair_of("We will not sign the accord", "We will sign the accord")))
    [Drift(kind='negation', was='not', now='')]
    >>> list(negation(pair_of("They don't accept it", "They do not accept it")))
    []
    >>> list(negation(pair_of("We will not accept it", "We will refuse it")))
    []
    """
    table = _words("negation", "words")
    if _number(pair, table, "was") == _number(pair, table, "now"):
        return
    for change in _inner(pair):
        was, now = _count(change.was, table), _count(change.now, table)
        implied = _words("negation", "implied")
        if was != now and not _count(change.now if was > now else change.was, implied) and _is_local(pair, change):
            yield _drift(pair, "negation", change)


def number(pair: Pair) -> Iterator[Drift]:
    """Yields numbers that became others.

    >>> list(number(pair_of("We lost ten ships in two days", "We lost 12 ships in 2 days")))
    [Drift(kind='number', was='ten', now='12')]
    >>> list(number(pair_of("We lost ten ships", "We lost 10 ships")))
    []
    >>> list(number(pair_of("One of them went", "Any of them went")))
    []
    """
    for change in _inner(pair):
        if _is_dated(pair, change):
            continue
        was, now = _numbers(change.was), _numbers(change.now)
        if was != now and (was - {"1"} or now - {"1"}) and (was or now):
            yield _drift(pair, "number", change)


def date(pair: Pair) -> Iterator[Drift]:
    """Yields days, months and years that became others.

    >>> list(date(pair_of("We meet on Monday", "We meet on Tuesday")))
    [Drift(kind='date', was='Monday', now='Tuesday')]
    >>> list(date(pair_of("We meet on March 3", "We meet on March 5")))
    [Drift(kind='date', was='3', now='5')]
    >>> list(date(pair_of("We meet on Mon. and march on", "We meet on Monday and walk on")))
    []
    """
    for change in _inner(pair):
        was, now = _dates(change.was), _dates(change.now)
        if was != now or (_is_dated(pair, change) and _numbers(change.was) != _numbers(change.now)):
            yield _drift(pair, "date", change)


def name(pair: Pair) -> Iterator[Drift]:
    """Yields names that became another's.

    >>> list(name(pair_of("We told Ada Venn so", "We told Otis Lark so")))
    [Drift(kind='name', was='Ada Venn', now='Otis Lark')]
    >>> list(name(pair_of("We told Ada Venn so", "We told Venn so")))
    []
    >>> list(name(pair_of("We told Kyiv so", "We told Ukraine so")))
    []
    """
    for change in pair.changes:
        if change.kind != "replaced":
            continue
        was, now = _names(change.was), _names(change.now)
        if was and now and not was & now and not _one_place(pair, change):
            yield _drift(pair, "name", change)


def modality(pair: Pair) -> Iterator[Drift]:
    """Yields changes of how firm a sentence is.

    >>> list(modality(pair_of("We will sign it", "We may sign it")))
    [Drift(kind='modality', was='will', now='may')]
    >>> list(modality(pair_of("We must go", "We have to go"))), list(modality(pair_of("We'll go", "We will go")))
    ([], [])
    >>> list(modality(pair_of("We will sign it", "they would sign it", reported=True)))
    []
    """
    for change in _inner(pair):
        was, now = _firmness(change.was), _firmness(change.now)
        if pair.reported:
            was, now = {_shifted(row) for row in was}, {_shifted(row) for row in now}
        firm = _words("modality", "firm")
        if was != now and (_count(change.was, firm) or _count(change.now, firm)) and _is_local(pair, change):
            yield _drift(pair, "modality", change)


def condition(pair: Pair) -> Iterator[Drift]:
    """Yields conditions that came or went.

    >>> list(condition(pair_of("We will sign it if the ports are returned", "We will sign it")))
    [Drift(kind='condition', was='if the ports are returned', now='')]
    >>> list(condition(pair_of("We will sign. If they ask, we say so.", "We will sign.")))
    []
    >>> [drift.was for drift in condition(pair_of("We told Mr. Lark so if he asked", "We told Mr. Lark so"))]
    ['if he asked']
    >>> list(condition(pair_of("We will sign it only if they go", "We will sign it if they go")))
    [Drift(kind='condition', was='only', now='')]
    """
    for change in pair.changes:
        for words, other, text, gone in (
            (change.was, change.now, pair.was_text, True),
            (change.now, change.was, pair.now_text, False),
        ):
            found = _condition_in(words, other, text, pair, gone=gone)
            if found is not None:
                yield Drift(kind="condition", was=found if gone else "", now="" if gone else found)
    yield from _only_if(pair)


def subject(pair: Pair) -> Iterator[Drift]:
    """Yields persons that became another.

    >>> list(subject(pair_of("We broke the truce", "They broke the truce")))
    [Drift(kind='subject', was='We', now='They')]
    >>> list(subject(pair_of("We broke our word", "We broke the word")))
    []
    >>> list(subject(pair_of("I am sorry", "I'm sorry")))
    []
    >>> list(subject(pair_of("We broke the truce", "they had broken the truce", reported=True)))
    []
    """
    if pair.reported:
        return
    for change in pair.changes:
        was, now = _persons(change.was), _persons(change.now)
        if change.kind == "replaced" and was and now and was != now:
            yield _drift(pair, "subject", change)


def marks_gained(pair: Pair) -> Iterator[Drift]:
    """Yields words in quotation marks that the better supported wording has without.

    >>> from onrecord.records.span import Span
    >>> text = "he would never sign"
    >>> was, now = take_words(text), take_words(text, [Span(0, 19)])
    >>> list(marks_gained(Pair(was_text=text, now_text=text, changes=difference(was, now))))
    [Drift(kind='marks_gained', was='he would never sign', now='he would never sign')]
    >>> list(marks_gained(Pair(was_text=text, now_text=text, changes=difference(now, now))))
    []
    """
    yield from _marks(pair, "marks_gained", _GAINED_WORDS)


def marks_lost(pair: Pair) -> Iterator[Drift]:
    """Yields quoted words that stand without marks.

    >>> from onrecord.records.span import Span
    >>> text = "we will never sign that"
    >>> was, now = take_words(text, [Span(0, 23)]), take_words(text)
    >>> [drift.kind for drift in marks_lost(Pair(was_text=text, now_text=text, changes=difference(was, now)))]
    ['marks_lost']
    >>> list(marks_lost(Pair(was_text=text, now_text=text, changes=difference(was, was))))
    []
    """
    yield from _marks(pair, "marks_lost", _LOST_WORDS)


def _rules() -> tuple[Callable[[Pair], Iterator[Drift]], ...]:
    return negation, number, date, name, modality, condition, subject, marks_gained, marks_lost


def _drift(pair: Pair, kind: DriftKind, change: Change) -> Drift:
    return Drift(kind=kind, was=_text(pair.was_text, change.was), now=_text(pair.now_text, change.now))


def _text(text: str, words: Sequence[Word]) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


@functools.cache
def _words(section: str, key: str) -> frozenset[str]:
    words: str = read_toml("drift_words")[section][key]
    return frozenset(words.split())


def _count(words: Iterable[Word], table: frozenset[str]) -> int:
    return sum(word.form in table for word in words)


def _inner(pair: Pair) -> Iterator[Change]:
    """Yields the changes inside what both have; at the edges, and of long stretches left out, only what is replaced."""
    for change in pair.changes:
        if change.kind == "same":
            continue
        longest = max(len(change.was), len(change.now))
        if change.kind == "replaced" or longest <= _SILENT_WORDS:
            yield change


def _number(pair: Pair, table: frozenset[str], side: str) -> int:
    """Returns how many words of the table a side has where the other was not simply cut."""
    changes = [*_inner(pair), *(change for change in pair.changes if change.kind == "same")]
    return sum(_count(change.was if side == "was" else change.now, table) for change in changes)


def _is_local(pair: Pair, change: Change) -> bool:
    """Tells whether the words around a change stayed, so that it is one change and not a sentence told anew."""
    if not pair.reported:
        return True
    place = pair.changes.index(change)
    near = [pair.changes[n] for n in (place - 1, place + 1) if 0 <= n < len(pair.changes)]
    return bool(near) and all(len(one.was) >= 2 for one in near) and len(change.was) + len(change.now) <= 4


def _numbers(words: Iterable[Word]) -> frozenset[str]:
    scales = _words("scales", "words")
    return frozenset(
        word.form for word in words if (word.form[:1].isdigit() and not _is_year(word)) or word.form in scales
    ) - {"percent"}


def _is_year(word: Word) -> bool:
    return word.form.isascii() and word.form.isdigit() and int(word.form) in _YEARS and len(word.form) == 4


def _dates(words: Sequence[Word]) -> frozenset[str]:
    table = read_toml("drift_words")["dates"]
    short, ambiguous = table["short"], _words("dates", "ambiguous")
    forms = [short.get(word.form, word.form) for word in words if word.is_name or word.form not in ambiguous]
    days = _words("dates", "words")
    return frozenset({form for form in forms if form in days} | {word.form for word in words if _is_year(word)})


def _is_dated(pair: Pair, change: Change) -> bool:
    """Tells whether a month stands beside the change: its number is a day."""
    place = pair.changes.index(change)
    before = pair.changes[place - 1].was[-1:] if place else ()
    after = pair.changes[place + 1].was[:1] if place + 1 < len(pair.changes) else ()
    days = _words("dates", "words")
    return any(word.form in days and word.is_name for word in (*before, *after))


def _names(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.form for word in words if word.is_name and not word.form[:1].isdigit()) - _words(
        "dates", "words"
    )


def _one_place(pair: Pair, change: Change) -> bool:
    """Tells whether both are words for one country: its capital, its people, its government."""
    was = find_place(_text(pair.was_text, change.was))
    now = find_place(_text(pair.now_text, change.now))
    return was is not None and now is not None and was.code == now.code


def _firmness(words: Iterable[Word]) -> set[str]:
    table = read_toml("drift_words")["modality"]
    rows = {row: table[row].split() for row in ("certain", "possible", "likely", "needed")}
    found = set()
    for word in words:
        homes = [row for row, forms in rows.items() if word.form in forms]
        if homes or word.form in _words("modality", "firm"):
            found.add(homes[0] if homes else word.form)
    return found


def _shifted(row: str) -> str:
    """Returns a row as a report has it: "will" becomes "would" there, and is no change."""
    return {"certain": "would", "needed": "needed"}.get(row, row)


def _persons(words: Iterable[Word]) -> set[str]:
    table = read_toml("drift_words")["subjects"]
    return {row for word in words for row, forms in table.items() if word.form in forms.split()}


def _condition_in(words: Sequence[Word], other: Sequence[Word], text: str, pair: Pair, *, gone: bool) -> str | None:
    """Returns the condition that stands in `words` and not on the other side, to the end of its sentence.

    Args:
        words: Of one side of a change.
        other: Of its other side.
        text: The wording `words` are of.
        pair: The two wordings.
        gone: Whether `words` are of the first.
    """
    if _opener(other) is not None:
        return None
    place = _opener(words)
    if place is None or len(words) - place < _SILENT_WORDS:
        return None
    sentence = _sentence_at(text, words[place].start)
    inside = [word for word in words[place:] if word.start < sentence.end]
    kept = [
        word
        for change in pair.changes
        if change.kind == "same"
        for word in (change.was if gone else change.now)
        if sentence.start <= word.start < sentence.end
    ]
    return _text(text, inside) if len(kept) >= _KEPT_WORDS and len(inside) >= _SILENT_WORDS else None


def _opener(words: Sequence[Word]) -> int | None:
    """Returns where a condition opens among the words."""
    forms = [word.form for word in words]
    for place, form in enumerate(forms):
        for parts, is_weak in _openers().get(form, ()):
            if forms[place : place + len(parts)] == parts and not (is_weak and len(forms) - place < 3):
                return place
    return None


@functools.cache
def _openers() -> dict[str, list[tuple[list[str], bool]]]:
    """Returns the words that open a condition by the first of them, each with whether they often open none."""
    weak = _words("conditions", "weak")
    found: dict[str, list[tuple[list[str], bool]]] = {}
    for opener in read_toml("drift_words")["conditions"]["openers"]:
        parts = opener.split()
        found.setdefault(parts[0], []).append((parts, opener in weak))
    return found


def _sentence_at(text: str, place: int) -> Span:
    """Returns the sentence of a wording that has the character at `place`."""
    return next(span for span in reversed(_sentences(text)) if span.start <= place)


@functools.lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[Span, ...]:
    """Returns the sentences of a wording; what stands before the first belongs to it."""
    spans = sentence_spans(text)
    return (Span(0, spans[0].end), *spans[1:]) if spans else (Span(0, len(text)),)


def _only_if(pair: Pair) -> Iterator[Drift]:
    """Yields the "only" of "only if" where it alone came or went."""
    for change, after in zip(pair.changes, pair.changes[1:], strict=False):
        opens = after.kind == "same" and after.was[0].form in ("if", "when", "after")
        if opens and [word.form for word in (*change.was, *change.now)] == ["only"]:
            yield _drift(pair, "condition", change)


def _marks(pair: Pair, kind: DriftKind, least: int) -> Iterator[Drift]:
    gained = kind == "marks_gained"
    for change in pair.changes:
        run: list[tuple[Word, Word]] = []
        for was, now in [*zip(change.was, change.now, strict=False), (None, None)] if change.kind == "same" else []:
            if (
                was is not None
                and now is not None
                and (now.in_marks if gained else was.in_marks)
                and (not (was.in_marks if gained else now.in_marks))
            ):
                run.append((was, now))
                continue
            if len(run) >= least:
                yield Drift(
                    kind=kind,
                    was=_text(pair.was_text, [one for one, _ in run]),
                    now=_text(pair.now_text, [other for _, other in run]),
                )
            run = []
