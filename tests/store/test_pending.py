"""Whether what was joined still holds."""

from __future__ import annotations

import hashlib

import msgspec
from benchmarks.readings import Generator

from onrecord.pipeline.keeping import find_corpus
from onrecord.store.pending import JOINED_BY

# What the generated pages add up to by these rules.
KNOWN = {39270585159421572: "9f793ad768a230aa4874d74667085dc2447a4cb3035e04c0052cf6b14661a1c6"}


def test_the_rules_have_another_number_where_the_same_pages_add_up_to_something_else():
    """If this fails: give `JOINED_BY` another number, and note it above with what the pages add up to now."""
    pages = Generator(7, words=300, copies=0.6, paragraphs=(3, 6)).pages(150)
    corpus = find_corpus(reading for _, reading in pages)
    assert hashlib.sha256(msgspec.json.encode(corpus)).hexdigest() == KNOWN.get(JOINED_BY)
