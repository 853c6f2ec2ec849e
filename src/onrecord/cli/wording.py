"""Records in words: speakers, what kind of attribution, numbers of things."""

from __future__ import annotations

from onrecord.cli.terminal import one_line
from onrecord.export.wording import actor_note, hands_of
from onrecord.records.actor import Actor, called
from onrecord.records.attribution import Attribution
from onrecord.records.entry import PageRef

# Below this the attribution itself is doubtful enough to say so in a list; every format has the number.
_UNSURE = 0.5


def speaker_name(actor: Actor, source: str = "") -> str:
    """Returns what to call a speaker: the name, else the page's words (the source's, if need be), never a guess.

    >>> speaker_name(Actor(type="person", name="Ada Venn")), speaker_name(Actor(type="writer", surface="we"))
    ('Ada Venn', 'the writer')
    >>> speaker_name(Actor(type="anonymous", descriptor="a diplomat")), speaker_name(Actor(type="unresolved"))
    ('a diplomat', '(no source)')
    """
    if actor.type == "writer":
        return "the writer"
    return one_line(called(actor) or source) or "(no source)"


def speaker_note(actor: Actor) -> str:
    """Returns what else the page says of the speaker, and what is unsure.

    >>> speaker_note(Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia"))
    'Foreign Minister, Caldia'
    >>> speaker_note(Actor(type="anonymous", descriptor="a diplomat")), speaker_note(Actor(type="unresolved"))
    ('unnamed', 'unresolved')
    """
    return one_line(actor_note(actor, "unresolved"))


def attribution_note(attribution: Attribution) -> str:
    """Returns how the words reached the page, and every reason to be careful with them."""
    notes: list[str] = [attribution.kind]
    if not attribution.statement:
        notes.append(f"ascribed {attribution.attitude}" if attribution.attitude != "assertion" else "ascribed")
    if attribution.polarity == "negative":
        notes.append("denied")
    if attribution.certainty == "hedged":
        notes.append("hedged")
    if attribution.to:
        notes.append(f"to {one_line(attribution.to)}")
    notes += map(one_line, hands_of(attribution.chain))
    if attribution.confidence < _UNSURE:
        notes.append(f"unsure ({attribution.confidence:.2f})")
    return ", ".join(notes)


def page_title(page: PageRef) -> str:
    """Returns what to call a page."""
    return one_line(page.title) or one_line(page.path or page.url) or page.id


def page_facts(page: PageRef) -> str:
    """Returns outlet, date and id of a page, saying what is unknown."""
    return " · ".join([page_outlet(page), page_date(page), page.id])


def page_outlet(page: PageRef) -> str:
    """Returns who published a page."""
    return one_line(page.outlet) or "outlet unknown"


def page_date(page: PageRef) -> str:
    """Returns the day, or what of it the page gives, of its publication."""
    return one_line(page.published)[:10] or "no date"


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Returns a number with its noun.

    >>> count_of(1, "page"), count_of(1200, "page")
    ('1 page', '1,200 pages')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
