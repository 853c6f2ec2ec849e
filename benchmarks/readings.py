"""Readings made up by rule, without a model: reports with quotations, and their copies, cut, edited and spun.

What tests and benchmarks of keeping are fed with. All drawn from a seeded generator; every name and word is invented.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.records import Actor, Attribution, Block, Capture, Datum, Origin, Page, Reading, Span, content_id

_SYLLABLES = [
    "ba",
    "da",
    "fo",
    "ga",
    "hi",
    "ka",
    "lo",
    "mar",
    "nel",
    "or",
    "pa",
    "qui",
    "ras",
    "sen",
    "tol",
    "um",
    "ver",
    "wan",
    "yor",
    "zim",
]
# The sixty commonest words make up two fifths of English.
_SMALL = [
    "the",
    "of",
    "to",
    "and",
    "in",
    "a",
    "that",
    "for",
    "on",
    "with",
    "as",
    "by",
    "at",
    "from",
    "this",
    "which",
    "has",
    "have",
    "will",
    "not",
    "would",
    "is",
    "was",
    "he",
    "it",
    "be",
    "are",
    "his",
    "but",
    "they",
    "an",
    "had",
    "we",
    "she",
    "were",
    "been",
    "their",
    "who",
    "its",
    "or",
    "after",
    "more",
    "about",
    "also",
    "when",
    "new",
    "up",
    "out",
    "people",
    "there",
    "two",
    "if",
    "than",
    "him",
    "last",
    "could",
    "over",
    "into",
]
_GIVEN = [
    "Ada",
    "Otis",
    "Lena",
    "Marek",
    "Ines",
    "Tomas",
    "Vera",
    "Jonas",
    "Mila",
    "Edvin",
    "Sara",
    "Pavel",
    "Noor",
    "Idris",
]
_SURNAMES = [
    "Venn",
    "Dovrak",
    "Saalvik",
    "Belenko",
    "Orsk",
    "Tarn",
    "Mirel",
    "Holm",
    "Castrin",
    "Lund",
    "Brisk",
    "Aldane",
    "Koval",
    "Reth",
]
_COUNTRIES = ["Caldia", "Norland", "Thalia", "Sardo", "Lumera", "Tresna"]
_OFFICES = ("Foreign Minister", "Prime Minister", "President", "envoy", "spokesman")
_OUTLETS = tuple(
    f"{a} {b}" for a in ("Strait", "Harbour", "World", "Pell", "Marholm") for b in ("Wire", "Post", "Courier")
)
_CUES = ("said", "told reporters", "warned", "insisted", "added")
_FIRST_DAY = date(2031, 1, 1)


class Part(NamedTuple):
    """One paragraph: what stands before, in and behind the words that somebody said; those are empty where nobody."""

    speaker: Actor | None
    source: str
    cue: str
    content: tuple[str, ...]
    quoted: bool


class Report(NamedTuple):
    """A headline and paragraphs."""

    title: str
    parts: tuple[Part, ...]
    day: int


class Generator:
    """Makes readings; equal seeds give equal readings.

    Args:
        seed: Of the generator.
        words: Size of the vocabulary: with fewer, reports have more in common by chance.
        copies: Share of the pages that are copies of an earlier report, in [0, 1].
        paragraphs: Fewest and most of a report.
    """

    def __init__(
        self, seed: int, *, words: int = 6000, copies: float = 0.5, paragraphs: tuple[int, int] = (7, 14)
    ) -> None:
        self._rng = random.Random(seed)
        self._words = [self._word() for _ in range(words)]
        self._copies = copies
        self._paragraphs = paragraphs
        self._reports: list[Report] = []
        self._made = 0

    def pages(self, number: int) -> Iterator[tuple[Capture, Reading]]:
        """Yields pages with what was read from them."""
        for _ in range(number):
            self._made += 1
            if self._reports and self._rng.random() < self._copies:
                # News is copied within days: an old report is seldom met again.
                report = self._copy(self._rng.choice(self._reports[-200:]))
            else:
                report = self._report()
                self._reports.append(report)
                del self._reports[:-1000]
            yield self._page(report)

    def _word(self) -> str:
        return "".join(self._rng.choices(_SYLLABLES, k=self._rng.randint(2, 4)))

    def _sentence(self, least: int, most: int) -> tuple[str, ...]:
        rng = self._rng
        # Squared: a few words are frequent, most are rare, as in any language.
        drawn = (self._words[int(len(self._words) * rng.random() ** 2)] for _ in range(rng.randint(least, most)))
        return tuple(rng.choice(_SMALL) if rng.random() < 0.4 else word for word in drawn)

    def _report(self) -> Report:
        rng = self._rng
        cast = [self._speaker() for _ in range(3)]
        parts = []
        for _ in range(rng.randint(*self._paragraphs)):
            if rng.random() < 0.45:
                speaker, source = rng.choice(cast)
                parts.append(Part(speaker, source, rng.choice(_CUES), self._sentence(8, 24), rng.random() < 0.5))
            else:
                place = rng.choice(_COUNTRIES)
                lead = (place, *self._sentence(12, 30))
                parts.append(Part(None, "", "", lead, quoted=False))
        day = self._made // 40
        return Report(" ".join(self._sentence(5, 9)).capitalize(), tuple(parts), day)

    def _speaker(self) -> tuple[Actor, str]:
        name = f"{self._rng.choice(_GIVEN)} {self._rng.choice(_SURNAMES)}"
        office, country = self._rng.choice(_OFFICES), self._rng.choice(_COUNTRIES)
        actor = Actor(type="person", name=name, office=office, on_behalf_of=country, surface=name)
        return actor, f"{office} {name} of {country}"

    def _copy(self, report: Report) -> Report:
        rng = self._rng
        kept = [part for part in report.parts if rng.random() < 0.85] or list(report.parts)
        kind = rng.random()
        if kind < 0.3:  # spun: a fifth of the words exchanged, quotations too now and then
            kept = [self._spun(part) if not part.quoted or rng.random() < 0.2 else part for part in kept]
        elif kind < 0.5:  # extended
            kept.append(Part(None, "", "", ("Caldia", *self._sentence(12, 30)), quoted=False))
        return Report(report.title, tuple(kept), report.day + rng.randint(0, 2))

    def _spun(self, part: Part) -> Part:
        words = tuple(self._rng.choice(self._words) if self._rng.random() < 0.2 else word for word in part.content)
        return part._replace(content=words)

    def _page(self, report: Report) -> tuple[Capture, Reading]:
        outlet = self._rng.choice(_OUTLETS)
        url = f"https://{outlet.replace(' ', '').lower()}.example/{self._made}"
        return make_page(report, outlet, url)


def make_page(report: Report, outlet: str, url: str, *, model: str = "madeup 1") -> tuple[Capture, Reading]:
    """Returns a report as a page, with what was read from it."""
    lines = [report.title]
    said: list[tuple[Part, tuple[Span, Span, Span]]] = []
    at = len(report.title) + 1
    for part in report.parts:
        line, spans = _line(part, at)
        if spans is not None:
            said.append((part, spans))
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    data = text.encode()
    capture = Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=Origin(url=url))
    page = Page(
        id=content_id("pg", capture.sha256, url),
        sha256=capture.sha256,
        text=text,
        blocks=tuple(_blocks(lines)),
        url=url,
        title=Datum(value=report.title, found="text"),
        outlet=Datum(value=outlet, found="given"),
        published=Datum(value=(_FIRST_DAY + timedelta(days=report.day)).isoformat(), found="given"),
        language=Datum(value="en", found="given"),
    )
    attributions = tuple(_attribution(page, part, spans) for part, spans in said)
    return capture, Reading(page=page, attributions=attributions, model=model)


def _line(part: Part, at: int) -> tuple[str, tuple[Span, Span, Span] | None]:
    content = " ".join(part.content)
    if part.speaker is None:
        return f"{content}.", None
    if part.quoted:
        quote = f"“{content}”"
        line = f"{quote}, {part.source} {part.cue}."
        source = at + len(quote) + 2
        cue = source + len(part.source) + 1
        return line, (Span(source, cue - 1), Span(cue, cue + len(part.cue)), Span(at, at + len(quote)))
    cue = at + len(part.source) + 1
    start = cue + len(part.cue) + len(" that ")
    line = f"{part.source} {part.cue} that {content}."
    return line, (Span(at, cue - 1), Span(cue, cue + len(part.cue)), Span(start, start + len(content)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    at = 0
    for number, line in enumerate(lines):
        kind = "paragraph" if number else "title"
        yield Block(kind=kind, start=at, end=at + len(line), body=bool(number), by="madeup")  # type: ignore[arg-type]
        at += len(line) + 1


def _attribution(page: Page, part: Part, spans: tuple[Span, Span, Span]) -> Attribution:
    source, cue, content = spans
    assert part.speaker is not None
    return Attribution(
        id=content_id("at", page.id, f"{_at(cue)},{_at(source)}", _at(content)),
        source=(source,),
        cue=(cue,),
        content=(content,),
        kind="direct" if part.quoted else "indirect",
        attitude="assertion",
        statement=True,
        polarity="positive",
        certainty="certain",
        confidence=0.9,
        speaker=part.speaker,
        quote=content.of(page.text),
    )


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"
