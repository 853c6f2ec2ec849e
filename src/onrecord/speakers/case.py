"""One attribution in front of the rules: its words, the page, and what was resolved so far."""

from __future__ import annotations

import re

from msgspec import Struct

from onrecord.records.actor import Actor
from onrecord.records.attribution import Attribution
from onrecord.records.span import Span, hull
from onrecord.speakers.bodies import BodyCast
from onrecord.speakers.cast import Cast
from onrecord.speakers.people import Person
from onrecord.speakers.phrase import Phrase, read_phrase
from onrecord.speakers.scene import Scene

_EDGES = ' \t\r\n,;:–—-“”"'
_TRAILING = re.compile(r",?\s+(?:who|which|that)(?:\s+(?:has|have|had|is|was))?$")
_DATELINE = re.compile(r"^[^()]{0,60}\)\s[-–—]{1,2}\s+")  # "(Oster Wire) - The minister", taken in by mistake
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


class Said(Struct, frozen=True):
    """An attribution that has its speaker.

    Attributes:
        at: Where the source begins.
        span: The source.
        actor: Who it is.
        people: The named persons behind it, if any.
        phrase: The source, taken apart.
    """

    at: int
    span: Span
    actor: Actor
    people: tuple[Person, ...]
    phrase: Phrase


class Case(Struct, frozen=True):
    """One attribution with everything a rule may look at.

    Attributes:
        attribution: The attribution.
        span: All of its source.
        surface: The source's words, edges trimmed.
        phrase: The same, taken apart.
        scene: Positions of the page.
        cast: Persons of the page.
        bodies: Organisations of the page.
        before: Resolved attributions whose source begins earlier, in page order.
        around: Speakers of the attributions whose content holds this source, innermost first.
        opinion: Whether the page is one person's text ("I" outside quotations).
    """

    attribution: Attribution
    span: Span
    surface: str
    phrase: Phrase
    scene: Scene
    cast: Cast
    bodies: BodyCast
    before: tuple[Said, ...] = ()
    around: tuple[Said, ...] = ()
    quoted: bool = False

    @property
    def text(self) -> str:
        """The page's text."""
        return self.scene.text


def read_case(attribution: Attribution, scene: Scene, cast: Cast, bodies: BodyCast) -> Case:
    """Makes a case of an attribution that has a source."""
    span = hull(attribution.source)
    surface = " ".join(" ".join(part.of(scene.text).split()) for part in attribution.source).strip(_EDGES)
    surface = _TRAILING.sub("", surface) or surface
    surface = _DATELINE.sub("", surface) or surface
    return Case(
        attribution=attribution,
        span=span,
        surface=surface,
        phrase=read_phrase(_POSSESSIVE.sub("", surface)),
        scene=scene,
        cast=cast,
        bodies=bodies,
        quoted=scene.is_quoted(span.start),
    )


def bare(surface: str) -> str:
    """Returns the words of a source without article and possessive mark.

    >>> bare("the Kremlin’s")
    'Kremlin'
    """
    text = _POSSESSIVE.sub("", surface)
    return re.sub(r"^(?:the|an?)\s+", "", text, flags=re.IGNORECASE)
