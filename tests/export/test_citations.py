from __future__ import annotations

import msgspec
import pytest
from tests.builders import make_page, make_reading

from onrecord.export.citations import bibtex, bibtex_entries, cite, csl_item, csl_items
from onrecord.pipeline.keeping import find_corpus


@pytest.fixture
def statement():
    page = make_page(outlet="The Oster & Sons Post", published="2031-02-03T10:00:00Z", url="https://x.example/a_{1}")
    found = find_corpus([make_reading(page)]).statements
    return next(one for one in found if one.speaker.name == "Ada Venn")


def test_a_citation_names_speaker_words_outlet_day_and_address(statement):
    assert cite(statement) == (
        "Ada Venn: “the border stays open”. “Talks resume in Oster”, The Oster & Sons Post, 2031-02-03, "
        "https://x.example/a_{1}."
    )


@pytest.mark.parametrize("words", ["“It stays open.”", "“Open?”", "It stays open…"])
def test_words_that_end_a_sentence_get_no_second_full_stop(statement, words):
    ended = msgspec.structs.replace(statement, quote=words)
    assert f"{words} “Talks resume in Oster”" in cite(ended)


def test_bibtex_escapes_what_has_a_meaning_there(statement):
    entry = bibtex(statement)
    assert entry.startswith("@misc{venn2031-")
    assert r"howpublished = {The Oster \& Sons Post}" in entry
    assert "url = {https://x.example/a_%7B1%7D}" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_csl_has_the_date_at_its_own_precision(statement):
    item = msgspec.to_builtins(csl_item(statement))
    assert item["issued"] == {"date-parts": ((2031, 2, 3),)}
    assert item["container-title"] == "The Oster & Sons Post"
    month = msgspec.structs.replace(statement.variants[0].page, published="2031-02")
    variant = msgspec.structs.replace(statement.variants[0], page=month)
    shortened = msgspec.structs.replace(statement, variants=(variant,))
    assert msgspec.to_builtins(csl_item(shortened))["issued"] == {"date-parts": ((2031, 2),)}


def test_many_are_one_file(statement):
    assert len(msgspec.json.decode(b"".join(csl_items([statement, statement])))) == 2
    assert msgspec.json.decode(b"".join(csl_items([]))) == []
    assert b"".join(bibtex_entries([statement, statement])).count(b"@misc{") == 2
