import pytest
from tests.builders import make_page

from onrecord.attribution import find_attributions
from onrecord.records import Actor, Datum
from onrecord.speakers.resolve import resolve_speakers


def speakers_of(text: str, language: str, model):
    page = make_page(text, language=Datum(value=language, found="given"))
    found = resolve_speakers(page, find_attributions(page, model))
    return [(actor.type, actor.name) for a in found if isinstance(actor := a.speaker, Actor)]


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("it", "Colloqui\nLa ministra degli Esteri Ada Venn ha detto che la frontiera è aperta.", "person", "Ada Venn"),
        ("it", "Colloqui\nAda Venn è a Tresna. Venn ha detto che la frontiera è aperta.", "person", "Ada Venn"),
        ("fr", "Pourparlers\nUn diplomate européen a déclaré que tout était perdu.", "anonymous", None),
        ("it", "Colloqui\nUn portavoce di Ada Venn ha detto che la frontiera è aperta.", "anonymous", None),
        (
            "it",
            "Colloqui\nLa Federazione Thaliana ha detto che la frontiera è aperta.",
            "unresolved",
            "Federazione Thaliana",
        ),
        ("it", "Colloqui\nMosca ha annunciato che la frontiera è aperta.", "government", "Russia"),
        (
            "uk",
            "Перемовини\nМіністр закордонних справ Норландії Ада Венн сказала, що кордон відкритий.",
            "person",
            "Ада Венн",
        ),
        ("ru", "Переговоры\nПо словам Ады Венн, граница открыта.", "unresolved", None),
        ("de", "Gespräche\nDas Ministerium erklärte, dass die Grenze offen bleibe.", "unresolved", None),
    ],
)
def test_names_are_taken_as_they_stand_and_nothing_more(language, text, kind, name, model):
    assert speakers_of(text, language, model) == [(kind, name)]
