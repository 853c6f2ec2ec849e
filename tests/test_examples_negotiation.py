"""The made-up negotiation by its docket: positions, proposals, meetings and answers against what a reader takes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
from tests.examples import EXPECTED, ROOT, Wanted, example_corpus, example_readings, name_of, place_of, variants_at

from onrecord.docket.file import read_docket
from onrecord.pipeline.judging import judge
from onrecord.pipeline.revising import find_revisions, mark_moved
from onrecord.pipeline.weighing import weigh
from onrecord.records.judged import Judged
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.proposal import Evidence, Proposal

Answered = list[tuple[str, str | None, str, str | None]]


@functools.cache
def judged() -> Judged:
    docket = read_docket((ROOT / "examples" / "docket.toml").read_text("utf-8"))
    return judge(example_corpus(), lambda: iter(example_readings().values()), docket)


def ids_at(spot: Wanted) -> set[str]:
    """Ids of the statements that have the words."""
    return {statement.id for statement, _ in variants_at(spot)}


def each(name: str, items: list[Wanted], reasons: dict[str, str], key: Callable[[Wanted], str]) -> pytest.MarkDecorator:
    """The wanted items, those that are missed yet as expected failures with the reason."""
    params = []
    for item in items:
        label = key(item)
        marks = [pytest.mark.xfail(reason=reasons[label])] if label in reasons else []
        params.append(pytest.param(item, id=label, marks=marks))
    return pytest.mark.parametrize(name, params)


# Positions.

POSITIONS = [
    {**entry, "party": position["party"], "issue": position["issue"]}
    for position in EXPECTED["positions"]
    for entry in position["statements"]
]
CHANGES = [
    {**change, "party": position["party"], "issue": position["issue"]}
    for position in EXPECTED["positions"]
    for change in position["changes"]
]
CONTRADICTIONS = [
    {**pair, "party": position["party"], "issue": position["issue"]}
    for position in EXPECTED["positions"]
    for pair in position["contradictions"]
]


def position_of(wanted: Wanted) -> Any:
    (position,) = [p for p in judged().positions if (p.party, p.issue) == (wanted["party"], wanted["issue"])]
    return position


def label_of(wanted: Wanted) -> str:
    return f"{wanted['party']}, {wanted['issue']}: {wanted['words'][:40]}"


NOT_UNDER: dict[str, str] = {}


@each("wanted", POSITIONS, NOT_UNDER, label_of)
def test_a_statement_stands_under_its_party_and_issue(wanted: Wanted):
    assert ids_at(wanted) & {step.statement for step in position_of(wanted).steps}


OTHER_ACTS = {
    "Ostrand, inspection clause: Call it inspection, call it a visit": "a refusal in a figure of speech",
    "Ostrand, compensation: Nobody has forgotten the winter": "“the bill will be paid” is not read as a demand",
}


@each("wanted", [entry for entry in POSITIONS if "deed" in entry], {**NOT_UNDER, **OTHER_ACTS}, label_of)
def test_a_statement_does_what_a_reader_says(wanted: Wanted):
    steps = [step for step in position_of(wanted).steps if step.statement in ids_at(wanted)]
    assert {does for step in steps for does in (*step.deeds, *step.codes)} & set(wanted["deed"])


NO_CHANGE = {
    "Ostrand, compensation: hardening": "“not … before …” is not read as a condition, so no demand becomes one",
}


@each("wanted", CHANGES, NO_CHANGE, lambda w: f"{w['party']}, {w['issue']}: {w['kind'][0]}")
def test_a_change_of_position_is_told(wanted: Wanted):
    kinds = {change.kind for change in position_of(wanted).changes if change.statement in ids_at(wanted["at"])}
    assert kinds & set(wanted["kind"])


NO_CONTRADICTION: dict[str, str] = {}


@each("wanted", CONTRADICTIONS, NO_CONTRADICTION, lambda w: f"{w['party']}, {w['issue']}")
def test_two_lines_of_one_party_are_told(wanted: Wanted):
    one, other = ids_at(wanted["a"]), ids_at(wanted["b"])
    pairs = [{found.first, found.second} for found in position_of(wanted).contradictions]
    assert any(pair & one and pair & other for pair in pairs)


# Proposals.


def proposal_of(name: str) -> Proposal:
    (proposal,) = [proposal for proposal in judged().proposals if proposal.name == name]
    return proposal


def stands_at(evidence: Evidence, spot: Wanted) -> bool:
    page, span = place_of(spot)
    return evidence.page.id == page and any(s.overlaps(span) for s in evidence.spans)


STATUSES = [{**status, "name": p["name"]} for p in EXPECTED["proposals"] for status in p["statuses"]]
NO_STATUS: dict[str, str] = {}


@each("wanted", STATUSES, NO_STATUS, lambda w: f"{w['name']}: {w['words'][:40]}")
def test_what_became_of_a_proposal_is_told(wanted: Wanted):
    told = [event for event in proposal_of(wanted["name"]).events if stands_at(event.evidence, wanted)]
    assert {event.status for event in told} & set(wanted["status"])
    if "version" in wanted:
        assert wanted["version"] in {event.version for event in told}


STANCES = [{**stance, "name": p["name"]} for p in EXPECTED["proposals"] for stance in p.get("answers", ())]
NO_STANCE = {
    "joint patrol: Kavelia a beginning, not an answer": "a judgement in a figure of speech",
}


@each("wanted", STANCES, NO_STANCE, lambda w: f"{w['name']}: {w['party']} {w['words'][:30]}")
def test_who_says_what_of_a_proposal_is_told(wanted: Wanted):
    stances = [one for one in proposal_of(wanted["name"]).stances if one.party == wanted["party"]]
    told = {
        one.stance for one in stances if stands_at(one.evidence, wanted) or one.evidence.statement in ids_at(wanted)
    }
    assert told & set(wanted["answer"])


@pytest.mark.parametrize("wanted", EXPECTED["proposals"], ids=[p["name"] for p in EXPECTED["proposals"]])
def test_the_texts_of_a_proposal_are_told_apart(wanted: Wanted):
    texts = proposal_of(wanted["name"]).versions
    assert [(one.name, one.points) for one in texts] == [(one["name"], one["points"]) for one in wanted["versions"]]
    assert wanted["by"] in proposal_of(wanted["name"]).by


NO_POINT: dict[str, str] = {}


@each("wanted", [p for p in EXPECTED["proposals"] if p["sticking_points"]], NO_POINT, lambda w: w["name"])
def test_what_a_proposal_hangs_on_is_told(wanted: Wanted):
    for spot in wanted["sticking_points"]:
        points = [p for proposal in judged().proposals for p in proposal.sticking_points]
        assert any(stands_at(point.evidence, spot) for point in points)


# Meetings.


def meeting_at(spot: Wanted) -> JoinedMeeting | None:
    page, span = place_of(spot)
    for meeting in judged().meetings:
        if any(r.page.id == page and any(s.overlaps(span) for s in r.spans) for r in meeting.reports):
            return meeting
    return None


MEETINGS = [meeting for meeting in EXPECTED["meetings"] if not meeting.get("optional")]
NO_MEETING: dict[str, str] = {}


@each("wanted", MEETINGS, NO_MEETING, lambda w: w["what"])
def test_a_meeting_has_its_day_and_how_far_it_came(wanted: Wanted):
    statuses = [status for status in wanted["statuses"] if not status.get("optional")]
    found = [meeting_at(status) for status in statuses]
    meetings = [meeting for meeting in found if meeting is not None]
    assert len(meetings) >= 1
    assert len({meeting.id for meeting in meetings}) == 1
    (meeting,) = meetings[:1]
    assert meeting.start == meeting.end == wanted["when"]
    assert meeting.kind in wanted["kind"]
    assert {status["status"] for status in statuses} <= {status for status, _ in meeting.history}


@each("wanted", MEETINGS, NO_MEETING, lambda w: w["what"])
def test_a_meeting_has_its_place_and_people(wanted: Wanted):
    (meeting, *_) = [m for status in wanted["statuses"] if (m := meeting_at(status)) is not None]
    assert wanted["where"] in str(meeting.where) or "Palace of Weights" in str(meeting.where)
    shown = " ".join((*meeting.who, *meeting.parties))
    assert [name for name in wanted["who"] if name.split()[-1] not in shown] == []


# Answers.


@functools.cache
def answers() -> Answered:
    weighed = weigh(example_corpus().statements, judged())
    return [(one.statement, one.to_statement, one.kind, one.to_speaker) for one in weighed.answers]


# A reader may call one answer by another name: to dismiss a warning is to answer it.
KINDS = {"contradicts": {"denies", "dismisses", "answers"}, "answers": {"answers", "dismisses", "confirms", "quotes"}}
NO_ANSWER = {
    "dismisses: a toll booth with a flag": "linked to the Kavelian side, not to the demand itself",
    "contradicts: Nobody in this government has made money": "nothing in its words names what it contradicts",
    "corrects: We do not believe that closing": "a retraction in the page’s own voice makes no answer",
    "answers: I said that not one line would be": "linked to a later page’s retelling, which is not joined to it",
}
ANSWERS = [answer for answer in EXPECTED["answers"] if not answer.get("optional")]


@each("wanted", ANSWERS, NO_ANSWER, lambda w: f"{w['kind']}: {w['answer']['words'][:40]}")
def test_an_answer_is_linked_to_what_it_answers(wanted: Wanted):
    here, there = ids_at(wanted["answer"]), ids_at(wanted["of"])
    speakers = {statement.speaker.name for statement, _ in variants_at(wanted["of"])}
    # To the statement where the record can tell which is meant, else to whoever made it.
    kinds = {
        kind
        for one, other, kind, speaker in answers()
        if one in here and (other in there or (other is None and speaker in speakers))
    }
    assert kinds & ({wanted["kind"]} | KINDS.get(wanted["kind"], set()))


# Revisions and noise.


@pytest.mark.parametrize("wanted", EXPECTED["revisions"], ids=[revision["url"] for revision in EXPECTED["revisions"]])
def test_what_a_newer_capture_changed_is_told_and_marked(wanted: Wanted):
    readings = example_readings()
    old, new = readings[wanted["first"]], readings[wanted["second"]]
    (revision,) = find_revisions([new, old])
    assert revision.ordered
    marked = mark_moved(example_corpus().statements, {old.page.id: new.page.text})
    moved = {variant.attribution for statement in marked for variant in statement.variants if variant.moved}
    for words in wanted["vanished"]:
        assert [c.kind for c in revision.sayings if words in c.was] == ["dropped"]
        assert variants_at({"page": wanted["first"], "words": words})[0][1].attribution in moved
    for change in wanted["changed"]:
        was, now = change["was"].rstrip(","), change["now"].rstrip(",")
        assert [c.kind for c in revision.sayings if was in c.was and now in c.now] == ["changed"]
        assert variants_at({"page": wanted["first"], "words": change["was"]})[0][1].attribution in moved
        assert variants_at({"page": wanted["second"], "words": change["now"]})[0][1].attribution not in moved


def test_pages_that_have_nothing_to_do_with_it_are_on_no_issue():
    on_issues = {
        step.statement for position in judged().positions if position.issue != "other" for step in position.steps
    }
    strays = [
        (name_of(variant.page.path), statement.quote)
        for statement in example_corpus().statements
        for variant in statement.variants
        if name_of(variant.page.path) in EXPECTED["noise"] and statement.id in on_issues
    ]
    assert strays == []
