from tests.builders import lines_of

from onrecord.attribution.draft import Draft
from onrecord.attribution.forms import find_signed, find_turns, prefer_forms
from onrecord.records import Span
from onrecord.text.marks import find_quotations


def test_a_list_of_voices_gives_each_its_name():
    text = "“We want peace.” — Oda Brinn, 41\n”He must go now.” ― Karl Ó Sé.\n“No more,” she said — twice."
    bounds = lines_of(text)
    signed = find_signed(text, bounds, find_quotations(text, bounds))
    assert [d.source and d.source.of(text) for d in signed] == ["Oda Brinn", "Karl Ó Sé"]


def test_a_transcript_needs_three_turns():
    text = "BAIZE: We will not sign.\nVENN: You will."
    assert find_turns(text, lines_of(text)) == []


def test_a_paragraph_between_two_turns_belongs_to_the_first():
    text = "BAIZE: We will not sign.\nNot in this life.\nVENN: You will.\nBAIZE: No.\nThe interview was cut short."
    turns = find_turns(text, lines_of(text))
    assert [[s.of(text) for s in d.content] for d in turns] == [
        ["We will not sign.", "Not in this life."],
        ["You will."],
        ["No."],
    ]


def test_labels_of_the_desk_are_no_speakers():
    text = "WATCH: The summit\nUPDATE: Talks ended\nREAD MORE: The accord\nPHOTOS: The harbour"
    assert find_turns(text, lines_of(text)) == []


def test_what_a_turn_says_of_others_stays():
    """VENN: Baize says that we lied."""
    form = Draft(Span(0, 4), Span(4, 5), (Span(6, 30),), 0.95)
    inner = Draft(Span(6, 11), Span(12, 16), (Span(17, 29),), 0.8)
    other = Draft(Span(0, 4), Span(4, 5), (Span(6, 29),), 0.8)
    assert prefer_forms([form], [inner, other]) == [form, inner]


def test_a_signature_may_say_who_the_person_is():
    text = "“A good day for the whole strait.” — Ada Venn, envoy of Norland"
    bounds = lines_of(text)
    (signed,) = find_signed(text, bounds, find_quotations(text, bounds))
    assert signed.source is not None
    assert signed.source.of(text) == "Ada Venn"
