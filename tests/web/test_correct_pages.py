from __future__ import annotations

import re

import pytest
from tests.web.conftest import first, form_key


def id_of(client):
    return first(r'id="(at_\w+)"', client.get("/statements", params={"speaker": "Ada Venn"}).text)


def correct(client, **fields):
    known = {"form_key": form_key(client), "who": "Ida", "why": "heard it"}
    return client.post("/corrections/new", data={**known, **fields})


def test_a_corrected_speaker_shows_on_every_page(writer):
    name = id_of(writer)
    answer = correct(writer, kind="speaker", attribution=name, speaker="Cora Bell", party="Norland")
    assert answer.status_code == 303
    statement = writer.get(answer.headers["location"], follow_redirects=True)
    assert "Cora Bell" in statement.text
    assert "Cora Bell" in writer.get("/statements").text
    page = first(rf'id="{name}".*?data-open="(/p/[^"]+)"', writer.get("/statements").text)
    assert "Cora Bell" in writer.get(page).text
    assert "Cora Bell" in writer.get("/people").text
    assert "“heard it”, Ida" in writer.get("/corrections").text


def test_it_is_still_there_after_a_restart(writer, serve):
    correct(writer, kind="speaker", attribution=id_of(writer), speaker="Cora Bell")
    assert "Cora Bell" in serve().get("/statements").text


def test_a_correction_is_undone_from_the_ledger(writer):
    name = id_of(writer)
    correct(writer, kind="not_a_statement", attribution=name)
    assert name not in writer.get("/statements").text
    line = first(r'id="(co_\w+)"', writer.get("/corrections").text)
    assert correct(writer, kind="undo", undoes=line).status_code == 303
    assert name in writer.get("/statements").text
    assert '<span class="caution">undone</span>' in writer.get("/corrections").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "speaker", "why": ""}, 400),
        ({"kind": "speaker", "who": " "}, 400),
        ({"kind": "date", "date": "tomorrow"}, 400),
        ({"kind": "nonsense"}, 400),
        ({"kind": "speaker", "attribution": "at_nothing"}, 400),
        ({"kind": "speaker", "form_key": "forged"}, 403),
    ],
)
def test_what_makes_no_sense_changes_nothing(writer, fields, status):
    assert correct(writer, **{"attribution": id_of(writer), **fields}).status_code == status
    assert "Nothing was corrected yet" in writer.get("/corrections").text


def test_a_stranger_sees_no_form_and_cannot_send_one(client):
    name = id_of(client)
    assert 'action="/corrections/new"' not in client.get(f"/correct/{name}").text
    assert client.post("/corrections/new", data={"kind": "not_a_statement", "attribution": name}).status_code == 401


def test_the_form_shows_the_words_in_their_place(writer):
    html = writer.get(f"/correct/{id_of(writer)}").text
    assert re.search(r"<mark>“the border stays open”</mark>", html)
    assert writer.get("/correct/at_nothing").status_code == 404
