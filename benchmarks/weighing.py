"""weighing.py [--json FILE] [--statements N]: seconds for acts, answers, weights and a brief over a made-up record.

Statements are drawn from the sentences of `acts.toml` with names, numbers and places exchanged, over a year of days, by
forty speakers of eight sides. Codings are made as a docket would. From scratch, on one core.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import time
import tomllib
from pathlib import Path
from typing import Any

from onrecord.acts import acts_of
from onrecord.brief import Material, compose_brief
from onrecord.pipeline.weighing import Memory, weigh_coded
from onrecord.records.actor import Actor
from onrecord.records.docket import OTHER, Coding, Docket, IssueMatch, PartyMatch, Rank
from onrecord.records.entry import PageRef
from onrecord.records.ids import content_id
from onrecord.records.judged import Judged
from onrecord.records.span import Span
from onrecord.records.statement import Statement, Variant
from report import write_result

HERE = Path(__file__).resolve().parent
SIDES = ("Caldia", "Norland", "Tresna", "Corvane", "Lumera", "Marholm", "Quessia", "Dorrin")
ISSUES = ("ports", "ceasefire", "prisoners", "guarantees", "compensation", OTHER)
OFFICES = (("President", 5), ("Foreign Minister", 4), ("spokesman", 3), ("lawmaker", 2), (None, 0))
PLACES = ("Vessen", "Oster", "Quess", "Ilm", "Kest", "Sardo", "Tarn", "Veld", "Morne", "Harrow")


def make_statement(number: int, sentence: dict[str, Any], draw: random.Random) -> Statement:
    """Returns one made-up statement on a page of its own."""
    side, (office, _) = draw.choice(SIDES), draw.choice(OFFICES)
    name = f"{draw.choice('ABCDEFGH')}. {side[:4]}{office or 'sen'}".replace(" ", "")
    speaker = Actor(type="person", name=name, office=office, on_behalf_of=side, surface=name)
    words = f"{sentence['quote'].rstrip('.')} near {draw.choice(PLACES)} on article {draw.randrange(400)}"
    quote = f"{draw.choice(SIDES)}’s claim that {words}" if number % 20 == 0 else words
    cue = "denied" if number % 20 == 0 else sentence["cue"]
    day = (dt.date(2031, 1, 1) + dt.timedelta(days=draw.randrange(365))).isoformat()
    page = PageRef(id=f"pg_{number}", path=None, url=None, title=None, outlet=f"Outlet {number % 50}", published=day)
    attribution = content_id("at", page.id)
    variant = Variant(
        page=page,
        attribution=attribution,
        start=0,
        end=len(quote),
        spans=(Span(0, len(quote)),),
        wording="best",
        kind=sentence["kind"],
        quote=quote,
        cue=cue,
        source=name,
        speaker=speaker,
        line=page.id,
        directness="reported",
        polarity="positive",
        certainty="certain",
        confidence=0.9,
    )
    return Statement(
        id=content_id("sm", attribution),
        speaker=speaker,
        when=day,
        quote=quote,
        best=attribution,
        kind=variant.kind,
        variants=(variant,),
        lines=1,
        pages=1,
        named=True,
    )


def code(statement: Statement, draw: random.Random) -> Coding:
    """Returns a coding as a docket would give it, with what the statement does."""
    side = statement.speaker.on_behalf_of or ""
    issue = draw.choice(ISSUES)
    level = dict(OFFICES)[statement.speaker.office]
    return Coding(
        statement=statement.id,
        parties=(PartyMatch(party=side, by="on_behalf_of", words=side, certain=True),),
        issues=(IssueMatch(issue=issue, subissue=None, score=1.0, by="phrase", words=issue, marks=()),),
        doing=acts_of(statement),
        rank=Rank(level=level, words=statement.speaker.office),
        when=statement.when,
    )


def main() -> None:
    """Measures each step once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json")
    parser.add_argument("--statements", type=int, default=100_000)
    known = parser.parse_args()
    draw = random.Random(7)
    sentences = tomllib.loads((HERE / "acts.toml").read_text("utf-8"))["sentence"]
    statements = tuple(make_statement(n, draw.choice(sentences), draw) for n in range(known.statements))
    seconds: dict[str, float] = {}

    def timed(name: str, began: float) -> float:
        now = time.process_time()
        seconds[name] = round(now - began, 1)
        print(f"{name}: {seconds[name]} s")
        return now

    began = time.process_time()
    codings = {one.id: code(one, draw) for one in statements}
    began = timed("acts", began)
    memory = Memory()
    weigh_coded(statements[1:], codings, None, memory=memory)
    began = timed("answers and weights", began)
    weighed = weigh_coded(statements, codings, None, memory=memory)
    began = timed("again after one more", began)
    judged = Judged(docket=Docket(name="made up"), codings=tuple(codings.values()))
    material = Material(
        statements=statements, judged=judged, positions=(), answers=weighed.answers, weights=weighed.weights
    )
    brief = compose_brief(material)
    timed("brief", began)
    total = round(sum(value for name, value in seconds.items() if name != "again after one more"), 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"total {total} s of processor for {len(statements):,} statements, {memory} MB")
    figures = {"seconds": total, "megabytes": memory, **seconds}
    write_result(
        known.json, "weighing", figures, cases=len(statements), lines=sum(len(s.lines) for s in brief.sections)
    )


if __name__ == "__main__":
    main()
