"""Records in words, for pages: speakers, dates, numbers, and characters that must not act."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from msgspec.structs import replace

from onrecord.export.wording import actor_note
from onrecord.records.actor import Actor, called
from onrecord.records.attribution import Attribution
from onrecord.tables.nations import country_names_of

# Below this the attribution itself is doubtful enough to say so in a list; the API gives the number always.
_UNSURE: Final = 0.5

# Characters that turn the direction of what follows, or are invisible: shown by their number, so that they cannot act.
_ACTING = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)

# The acts of the PLOVER codes, as the pages name them; the API has the codes.
_ACTS: Final = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "retreat",
    "CONCEDE": "concession",
    "REQUEST": "request",
    "ACCUSE": "accusation",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
    "ASSAULT": "attack",
    "OTHER": "other",
}
_CODE = re.compile(rf"\b(?:{'|'.join(_ACTS)})\b")

_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")

_SURROGATE = re.compile("[\ud800-\udfff]")

_LABELS: Final = {
    "caption": "Caption",
    "credit": "Credit",
    "pull_quote": "Pull quote",
    "dateline": "Dateline",
    "byline": "Byline",
    "embedded_post": "Embedded post",
    "related_link": "Related link",
    "furniture": "Not part of the report",
}


def shown(text: str | None) -> str:
    r"""Returns `text` with what would act on the page instead of being seen replaced by its number or its picture.

    >>> shown("a\u202eb"), shown("a\x00b"), shown("\ud800")
    ('a⟦202E⟧b', 'a⟦0⟧b', '\ufffd')
    """
    safe = text or ""
    if _SURROGATE.search(safe):
        safe = _SURROGATE.sub("\ufffd", safe)
    return _ACTING.sub(lambda match: f"⟦{ord(match[0]):X}⟧", safe)


def name_of(actor: Actor, source: str = "") -> str:
    """Returns what to call a speaker: the name, else the page's words (the source's, if need be), never a guess.

    >>> name_of(Actor(type="person", name="Ada Venn")), name_of(Actor(type="writer", surface="we"))
    ('Ada Venn', 'The writer')
    >>> name_of(Actor(type="anonymous", descriptor="a diplomat")), name_of(Actor(type="unresolved"))
    ('A diplomat', 'No source given')
    """
    if actor.type == "writer":
        return "The writer"
    name = called(actor) or source
    flat = " ".join(name.split())
    return flat[:1].upper() + flat[1:] if flat else "No source given"


def note_of(actor: Actor) -> str:
    """Returns what else the page says of the speaker, and what is unsure.

    >>> note_of(Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia"))
    'Foreign Minister, Caldia'
    >>> note_of(Actor(type="person", name="Ada Venn", country="IS"))
    'Iceland'
    >>> note_of(Actor(type="anonymous", descriptor="a diplomat")), note_of(Actor(type="unresolved"))
    ('unnamed', 'not identified')
    """
    if actor.country and not actor.on_behalf_of:
        actor = replace(actor, country=next(iter(country_names_of(actor.country)), actor.country))
    return actor_note(actor, "not identified")


def cautions(attribution: Attribution) -> tuple[str, ...]:
    """Returns every reason to be careful with an attribution, in words."""
    words: list[str] = []
    if not attribution.statement:
        kind = "" if attribution.attitude == "assertion" else f" ({attribution.attitude})"
        words.append(f"ascribed by the writer{kind}")
    if attribution.polarity == "negative":
        words.append("denied")
    if attribution.certainty == "hedged":
        words.append("hedged")
    if attribution.confidence < _UNSURE:
        words.append(f"unsure, {attribution.confidence:.2f}")
    return tuple(words)


def label_of(kind: str) -> str:
    """Returns what to call a block that is not running text; empty for the others.

    >>> label_of("caption"), label_of("paragraph")
    ('Caption', '')
    """
    return _LABELS.get(kind, "")


def day_of(date: str | None) -> str:
    """Returns an ISO 8601 date at its own precision, as people write it; nothing is made more exact than it is.

    >>> day_of("2031-02-03T10:00:00Z"), day_of("2031-02"), day_of("2031"), day_of(None), day_of("last week")
    ('3 February 2031', 'February 2031', '2031', 'No date', 'last week')
    """
    if not date:
        return "No date"
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])", date)
    if match is None:
        return date
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        value = dt.date(year or 1, month or 1, day or 1)
    except ValueError:
        return date
    if day:
        return f"{value.day} {value:%B} {value.year}"
    return f"{value:%B} {value.year}" if month else str(value.year)


def with_days(text: str) -> str:
    """Returns a sentence with its ISO 8601 days as people write them.

    >>> with_days("25 days before 2031-04-10"), with_days("sha 20310410-1")
    ('25 days before 10 April 2031', 'sha 20310410-1')
    """
    return _DAY.sub(lambda match: day_of(match[0]), text)


def with_acts(label: str) -> str:
    """Returns a label with its codes of acts as words.

    >>> with_acts("CONCEDE (on a condition)"), with_acts("Accept")
    ('concession (on a condition)', 'Accept')
    """
    return _CODE.sub(lambda match: _ACTS[match[0]], label)


def number(value: int) -> str:
    """Returns a number with its thousands apart.

    >>> number(1234567)
    '1,234,567'
    """
    return f"{value:,}"


def count_of(value: int, one: str, many: str | None = None) -> str:
    """Returns a number with its noun.

    >>> count_of(1, "page"), count_of(1200, "page"), count_of(2, "story", "stories")
    ('1 page', '1,200 pages', '2 stories')
    """
    return f"{value:,} {one if value == 1 else many or one + 's'}"
