from tests.builders import lines_of

from onrecord.attribution.draft import Draft
from onrecord.attribution.reconcile import reconcile_marks
from onrecord.records import Span
from onrecord.text.marks import find_quotations


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reconcile(text: str, source: str, cue: str, *content: str):
    bounds = lines_of(text)
    draft = Draft(span_of(text, source), span_of(text, cue), tuple(span_of(text, c) for c in content), 0.9)
    drafts, asides = reconcile_marks(text, [draft], find_quotations(text, bounds), bounds)
    return [[s.of(text) for s in d.content] for d in drafts], [(a.span.of(text), a.reason) for a in asides]


def test_content_that_covers_most_of_a_quotation_covers_all_of_it():
    text = "“We will sign the accord today,” Ada Venn said."
    contents, _ = reconcile(text, "Ada Venn", "said", "will sign the accord")
    assert contents == [["“We will sign the accord today,”"]]


def test_a_quotation_that_goes_on_after_its_cue_joins_it():
    text = "“We will sign,” Ada Venn said. “But we will not sign before the winter.”"
    contents, asides = reconcile(text, "Ada Venn", "said", "“We will sign,”")
    assert contents == [["“We will sign,”", "“But we will not sign before the winter.”"]]
    assert asides == []


def test_a_quotation_after_words_of_the_writer_is_not_given_to_the_speaker_before():
    text = "“We will sign,” Ada Venn said. The envoy shrugged. “They have said so for years now.”"
    contents, asides = reconcile(text, "Ada Venn", "said", "“We will sign,”")
    assert contents == [["“We will sign,”"]]
    assert asides == [("“They have said so for years now.”", "not_attributed")]


def test_scare_quotes_titles_and_nicknames_are_set_aside_with_the_reason():
    text = "Ada Venn said it rained.\nThe “so-called peace” and “The Long River Home” and Jan “Bear” Kowal."
    _, asides = reconcile(text, "Ada Venn", "said", "it rained")
    assert asides == [
        ("“so-called peace”", "scare_quote"),
        ("“The Long River Home”", "title_of_work"),
        ("“Bear”", "nickname"),
    ]


def test_an_unclosed_quotation_is_set_aside_as_such():
    text = "Ada Venn said it rained.\n“And then nobody closed the marks at all"
    _, asides = reconcile(text, "Ada Venn", "said", "it rained")
    assert [reason for _, reason in asides] == ["unclosed"]


def test_a_quotation_over_several_paragraphs_is_one_piece_of_content_after_another():
    text = "Ada Venn said: “We have waited long.\n“We wait no more.\n“Sign, or go home.”\nThe hall was silent."
    contents, asides = reconcile(text, "Ada Venn", "said", "We have waited long.")
    assert " ".join(contents[0]).count("“") == 3
    assert contents[0][-1].endswith("go home.”")
    assert asides == []
