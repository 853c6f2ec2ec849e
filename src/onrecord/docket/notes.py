"""What the docket needs of one page: noted once, whatever the docket, but for the names of its proposals."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from onrecord.docket.fates import Happening, find_happenings
from onrecord.docket.introductions import find_introductions
from onrecord.docket.mention import Mention
from onrecord.docket.naming import find_proposals
from onrecord.records.attribution import Attribution
from onrecord.records.docket import Docket
from onrecord.records.entry import PageRef, page_ref
from onrecord.records.page import Block, BlockKind
from onrecord.records.reading import Reading
from onrecord.records.setting import Meeting
from onrecord.records.span import Span
from onrecord.text.sentences import sentence_spans

_READ: frozenset[BlockKind] = frozenset(
    {"title", "paragraph", "heading", "list_item", "block_quote", "caption", "pull_quote", "embedded_post"}
)
# A happening is a statement's when this share of its words is.
_MOST_OF = 0.6
# "The clause has been the sticking point ever since" may speak of a proposal named this many sentences before.
_SENTENCES_BACK = 2


class Place(Struct, frozen=True, kw_only=True):
    """Where an attribution stands.

    Attributes:
        around: The words of its sentences that are nobody else's content, for telling what it is on.
        proposals: Numbers of the mentions of proposals inside its content.
        near: Numbers of those beside it in its sentence.
    """

    around: str
    proposals: tuple[int, ...]
    near: tuple[int, ...]


class PageNotes(Struct, frozen=True, kw_only=True):
    """One page, as the docket's stages need it.

    Attributes:
        page: The page.
        places: Attribution id to where it stands.
        mentions: Where proposals are named or stood for.
        happenings: What is told of them.
        introductions: People with the words of their office.
        names: Names of one word, each with how often the page has it.
        meetings: As in `Reading`.
        words: The words under the spans of mentions, happenings and the times of meetings.
        told_in: For each happening the id of the attribution that most of its words stand in, and whether all of them
            are attributed words; ``None`` where they are the writer's own.
    """

    page: PageRef
    places: dict[str, Place]
    mentions: tuple[Mention, ...]
    happenings: tuple[Happening, ...]
    introductions: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, int], ...]
    meetings: tuple[Meeting, ...]
    words: dict[Span, str]
    told_in: tuple[tuple[str | None, bool], ...]


def names_of(docket: Docket) -> tuple[tuple[str, str], ...]:
    """Returns the phrases that mean a proposal of the docket, each with the proposal's name, or the version's."""
    pairs: list[tuple[str, str]] = []
    for proposal in docket.proposals:
        pairs += [(phrase, proposal.name) for phrase in (proposal.name, *proposal.aliases)]
        for version in proposal.versions:
            pairs += [(phrase, version.name) for phrase in (version.name, *version.aliases)]
    return tuple(sorted(set(pairs)))


def note_page(reading: Reading, names: tuple[tuple[str, str], ...] = ()) -> PageNotes:
    """Returns what the docket's stages need of one page.

    Args:
        reading: The page.
        names: From `names_of`; the notes change with nothing else of a docket.
    """
    text = reading.page.text
    sentences = [s for block in reading.page.blocks if block.kind in _READ for s in sentence_spans(text, block.span)]
    mentions = find_proposals(text, sentences, names)
    happenings = _happenings(text, sentences, mentions, reading.page.blocks)
    said = tuple(a for a in reading.attributions if a.statement and a.content)
    content = sorted((span, a.id) for a in said for span in (*a.content, *a.cue))
    spans = {h.span for h in happenings} | {m.span for m in mentions}
    spans |= {m.when.span for m in reading.meetings if m.when is not None}
    return PageNotes(
        page=page_ref(reading.page),
        places={a.id: _place(text, sentences, a, said, mentions) for a in said},
        mentions=mentions,
        happenings=happenings,
        introductions=find_introductions(text, reading.entities),
        names=_names(reading),
        meetings=reading.meetings,
        words={span: span.of(text) for span in sorted(spans)},
        told_in=tuple(attribution_at(content, happening.span) for happening in happenings),
    )


def attribution_at(content: Sequence[tuple[Span, str]], span: Span) -> tuple[str | None, bool]:
    """Returns the attribution that most of a span stands in, and whether all of it stands in what is attributed.

    "Norland rejected the plan" is a statement by its cue, and the words are the writer's.

    Args:
        content: Spans of content and cues, each with the id of its attribution, sorted.
        span: Of a happening.
    """
    holding = [(held.end - held.start, held, one) for held, one in content if held.holds(span)]
    if holding:
        return min(holding)[2], True
    shared: dict[str, int] = {}
    for held, one in content:
        if held.overlaps(span):
            shared[one] = shared.get(one, 0) + min(held.end, span.end) - max(held.start, span.start)
    best = max(sorted(shared), key=lambda one: shared[one], default=None)
    if best is None or shared[best] < _MOST_OF * (span.end - span.start):
        return None, False
    return best, False


def _names(reading: Reading) -> tuple[tuple[str, int], ...]:
    """Returns names of one word: the tagger takes a country that it never met for a person as soon as for a place."""
    names = (entity.span.of(reading.page.text) for entity in reading.entities if entity.kind != "date")
    return tuple(sorted(Counter(name for name in names if name.isalpha() and name.istitle()).items()))


def _happenings(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], blocks: Sequence[Block]
) -> tuple[Happening, ...]:
    found: list[Happening] = []
    starts = [sentence.start for sentence in sentences]
    inside: dict[int, list[tuple[int, Mention]]] = {}
    for number, mention in enumerate(mentions):
        inside.setdefault(bisect_right(starts, mention.span.start) - 1, []).append((number, mention))
    block_of = _block_numbers(sentences, blocks)
    latest: tuple[int, int] | None = None
    for position, sentence in enumerate(sentences):
        here = inside.get(position, [])
        near = (
            latest is not None
            and position - latest[0] <= _SENTENCES_BACK
            and block_of[position] - block_of[latest[0]] <= 1
        )
        if here or near:
            found += find_happenings(text, sentence, here, latest[1] if latest and near else None)
        if here:
            latest = (position, here[-1][0])
    return tuple(dict.fromkeys(found))


def _block_numbers(sentences: Sequence[Span], blocks: Sequence[Block]) -> list[int]:
    starts = [block.start for block in blocks]
    return [bisect_right(starts, sentence.start) for sentence in sentences]


def _place(
    text: str,
    sentences: Sequence[Span],
    attribution: Attribution,
    said: Sequence[Attribution],
    mentions: Sequence[Mention],
) -> Place:
    own = (*attribution.content, *attribution.cue)
    first = max(bisect_right(sentences, min(own), key=lambda s: s) - 1, 0)
    whole = [s for s in sentences[first : first + 12] if any(s.overlaps(span) for span in own)]
    others = [span for a in said if not _same_voice(a, attribution) for span in a.content if not span.overlaps(own[0])]
    # Who speaks is not what is spoken of: "a diplomat involved in coordinating guarantees".
    others += [span for a in said for span in (*a.source, *_about_source(a))]
    inside = tuple(n for n, m in enumerate(mentions) if any(m.span.overlaps(span) for span in attribution.content))
    near = tuple(n for n, m in enumerate(mentions) if n not in inside and any(s.overlaps(m.span) for s in whole))
    # What the same speaker says of it in another breath is that other statement's.
    spoken = [span for a in said if a.id != attribution.id for span in a.content]
    free = tuple(n for n in near if not any(span.overlaps(mentions[n].span) for span in (*others, *spoken)))
    return Place(around=_without(text, whole, others), proposals=inside, near=free)


def _about_source(attribution: Attribution) -> tuple[Span, ...]:
    """Returns what stands between a source and the cue behind it: it tells of the speaker."""
    if not attribution.source or attribution.source[-1].end >= attribution.cue[0].start:
        return ()
    between = Span(attribution.source[-1].end, attribution.cue[0].start)
    return () if any(between.overlaps(span) for span in attribution.content) else (between,)


def _same_voice(one: Attribution, other: Attribution) -> bool:
    """Tells whether two attributions are of one speaker, as far as the page resolved them."""
    first, second = getattr(one.speaker, "name", None), getattr(other.speaker, "name", None)
    return one.id == other.id or (first is not None and first == second)


def _without(text: str, sentences: Sequence[Span], others: Sequence[Span]) -> str:
    """Returns the sentences' words less those under `others`."""
    parts: list[str] = []
    for sentence in sentences:
        position = sentence.start
        for span in sorted(span for span in others if span.overlaps(sentence)):
            parts.append(text[position : max(position, span.start)])
            position = max(position, span.end)
        parts.append(text[position : sentence.end])
    return " ".join(part for part in parts if part)
