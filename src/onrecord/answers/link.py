"""Which statement, or whose statements, a statement answers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from onrecord.answers.sayings import DAYS, Asked, Changed, Context, Said, Sayings, is_before, stem_of
from onrecord.answers.signs import Signs
from onrecord.answers.speakers import label_of
from onrecord.records.answer import Answer, AnswerReason
from onrecord.records.statement import Statement
from onrecord.tables.read import read_toml
from onrecord.text.shingles import WORD, fold_word

# Of a speaker's statements, or of those that share a word, the latest so many are compared.
_COMPARED = 60
# Content words in common, weighted by how rare they are, as a share of the shorter side's: for a named speaker it only
# has to choose among their statements; without a name it has to carry the link alone.
_OVERLAP_NAMED, _OVERLAP_ALONE = 0.2, 0.45
_LEAST_WORDS = 3
_SCORE = {"named": 0.7, "told": -0.1, "weak": 0.4, "alone": 0.3}


class Memory:
    """The statements of the last call, and the answers among them with what was looked at for each.

    To lose it costs time and changes nothing.

    Args:
        like: Another, of which what was read of the same statements is taken.
    """

    def __init__(self, like: Memory | None = None) -> None:
        self.record: Sayings = Sayings(like.record.said if like is not None else {})
        self.found: dict[str, tuple[Answer | None, Asked]] = {}
        self.carried: dict[str, Answer] = {}


def find_answers(
    statements: Iterable[Statement], known: Context | None = None, memory: Memory | None = None
) -> tuple[Answer, ...]:
    """Returns who answers whom, by the answering statement's id; the same whatever the order of `statements`.

    Where a speaker is named, the answer is linked to that speaker, and to the one statement of theirs that is meant
    where shared words, or there being no other, tell it. Where nobody is named, only a denial, confirmation or
    correction that shares most of its words with one earlier statement of somebody else is linked.

    Args:
        statements: Of the record.
        known: Parties and issues of its statements, where a docket gives them.
        memory: Of earlier calls; makes it faster and no different. An answer that comes out as before is the very
            same object.
    """
    memory = memory or Memory()
    record = memory.record
    changed = record.update({one.id: one for one in statements}, known or Context())
    for name in memory.found.keys() - record.asking:
        del memory.found[name]
    for name in record.asking:
        held = memory.found.get(name)
        if held is None or _may_differ(record, record.said[name], held[1], changed):
            record.asked = asked = Asked(set(), set(), set())
            answer = _answer(record, record.said[name].statement)
            record.asked = None
            same = held is not None and held[0] == answer
            memory.found[name] = held[0] if same and held is not None else answer, asked
    found = {name: answer for name, (answer, _) in memory.found.items() if answer is not None}
    weak = {name for name, (answer, _) in memory.found.items() if answer is None}
    carried = {name: answer for name in weak if (answer := _carried(record, name, found)) is not None}
    memory.carried = {key: _kept(memory.carried.get(key), answer) for key, answer in carried.items()}
    found |= memory.carried
    return tuple(found[name] for name in sorted(found))


def _kept(held: Answer | None, answer: Answer) -> Answer:
    return held if held is not None and held == answer else answer


def _may_differ(record: Sayings, said: Said, asked: Asked, changed: Changed) -> bool:
    """Tells whether anything that an answer was found by is otherwise than before."""
    if said.statement.id in changed.names or not said.pages.isdisjoint(changed.pages):
        return True
    if not asked.words.isdisjoint(changed.words):
        return True
    if any(_in_reach(day, said) for label in asked.labels for day in changed.labels.get(label, ())):
        return True
    if changed.called and said.signs is not None and record.speakers.named(said.signs.named) != asked.named:
        return True
    # Words weigh by how many statements have them.
    if not asked.compared or not changed.words:
        return False
    texts = (said, *(record.said[name] for name in asked.compared))
    return any(not changed.words.isdisjoint(one.words) for one in texts)


def _in_reach(day: dt.date | None, said: Said) -> bool:
    return day is None or said.day is None or 0 <= (said.day - day).days <= DAYS


def _answer(record: Sayings, statement: Statement) -> Answer | None:
    said = record.said[statement.id]
    signs = said.signs
    if signs is None or signs.weak or statement.variants[0].polarity == "negative":
        return None
    if signs.named:
        return _named(record, said, signs)
    found = _without_name(record, said, signs)
    # "Called the warning blackmail" has nothing else to be found by; "denied the claim that ..." has what it denies.
    lone = signs.own or signs.what or (signs.noun and signs.kind == "dismisses")
    return found if found is not None or lone else _unnamed(record, said, signs)


def _without_name(record: Sayings, said: Said, signs: Signs) -> Answer | None:
    """Returns the answer to what the words point at: the speaker's own, a thing, a word for what was said."""
    if signs.own:
        return _of_own(record, said, signs)
    if signs.what:
        return _beside(record, said, signs)
    return _by_deed(record, said, signs) if signs.noun else None


