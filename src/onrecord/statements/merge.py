"""Linked attributions to statements: an order-free join."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from onrecord.records.ids import content_id
from onrecord.records.setting import When
from onrecord.records.span import Span, hull
from onrecord.records.statement import Drift, Edit, Statement, StatementRuling, Variant, Wording
from onrecord.statements.drift import find_drift
from onrecord.statements.edits import Change, difference, edits_of
from onrecord.statements.groups import join
from onrecord.statements.identity import names_of
from onrecord.statements.lines import lines_of
from onrecord.statements.links import Link
from onrecord.statements.pairs import Pair
from onrecord.statements.repairs import Cast, cast_of, repair
from onrecord.statements.rulings import overrule
from onrecord.statements.sayings import Saying
from onrecord.statements.wordings import choose_best, class_of
from onrecord.statements.words import take_words

# A quote with what of it stands in marks, and what is a name.
_Worded = tuple[str, tuple[Span, ...], tuple[Span, ...]]

# Coarser times say less; of two that are as exact the earlier counts.
_EXACT = ("time", "day", "week", "month", "season", "year")


def merge(
    sayings: Iterable[Saying], links: Iterable[Link], home: Mapping[str, str], rulings: Iterable[StatementRuling] = ()
) -> tuple[Statement, ...]:
    """Returns the statements, by id; an attribution that is linked to none is a statement alone.

    A function of the sets: no order matters.

    Args:
        sayings: All of the record.
        links: Between them.
        home: Page id to the id of its story.
        rulings: What people decided.
    """
    by_id = {saying.id: saying for saying in sayings}
    cast = cast_of(by_id.values(), home)
    return tuple(sorted(make_statements(by_id, list(links), cast, home, rulings), key=lambda made: made.id))


def make_statements(
    by_id: Mapping[str, Saying],
    links: Collection[Link],
    cast: Cast,
    home: Mapping[str, str],
    rulings: Iterable[StatementRuling] = (),
) -> list[Statement]:
    """Returns the statements that attributions make, in order of the smallest attribution in each.

    Args:
        by_id: The attributions, with all that links and rulings tie to them.
        links: Between them.
        cast: Who is named in full in the stories, as `repairs.cast_of` returns.
        home: Page id to the id of its story.
        rulings: What people decided of them.
    """
    groups, decided = overrule(join({one: saying.speaker for one, saying in by_id.items()}, links), links, rulings)
    on: dict[str, list[StatementRuling]] = defaultdict(list)
    for ruling in decided:
        for one in {*ruling.first, *ruling.second}:
            on[one].append(ruling)
    made = []
    for group in groups:
        found = {ruling.number: ruling for one in group if one in on for ruling in on[one]}
        made.append(make_statement([by_id[one] for one in group], cast, home, [found[n] for n in sorted(found)]))
    return made


def make_statement(
    sayings: Sequence[Saying], cast: Cast, home: Mapping[str, str], rulings: Sequence[StatementRuling] = ()
) -> Statement:
    """Returns the statement that a group of attributions makes; the same for any order of them.

    Args:
        sayings: The group, one at least.
        cast: Who is named in full in the stories, as `repairs.cast_of` returns.
        home: Page id to the id of its story.
        rulings: What people decided of who is in it, in order.
    """
    lines = lines_of(sayings, home)
    best = choose_best(sayings, lines)
    speaker, repairs = repair(best, sayings, cast, home)
    variants = [_variant(best, saying, lines[saying.id]) for saying in sayings]
    variants.sort(key=lambda v: (v.wording != "best", v.page.published or "~", v.page.id, v.start, v.attribution))
    return Statement(
        id=statement_id(sayings),
        speaker=speaker,
        repairs=repairs,
        when=_day_of(sayings),
        said=_said(sayings),
        quote=best.attribution.quote,
        best=best.id,
        kind=best.attribution.kind,
        variants=tuple(variants),
        stories=tuple(sorted({home[saying.page.id] for saying in sayings if saying.page.id in home})),
        lines=len(set(lines.values())),
        pages=len({saying.page.id for saying in sayings}),
        named=bool(names_of(speaker)) and speaker.type != "unresolved",
        rulings=tuple(rulings),
    )


def statement_id(sayings: Iterable[Saying]) -> str:
    """Returns the id: it changes only when an attribution with a smaller id joins."""
    return content_id("sm", min(saying.id for saying in sayings))


def _variant(best: Saying, saying: Saying, line: str) -> Variant:
    attribution = saying.attribution
    span = hull(attribution.content)
    wording, edits, drift = _compared(best, saying)
    return Variant(
        page=saying.page,
        attribution=attribution.id,
        start=span.start,
        end=span.end,
        spans=attribution.content,
        wording=wording,
        kind=attribution.kind,
        quote=attribution.quote,
        cue=saying.cue,
        source=saying.source,
        speaker=saying.speaker,
        edits=edits,
        drift=drift,
        line=line,
        chain=attribution.chain,
        directness=attribution.directness,
        polarity=attribution.polarity,
        certainty=attribution.certainty,
        confidence=attribution.confidence,
        to=attribution.to,
        venue=attribution.venue,
        time=attribution.time,
        language=saying.language,
    )


def _compared(best: Saying, saying: Saying) -> tuple[Wording, tuple[Edit, ...], tuple[Drift, ...]]:
    if saying.id == best.id:
        return "best", (), ()
    changes = _changes(_worded(best), _worded(saying))
    wording = class_of(best, saying, changes)
    if wording == "translated":
        return wording, (), ()
    return wording, *_told(_worded(best), _worded(saying), reported=wording == "paraphrased")


def _worded(saying: Saying) -> _Worded:
    return saying.attribution.quote, saying.marks, saying.names


@functools.lru_cache(maxsize=4096)
def _changes(was: _Worded, now: _Worded) -> tuple[Change, ...]:
    """Returns the difference; the copies of a report have few wordings, and each is compared once."""
    return difference(take_words(*was), take_words(*now))


@functools.lru_cache(maxsize=4096)
def _told(was: _Worded, now: _Worded, *, reported: bool) -> tuple[tuple[Edit, ...], tuple[Drift, ...]]:
    changes = _changes(was, now)
    pair = Pair(was_text=was[0], now_text=now[0], changes=changes, reported=reported)
    return edits_of(was[0], now[0], changes), find_drift(pair)


def _day_of(sayings: Sequence[Saying]) -> str | None:
    """Returns the day it was said, where a page says so, else that of the earliest page."""
    said = _said(sayings)
    if said is not None and said.granularity in ("time", "day") and said.start:
        return said.start[:10]
    published = [saying.page.published[:10] for saying in sayings if saying.page.published]
    return min(published, default=None)


def _said(sayings: Sequence[Saying]) -> When | None:
    """Returns the most exact time that a page gives, the earliest of them."""
    times = [saying.attribution.time for saying in sayings]
    known = [time for time in times if time is not None and time.start and time.granularity in _EXACT]
    return min(
        known,
        key=lambda time: (_EXACT.index(time.granularity), time.start or "", time.end or "", time.span),
        default=None,
    )
