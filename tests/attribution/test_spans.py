from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.spans import join_pieces, mend_pieces, trim_name
from onrecord.records import Span

TEXT = "“We will sign,” Ada Venn said on Monday. “But not today.” Nobody else spoke of it at all."


@st.composite
def pieces(draw):
    places = sorted(draw(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=8, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return [Span(*p) for p in pairs if TEXT[p[0] : p[1]].strip()]


@given(pieces())
def test_joined_pieces_hold_every_character_they_were_given(given_pieces):
    joined = join_pieces(TEXT, given_pieces)
    assert all(any(j.holds(p) for j in joined) for p in given_pieces)
    assert list(joined) == sorted(joined)


@given(pieces())
def test_mended_pieces_never_cross_the_cue(given_pieces):
    cue = Span(TEXT.index("said"), TEXT.index("said") + 4)
    outside = [p for p in given_pieces if not p.overlaps(cue)]
    if outside:
        assert not any(p.overlaps(cue) for p in mend_pieces(TEXT, outside, [cue]))


def test_a_trimmed_name_loses_its_comma():
    assert trim_name("Venn, who", Span(0, 5)) == Span(0, 4)
