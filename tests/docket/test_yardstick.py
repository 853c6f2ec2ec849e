"""The page that everything is measured by: its positions, its proposal, its meetings. No rule is fitted to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.docket import read_docket
from onrecord.pipeline.judging import judge
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.reading import read_capture
from onrecord.records import Failure
from onrecord.records.judged import Judged
from onrecord.sources import iter_captures

# What somebody who follows these talks would write down; the words are those of the field, not of the page.
DOCKET = """
name = "security guarantees"
[[party]]
name = "Russia"
countries = ["RU"]
[[party]]
name = "Ukraine"
countries = ["UA"]
[[party]]
name = "United States"
countries = ["US"]
[[party]]
name = "China"
countries = ["CN"]
role = "guarantor"
[[issue]]
name = "security guarantees for Ukraine"
[[issue]]
name = "settlement of the crisis"
phrases = ["political settlement"]
[[issue]]
name = "comments of Russian officials"
phrases = ["comments"]
"""


@pytest.fixture(scope="module")
def expected(shared_data: Path):
    return json.loads((shared_data / "lavrov" / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module", params=["docket", "drafted"])
def judged(shared_data: Path, model, request) -> Judged:
    (capture,) = iter_captures([str(shared_data / "lavrov" / "page.txt")])
    assert not isinstance(capture, Failure)
    reading = read_capture(capture, model)
    assert not isinstance(reading, Failure)
    readings = [reading]
    docket = read_docket(DOCKET) if request.param == "docket" else None
    return judge(find_corpus(readings), lambda: readings, docket)


def test_the_four_parties_are_there(judged: Judged, expected):
    wanted = {position["party"] for position in expected["positions"]}
    assert wanted <= {position.party for position in judged.positions}


def test_each_position_is_carried_by_the_words_that_a_reader_gives(judged: Judged, expected, shared_data: Path):
    if judged.docket.suggested:
        pytest.skip("the names of drafted issues are the pages' own")
    text = (shared_data / "lavrov" / "page.txt").read_text("utf-8")
    spans = {one["id"]: one for one in expected["attributions"]}
    issues = {
        "Russia": "security guarantees for Ukraine",
        "Ukraine": "2022 draft accord",
        "China": "settlement of the crisis",
        "United States": "comments of Russian officials",
    }
    for wanted in expected["positions"]:
        (position,) = (p for p in judged.positions if (p.party, p.issue) == (wanted["party"], issues[wanted["party"]]))
        quotes = [step.quote for step in position.steps]
        for name in wanted["from"]:
            start, end = spans[name]["content"][0]
            words = text[start:end].split()[2:6]
            assert any(" ".join(words) in " ".join(quote.split()) for quote in quotes), (wanted["party"], name)


def test_ukraine_is_against_the_accord(judged: Judged):
    (position,) = (p for p in judged.positions if (p.party, p.issue) == ("Ukraine", "2022 draft accord"))
    assert position.stance == "against"


def test_the_proposal_is_dead_and_hangs_on_kyivs_point(judged: Judged):
    (proposal,) = judged.proposals
    assert (proposal.name, proposal.status) == ("2022 draft accord", "dead")
    assert {stance.party for stance in proposal.stances if stance.stance == "discusses"} == {"Russia", "Ukraine"}
    assert {stance.party for stance in proposal.stances if stance.stance == "backs"} == {"Russia"}
    assert [point.party for point in proposal.sticking_points] == ["Ukraine"]
    assert "too much power" in proposal.sticking_points[0].evidence.words


def test_the_five_meetings_are_five(judged: Judged, expected):
    assert len(judged.meetings) == len(expected["meetings"])


def test_what_is_said_of_the_monday_meetings_is_with_the_meeting_of_monday(judged: Judged):
    (spoken,) = (meeting for meeting in judged.meetings if meeting.said)
    assert spoken.when == "Monday"
    assert {said.party for said in spoken.said} == {"Russia"}
