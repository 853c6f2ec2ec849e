from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.shingles import WORD, encode_words, fold_word, hash_runs, shingle

words = st.lists(st.text(alphabet="abcdé’", min_size=1, max_size=4), max_size=20)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Caldia’s", "caldia"),
        ("Caldia's", "caldia"),
        ("SERGÉY", "sergey"),
        ("U.S", "us"),
        ("1,200", "1200"),
        ("Київ", "киів"),
        ("straße", "strasse"),
    ],
)
def test_a_word_is_folded_to_what_copies_share(printed, folded):
    assert fold_word(printed) == folded


def test_words_are_found_with_their_inner_signs_and_without_the_outer_ones():
    assert WORD.findall("“It’s 1,200,” said the U.S. envoy") == ["It’s", "1,200", "said", "the", "U.S", "envoy"]


@given(words)
def test_every_word_is_one_character(listed):
    assert len(encode_words(listed)) == len(listed)


@given(words, words)
def test_equal_words_are_equal_characters(one, other):
    assert encode_words(one + other) == encode_words(one) + encode_words(other)


def test_words_that_no_encoding_takes_are_encoded_too():
    assert len(encode_words(["\ud800", "a"])) == 2


@given(words, st.integers(1, 6))
def test_there_is_a_run_for_every_place_where_one_fits(listed, size):
    runs = shingle(listed, size)
    assert len(runs) == (max(len(listed) - size + 1, 1) if listed else 0)


@given(words, words, st.integers(1, 6))
def test_runs_of_words_have_one_number_wherever_they_stand(before, run, size):
    alone = hash_runs(encode_words(run), size).tolist()
    assert hash_runs(encode_words(before + run), size).tolist()[-len(alone) or None :][: len(alone)] == alone


def test_runs_of_other_words_or_in_another_order_have_other_numbers():
    runs = {hash_runs(encode_words(text.split()), 3)[0].item() for text in ("a b c", "a c b", "b a c", "a b d")}
    assert len(runs) == 4
