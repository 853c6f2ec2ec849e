"""Hard cases of the hands that words went through."""

from __future__ import annotations

import pytest
from tests.chain.cases import HANDS, hands_of


@pytest.mark.parametrize("case", HANDS, ids=[case[0] for case in HANDS])
def test_words_went_through_these_hands(case):
    assert hands_of(case) == (case[5], case[6])
