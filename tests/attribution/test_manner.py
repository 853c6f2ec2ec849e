import pytest

from onrecord.attribution.manner import find_manner
from onrecord.records import Span


def manner_of(text: str, cue: str, source: str | None = None) -> str | None:
    at = {words: Span(text.index(words), text.index(words) + len(words)) for words in (cue, source) if words}
    found: Span | None = find_manner(text, at[cue], at.get(source or ""), Span(0, len(text)))
    return None if found is None else found.of(text)


@pytest.mark.parametrize(
    ("text", "cue", "source", "manner"),
    [
        ("Ada Venn bluntly told the envoys to leave.", "told", "Ada Venn", "bluntly"),
        ("“No,” said Ada Venn angrily.", "said", "Ada Venn", "angrily"),
        ("“No,” said Ada Venn with a shrug.", "said", "Ada Venn", "with a shrug"),
        ("Ada Venn has flatly denied it.", "has flatly denied", "Ada Venn", "flatly"),
        ("“No,” muttered Ada Venn.", "muttered", "Ada Venn", "muttered"),
    ],
)
def test_the_words_beside_the_cue_say_how(text, cue, source, manner):
    assert manner_of(text, cue, source) == manner


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Ada Venn finally said that the talks were over.", "said", "Ada Venn"),
        ("“No,” said Kelly of the harbour office.", "said", None),
        ("Ada Venn said that he had openly lied.", "said", "Ada Venn"),
        ("The Assembly said no.", "said", "The Assembly"),
    ],
)
def test_time_names_and_words_of_the_content_are_no_manner(text, cue, source):
    assert manner_of(text, cue, source) is None
