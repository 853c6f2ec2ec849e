from tests.builders import make_page

from onrecord.attribution import find_attributions
from onrecord.attribution.dialogue import find_dialogue
from onrecord.records import Span


def test_a_clause_between_dashes_parts_the_speech(model):
    text = "Talks\n— We will not sign, — said Ada Venn. — The clause is unclear."
    (found,) = find_attributions(make_page(text), model).attributions
    assert [s.of(text) for s in found.content] == ["We will not sign,", "The clause is unclear."]
    assert found.kind == "direct"


def test_a_list_set_with_dashes_is_no_dialogue():
    text = "— three ferries, — two trucks, — one bus"
    assert find_dialogue(text, [Span(0, len(text))]) == []


def test_a_dash_at_the_head_is_no_word_of_what_the_model_found(model):
    text = "Talks\n— We will not sign this paper today, Minister Ada Venn said."
    (found,) = find_attributions(make_page(text), model).attributions
    assert [s.of(text) for s in found.content] == ["We will not sign this paper today,"]
