"""Did they really say that: one test for each verdict, and for what must not be concluded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_attribution, make_page
from tests.statements.said import LARK, QUOTE, VENN, make_said

from onrecord.pipeline.checking import check_quotation, check_reading, finder_of
from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Actor, Span
from onrecord.records.reading import Reading

BARE = "{source} told reporters: “{quote}”.\nThe weather stayed fine, and the markets were open until late in the day."
REPORT = "that Caldia would never give up the northern lighthouse"


def reported() -> Reading:
    """A page that has something without quotation marks."""
    page = make_page(f"Lights\nVenn told reporters {REPORT}.\nNobody answered.", outlet="Lamp", published="2031-02-09")
    return Reading(page=page, attributions=(make_attribution(page, "Venn", "told", REPORT, speaker=VENN),))


@pytest.fixture(scope="module")
def find():
    readings = [
        make_said(),
        make_said(outlet="Harbour Post"),
        make_said(outlet="Courier", body=BARE, title="Minister on ports"),
        make_said(QUOTE.replace("will not", "will"), outlet="World Desk"),
        make_said("Nobody asked us about the ferry", "President Otis Lark", outlet="Lamp", speaker=LARK),
        make_said("The bridge is older than both our states", "She", outlet="Echo", speaker=Actor(type="unresolved")),
        reported(),
    ]
    return finder_of(find_corpus(readings).statements)


def test_the_whole_quotation_is_verbatim_with_its_lines_and_dates(find):
    check = check_quotation(f"“{QUOTE}.”", "Ada Venn", find)
    assert (check.verdict, check.lines, len(check.sources)) == ("verbatim", 2, 3)
    assert (check.first, check.differences, check.drift) == ("2031-02-03", (), ())


@pytest.mark.parametrize(
    "asked",
    [
        QUOTE.upper(),
        QUOTE.replace("will not", "won’t"),
        QUOTE.replace(" accord", " accord,").replace("Monday", "Monday!"),
        f"  «{QUOTE}»\n",
    ],
)
def test_case_contractions_and_punctuation_are_no_change(find, asked):
    assert check_quotation(asked, None, find).verdict == "verbatim"


def test_a_part_is_cut_and_shows_what_was_left_out(find):
    check = check_quotation("sign the accord unless the river ports are returned", "Venn", find)
    assert check.verdict == "cut"
    assert (check.sources[0].before, check.sources[0].after) == ("We will not", "by Monday")


def test_a_part_without_its_condition_says_so(find):
    check = check_quotation("We will not sign the accord", "Venn", find)
    assert (check.verdict, [drift.kind for drift in check.drift]) == ("cut", ["condition"])


def test_dots_in_the_question_stand_for_what_is_left_out(find):
    assert (
        check_quotation("We will not sign … unless the river ports are returned by Monday", None, find).verdict == "cut"
    )
    assert (
        check_quotation("We will not sign unless the river ports are returned by Monday", None, find).verdict != "cut"
    )


def test_a_changed_word_is_altered_with_the_dangerous_drift_first(find):
    asked = QUOTE.replace("Monday", "Friday").replace("will not", "may")
    check = check_quotation(asked, "Venn", find)
    assert check.verdict == "altered"
    assert [drift.kind for drift in check.drift][:2] == ["negation", "date"]
    assert [edit.was for edit in check.differences if edit.kind != "same"] == ["will not", "Monday"]


def test_the_words_of_an_altered_copy_are_not_verbatim(find):
    check = check_quotation(QUOTE.replace("will not", "will"), "Venn", find)
    assert (check.verdict, [drift.kind for drift in check.drift]) == ("altered", ["negation"])
    assert "World Desk" not in {source.page.outlet for source in check.sources}


def test_words_that_nobody_has_in_marks_are_reported(find):
    assert check_quotation("Caldia would never give up the northern lighthouse", "Venn", find).verdict == "reported"


def test_the_words_of_somebody_else_are_another_speakers(find):
    check = check_quotation(QUOTE, "Otis Lark", find)
    assert (check.verdict, check.sources[0].speaker) == ("other_speaker", "Ada Venn")


def test_a_namesake_is_another_speaker(find):
    assert check_quotation(QUOTE, "Otto Venn", find).verdict == "other_speaker"


def test_an_office_and_a_surname_name_the_speaker(find):
    assert check_quotation(QUOTE, "Foreign Minister Venn", find).verdict == "verbatim"


def test_a_speaker_whom_no_page_names_is_not_claimed(find):
    check = check_quotation("The bridge is older than both our states", "Venn", find)
    assert check.verdict == "verbatim"
    assert "not named" in check.why


@pytest.mark.parametrize("asked", ["We will sink every ship in the harbour", "", "…", "the ports", "Monday"])
def test_what_nobody_said_is_not_on_the_record(find, asked):
    if len(asked.split()) > 3:
        assert check_quotation(asked, None, find).verdict == "not_on_record"
    else:
        assert check_quotation(asked, None, find).verdict in ("not_on_record", "cut")


def test_each_quotation_of_a_text_is_checked_with_its_speaker(find):
    text = f"A day\nOtis Lark told reporters: “{QUOTE}”.\nA sign said “no ferry today at all”."
    page = make_page(text)
    attribution = make_attribution(page, "Otis Lark", "told", f"“{QUOTE}”", kind="direct", speaker=LARK)
    checks = check_reading(Reading(page=page, attributions=(attribution,)), find)
    assert [(check.asked, check.speaker, check.verdict) for check in checks] == [
        (QUOTE, "Otis Lark", "other_speaker"),
        ("no ferry today at all", None, "not_on_record"),
    ]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_part_of_what_was_said_is_off_the_record(find, data):
    words = QUOTE.split()
    start = data.draw(st.integers(0, len(words) - 3))
    end = data.draw(st.integers(start + 3, len(words)))
    check = check_quotation(" ".join(words[start:end]), None, find)
    assert check.verdict == ("verbatim" if (start, end) == (0, len(words)) else "cut")


@settings(max_examples=60, deadline=None)
@given(asked=st.text(max_size=60))
def test_any_question_has_an_answer_and_its_spans_are_of_the_page(find, asked):
    check = check_quotation(asked, None, find)
    assert all(isinstance(span, Span) for source in check.sources for span in source.spans)


def test_a_quoted_phrase_is_verbatim_and_the_reporters_words_beside_it_are_not_left_out():
    page = make_page("Ports\nVenn told reporters the ports were “ours and nobody else’s” since the flood.")
    content = "the ports were “ours and nobody else’s” since the flood"
    attribution = make_attribution(page, "Venn", "told", content, kind="mixed", speaker=VENN)
    found = finder_of(find_corpus([Reading(page=page, attributions=(attribution,))]).statements)
    check = check_quotation("ours and nobody else's", "Venn", found)
    assert (check.verdict, check.sources[0].before, check.sources[0].after) == ("verbatim", "", "")
    assert check_quotation("nobody else's", "Venn", found).verdict == "cut"
    assert check_quotation("since the flood", "Venn", found).verdict == "reported"


def test_what_an_editor_put_in_brackets_is_not_part_of_the_words():
    reading = make_said("We told [Norland’s President Otis] Lark that the ports are ours")
    found = finder_of(find_corpus([reading]).statements)
    assert check_quotation("We told Lark that the ports are ours", "Venn", found).verdict == "verbatim"


def test_a_surname_that_the_text_does_not_introduce_is_asked_for(find):
    page = make_page(f"Claims\nLark told reporters: “{QUOTE}”.")
    bare = Actor(type="unresolved", name="Lark")
    attribution = make_attribution(page, "Lark", "told", f"“{QUOTE}”", kind="direct", speaker=bare)
    (check,) = check_reading(Reading(page=page, attributions=(attribution,)), find)
    assert (check.speaker, check.verdict) == ("Lark", "other_speaker")
