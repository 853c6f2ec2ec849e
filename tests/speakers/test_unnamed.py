import pytest
from tests.speakers.pages import last_speaker, speakers_of


def test_an_unnamed_source_is_kept_with_number_rank_region_and_basis():
    speaker = last_speaker("[[A European diplomat involved in drafting the text]] said no.")
    assert (speaker.type, speaker.count, speaker.rank, speaker.region, speaker.country, speaker.basis) == (
        "anonymous",
        1,
        "diplomat",
        "Europe",
        None,
        "involved in drafting the text",
    )


@pytest.mark.parametrize(
    ("words", "count", "basis"),
    [
        ("two people familiar with the talks", 2, "familiar with the talks"),
        ("three officials who were briefed on the plan", 3, "who were briefed on the plan"),
        ("a person with direct knowledge of the offer", 1, "with direct knowledge of the offer"),
        ("officials", None, None),
        ("several aides", None, None),
        ("an official who spoke on condition of anonymity", 1, None),
    ],
)
def test_number_and_basis_are_read_off_the_words(words, count, basis):
    speaker = last_speaker(f"[[{words}]] said no.")
    assert (speaker.type, speaker.count, speaker.basis) == ("anonymous", count, basis)


def test_nationality_and_body_are_read_off_the_words():
    speaker = last_speaker("[[A senior Peruvian foreign ministry official]] said no.")
    assert speaker.country == "PE"
    speaker = last_speaker("[[A White House official]] said no.")
    assert (speaker.body, speaker.country) == ("White House", "US")


def test_the_same_words_again_are_the_same_source():
    first, second = speakers_of("[[A Peruvian diplomat]] said no. “Never,” [[the diplomat]] said.")
    assert (second.descriptor, second.certainty) == (first.descriptor, None)
    assert second.evidence == first.evidence


def test_other_words_are_only_probably_the_same_source_and_say_why():
    _, second = speakers_of("[[A Peruvian diplomat]] said no. “Never,” [[the official]] said.")
    assert (second.rank, second.certainty) == ("diplomat", "probable")
    assert second.why is not None
    assert "the text does not say" in second.why


def test_of_two_unnamed_sources_the_official_is_neither():
    speaker = last_speaker("[[A Peruvian diplomat]] said no. [[A Chilean aide]] said yes. “So,” [[the envoy]] said.")
    assert speaker.descriptor == "the envoy"


@pytest.mark.parametrize("words", ["voters", "NATO leaders", "critics of the plan", "most Peruvians", "the opposition"])
def test_a_public_group_is_no_anonymous_source(words):
    assert last_speaker(f"[[{words}]] said no.").type == "group"


def test_a_group_of_two_parties_names_both():
    assert last_speaker("[[Washington and NATO allies]] said no.").names == ("United States", "NATO allies")
