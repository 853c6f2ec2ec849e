"""Independent reporting lines."""

from __future__ import annotations

from tests.statements.said import VENN, make_said, told

from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Hop

# Three reports by three reporters, who share nothing but the words.
BODIES = (
    "{source} told reporters: “{quote}”.\nThe weather stayed fine, and markets were open until late in the day.",
    "Nobody in the hall stood up when it ended.\n{source} told reporters: “{quote}”.\nDinner was fish.",
    "A ferry left with an empty deck at nine.\n{source} told reporters: “{quote}”.\nIts horn was heard in Lumera.",
)


def lines_of(*readings) -> int:
    (statement,) = find_corpus(readings).statements
    return statement.lines


def report(number: int, outlet: str, **how):
    return make_said(outlet=outlet, body=BODIES[number], title=f"Title {number}", **how)


def test_three_reporters_are_three_lines():
    assert lines_of(report(0, "A Post"), report(1, "B Post"), report(2, "C Post")) == 3


def test_two_reports_of_one_outlet_are_one_line():
    assert lines_of(report(0, "A Post"), report(1, "A Post"), report(2, "C Post")) == 2


def test_those_who_cite_a_medium_and_the_medium_itself_are_one_line():
    cited = told("A Post")
    assert lines_of(report(0, "A Post"), report(1, "B Post", chain=cited), report(2, "C Post", chain=cited)) == 1


def test_a_platform_is_the_speakers_own_mouth():
    post = (Hop(kind="speaker", how="said", name="Ada Venn"), Hop(kind="relay", how="post", name="Telegram"))
    assert lines_of(report(0, "A Post", chain=post), report(1, "B Post", chain=post)) == 2


def test_two_who_rely_on_one_translator_are_one_line():
    hop = Hop(kind="relay", how="translation", name="ONA")
    chain = (Hop(kind="speaker", how="said", name="Ada Venn"), hop)
    assert lines_of(report(0, "A Post", chain=chain), report(1, "B Post", chain=chain)) == 1


def test_an_unnamed_hand_ties_nobody_together():
    hop = Hop(kind="relay", how="reported", name="a diplomat", unnamed=True)
    assert lines_of(report(0, "A Post", chain=(hop,)), report(1, "B Post", chain=(hop,))) == 2


def test_an_outlet_that_copies_from_two_hands_does_not_make_one_of_them():
    copies = [make_said(outlet="D Wire"), make_said(outlet="Digest"), make_said(outlet="E Wire", body=BODIES[1])]
    other = make_said(outlet="Digest", body=BODIES[1], published="2031-02-04")
    assert lines_of(*copies, other) == 2


def test_the_speaker_is_no_hand():
    own = (Hop(kind="speaker", how="said", name="Ada Venn"),)
    assert lines_of(report(0, "A Post", chain=own, speaker=VENN), report(1, "B Post", chain=own)) == 2
