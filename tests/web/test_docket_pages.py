from __future__ import annotations

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
