"""Verified pairs to stories: an order-free join."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.records.ids import content_id
from onrecord.records.story import Copy, Match, Related, Story
from onrecord.stories.composites import components, own_edges
from onrecord.stories.lineage import date_order, role_of
from onrecord.stories.sketch import Sketch
from onrecord.stories.table import measure_copy

# A share line more does not make a copy fuller.
_AS_FULL = 0.97


def merge(sketches: Iterable[Sketch], matches: Iterable[Match]) -> tuple[Story, ...]:
    """Returns the stories, by id; a page that is nobody's copy is a story alone.

    A function of the two sets: neither order matters.
    """
    pages = {sketch.page.id: sketch for sketch in sketches}
    ordered = sorted(matches, key=lambda match: (match.a, match.b))
    names = {page: frozenset[str]().union(*(line.names for line in one.lines)) for page, one in pages.items()}
    edges, composites = own_edges((match for match in ordered if match.verdict == "copy"), names)
    groups = components(pages, edges)
    home = {page: _story_id(group) for group in groups for page in group}
    related = relate(ordered, home)
    stories = [_story([pages[page] for page in group], composites, related) for group in groups]
    return tuple(sorted(stories, key=lambda story: story.story))


def _story_id(group: Sequence[str]) -> str:
    """Returns the id of the story of these pages: it changes only when a page with a smaller id joins."""
    return content_id("st", min(group))


def _story(group: Sequence[Sketch], composites: frozenset[str], related: Mapping[str, list[Related]]) -> Story:
    fullest = choose_fullest(group, composites)
    copies = [_copy(sketch, fullest, composites, alone=len(group) == 1) for sketch in group]
    copies.sort(key=lambda copy: (copy.id != fullest.page.id, date_order(copy.published), copy.id))
    names = Counter(name for copy in copies for name in {origin.name for origin in copy.origins})
    story = _story_id([sketch.page.id for sketch in group])
    return Story(
        story=story,
        pages=tuple(copies),
        fullest=fullest.page.id,
        earliest=_earliest(copies),
        origins=tuple(sorted(names, key=lambda name: (-names[name], name))),
        related=tuple(related.get(story, ())),
    )


def _earliest(copies: Sequence[Copy]) -> str | None:
    """Returns the id of the copy that came out first.

    Of one day it is no translation, and one that another names as its origin comes before; then the hours decide, where
    they are given.
    """
    # Whom the speakers told it may have had a report of its own, and these be copies of another's.
    named = {(o.name.casefold(), copy.id) for copy in copies for o in copy.origins if o.kind != "told"}

    def place(copy: Copy) -> tuple[str, bool, bool, str, str]:
        outlet, date = (copy.outlet or "").casefold(), date_order(copy.published)
        is_origin = any(name == outlet and by != copy.id for name, by in named)
        return date[:10], copy.role == "translated", not is_origin, date, copy.id

    dated = [copy for copy in copies if copy.published]
    return min(dated, key=place).id if dated else None


def choose_fullest(group: Sequence[Sketch], composites: frozenset[str]) -> Sketch:
    """Returns the page with most words, not one merged from two reports; the earliest of those with nearly as many.

    Only pages in the language that the report was written in can be it: the language that most have; of two, that of
    the earliest page.
    """
    own = [sketch for sketch in group if sketch.page.id not in composites] or list(group)
    tongues = Counter(sketch.tongue for sketch in own)
    days = {t: min(date_order(one.page.published)[:10] for one in own if one.tongue == t) for t in tongues}
    first = min(tongues, key=lambda tongue: (-tongues[tongue], days[tongue], tongue != "en", tongue))
    words = {one.page.id: sum(len(line.words) for line in one.lines) for one in own if one.tongue == first}
    full = [one for one in own if words.get(one.page.id, -1) >= _AS_FULL * max(words.values())]
    return min(full, key=lambda one: (date_order(one.page.published), -words[one.page.id], one.page.id))


def _copy(sketch: Sketch, fullest: Sketch, composites: frozenset[str], *, alone: bool) -> Copy:
    measured = measure_copy(sketch, fullest)
    page = sketch.page
    role = role_of(measured.kept, measured.own, measured.score)
    if page.id == fullest.page.id:
        role = "alone" if alone else "fullest"
    elif page.id in composites:
        role = "merged"
    elif sketch.tongue != fullest.tongue:
        role = "translated"
    return Copy(
        id=page.id,
        path=page.path,
        url=page.url,
        role=role,
        title=page.title,
        outlet=page.outlet,
        published=page.published,
        kept=measured.kept,
        own=measured.own,
        score=measured.score,
        dropped=measured.dropped,
        added=measured.added,
        origins=sketch.origins,
    )


def relate(matches: Sequence[Match], home: Mapping[str, str]) -> dict[str, list[Related]]:
    """Returns for each story the others that share something with it, strongest reason first found kept."""
    reasons: dict[tuple[str, str], Match] = {}
    for match in matches:
        pair = home[match.a], home[match.b]
        if pair[0] != pair[1]:
            kept = reasons.get(pair)
            if kept is None or max(match.of_a, match.of_b) > max(kept.of_a, kept.of_b):
                reasons[pair] = reasons[pair[::-1]] = match
    found: dict[str, list[Related]] = defaultdict(list)
    for (story, other), match in sorted(reasons.items()):
        found[story].append(Related(story=other, why=_reason(match)))
    return found


def _reason(match: Match) -> str:
    return "one page holds parts of both reports" if match.verdict == "copy" else match.why
