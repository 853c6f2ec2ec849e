"""Copies of reports and near-misses, made by rule: what `stories.py` and other benchmarks across pages are fed with.

A report is a headline and paragraphs. `make_copies` yields for each report one page of every kind of copy;
`make_misses` yields pages that are like a report and are none of its copies. All drawn from a seeded generator.
"""

from __future__ import annotations

import functools
import random
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*\d|\d")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Report(NamedTuple):
    """A headline and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The page as plain text."""
        return "\n\n".join((self.title, *self.paragraphs))


class Made(NamedTuple):
    """A page made, the story it belongs to, and how it was made."""

    report: Report
    story: str
    kind: str


def read_report(text: str) -> Report:
    """Returns a report from plain text with a paragraph a line."""
    title, *paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    return Report(title, tuple(paragraphs))


@functools.cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Returns a word to those that may stand for it."""
    sets = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text("utf-8"))["sets"]
    rows = [line.split() for line in sets.strip().splitlines()]
    return {word: tuple(other for other in row if other != word) for row in rows for word in row}


def spin(text: str, share: float, rng: random.Random, stock: Sequence[str], *, quotes: bool = False) -> str:
    """Returns `text` with `share` of its words exchanged: those of the table first, then any lower-case word.

    Args:
        text: A paragraph.
        share: Of all the words outside quotations, in [0, 1].
        rng: The generator.
        stock: Words that stand in for those the table does not have.
        quotes: Whether words inside quotations go too.
    """
    fixed = [] if quotes else [m.span() for m in QUOTED.finditer(text)]
    words = [m for m in WORD.finditer(text) if not any(a <= m.start() < b for a, b in fixed)]
    free = [m for m in words if m.group().islower() and len(m.group()) > 3]
    rng.shuffle(free)
    free.sort(key=lambda m: m.group() not in synonyms())
    chosen = sorted(free[: round(share * len(words))], key=lambda m: m.start())
    out, at = [], 0
    for match in chosen:
        out += [text[at : match.start()], rng.choice(synonyms().get(match.group()) or stock)]
        at = match.end()
    return "".join([*out, text[at:]])


def with_furniture(report: Report, rng: random.Random) -> Report:
    """The same text among other share lines."""
    lines = ("Share this article", "Sign up for our newsletter", "Advertisement", "Read more:", "Follow us on Twitter")
    body = list(report.paragraphs)
    for line in rng.sample(lines, 2):
        body.insert(rng.randrange(len(body) + 1), line)
    return Report(report.title, tuple(body))


def cut(report: Report, rng: random.Random) -> Report:
    """10 to 60 per cent of the paragraphs gone, the first kept three times in four."""
    body = list(report.paragraphs)
    number = max(1, round(rng.uniform(0.1, 0.6) * len(body)))
    first = 1 if rng.random() < 0.75 and len(body) > number else 0
    gone = set(rng.sample(range(first, len(body)), min(number, len(body) - first)))
    return Report(report.title, tuple(p for n, p in enumerate(body) if n not in gone))


def reordered(report: Report, rng: random.Random) -> Report:
    """The paragraphs after the first in another order."""
    first, *rest = report.paragraphs
    rng.shuffle(rest)
    return Report(report.title, (first, *rest))


def retitled(report: Report, rng: random.Random) -> Report:
    """Another headline."""
    return Report(rng.choice(("What to know today", "Live updates", "Five things we learned")), report.paragraphs)


def split(report: Report, _: random.Random) -> Report:
    """Sentences split at a comma before a conjunction, and paragraphs joined in pairs."""
    parts = [re.sub(r", (and|but|while) ", lambda m: f". {m[1].capitalize()} ", p) for p in report.paragraphs]
    pairs = [" ".join(parts[n : n + 2]) for n in range(0, len(parts), 2)]
    return Report(report.title, tuple(pairs))


def spun(report: Report, rng: random.Random, stock: Sequence[str], *, quotes: bool = False) -> Report:
    """10 to 40 per cent of the words exchanged."""
    share = rng.uniform(0.1, 0.4)
    body = tuple(spin(p, share, rng, stock, quotes=quotes) for p in report.paragraphs)
    return Report(spin(report.title, share, rng, stock), body)


def extended(report: Report, rng: random.Random, others: Sequence[Report]) -> Report:
    """A fifth to a half more paragraphs, from reports that are not in the record."""
    body = list(report.paragraphs)
    for _ in range(max(1, round(rng.uniform(0.2, 0.5) * len(body)))):
        body.insert(rng.randrange(1, len(body) + 1), rng.choice(rng.choice(others).paragraphs))
    return Report(report.title, tuple(body))


def merged(report: Report, other: Report, rng: random.Random) -> Report:
    """Most of one report with the start of another after it: at most half as many words."""
    keep = max(1, round(rng.uniform(0.7, 1.0) * len(report.paragraphs)))
    body = list(report.paragraphs[:keep])
    room = sum(len(p.split()) for p in body) / 2
    for paragraph in other.paragraphs[: len(other.paragraphs) // 2 + 1]:
        room -= len(paragraph.split())
        if room < 0:
            break
        body.append(paragraph)
    return Report(report.title, tuple(body))


def make_copies(reports: Sequence[Report], others: Sequence[Report], rng: random.Random) -> Iterator[Made]:
    """Yields the reports and one copy of each kind for every one.

    Args:
        reports: Reports of which no two are copies.
        others: Reports to take foreign paragraphs and words from.
        rng: The generator.
    """
    stock = sorted({m for r in others[:50] for p in r.paragraphs for m in re.findall(r"\b[a-z]{5,}\b", p)})
    simple: dict[str, Callable[[Report, random.Random], Report]] = {
        "furniture": with_furniture,
        "cut": cut,
        "reordered": reordered,
        "headline": retitled,
        "sentences split": split,
    }
    for number, report in enumerate(reports):
        story = f"r{number}"
        yield Made(report, story, "whole")
        for kind, change in simple.items():
            yield Made(change(report, rng), story, kind)
        yield Made(spun(report, rng, stock), story, "spun")
        yield Made(spun(report, rng, stock, quotes=True), story, "spun, quotations too")
        yield Made(spun(cut(report, rng), rng, stock), story, "cut and spun")
        yield Made(reordered(spun(cut(report, rng), rng, stock), rng), story, "cut, spun and reordered")
        yield Made(extended(report, rng, others), story, "extended")
        yield Made(extended(cut(report, rng), rng, others), story, "cut and extended")
        yield Made(merged(report, reports[(number + 1) % len(reports)], rng), story, "merged")


def same_event(report: Report, rng: random.Random, others: Sequence[Report]) -> Report:
    """Another reporter's account: names and quotations in other sentences, one paragraph of the wire in common.

    Its own words are those of sentences from elsewhere, into which the names of the report are put.
    """
    names = [m for p in report.paragraphs for m in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*", p)]
    quotes = [m.group() for p in report.paragraphs for m in QUOTED.finditer(p) if len(m.group().split()) > 5]
    rng.shuffle(quotes)
    body = []
    for number in range(max(3, len(report.paragraphs) * 2 // 3)):
        foreign = rng.choice(rng.choice(others).paragraphs)
        plain = QUOTED.sub("", foreign)
        changed = re.sub(
            r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*", lambda m: rng.choice(names) if names else m.group(), plain
        )
        body.append(f"{changed} {quotes[number]}" if number < len(quotes) else changed)
    if len(report.paragraphs) > 5:
        body.insert(rng.randrange(len(body)), rng.choice(report.paragraphs))
    return Report(report.title, tuple(body))


def same_template(report: Report, rng: random.Random, others: Sequence[Report]) -> Report:
    """The report's sentences with other names and numbers: the form letter of another day."""
    pool = sorted({m for r in others[:50] for p in r.paragraphs for m in re.findall(r"(?<=[a-z] )[A-Z][a-z]{2,}", p)})
    swap: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        return swap.setdefault(match.group(), rng.choice(pool))

    def number(match: re.Match[str]) -> str:
        return str(int(match.group()) + rng.randrange(2, 9))

    def change(text: str) -> str:
        text = re.sub(r"\b(?!The|A|In|On|But|And|He|She|It|They|I\b)[A-Z][a-z]{2,}\b", other, text)
        return re.sub(r"\b\d{1,6}\b", number, text)

    return Report(change(report.title), tuple(change(p) for p in report.paragraphs))


def make_misses(reports: Sequence[Report], others: Sequence[Report], rng: random.Random) -> Iterator[Made]:
    """Yields for each report one page of each kind of near-miss; each is a story alone."""
    for number, report in enumerate(reports):
        yield Made(same_event(report, rng, others), f"e{number}", "same event, other report")
        yield Made(same_template(report, rng, others), f"t{number}", "same template")
