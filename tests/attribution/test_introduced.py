import pytest
from tests.builders import lines_of

from onrecord.attribution.introduced import introduce
from onrecord.attribution.reconcile import reconcile_marks
from onrecord.text.marks import find_quotations


def test_a_clause_that_ends_a_paragraph_introduces_the_next():
    text = "The envoy then told the court:\n“Nobody in this room wants the war to go on.”"
    bounds = lines_of(text)
    drafts, asides = reconcile_marks(text, [], find_quotations(text, bounds), bounds)
    assert [(d.source and d.source.of(text), d.cue.of(text)) for d in drafts] == [("The envoy", "told")]
    assert asides == ()


@pytest.mark.parametrize(
    "text",
    [
        "The sign at the gate was plain:\n“Nobody goes in without a card today.”",
        "He left. “Nobody in this room wants the war to go on.”",
        "What nobody had said before the vote and after it, in all these years of talks:\n“We are sorry for the war.”",
    ],
)
def test_what_is_no_short_reporting_clause_introduces_nothing(text):
    bounds = lines_of(text)
    quotation = find_quotations(text, bounds)[0]
    assert introduce(text, quotation, bounds) is None