def _named(record: Sayings, said: Said, signs: Signs) -> Answer | None:
    """Returns the answer to the speaker whom the words name; ``None`` where they name the speaker's own side."""
    own = said.label
    named = record.speakers.named(signs.named)
    if record.asked is not None:
        record.asked.named = named
    labels = [label for label in named if label != own]
    present = record.speakers.on_pages(said.pages)
    here = [label for label in labels if label in present]
    chosen = here if len(here) == 1 else labels
    if own in named and not labels:
        return None
    why = [AnswerReason(sign="named", words=signs.named)]
    if len(chosen) == 1 and chosen[0].casefold() != signs.named.casefold():
        why.append(AnswerReason(sign="only_one", words=chosen[0]))
    meant = None
    if len(chosen) == 1:
        meant, more = _meant(record, said, record.near(chosen[0], said))
        why += more
    return _make(said, signs, chosen[0] if len(chosen) == 1 else signs.named, meant, why)


def _make(
    said: Said, signs: Signs, to_speaker: str | None, meant: Statement | None, why: Sequence[AnswerReason]
) -> Answer:
    told = [AnswerReason(sign="told", words=signs.by)] if signs.by else []
    score = _SCORE["named"] if signs.named else _SCORE["alone"]
    score += 0.2 if meant is not None and all(one.sign != "issue" for one in why) else 0.0
    score += 0.1 if any(one.sign == "same_page" for one in why) else 0.0
    score += _SCORE["told"] if told else 0.0
    return Answer(
        statement=said.statement.id,
        kind=signs.kind,
        by=signs.by or label_of(said.statement.speaker),
        to_statement=meant.id if meant else None,
        to_speaker=to_speaker,
        score=round(score, 2),
        why=(*why, *told),
        marks=signs.marks,
    )


def _meant(record: Sayings, said: Said, statements: Sequence[Statement]) -> tuple[Statement | None, list[AnswerReason]]:
    """Returns the one statement of a speaker that is meant, where it can be told."""
    earlier = [
        one
        for one in statements
        if one.id != said.statement.id
        and is_before(record.said[one.id], said)
        and not _nests(record.said[one.id], said)
    ]
    earlier = earlier[-_COMPARED:]
    here = [one for one in earlier if said.pages & record.said[one.id].pages]
    why = [AnswerReason(sign="same_page", words=said.statement.variants[0].page.id)] if here else []
    if len(earlier) == 1:
        return earlier[0], [*why, AnswerReason(sign="only_one", words=earlier[0].id), *_dated(record, said, earlier[0])]
    compared = [(record.overlap(said, record.said[one.id]), one) for one in earlier]
    ranked = sorted(compared, key=lambda pair: (-pair[0][0], pair[1].id))
    if not ranked or ranked[0][0][0] < _OVERLAP_NAMED or (len(ranked) > 1 and ranked[0][0][0] <= ranked[1][0][0]):
        return _most_reported(record, said, earlier, why)
    (_, words), one = ranked[0]
    return one, [*why, *_overlapping(words, said), *_dated(record, said, one)]


def _most_reported(
    record: Sayings, said: Said, earlier: Sequence[Statement], why: list[AnswerReason]
) -> tuple[Statement | None, list[AnswerReason]]:
    """Returns what a speaker was most reported with on the answer's issue, on the last day before it."""
    on_issue = [one for one in earlier if said.issue and record.said[one.id].issue == said.issue and one.when]
    last = max((one.when[:10] for one in on_issue if one.when), default="")
    of_day = sorted(
        (one for one in on_issue if one.when and one.when[:10] == last),
        key=lambda one: (-one.lines, -one.pages, one.id),
    )
    if not of_day or (len(of_day) > 1 and (of_day[0].lines, of_day[0].pages) == (of_day[1].lines, of_day[1].pages)):
        return None, why
    one = of_day[0]
    return one, [*why, AnswerReason(sign="issue", words=said.issue), *_dated(record, said, one)]


def _unnamed(record: Sayings, said: Said, signs: Signs) -> Answer | None:
    """Returns the answer that shared words alone carry: to one earlier statement of another side."""
    own = said.sides
    near: Counter[str] = Counter()
    for word in said.words:
        near.update(record.holding(word)[-_COMPARED:])
    best: list[tuple[float, str, tuple[str, ...]]] = []
    for name, shared in sorted(near.items()):
        other = record.said[name]
        if shared < _LEAST_WORDS or name == said.statement.id or not is_before(other, said):
            continue
        if own & other.sides or _label(other) == _label(said) or _denies(other):
            continue
        score, words = record.overlap(said, other)
        if score >= _OVERLAP_ALONE:
            best.append((-score, name, words))
    if not best:
        return None
    _, name, words = min(best)
    other = record.said[name]
    why = [*_overlapping(words, said), *_dated(record, said, other.statement)]
    return _make(said, signs, label_of(other.statement.speaker) or None, other.statement, why)


def _denies(said: Said) -> bool:
    """Tells whether a statement is a denial itself: two that deny one thing do not answer each other."""
    return said.signs is not None and said.signs.kind in {"denies", "dismisses"}


