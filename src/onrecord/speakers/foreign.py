"""Speakers on pages in languages that are read by rule: names as they stand, and little else.

A name is not translated and not looked up: "Сергій Венн" stays as printed, and whether it is the Serhiy Venn of another
page is for those to say who compare pages. Pronouns and nouns that point back stay unresolved.
"""

from __future__ import annotations

import functools
import re

from msgspec.structs import replace

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution
from onrecord.records.page import Page
from onrecord.records.span import Span, hull
from onrecord.records.tagging import Tagging
from onrecord.tables.read import read_rows, read_toml, split_cell

_CAPITAL = r"[^\W\d_a-zа-яєіїґёàâçéèêëîïôûùüñáíóúãõäößąćęłńśźż][\w’'-]*"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:de|di|da|von|van|der|den|al|el|la)\s+){{0,2}}{_CAPITAL}){{0,4}}")
_SLAVIC = ("uk", "ru", "pl")
_WHY = "read by rule: in this language only names are resolved"


def resolve_foreign(page: Page, tagging: Tagging) -> tuple[Attribution, ...]:
    """Returns the attributions with the speakers that their sources name."""
    language = tagging.language.split("-")[0]
    return tuple(replace(a, speaker=_speaker(page.text, a, language)) for a in tagging.attributions)


def _speaker(text: str, attribution: Attribution, language: str) -> Actor:
    if not attribution.source:
        return Actor(type="unresolved", why="the page names no source", by="resolve_foreign")
    span = hull(attribution.source)
    names = [name for m in _NAME.finditer(text, span.start, span.end) if (name := _person(text, span, m, language))]
    # A name in full that ends the source or its first part goes before one that another noun follows.
    closing = [n for n in names if n.end == span.end or text[n.end] == ","]
    name = next((n for n in (*closing, *names) if " " in n.of(text)), names[0] if names else None)
    # Behind "according to" a Slavic name stands in the genitive; its own form is not known.
    inflected = language in _SLAVIC and attribution.cue[0].start < span.start
    if name is None or (inflected and _is_genitive(text, attribution)):
        return _unnamed(span.of(text), span)
    return _named(text, span, name)


def _is_genitive(text: str, attribution: Attribution) -> bool:
    """Tells "according to" from a verb: its cue has a preposition at its head."""
    return attribution.cue[0].of(text).casefold().split()[0] in _words("genitive")


def _person(text: str, span: Span, match: re.Match[str], language: str) -> Span | None:
    """Returns the name within a run of capitals, or ``None`` where the run is a noun at a sentence's head.

    Honorifics and nouns of office go. After a noun of office a Slavic or German run is an office or a country, and then
    two names. What hangs on a preposition is somebody else ("a spokesman for Venn").
    """
    words = [Span(match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"\S+", match.group())]
    while words and (
        words[0].of(text).casefold().strip(".") in _words("titles") | _words("articles")
        or words[0].of(text)[0].islower()
    ):
        words = words[1:]
    behind_noun = match.start() > span.start or language == "de"
    if language in (*_SLAVIC, "de") and behind_noun and len(words) > 2:
        words = words[-2:]
    if not words or (len(words) == 1 and _is_noun(text, span, words[0], language)):
        return None
    lead = text[span.start : words[0].start]
    before = _last(lead)
    if before in _words("prepositions") or before.startswith(tuple(_words("aides"))):
        return None
    return Span(words[0].start, words[-1].end)


def _is_noun(text: str, span: Span, word: Span, language: str) -> bool:
    """Tells a noun from a surname that stands alone: it heads a phrase, has an article, or is met in lower case."""
    shown = word.of(text)
    if shown.casefold() in _governments():
        return False
    heads = word.start == span.start and word.end < span.end and text[word.end] == " "
    article = language == "de" and _first(span.of(text)) in _words("articles")
    lower = re.search(rf"(?<!\w){re.escape(shown.lower())}(?!\w)", text) is not None
    return heads or article or (lower and language != "de")


def _unnamed(surface: str, span: Span) -> Actor:
    if _first(surface) in _words("indefinite"):
        return Actor(
            type="anonymous", surface=surface, descriptor=surface, by="resolve_foreign", evidence=(span,), why=_WHY,
            certainty="probable",
        )  # fmt: skip
    return Actor(type="unresolved", surface=surface, why=_WHY, by="resolve_foreign", evidence=(span,))


def _named(text: str, span: Span, name: Span) -> Actor:
    surface, shown = span.of(text), name.of(text)
    code = _governments().get(shown.casefold())
    if code is not None:
        return Actor(
            type="government", name=_english(code), country=code, on_behalf_of=_english(code), surface=surface,
            by="resolve_foreign", evidence=(span,),
        )  # fmt: skip
    article = _last(text[span.start : name.start]) in _words("articles")
    full = _fullest(text, name)
    office = _without_article(text[span.start : name.start].strip(" ,"))
    if " " in full.of(text) and not article:
        return Actor(
            type="person",
            name=full.of(text),
            surface=surface,
            office=office,
            by="resolve_foreign",
            evidence=(span, full),
        )
    return Actor(
        type="unresolved", name=shown, surface=surface, office=office,
        by="resolve_foreign", evidence=(span,), why="read by rule: a person or a body" if article else "one name alone",
    )  # fmt: skip


def _fullest(text: str, name: Span) -> Span:
    """Returns the first longer name of the page that ends in this one.

    >>> text = "Ministro Ada Venn non c'era. Venn ha detto no."
    >>> _fullest(text, Span(29, 33)).of(text)
    'Ada Venn'
    """
    shown = name.of(text)
    if " " in shown:
        return name
    pattern = re.compile(rf"(?<![^\W_])(?<![.!?]\s)({_CAPITAL})\s+{re.escape(shown)}(?!\w)")
    for match in pattern.finditer(text, 0, name.start):
        if match.group(1).casefold() not in _governments():
            return Span(*match.span())
    return name


@functools.cache
def _governments() -> dict[str, str]:
    """Returns names of countries and capitals in other languages, case-folded, with the country's code."""
    return {
        name.casefold(): row["code"]
        for row in read_rows("country_names")
        for name in (*split_cell(row["names"]), *split_cell(row["capitals"]))
    }


@functools.cache
def _english(code: str) -> str:
    return next((row["name"] for row in read_rows("countries") if row["code"] == code), code)


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("foreign_names")[name].split())


def _first(text: str) -> str:
    """Returns the first word, lower case; an article joined by an apostrophe counts as one ("un'altra")."""
    return re.split(r"[\s'’]", text.casefold().strip(), maxsplit=1)[0]


def _last(text: str) -> str:
    """Returns the last word, lower case; a preposition joined by an apostrophe without it ("d'")."""
    words = text.casefold().replace("’", " ").replace("'", " ").split()
    return words[-1] if words else ""


def _without_article(office: str) -> str | None:
    return (office[len(_first(office)) :].lstrip(" '’") if _first(office) in _words("articles") else office) or None
