import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.windows import CONTEXT, WINDOW, cut_windows

sizes = st.lists(st.integers(1, 900), min_size=1, max_size=25)


def paragraphs_of(counts: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(counts)), counts)


@given(sizes)
def test_every_piece_is_decided_in_exactly_one_window(counts):
    windows = cut_windows(paragraphs_of(counts))
    decided = [piece for window in windows for piece in range(window.fresh, window.last)]
    assert decided == list(range(sum(counts)))


@given(sizes)
def test_no_window_is_larger_than_the_limit(counts):
    assert all(len(window.places) <= WINDOW for window in cut_windows(paragraphs_of(counts)))


@given(sizes)
def test_a_window_lays_out_its_pieces_in_order(counts):
    for window in cut_windows(paragraphs_of(counts)):
        assert [p for p in window.places.tolist() if p >= 0] == list(range(window.first, window.last))


def test_later_windows_see_what_came_before():
    windows = cut_windows(paragraphs_of([60] * 20))
    assert len(windows) > 1
    assert all(0 < window.fresh - window.first <= CONTEXT for window in windows[1:])


def test_a_page_without_text_has_no_window():
    assert cut_windows(np.zeros(0, dtype=np.int64)) == ()
