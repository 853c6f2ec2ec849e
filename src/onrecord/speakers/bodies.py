"""Organisations, outlets and documents: full forms of short names, and what "the campaign" points back to."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from msgspec import Struct

from onrecord.records.actor import Entity
from onrecord.records.span import Span
from onrecord.speakers.lexicon import find_body, fold, strip_possessive, word_set
from onrecord.speakers.placenames import place_names
from onrecord.tables.read import read_toml

_SMALL = frozenset(("the", "of", "for", "and", "to", "on", "in", "a", "an", "at", "&"))
# Bounded words, so that a page that is one word of 200,000 letters costs no more than any other.
_WORD = r"(?:[A-Z][\w’'&.-]{0,40}|of|for|and|the|to|on|in)"
_ACRONYM = re.compile(
    rf"(?<![\w’'-])(?P<long>{_WORD}(?:\s{{1,3}}{_WORD}){{1,8}})\s{{1,3}}"
    r"\((?:or\s{1,3})?(?P<short>[A-Z][A-Za-z.]{1,9})\)"
)
_OF_HEAD = re.compile(
    r"(?<![\w’'-])(?:[A-Z][\w’'.&-]{0,40}\s{1,3}){1,4}(?=(?P<head>campaign|administration|team|government|committee|department|"
    r"ministry|council|commission|poll|survey|study|report)\b)"
)


@functools.cache
def body_hints() -> dict[str, frozenset[str]]:
    """Returns, for a noun such as "union", the words in a name that show such a body ("Workers")."""
    hints = read_toml("speaker_words")["body_hints"]
    return {noun: frozenset(words.split()) for noun, words in hints.items()}


class BodyName(Struct, frozen=True, order=True):
    """An organisation's name on the page."""

    span: Span
    text: str


class BodyCast(Struct, frozen=True):
    """The organisations of a page.

    Attributes:
        names: In page order.
        long_forms: Acronym to the long form that the page gives.
        places: Words that the tagger takes for places.
    """

    names: tuple[BodyName, ...]
    long_forms: dict[str, str]
    places: frozenset[str] = frozenset()

    def full_form(self, short: str) -> str:
        """Returns the fullest form on the page (or in the table) of an organisation's name, article dropped."""
        name = _drop_article(short)
        if name in self.long_forms:
            return self.long_forms[name]
        known = find_body(short)
        if known is not None:
            return known.name
        campaign = re.sub(r"(?:['’]s)? team$", " campaign", name)
        if campaign != name and any(_drop_article(body.text) == campaign for body in self.names):
            return campaign  # "the Bero team" where the page also has "the Bero campaign"
        initials = name.replace(".", "")
        for body in self.names:
            long = _drop_article(body.text)
            if len(long) <= len(name):
                continue
            if initials.isupper() and len(initials) > 1 and initials == _initials(long):
                return long
            if initials.isupper() and " " not in name:
                continue  # "NFL" is not short for "Bero Sports NFL"
            words, parts = long.split(), name.split()
            if words[-len(parts) :] == parts or words[: len(parts)] == parts:
                return long
        return name

    def last_with(self, noun: str, before: int) -> BodyName | None:
        """Returns the last organisation before a position whose name has `noun` as a word; for an outlet any outlet."""
        stop = bisect_left(self.names, before, key=lambda body: body.span.start)
        outlet = noun in word_set("outlet_nouns")
        hints = body_hints().get(noun, frozenset())
        for body in reversed(self.names[:stop]):
            known = find_body(body.text)
            if noun in [fold(word) for word in body.text.split()] and fold(body.text) != noun:
                return body
            if outlet and known is not None and known.kind == "outlet":
                return body
            if hints & set(body.text.split()):
                return body
        return None

    def before(self, position: int) -> tuple[BodyName, ...]:
        """Returns the organisations named before a position, in page order."""
        return self.names[: bisect_left(self.names, position, key=lambda body: body.span.start)]


def read_bodies(text: str, entities: tuple[Entity, ...]) -> BodyCast:
    """Returns the organisations that the tagger found and those named by an ordinary noun ("the Bero campaign")."""
    names = []
    for entity in entities:
        if entity.kind == "organisation":
            words = strip_possessive(" ".join(entity.span.of(text).split()))
            if words and words[0].isalnum() and any(c.isupper() for c in words):
                names.append(BodyName(entity.span, words))
    for found in _OF_HEAD.finditer(text):
        span = Span(found.start(), found.end("head"))
        phrase = re.sub(r"^(?:The|A|An|In|On|And|But|For)\s+", "", " ".join(span.of(text).split()))
        if len(phrase.split()) > 1 and not any(name.span.overlaps(span) for name in names):
            names.append(BodyName(span, phrase))
    longs = {}
    for found in _ACRONYM.finditer(text):
        if long := _named_by(found["long"], found["short"]):
            longs[found["short"]] = long
    return BodyCast(tuple(sorted(names)), longs, place_names(text, entities))


def _named_by(long: str, short: str) -> str:
    """Returns the end of `long` whose initials are `short`: the words before it belong to the sentence.

    >>> _named_by("When Alliance of Bero Miners", "ABM")
    'Alliance of Bero Miners'
    """
    words = long.split()
    wanted = short.replace(".", "").upper()
    for i, word in enumerate(words):
        if word[0].isupper() and _initials(" ".join(words[i:])).upper() == wanted:
            return " ".join(words[i:])
    return ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word.lower() not in _SMALL)


def _drop_article(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)
