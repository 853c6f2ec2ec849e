import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_page

from onrecord.attribution import find_attributions
from onrecord.attribution.foreign import find_foreign, foreign_grammar
from onrecord.attribution.grammar import grammar_of
from onrecord.records import Datum, Span
from onrecord.text.marks import find_quotations


def told(text: str, language: str):
    bounds = [Span(0, len(text))]
    grammar = grammar_of(language)
    assert grammar is not None
    found = find_foreign(text, bounds, find_quotations(text, bounds), grammar)
    return [
        (
            t.draft.source.of(text) if t.draft.source else None,
            t.draft.cue.of(text),
            [c.of(text) for c in t.draft.content],
        )
        for t in found
    ]


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "content"),
    [
        (
            "it",
            "“Non firmeremo oggi”, ha detto ieri Ada Venn ai giornalisti.",
            "Ada Venn",
            "ha detto",
            "“Non firmeremo oggi”",
        ),
        (
            "it",
            "Secondo Bero Castrin, la frontiera resta aperta.",
            "Bero Castrin",
            "Secondo",
            "la frontiera resta aperta",
        ),
        (
            "fr",
            "« Nous ne signerons pas », a déclaré Mme Venn à Tresna.",
            "Mme Venn",
            "a déclaré",
            "« Nous ne signerons pas »",
        ),
        (
            "fr",
            "La ministre a averti lundi que tout pouvait échouer.",
            "La ministre",
            "a averti",
            "que tout pouvait échouer",
        ),
        (
            "es",
            "Castrin aseguró a la agencia que “nadie ha roto nada”.",
            "Castrin",
            "aseguró",
            "que “nadie ha roto nada”",
        ),
        ("pt", "“Não assinaremos hoje”, disse Ada Venn.", "Ada Venn", "disse", "“Não assinaremos hoje”"),
        (
            "de",
            "Der Gesandte erklärte, dass die Grenze offen bleibe.",
            "Der Gesandte",
            "erklärte",
            "dass die Grenze offen bleibe",
        ),
        ("pl", "„Nie podpiszemy” – powiedziała Venn w Tresnie.", "Venn", "powiedziała", "„Nie podpiszemy”"),
        ("uk", "«Ми не підпишемо», — сказала Венн.", "Венн", "сказала", "«Ми не підпишемо»"),
        ("ru", "Кастрин сообщил газете, что граница открыта.", "Кастрин", "сообщил", "что граница открыта"),
        ("ru", "По словам Венн, граница открыта.", "Венн", "По словам", "граница открыта"),
    ],
)
def test_quotations_and_clauses_are_read_by_rule(language, text, source, cue, content):
    assert told(text, language) == [(source, cue, [content])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Piove sul porto da tre giorni e i traghetti sono fermi."),
        ("de", "Das sogenannte „Friedenspapier“ liegt seit Mai im Archiv."),
        ("uk", "Угода набуде чинності у травні."),
        ("fr", "Le ministre a signé le texte."),
    ],
)
def test_where_nobody_says_anything_nothing_is_found(language, text):
    assert told(text, language) == []


def test_what_is_denied_to_have_been_said_is_no_statement(model):
    page = make_page(
        "Colloqui\nVenn non ha detto che la frontiera resta chiusa.", language=Datum(value="it", found="given")
    )
    (found,) = find_attributions(page, model).attributions
    assert (found.polarity, found.statement) == ("negative", False)


@pytest.mark.parametrize(
    ("text", "language", "hedged"),
    [
        ("Venn avrebbe detto che la frontiera resta chiusa.", "it", True),
        ("Venn aurait déclaré que la frontière reste fermée.", "fr", True),
        ("Venn ha detto che la frontiera resta chiusa.", "it", False),
    ],
)
def test_what_a_page_passes_on_as_a_claim_is_hedged(text, language, hedged):
    grammar = grammar_of(language)
    assert grammar is not None
    assert [t.hedged for t in find_foreign(text, [Span(0, len(text))], [], grammar)] == [hedged]


def test_a_second_quotation_behind_the_clause_is_the_same_speaker_s():
    text = "„Wir unterschreiben nicht“, sagte Venn in Tresna. „Die Klausel ist unklar.“"
    assert told(text, "de") == [("Venn", "sagte", ["„Wir unterschreiben nicht“", "„Die Klausel ist unklar.“"])]


def test_an_english_page_that_declares_another_language_is_read_as_english():
    text = (
        "The minister said that the border was open and that the talks of the week had ended with a note to the press."
    )
    assert foreign_grammar(make_page(text, language=Datum(value="de", found="html[lang]"))) is None


def test_a_language_without_a_table_is_left_to_the_model():
    assert foreign_grammar(make_page("Tárgyalás", language=Datum(value="hu", found="given"))) is None


_PARTS = st.sampled_from(
    ["“", "”", "«", "»", " ha detto ", " сказал ", "Ada Venn", "che ", "что ", ": ", ". ", ", ", "\n"]
)


@settings(max_examples=60)
@given(
    text=st.lists(st.one_of(_PARTS, st.text(max_size=8)), max_size=30).map("".join),
    language=st.sampled_from(["it", "ru"]),
)
def test_every_span_lies_inside_the_text(text, language):
    bounds = [Span(0, len(text))]
    grammar = grammar_of(language)
    assert grammar is not None
    for t in find_foreign(text, bounds, find_quotations(text, bounds), grammar):
        for span in (*([t.draft.source] if t.draft.source else []), t.draft.cue, *t.draft.content):
            assert 0 <= span.start < span.end <= len(text)