def _of_own(record: Sayings, said: Said, signs: Signs) -> Answer | None:
    """Returns the link to the speaker's own earlier words, where shared words tell which."""
    earlier = [record.said[one.id] for one in record.near(_label(said), said) if one.id != said.statement.id]
    found = [(record.overlap(said, one), one) for one in earlier if is_before(one, said) and not _nests(one, said)]
    best = max(found, key=lambda pair: (pair[0][0], pair[1].statement.id), default=None)
    if best is None or best[0][0] < _OVERLAP_ALONE:
        return None
    why = [*_overlapping(best[0][1], said), *_dated(record, said, best[1].statement)]
    return _make(said, signs, _label(said), best[1].statement, why)


def _beside(record: Sayings, said: Said, signs: Signs) -> Answer | None:
    """Returns the answer to what another side said of the thing on the page, best before: "there is no such letter"."""
    thing = stem_of(fold_word(signs.what))
    page = said.statement.variants[0].page.id
    start = said.statement.variants[0].start
    near = [
        (there.start > start, abs(there.start - start), other.statement.id)
        for other in (record.said[name] for name in record.holding(thing))
        if page in other.pages and not (other.sides & said.sides)
        for there in [_on_page(other.statement, page)]
        if there is not None and _label(other) != _label(said) and not _denies(other)
    ]
    if not near:
        return None
    other = record.said[min(near)[2]]
    why = [AnswerReason(sign="overlap", words=signs.what), AnswerReason(sign="same_page", words=page)]
    return _make(said, signs, _label(other) or None, other.statement, why)


def _by_deed(record: Sayings, said: Said, signs: Signs) -> Answer | None:
    """Returns the answer to the one statement of another side on the page that is what a noun says: "the warning"."""
    wanted = frozenset(read_toml("answer_words")["deeds"][signs.noun].split())
    best = said.statement.variants[0]
    near = [
        (-there.start, other.statement.id)
        for other in (record.said[name] for name in record.on_page[best.page.id])
        if wanted & other.deeds and not (other.sides & said.sides)
        for there in [_on_page(other.statement, best.page.id)]
        if there is not None and there.start < best.start and _label(other) not in {_label(said), ""}
    ]
    if not near or (signs.kind == "confirms"):
        return None
    other = record.said[min(near)[1]]
    why = [AnswerReason(sign="same_page", words=best.page.id), AnswerReason(sign="deed", words=signs.noun)]
    return _make(said, signs, _label(other), other.statement, why)


def _nests(one: Said, other: Said) -> bool:
    """Tells whether two statements share characters of a page: one is told within the other."""
    if one.pages.isdisjoint(other.pages):
        return False
    return any(
        a.page.id == b.page.id and a.start < b.end and b.start < a.end
        for a in one.statement.variants
        for b in other.statement.variants
    )


def _carried(record: Sayings, name: str, found: Mapping[str, Answer]) -> Answer | None:
    """Returns the answer that goes on from one that the same speaker gave right before on the same page."""
    statement, signs, label = record.said[name].statement, record.said[name].signs, record.said[name].label
    best = statement.variants[0]
    if signs is None or not signs.weak or not label or not _points_back(best.quote):
        return None
    before = [
        (there.start, other)
        for other in (found[one] for one in record.on_page.get(best.page.id, ()) if one in found)
        for there in [_on_page(record.said[other.statement].statement, best.page.id)]
        if there is not None and there.start < best.start and there.label == label
    ]
    if not before:
        return None
    first = max(before, key=lambda pair: (pair[0], pair[1].statement))[1]
    why = (AnswerReason(sign="follows", words=first.statement),)
    return Answer(
        statement=statement.id,
        kind=signs.kind,
        by=label,
        to_statement=first.to_statement,
        to_speaker=first.to_speaker,
        score=_SCORE["weak"],
        why=why,
        marks=signs.marks,
    )


class _There(Struct, frozen=True):
    start: int
    label: str


def _on_page(statement: Statement, page: str) -> _There | None:
    for variant in statement.variants:
        if variant.page.id == page:
            return _There(variant.start, label_of(statement.speaker))
    return None


def _label(said: Said) -> str:
    return said.label


def _points_back(quote: str) -> bool:
    """Tells whether words begin with a pronoun that stands for what was said.

    >>> _points_back("“It’s noise,”"), _points_back("Noise is bad for fish")
    (True, False)
    """
    first = [fold_word(word) for word in WORD.findall(quote)[:1]]
    return bool(first) and first[0] in {"it", "that", "this", "these", "those"}


def _dated(record: Sayings, said: Said, other: Statement) -> list[AnswerReason]:
    day = record.said[other.id].day
    return [] if day is None or said.day is None else [AnswerReason(sign="date", words=f"{(said.day - day).days} days")]


def _overlapping(stems: Sequence[str], said: Said) -> list[AnswerReason]:
    """Returns the reason that two statements share words, in the answer's own form of them."""
    forms = {stem_of(fold_word(word)): word for word in reversed(WORD.findall(said.statement.quote))}
    words = [forms.get(stem, stem) for stem in stems]
    figures = [word for word in words if word[:1].isdigit()]
    reasons = [AnswerReason(sign="overlap", words=", ".join(words))]
    return [*reasons, AnswerReason(sign="figure", words=", ".join(figures))] if figures else reasons
