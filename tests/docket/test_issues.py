from __future__ import annotations

from onrecord.docket import IssueIndex
from onrecord.records.docket import Docket, Issue, SubIssue

INDEX = IssueIndex(
    Docket(
        name="talks",
        issues=(
            Issue(name="security guarantees for Ukraine", phrases=("security guarantee",)),
            Issue(
                name="river ports",
                phrases=("ports",),
                subissues=(SubIssue(name="pilots", phrases=("harbour pilots",)),),
            ),
        ),
    )
)


def issues(quote: str, around: str = "") -> list[tuple[str, str]]:
    return [(match.issue, match.by) for match in INDEX.match(quote, around)]


def test_a_phrase_is_found_in_any_inflection():
    assert issues("They signed the security guarantees.") == [("security guarantees for Ukraine", "phrase")]


def test_most_words_of_a_long_phrase_are_enough_and_score_less():
    match = INDEX.match("only “truly reliable” guarantees for Ukraine")[0]
    assert (match.issue, match.by, match.score) == ("security guarantees for Ukraine", "words", 0.5)


def test_a_country_is_met_by_its_people_and_its_capital():
    assert issues("guarantees that Kyiv can trust") == [("security guarantees for Ukraine", "words")]


def test_one_word_of_a_long_phrase_is_not_enough():
    assert issues("the security of the building") == [("other", "none")]


def test_a_statement_may_be_on_two_issues():
    assert {issue for issue, _ in issues("No security guarantees without the ports.")} == {
        "security guarantees for Ukraine",
        "river ports",
    }


def test_a_part_of_an_issue_is_told():
    match = INDEX.match("Harbour pilots stay Caldian.")[0]
    assert (match.issue, match.subissue) == ("river ports", "pilots")


def test_the_words_that_decided_stand_where_the_marks_say():
    quote = "No word on the river ports yet."
    match = INDEX.match(quote)[0]
    assert [quote[mark.start : mark.end] for mark in match.marks] == ["river", "ports"]
    assert match.words == "river ports"


def test_words_beside_the_statement_count_only_where_it_tells_nothing():
    assert issues("a toll booth", "dismissed the demand for the ports as a toll booth") == [("river ports", "sentence")]
    assert issues("security guarantees", "on the ports") == [("security guarantees for Ukraine", "phrase")]


def test_other_is_an_answer():
    assert issues("It rained.") == [("other", "none")]
