"""What an attribution claims: a page of hard cues, in sentences made up for it. The cue stands in [brackets]."""

from __future__ import annotations

import pytest

from onrecord.attribution.meaning import Meaning, read_meaning
from onrecord.records.span import Span
from onrecord.tables.read import read_rows


def meaning(marked: str, source: str = "") -> Meaning:
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    spans = [Span(text.index(source), text.index(source) + len(source))] if source else []
    return read_meaning(text, Span(start, end), spans, [Span(end, len(text))], Span(0, len(text)))


@pytest.mark.parametrize(
    "marked",
    [
        "Adel [suggested] that Norland was only interested in peace.",
        "The envoy [accused] Norland of bad faith.",
        "Norland, which [argued] that the plan was unfair.",
        "She [described] the talks as fruitful.",
        "He [called for] a truce.",
        "They [denied] the report.",
        "The ministry [declined to comment].",
        "The ministry [declined] to say when.",
        "He [would not say] whether she had left.",
        "[According to] the ministry, talks resume.",
        "The poll [shows] Norland ahead.",
        "Bero [told] reporters it was over.",
        "Here is what Bero [had to say].",
        "Bero [took aim at] the press.",
        "Bero [went on to say] that it was over.",
        "Bero took to the radio [to criticise] the plan.",
        "Bero [has repeatedly said] it is over.",
        "It was, [in the words of] Bero, a mess.",
        "Ana Bero[:] We will sign.",
        "Bero, [saying] it was over, left.",
        "Bero [later said] it was over.",
        "The comments have been [dismissed by] Norland.",
        "Bero [may have said] it was over.",
        "Bero [vowed] to fight.",
        "[Asked about] the plan, Bero left.",
        "He [added] that it was over.",
        "He [is reportedly calling] it a mess.",
        "Bero [not only said] it was over but left.",
        "He would [later call] it a mess.",
        "He [refused to apologise] for it.",
    ],
)
def test_a_cue_of_communication_that_happened_makes_a_statement(marked):
    assert meaning(marked).statement


@pytest.mark.parametrize(
    "marked",
    [
        "Adel [may be looking] to bring Norland into the talks.",
        "Adel may be [looking] to bring Norland into the talks.",
        "as leaders [look] to establish terms for Norland.",
        "Adel, who [has long made] controversial comments, left.",
        "Bero [wants] a truce.",
        "Bero [seemed] to agree.",
        "Bero [appeared to suggest] a truce.",
        "Bero is expected to [announce] a truce.",
        "Bero [will announce] a truce on Monday.",
        "Bero [could call] it a mess.",
        "Bero [should have said] so.",
        "Bero [hopes] to sign.",
        "Bero [plans to] sign.",
        "Bero [did not say] when talks resume.",
        "Bero [never said] that.",
        "Bero [has yet to say] when.",
        "They met [to discuss] the truce.",
        "Bero [believes] the truce will hold.",
        "Bero [learned that] the truce held.",
        "Bero [supports] the truce.",
        "Bero [refused] to leave the room.",
        "Bero [voted for] the truce.",
        "[It is unclear] whether the truce holds.",
    ],
)
def test_what_the_writer_ascribes_is_no_statement(marked):
    assert not meaning(marked).statement


def test_a_condition_makes_no_statement():
    found = meaning("if Bero [says] it is over, we go.", source="Bero")
    assert (found.statement, found.certainty) == (False, "hedged")


@pytest.mark.parametrize(
    ("marked", "attitude"),
    [
        ("Bero [said] so.", "assertion"),
        ("Bero [believes] so.", "belief"),
        ("Bero [is worried about] it.", "belief"),
        ("Bero [learned that] it was.", "fact"),
        ("Bero [knows] it.", "fact"),
        ("Bero [wants] it.", "eventuality"),
        ("Bero [urged] them to go.", "eventuality"),
        ("Bero [pledged] to go.", "eventuality"),
        ("Bero [is seeking] a truce.", "eventuality"),
        ("Bero [seems] glad.", "belief"),
        ("They met [to discuss] the truce.", "eventuality"),
    ],
)
def test_attitude_comes_from_the_governing_word(marked, attitude):
    assert meaning(marked).attitude == attitude


@pytest.mark.parametrize(
    "marked",
    [
        "Bero [did not say] when.",
        "Bero didn’t [say] when.",
        "Bero [refused to say] when.",
        "Bero [never said] that.",
        "Bero [stopped short of saying] it was over.",
        "Bero [had no comment].",
        "Bero [would not discuss] it.",
    ],
)
def test_a_cue_that_is_denied_or_refused_is_negative(marked):
    assert meaning(marked).polarity == "negative"


@pytest.mark.parametrize("marked", ["Bero [denied] it.", "Bero [not only said] so.", "Bero [said] it was not."])
def test_a_denial_is_itself_positive(marked):
    assert meaning(marked).polarity == "positive"


@pytest.mark.parametrize(
    ("marked", "certainty"),
    [
        ("Bero [may have said] so.", "hedged"),
        ("Bero [reportedly said] so.", "hedged"),
        ("Bero reportedly [said] so.", "hedged"),
        ("Bero [appeared to say] so.", "hedged"),
        ("Bero [is expected to say] so.", "hedged"),
        ("Bero [said] it may rain.", "certain"),
        ("Bero [would not say] so.", "certain"),
        ("Experts [expected] rain.", "certain"),
    ],
)
def test_a_weakened_cue_is_hedged(marked, certainty):
    assert meaning(marked).certainty == certainty


def test_the_source_inside_a_split_cue_is_not_read_as_cue():
    found = meaning("“No,” [said Hope Wishart in a statement].", source="Hope Wishart")
    assert (found.statement, found.attitude) == (True, "assertion")


def test_an_unknown_verb_beside_quotation_marks_is_taken_as_spoken():
    text = "“Never,” Bero zanged."
    quoted = read_meaning(text, Span(14, 20), [Span(9, 13)], [Span(0, 8)], Span(0, len(text)))
    assert quoted.statement
    bare = read_meaning("Bero zanged that", Span(5, 11), [Span(0, 4)], [Span(12, 16)], Span(0, 16))
    assert not bare.statement


def test_the_table_is_well_formed():
    rows = read_rows("cues")
    assert len(rows) >= 400
    assert {row["attitude"] for row in rows} == {"assertion", "belief", "fact", "eventuality"}
    assert {row["communication"] for row in rows} == {"yes", "no"}
    patterns = [row["pattern"] for row in rows]
    assert len(patterns) == len(set(patterns))
