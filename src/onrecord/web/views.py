"""Records as the templates show them."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from msgspec import Struct

from onrecord.export.wording import hands_of
from onrecord.records.attribution import Attribution, speaker_of
from onrecord.records.entry import Entry, PageRef
from onrecord.records.reading import Reading
from onrecord.records.span import Span, hull
from onrecord.records.statement import Statement
from onrecord.store.contract import Facets, Filter, Tally
from onrecord.web import wording
from onrecord.web.links import link_to
from onrecord.web.markup import COLOURS, anchor_of, colour_speakers

Column = tuple[str, str, list[str], tuple[Tally, ...]]
OPENING = ("“", "‘", '"', "'", "«", "„")


class Item(Struct, frozen=True, kw_only=True):
    """One line of a list of what was said.

    Attributes:
        id: Of the attribution.
        quote: The words.
        kind: Direct, mixed or indirect.
        hangs: Whether they begin with a mark, which hangs in the margin.
        speaker: What to call the speaker.
        named: Whether that is a name.
        note: What else is known of the speaker.
        cautions: Reasons to be careful with it.
        ways: To whom, where, and through whose hands.
        page: Title of the page.
        outlet: Who published it.
        published: When, ISO 8601.
        source: Link to the words on their page.
        copies: On how many pages its statement stands.
        lines: From how many independent lines.
        altered: Whether a page has other words that change what was said.
    """

    id: str
    quote: str
    kind: str
    hangs: bool
    speaker: str
    named: bool
    note: str
    cautions: tuple[str, ...]
    ways: tuple[str, ...]
    page: str
    outlet: str
    published: str | None
    source: str
    copies: int
    lines: int
    altered: bool


class Note(Struct, frozen=True, kw_only=True):
    """What stands beside the words of an attribution on its page."""

    number: int
    id: str
    anchor: str
    colour: int
    said: bool
    kind: str
    speaker: str
    note: str
    cautions: tuple[str, ...]
    ways: tuple[str, ...]
    when: str | None


class Bar(Struct, frozen=True, kw_only=True):
    """One month of the histogram."""

    month: str
    count: int
    x: float
    width: float
    height: float
    chosen: bool


def item_of(entry: Entry, statement: Statement | None = None) -> Item:
    """Returns an entry as a line of a list, with how often its statement was printed."""
    attribution, page = entry.attribution, entry.page
    actor = speaker_of(attribution)
    return Item(
        id=attribution.id,
        quote=attribution.quote,
        kind=attribution.kind,
        hangs=attribution.quote.startswith(OPENING),
        speaker=wording.name_of(actor, entry.source),
        named=bool(actor.name or actor.names),
        note=wording.note_of(actor),
        cautions=wording.cautions(attribution),
        ways=_ways(attribution),
        page=page_name(page),
        outlet=page.outlet or "Outlet unknown",
        published=page.published,
        source=source_link(entry),
        copies=statement.pages if statement else 1,
        lines=statement.lines if statement else 1,
        altered=any(variant.drift for variant in statement.variants) if statement else False,
    )


def source_link(entry: Entry) -> str:
    """Returns the link to an entry's words on their page."""
    content = entry.attribution.content
    if not content:
        return f"/p/{entry.page.id}"
    # The page's text is not at hand in a list: the link has the place alone, which its page checks for itself.
    area = hull(content)
    return f"/p/{entry.page.id}?at={area.start}-{area.end}#{area.start}-{area.end}"


def span_of(attribution: Attribution) -> Span:
    """Returns the words of an attribution, from the first to the last."""
    return hull(attribution.content or attribution.cue)


def permalink(reading: Reading, attribution: Attribution) -> str:
    """Returns the link to an attribution's words that can tell whether they are still there."""
    area = hull(attribution.content) if attribution.content else Span(0, 0)
    return link_to(reading.page.id, reading.page.text, area)


def by_day(items: list[Item]) -> list[tuple[str, list[Item]]]:
    """Returns items with the day they were published on, as they come."""
    return [(day, list(group)) for day, group in groupby(items, key=lambda item: wording.day_of(item.published))]


def notes_of(reading: Reading) -> dict[int, Note]:
    """Returns what stands beside each attribution of a page, by its number."""
    colours = colour_speakers(reading.attributions)
    return {
        number: _note(number, attribution, reading, colours[number - 1])
        for number, attribution in enumerate(reading.attributions, 1)
    }


def legend_of(reading: Reading) -> list[tuple[int, str, str, int]]:
    """Returns colour, speaker, note and number of statements of those who speak on a page, most talkative first."""
    found: dict[str, list[Any]] = {}
    for attribution, colour in zip(reading.attributions, colour_speakers(reading.attributions), strict=True):
        actor = speaker_of(attribution)
        name = wording.name_of(actor, reading.quote(attribution.source))
        row = found.setdefault(name, [colour, name, wording.note_of(actor), 0])
        row[3] += 1
    return sorted((tuple(row) for row in found.values()), key=lambda row: (-row[3], row[0], row[1]))


def page_name(page: PageRef) -> str:
    """Returns what to call a page."""
    return page.title or page.path or page.url or page.id


def colour_of(name: str, names: list[str]) -> int:
    """Returns the colour of one of `names`, from 1; 0 if it is none of them or there are too many to tell apart."""
    return names.index(name) + 1 if name in names[:COLOURS] else 0


def bars_of(facets: Facets, wanted: Filter) -> list[Bar]:
    """Returns the histogram of months, the empty ones among them, at most the last ten years of it."""
    tallies = {tally.value: tally.count for tally in facets.months}
    months = _months(min(tallies), max(tallies))[-120:] if tallies else []
    top = max(tallies.values(), default=1)
    width = 100 / max(len(months), 12)
    return [
        Bar(
            month=month,
            count=tallies.get(month, 0),
            x=round(k * width, 3),
            width=round(width * 0.82, 3),
            height=round(40 * tallies.get(month, 0) / top, 2),
            chosen=(wanted.since or "") == month,
        )
        for k, month in enumerate(months)
    ]


def columns_of(facets: Facets, wanted: Filter, more: tuple[Column, ...] = ()) -> list[Column]:
    """Returns each facet as its title, its field, what is chosen of it, and its values."""
    rows: list[Column] = [
        ("Speaker", "speaker", [wanted.speaker] if wanted.speaker else [], facets.speakers),
        ("Speaks for", "party", [wanted.party] if wanted.party else [], facets.parties),
        ("Office", "office", [wanted.office] if wanted.office else [], facets.offices),
        ("Outlet", "outlet", [wanted.outlet] if wanted.outlet else [], facets.outlets),
        ("Wording", "kind", list(wanted.kinds), facets.kinds),
        ("Speaker is", "type", list(wanted.types), facets.types),
        *more,
    ]
    return [row for row in rows if row[3] or row[2]]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _note(number: int, attribution: Attribution, reading: Reading, colour: int) -> Note:
    actor = speaker_of(attribution)
    return Note(
        number=number,
        id=attribution.id,
        anchor=anchor_of(attribution),
        colour=colour,
        said=attribution.statement,
        kind=attribution.kind,
        speaker=wording.name_of(actor, reading.quote(attribution.source)),
        note=wording.note_of(actor),
        cautions=wording.cautions(attribution),
        ways=_ways(attribution),
        when=attribution.when.of(reading.page.text) if attribution.when else None,
    )


def _ways(attribution: Attribution) -> tuple[str, ...]:
    to = (f"to {attribution.to}",) if attribution.to else ()
    venue = (attribution.venue,) if attribution.venue else ()
    return (*to, *venue, *hands_of(attribution.chain))
