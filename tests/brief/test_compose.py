"""What stands in a desk note, and where. Everybody and every country is made up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.sayings import DIPLOMAT, HOLT, make_ref, make_statement

from onrecord.acts import acts_of
from onrecord.brief import Material, compose_brief
from onrecord.pipeline.weighing import weigh
from onrecord.records.brief import Brief
from onrecord.records.docket import OTHER, Coding, Docket, IssueMatch, PartyMatch, Rank
from onrecord.records.judged import Judged
from onrecord.records.meeting import JoinedMeeting, MeetingReport
from onrecord.records.position import Change, Position
from onrecord.records.proposal import Evidence, Proposal, StatusEvent
from onrecord.records.span import Span

OLD = make_statement("Caldia will not sign the text", page="old", when="2031-01-10")
NEW = make_statement("Caldia will sign the text", page="new", when="2031-02-03")
NOISE = make_statement("the weather was fine", speaker=DIPLOMAT, page="noise", when="2031-02-03")
DISMISSAL = make_statement("Venn’s comments", cue="dismissed", speaker=HOLT, page="answer", when="2031-02-03")
UNDATED = make_statement("the ports stay closed", page="undated", when=None)
ALL = (OLD, NEW, NOISE, DISMISSAL, UNDATED)


def code(statement) -> Coding:
    party = statement.speaker.on_behalf_of
    return Coding(
        statement=statement.id,
        parties=(PartyMatch(party=party, by="on_behalf_of", words=party, certain=True),) if party else (),
        issues=(
            IssueMatch(issue="text" if party else OTHER, subissue=None, score=1.0, by="phrase", words="", marks=()),
        ),
        doing=acts_of(statement),
        rank=Rank(level=4 if party else 1, words=statement.speaker.office),
        when=statement.when,
    )


REVERSAL = Position(
    party="Caldia",
    issue="text",
    stance="for",
    current=(NEW.id,),
    binding=True,
    since="2031-02-03",
    last="2031-02-03",
    steps=(),
    changes=(
        Change(kind="first", statement=OLD.id, before=None, when="2031-01-10", codes="against"),
        Change(kind="reversal", statement=NEW.id, before=OLD.id, when="2031-02-03", codes="against -> for"),
    ),
    contradictions=(),
)


def meeting(status="announced", start: str | None = "2031-02-10", told="2031-02-03") -> JoinedMeeting:
    report = MeetingReport(
        page=make_ref("meet", told),
        meeting="mt_1",
        what="will meet in Oster",
        spans=(Span(0, 18),),
        status=status,
        told=told,
    )
    return JoinedMeeting(
        id="mg_1",
        who=("Ada Venn", "Bero Holt"),
        parties=(),
        where="Oster",
        start=start,
        end=start,
        granularity="day",
        when="Monday",
        kind="talks",
        status=status,
        history=((status, told),),
        reports=(report,),
        said=(),
    )


def proposal(when="2031-02-03") -> Proposal:
    evidence = Evidence(
        page=make_ref("plan", when), spans=(Span(4, 20),), words="the text was signed", when=when, statement=None
    )
    return Proposal(
        id="pp_1",
        name="14-point text",
        names=("14-point text",),
        versions=(),
        status="signed",
        since=when,
        events=(StatusEvent(status="signed", when=when, version=None, party=None, evidence=evidence),),
        by=(),
        terms=(),
        stances=(),
        sticking_points=(),
        mentions=(evidence,),
    )


def material(statements=ALL, **known: Any) -> Material:
    judged = Judged(docket=Docket(name="Ports"), codings=tuple(code(one) for one in statements), **known)
    weighed = weigh(statements, judged, known.get("as_of"))
    return Material(
        statements=tuple(statements),
        judged=judged,
        positions=(REVERSAL,),
        answers=weighed.answers,
        weights=weighed.weights,
    )


def lines(brief: Brief, name: str):
    return [line for section in brief.sections if section.name == name for line in section.lines]


def test_the_latest_day_of_the_record_is_today():
    brief = compose_brief(material())
    assert (brief.since, brief.until, brief.statements) == ("2031-02-03", "2031-02-03", 3)


def test_a_change_stands_beside_what_it_changes_from_and_nowhere_else():
    brief = compose_brief(material())
    (change,) = lines(brief, "changed")
    assert change.tags == ("reversal", "against -> for")
    assert [one.words for one in (change.citation, *change.others)] == [NEW.quote, OLD.quote]
    everywhere = [line.citation.statement for section in brief.sections for line in section.lines]
    assert everywhere.count(NEW.id) == 1


def test_a_headline_that_says_the_same_is_no_news_of_its_own():
    body = make_statement("Caldia will sign the long text on the ports", page="twice", start=100)
    headline = make_statement("Caldia to sign text on ports", page="twice", start=0)
    elsewhere = make_statement("Caldia will sign the text on ports", page="elsewhere")
    brief = compose_brief(replace(material((body, headline, elsewhere)), positions=()))
    new = {line.citation.page.id for line in lines(brief, "new")}
    shown = [line.citation.statement for section in brief.sections for line in section.lines]
    assert len(lines(brief, "new")) == len(new)
    assert sorted(map(str, shown)) == sorted({body.id, headline.id, elsewhere.id})


def test_an_answer_stands_beside_what_it_answers():
    (answer,) = lines(compose_brief(material()), "answers")
    assert answer.tags[:3] == ("dismisses", "Bero Holt", "Ada Venn")


def test_noise_is_folded_and_there():
    brief = compose_brief(material())
    (section,) = [one for one in brief.sections if one.name == "noise"]
    assert section.folded
    assert [line.citation.words for line in section.lines] == [NOISE.quote]


def test_every_statement_of_the_days_stands_somewhere():
    brief = compose_brief(material(), since="2031-01-01")
    shown = {line.citation.statement for section in brief.sections for line in section.lines}
    assert shown == {OLD.id, NEW.id, NOISE.id, DISMISSAL.id, UNDATED.id}


def test_undated_statements_are_counted():
    assert compose_brief(material()).undated == 1


def test_a_meeting_to_come_stands_ahead_with_its_report():
    (line,) = lines(compose_brief(material(meetings=(meeting(),))), "ahead")
    assert (line.who, line.when, line.tags) == ("Ada Venn, Bero Holt", "2031-02-10", ("talks", "announced", "Oster"))
    assert line.citation.words == "will meet in Oster"


@pytest.mark.parametrize(
    ("known", "section"),
    [
        ({"status": "held", "start": "2031-02-03"}, "held"),
        ({"status": "held", "start": "2031-01-03"}, None),
        ({"status": "cancelled", "start": "2031-02-01"}, "ahead"),
        ({"status": "announced", "start": "2031-01-20", "told": "2031-01-10"}, None),
        ({"status": "announced", "start": "2031-02-10", "told": "2031-02-20"}, None),
    ],
)
def test_a_meeting_stands_where_its_day_and_status_put_it(known, section):
    brief = compose_brief(material(meetings=(meeting(**known),)))
    assert [name for name in ("held", "ahead") if lines(brief, name)] == ([section] if section else [])


def test_a_proposal_that_was_spoken_of_shows_its_last_status():
    (line,) = lines(compose_brief(material(proposals=(proposal(),))), "proposals")
    assert (line.who, line.tags[0], line.citation.words) == ("14-point text", "signed", "the text was signed")


def test_a_proposal_that_nobody_spoke_of_is_left_out():
    assert lines(compose_brief(material(proposals=(proposal("2031-01-01"),))), "proposals") == []


def test_every_line_says_where_its_words_stand():
    dated = tuple(one for one in ALL if one.when)
    brief = compose_brief(material(dated, meetings=(meeting(),), proposals=(proposal(),)), since="2031-01-01")
    for section in brief.sections:
        for line in section.lines:
            assert line.citation.page.outlet
            assert line.citation.page.published
            assert line.citation.spans
            assert line.citation.words


def test_a_record_without_dates_is_briefed_as_a_whole():
    brief = compose_brief(material((UNDATED,)))
    assert (brief.since, brief.statements, brief.undated) == (None, 1, 1)
    assert [line.citation.statement for section in brief.sections for line in section.lines] == [UNDATED.id]


def test_a_statement_of_an_unknown_day_stands_apart():
    brief = compose_brief(material(), since="2031-01-01")
    assert [line.citation.statement for line in lines(brief, "undated")] == [UNDATED.id]
    assert [section.name for section in brief.sections if section.folded][-1] == "undated"


@given(st.permutations(ALL))
def test_a_brief_does_not_depend_on_the_order(statements):
    assert compose_brief(material(statements)) == compose_brief(material())


def test_a_change_after_the_last_day_is_not_told():
    early = replace(material(), positions=())
    assert lines(compose_brief(early, until="2031-01-31"), "changed") == []
