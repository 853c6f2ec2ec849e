"""Finding the extractor's text again in the tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.page.body import align_in_order

WORDS = st.lists(st.sampled_from(["the", "talks", "ended", "in", "Harrow"]), min_size=1, max_size=5)


def test_a_short_text_is_taken_where_it_fits_the_order():
    texts = [["Talks"], ["a", "b", "c"], ["Talks"], ["d", "e"]]
    assert align_in_order(texts, ["a", "b", "c", "Talks", "d", "e"])[0] == {1, 2, 3}


def test_of_two_readings_the_one_that_covers_more_is_taken():
    assert align_in_order([["a"], ["a", "b"]], ["a", "b"])[0] == {1}


# Fewer words than the places that are looked at for one text.
@given(st.lists(WORDS, max_size=4).filter(lambda texts: sum(map(len, texts)) <= 12), st.lists(WORDS, max_size=4))
def test_a_page_made_of_the_article_and_other_texts_covers_the_article(article, others):
    words = [word for text in article for word in text]
    _, covered = align_in_order([*others, *article, *others], words)
    assert all(covered)
