from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.layout import DISTANCE_BUCKETS, PARAGRAPH_BUCKETS, distance_buckets, paragraph_buckets


@given(st.integers(1, 512), st.data())
def test_distance_buckets_are_in_range_and_rise_along_the_window(positions, data):
    first = data.draw(st.integers(0, positions - 1))
    last = data.draw(st.integers(first, positions - 1))
    buckets = distance_buckets(positions, first, last).tolist()
    assert buckets == sorted(buckets)
    assert min(buckets) >= 0
    assert max(buckets) < DISTANCE_BUCKETS


def test_far_paragraphs_share_a_bucket():
    import numpy as np

    buckets = paragraph_buckets(np.arange(10), 5).tolist()
    assert buckets == [0, 0, 0, 1, 2, 3, 4, 5, 6, 6]
    assert max(buckets) < PARAGRAPH_BUCKETS
