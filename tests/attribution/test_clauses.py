import pytest

from onrecord.attribution.clauses import read_clause
from onrecord.records import Span


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            ", said the deputy head of the Norlandish delegation.",
            "the deputy head of the Norlandish delegation",
            "said",
        ),
        ("Bero Castrin angrily replied", "Bero Castrin", "replied"),
        ("they have warned", "they", "warned"),
        ("warned one diplomat, speaking in Tresna", "one diplomat", "warned"),
    ],
)
def test_a_reporting_clause_gives_source_and_cue(text, source, cue):
    clause = read_clause(text, Span(0, len(text)))
    assert clause is not None
    assert (clause.source.of(text), clause.cue.of(text)) == (source, cue)


@pytest.mark.parametrize(
    "text",
    [
        "two ferries sank off Tresna",
        "which Venn said",
        "Venn, who had said it before",
        "said to be the last of the great smugglers of the northern coast, where rain is rare",
        "",
    ],
)
def test_anything_else_is_no_clause(text):
    assert read_clause(text, Span(0, len(text))) is None
