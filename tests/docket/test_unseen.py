"""Another made-up negotiation, written after the rules, which know nothing of it.

Two general faults that it showed were mended: half of a name taken for a name, and a condition told twice for a new
demand.
"""

from __future__ import annotations

import pytest

from onrecord.docket import read_docket
from onrecord.pipeline.judging import judge
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.reading import read_capture
from onrecord.records import Capture, Origin, Reading
from onrecord.records.judged import Judged
from onrecord.records.position import Position

DOCKET = """
name = "Upper dams"
[[party]]
name = "Sarvan"
[[party]]
name = "Ulmark"
aliases = ["Ulmish"]
[[party]]
name = "Maresia"
role = "mediator"
[[issue]]
name = "upper dams"
phrases = ["dams"]
[[issue]]
name = "embargo"
phrases = ["sanctions"]
"""
# Day, headline and text of each page; a paragraph a line.
PAGES = """
2031-11-20 | Sarvan says it will not give up its dams as Tellin talks resume
TELLIN, Nov. 20, 2031 - Sarvan will never give up its right to fill the upper dams, Sarvani Foreign Minister \
Aram Deshti said on Thursday, hours before he was to meet Ulmish envoy Petra Holm in Tellin.
“The dams are not negotiable. The embargo must be lifted first,” Deshti told reporters.
Ulmark has put forward a six-point proposal under which Sarvan would leave the upper dams empty for ten years, \
according to two diplomats briefed on the text.
“We have read the six-point proposal carefully,” said Esa Baghi, spokesman for the Sarvani foreign ministry. \
“We reject its third point.”
Ulmish Prime Minister Karl Oste said his government would not lift the embargo before the dams were empty.
The 2025 accord, known as the Tellin text, collapsed after Ulmark withdrew from it in 2028.

2031-12-05 | Sarvan offers to leave dams half empty if embargo is lifted
PORT AMBER, Dec. 5, 2031 - Sarvan is ready to leave the upper dams half empty for two years if the embargo is \
lifted, Foreign Minister Aram Deshti said on Friday after talks with Petra Holm in Port Amber.
“We can accept a pause, provided that the embargo goes first,” Deshti told state television.
Sarvani President Masud Pezeh, however, said that Sarvan would not leave a single dam empty.
Holm called the offer “a serious step”. Ulmark welcomed it.
A revised nine-point text was circulated by Maresia on Wednesday. It would cap the upper dams at half their \
height, the diplomats said. The fate of the lower dam remains the main sticking point.
The next meeting between Deshti and Holm will be held on Dec. 12 in Port Amber, said Maresian mediator Badri Busai.

2031-12-11 | Port Amber meeting called off
PORT AMBER, Dec. 11, 2031 - The meeting between Deshti and Holm planned for Friday in Port Amber has been \
called off, Maresia’s foreign ministry said on Thursday.
Deshti said Sarvan would not sign the nine-point text. “It was never initialled and it never will be,” he said.
Prime Minister Karl Oste said Ulmark was still prepared to lift some sanctions in return for a ten-year pause.
"""


@pytest.fixture(scope="module")
def judged(model) -> Judged:
    readings = []
    for number, page in enumerate(PAGES.strip().split("\n\n")):
        head, _, body = page.partition("\n")
        published, _, title = head.partition(" | ")
        text = body.replace("\n", "\n\n")
        known = Origin(
            url=f"https://canal.example/{number}",
            outlet="Canal Post",
            title=title,
            published=published,
            media_type="text/plain",
            charset="utf-8",
        )
        reading = read_capture(Capture(data=text.encode(), sha256=f"{number:064}", origin=known), model)
        assert isinstance(reading, Reading)
        readings.append(reading)
    return judge(find_corpus(readings), lambda: readings, read_docket(DOCKET))


def position(judged: Judged, party: str, issue: str) -> Position:
    (found,) = (p for p in judged.positions if (p.party, p.issue) == (party, issue))
    return found


def test_two_officials_have_two_lines_on_the_dams(judged: Judged):
    found = position(judged, "Sarvan", "upper dams")
    assert {speaker.split(",")[0] for two in found.contradictions for speaker in two.speakers} == {
        "Masud Pezeh",
        "Aram Deshti",
    }


def test_what_is_made_a_condition_is_a_demand_and_the_same_one_is_not_new(judged: Judged):
    found = position(judged, "Sarvan", "embargo")
    assert found.stance == "demand"
    assert "new_demand" not in {change.kind for change in found.changes if change.when == "2031-12-05"} - {"first"}


def test_a_concession_is_told_with_the_statement_that_makes_it(judged: Judged):
    found = position(judged, "Ulmark", "embargo")
    (change,) = (change for change in found.changes if change.kind == "concession")
    (step,) = (step for step in found.steps if step.statement == change.statement)
    assert "prepared to lift some sanctions" in step.quote


def test_three_proposals_have_their_statuses_and_authors(judged: Judged):
    found = {proposal.name: proposal for proposal in judged.proposals}
    assert {name: proposal.status for name, proposal in found.items()} == {
        "Tellin text": "dead",
        "nine-point text": "floated",
        "six-point proposal": "floated",
    }
    assert (found["six-point proposal"].by, found["nine-point text"].by) == (("Ulmark",), ("Maresia",))
    assert set(found["Tellin text"].names) == {"Tellin text", "2025 accord"}


def test_who_rejects_which_text_is_told(judged: Judged):
    rejecting = {
        (stance.party, proposal.name)
        for proposal in judged.proposals
        for stance in proposal.stances
        if stance.stance == "rejects"
    }
    assert rejecting == {("Sarvan", "six-point proposal"), ("Sarvan", "nine-point text")}


def test_the_meeting_announced_was_called_off(judged: Judged):
    (meeting,) = (m for m in judged.meetings if m.start == "2031-12-12")
    assert meeting.history == (("announced", "2031-12-05"), ("cancelled", "2031-12-11"))
    assert meeting.who == ("Aram Deshti", "Petra Holm")
