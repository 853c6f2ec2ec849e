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


def wordings(client, name):
    """The wordings on a statement's page, and the page."""
    html = client.get(f"/s/{name}", follow_redirects=True).text
    return re.findall(r'href="/correct/(at_\w+)"', html), html


def test_a_wording_is_told_to_be_another_statement_and_the_same_again(writer):
    name = id_of(writer)
    (one, other), html = wordings(writer, name)
    assert f"/correct/{other}?what=different_statements" in html
    form = writer.get(f"/correct/{other}?what=different_statements").text
    assert 'id="different_statements" open' in form
    answer = correct(writer, kind="different_statements", attribution=other, why="another day")
    assert answer.headers["location"] == f"/s/{other}"
    alone, html = wordings(writer, other)
    assert alone == [other]
    assert "Taken out of another by a person: Ida" in html
    assert "“another day”" in html
    left, rest = wordings(writer, one)
    assert left == [one]
    assert "Another taken out of it by a person: Ida" in rest
    assert first(r'<a href="/s/(sm_\w+)">The other statement', rest) == first(r"Permalink.*?/s/(sm_\w+)", html)

    address = f"http://testserver.local/s/{one}"
    correct(writer, kind="same_statement", attribution=other, other=address, why="it was one day")
    joined, html = wordings(writer, one)
    assert sorted(joined) == sorted([one, other])
    assert "Joined by a person: Ida" in html
    assert "overrules that" in html


def test_a_statement_corrected_is_corrected_after_a_restart_and_until_it_is_undone(writer, serve):
    (one, other), _ = wordings(writer, id_of(writer))
    correct(writer, kind="different_statements", attribution=other)
    again = serve()
    assert again.post("/session", data={"token": "a token"}).status_code == 303
    assert wordings(again, one)[0] == [one]
    assert "Two statements" in again.get("/corrections").text
    line = first(r'id="(co_\w+)"', again.get("/corrections").text)
    correct(again, kind="undo", undoes=line)
    assert sorted(wordings(again, one)[0]) == sorted([one, other])


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "same_statement"}, 400),
        ({"kind": "same_statement", "other": "sm_nothing"}, 400),
        ({"kind": "same_statement", "other": "http://testserver.local/s/"}, 400),
        ({"kind": "different_statements", "why": ""}, 400),
        ({"kind": "different_statements", "attribution": "at_nothing"}, 400),
    ],
)
def test_two_statements_that_are_none_change_nothing(writer, fields, status):
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
