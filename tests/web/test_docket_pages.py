from __future__ import annotations

import re

import pytest
from tests.web.conftest import first

DOCKET = """
name = "Border talks"

[[party]]
name = "Caldia"
role = "negotiator"

[[party]]
name = "Norland"
role = "negotiator"

[[issue]]
name = "the border"
phrases = ["border"]
"""


@pytest.fixture
def docketed(serve, tmp_path):
    from onrecord.docket import read_docket

    path = tmp_path / "docket.toml"
    path.write_text(DOCKET, "utf-8")
    read_docket(DOCKET)
    return serve(docket=str(path))


def test_the_matrix_has_a_cell_for_what_was_said_and_none_for_silence(docketed):
    html = docketed.get("/positions").text
    assert 'href="/positions/Caldia/the%20border"' in html
    assert "the border stays open" in html


def test_a_cell_opens_its_quotations(docketed):
    html = docketed.get("/positions/Caldia/the%20border").text
    assert "the border stays open" in html
    assert "Ada Venn" in html
    statement = first(r'href="(/s/sm_\w+)"', html)
    assert docketed.get(statement).status_code == 200


def test_before_anybody_spoke_there_is_no_position(docketed):
    assert "the border stays open" not in docketed.get("/positions?at=2030").text
    assert docketed.get("/positions/Caldia/the%20border?at=2030").status_code == 404


def test_a_day_that_is_none_is_refused(docketed):
    assert docketed.get("/positions?at=someday").status_code == 400


@pytest.mark.parametrize("path", ["/parties/Caldia", "/issues/the%20border", "/proposals", "/meetings", "/timeline"])
def test_every_view_of_the_docket_opens(docketed, path):
    assert docketed.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/parties/Atlantis", "/issues/fish", "/proposals/pp_x", "/meetings/mg_x"])
def test_what_the_docket_has_not_is_not_found(docketed, path):
    assert docketed.get(path).status_code == 404


def test_without_a_docket_the_record_suggests_one(client):
    assert client.get("/positions").status_code == 200
    assert client.get("/timeline").status_code == 200


def test_statements_are_listed_by_issue_by_act_and_by_weight(docketed):
    on_it = docketed.get("/statements?issue=the+border").text
    assert "<strong>1</strong> statement" in on_it
    assert "the border stays open" in on_it
    heavy = docketed.get("/statements?by=weight").text
    assert "Heaviest first" in heavy
    assert "<strong>2</strong> statements" in heavy
    act = first(r'href="/statements\?act=([A-Z]+)"', docketed.get("/statements").text)
    assert docketed.get(f"/statements?act={act}").text.count('class="entry"') >= 1
    assert "Nobody is on record with that" in docketed.get("/statements?issue=fish").text


def test_a_list_by_weight_goes_on_where_it_stopped(docketed):
    start = docketed.get("/statements?by=weight&limit=1").text
    following = first(r'href="(/statements\?by=weight&amp;after=[^"]+|/statements\?[^"]*after=[^"]+)"', start)
    rest = docketed.get(following).text
    shown = [re.findall(r'<article class="entry" id="(at_\w+)"', html) for html in (start, rest)]
    assert len(shown[0]) == 1
    assert len({*shown[0], *shown[1]}) == 2


def test_the_api_lists_statements_by_issue_by_act_and_by_weight(docketed):
    def ask(path):
        answer = docketed.get(f"/api/v1{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    (on_it,) = ask("/statements?issue=the+border")["items"]
    assert "the border stays open" in on_it["quote"]
    heavy = ask("/statements?by=weight&limit=1")
    rest = ask(f"/statements?by=weight&after={heavy['next']}")
    weights = {one["statement"]: one["total"] for one in ask("/weights")["items"]}
    listed = [one["id"] for one in heavy["items"] + rest["items"]]
    assert listed == sorted(weights, key=lambda name: (-weights[name], name))
    assert docketed.get("/api/v1/statements?after=x&by=weight").status_code == 400
    facets = ask("/facets?once=true&issue=the+border")
    assert facets["issues"] == [{"value": "the border", "count": 1}]
    assert [one["value"] for one in facets["speakers"]] == ["Ada Venn"]
    assert ask("/facets?issue=fish")["speakers"] == []
    assert docketed.get("/api/v1/feed.atom").text.count("<entry>") == 2
    assert docketed.get("/api/v1/feed.atom?issue=the+border").text.count("<entry>") == 1


def test_an_office_narrows_and_is_counted(docketed):
    html = docketed.get("/statements").text
    assert "Foreign Minister" in html
    assert 'href="/statements?office=Foreign+Minister"' in html or "office=Foreign%20Minister" in html
    assert docketed.get("/statements?office=minister").text.count('class="entry"') == 1
    assert docketed.get("/api/v1/count?office=minister").json() == {"count": 2}
