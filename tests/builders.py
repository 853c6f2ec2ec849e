"""Small records for tests, made up, and Hypothesis strategies for whole readings."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from hypothesis import strategies as st

from onrecord.records import (
    Actor,
    Aside,
    Attribution,
    Block,
    Capture,
    Datum,
    Entity,
    Hop,
    Meeting,
    Origin,
    Page,
    Reading,
    Span,
    When,
    content_id,
)

TEXT = (
    "Talks resume in Oster\n"
    "Foreign Minister Ada Venn of Caldia said on Monday that “the border stays open”.\n"
    "A diplomat briefed on the talks said Norland would not sign.\n"
    "Norland wants the river ports returned."
)


def make_capture(data: str | bytes = TEXT, **origin: Any) -> Capture:
    """A capture of `data` with its hash."""
    raw = data.encode() if isinstance(data, str) else data
    return Capture(data=raw, sha256=hashlib.sha256(raw).hexdigest(), origin=Origin(**origin))


def span_of(text: str, words: str) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_page(text: str = TEXT, *, outlet: str | None = None, published: str | None = None, **known: Any) -> Page:
    """A page whose lines are paragraphs, its first line the title."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Page(
        id=content_id("pg", sha256, known.get("url") or ""),
        sha256=sha256,
        text=text,
        blocks=_lines(text),
        title=Datum(value=text.split("\n", 1)[0] or "untitled", found="text"),
        outlet=Datum(value=outlet, found="given") if outlet else None,
        published=Datum(value=published, found="given") if published else None,
        **known,
    )


def lines_of(text: str) -> list[Span]:
    """The span of each line, without its end."""
    bounds, at = [], 0
    for line in text.split("\n"):
        bounds.append(Span(at, at + len(line)))
        at += len(line) + 1
    return bounds


def _lines(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        if end > start:
            blocks.append(Block(kind="paragraph" if blocks else "title", start=start, end=end, body=bool(blocks)))
        start += len(line)
    return tuple(blocks)


def make_attribution(page: Page, source: str, cue: str, content: str, **fields: Any) -> Attribution:
    """An attribution of words that stand on `page`."""
    spans = [span_of(page.text, words) for words in (source, cue, content)]
    at = [f"{span.start}-{span.end}" for span in spans]
    known: dict[str, Any] = {
        "kind": "indirect",
        "attitude": "assertion",
        "statement": True,
        "polarity": "positive",
        "certainty": "certain",
        "confidence": 0.9,
        "quote": content,
        "speaker": Actor(type="unresolved", surface=source),
    }
    return Attribution(
        id=content_id("at", page.id, f"{at[1]},{at[0]}", at[2]),
        source=(spans[0],),
        cue=(spans[1],),
        content=(spans[2],),
        **{**known, **fields},
    )


def make_reading(page: Page | None = None, *, model: str = "toy 1") -> Reading:
    """What a careful reader takes from `TEXT`: two statements and one ascribed wish."""
    page = page or make_page()
    venn = Actor(
        type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia", surface="Ada Venn of Caldia"
    )
    diplomat = Actor(type="anonymous", descriptor="A diplomat briefed on the talks", rank="diplomat")
    norland = Actor(type="government", name="Norland", surface="Norland")
    return Reading(
        page=page,
        attributions=(
            make_attribution(
                page,
                "Foreign Minister Ada Venn of Caldia",
                "said",
                "“the border stays open”",
                kind="direct",
                speaker=venn,
            ),
            make_attribution(
                page,
                "A diplomat briefed on the talks",
                ["said", "Norland"][0],
                "Norland would not sign",
                speaker=diplomat,
                confidence=0.6,
            ),
            make_attribution(
                page,
                ["Norland", "wants"][0],
                "wants",
                "the river ports returned",
                attitude="eventuality",
                statement=False,
                speaker=norland,
            ),
        ),
        model=model,
    )


spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 500), st.integers(0, 500))
words = st.text(max_size=20)
maybe_words = st.none() | words
data = st.builds(Datum, value=words, found=words, span=st.none() | spans, score=st.none() | st.floats(0, 1))
maybe_data = st.none() | data
span_tuples = st.lists(spans, max_size=3).map(tuple)

actors = st.builds(
    Actor,
    type=st.sampled_from(["person", "organisation", "government", "group", "anonymous", "writer", "unresolved"]),
    name=maybe_words,
    names=st.lists(words, max_size=2).map(tuple),
    surface=maybe_words,
    aliases=st.lists(words, max_size=2).map(tuple),
    office=maybe_words,
    on_behalf_of=maybe_words,
    certainty=st.sampled_from([None, "certain", "probable"]),
    evidence=span_tuples,
    score=st.none() | st.floats(0, 1),
)
whens = st.builds(When, span=spans, granularity=st.just("day"), start=maybe_words)
hops = st.builds(
    Hop,
    kind=st.sampled_from(["speaker", "relay", "outlet", "copy"]),
    how=st.sampled_from(["said", "told", "hearsay"]),
    name=maybe_words,
    spans=span_tuples,
    unnamed=st.booleans(),
)
attributions = st.builds(
    Attribution,
    id=words,
    source=span_tuples,
    cue=span_tuples,
    content=span_tuples,
    kind=st.sampled_from(["direct", "indirect", "mixed"]),
    attitude=st.sampled_from(["assertion", "belief", "fact", "eventuality"]),
    statement=st.booleans(),
    polarity=st.sampled_from(["positive", "negative"]),
    certainty=st.sampled_from(["certain", "hedged"]),
    confidence=st.floats(0, 1),
    speaker=st.just(msgspec.UNSET) | actors,
    to=maybe_words,
    to_span=st.none() | spans,
    venue=maybe_words,
    when=st.none() | spans,
    time=st.none() | whens,
    chain=st.lists(hops, max_size=2).map(tuple),
    directness=st.sampled_from([None, "own_words", "translated", "reported", "unnamed"]),
    insertions=span_tuples,
    nested_in=maybe_words,
    quote=words,
)
blocks = st.builds(
    Block,
    kind=st.sampled_from(["title", "paragraph", "caption"]),
    start=st.integers(0, 9),
    end=st.integers(9, 99),
    body=st.booleans(),
    by=words,
)
meetings = st.builds(
    Meeting,
    id=words,
    what=words,
    who=st.lists(words, max_size=2).map(tuple),
    when=st.none() | whens,
    kind=st.sampled_from(["meeting", "summit", "talks", "call", "visit"]),
    status=st.sampled_from(["announced", "ongoing", "held", "postponed", "cancelled", "unknown"]),
)
asides = st.builds(Aside, span=spans, reason=st.sampled_from(["scare_quote", "nickname"]))
entities = st.builds(Entity, kind=st.just("person"), span=spans, score=st.floats(0, 1))
pages = st.builds(
    Page,
    id=words,
    sha256=words,
    text=st.text(max_size=200),
    blocks=st.lists(blocks, max_size=3).map(tuple),
    path=maybe_words,
    url=maybe_words,
    title=maybe_data,
    byline=maybe_data,
    outlet=maybe_data,
    published=maybe_data,
    updated=maybe_data,
    language=maybe_data,
    canonical=maybe_data,
    originals=st.lists(data, max_size=2).map(tuple),
    fetched_at=maybe_words,
)
readings = st.builds(
    Reading,
    page=pages,
    attributions=st.lists(attributions, max_size=3).map(tuple),
    asides=st.lists(asides, max_size=2).map(tuple),
    entities=st.lists(entities, max_size=2).map(tuple),
    meetings=st.lists(meetings, max_size=2).map(tuple),
    model=words,
)
