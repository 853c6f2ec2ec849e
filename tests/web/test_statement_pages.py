from __future__ import annotations

import re

import pytest
from tests.builders import make_page, make_reading
from tests.web.conftest import first, keep


def entry_of(client, speaker="Ada Venn"):
    html = client.get("/statements", params={"speaker": speaker}).text
    return re.findall(r'id="(at_\w+)"', html)[0]


def statement_of(client):
    return client.get(f"/s/{entry_of(client)}").headers["location"]


def test_an_attribution_leads_to_its_statement_and_the_statement_to_its_words(client):
    html = client.get(statement_of(client)).text
    assert "the border stays open" in html
    href = first(r'class="vhead">.*?<a href="([^"]+)"', html)
    assert "<mark>" in client.get(href).text


def test_a_statement_can_be_cited(client):
    html = client.get(statement_of(client)).text
    assert "@misc{venn2031" in html
    assert "&#34;container-title&#34;" in html


def test_what_is_ascribed_opens_where_it_stands(client):
    html = client.get("/statements?said=ascribed").text
    name = re.findall(r'id="(at_\w+)"', html)[0]
    assert client.get(f"/s/{name}").headers["location"].startswith("/p/pg_")


def test_a_statement_that_never_was_is_not_found(client):
    assert client.get("/s/sm_aaaaaaaaaaaaaaaa").status_code == 404


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("the border stays open", "On the record, word for word"),
        ("the border stays shut for ever and ever", "Not on the record"),
    ],
)
def test_a_quotation_is_checked(client, asked, verdict):
    assert verdict in client.get("/check", params={"q": asked}).text


def test_a_quotation_that_is_a_book_is_refused(client):
    assert client.get("/check", params={"q": "word " * 2000}).status_code == 400


def test_checks_have_a_limit(serve):
    client = serve(writes_per_minute=1)
    assert client.get("/check?q=one").status_code == 200
    answer = client.get("/check?q=two")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_people_are_listed_and_each_has_a_page(client):
    href = first(r'href="(/people/pr_\w+)">Ada Venn', client.get("/people").text)
    html = client.get(href).text
    assert "the border stays open" in html
    assert client.get("/people/Ada Venn").headers["location"] == href
    assert client.get("/people/Nobody").headers["location"] == "/people?name=Nobody"
    assert "Nobody of that name" in client.get("/people?name=Nobody").text
    assert client.get("/people/pr_nobody").status_code == 404


def test_copies_of_one_report_stand_side_by_side(serve, record):
    story = " ".join(f"Sentence number {n} tells of the talks in Oster and their end." for n in range(40))
    for number in (7, 8):
        page = make_page(
            f"Talks\n{story}\nForeign Minister Ada Venn of Caldia said on Monday that “the border stays "
            "open”.\nA diplomat briefed on the talks said Norland would not sign.\nNorland wants the river "
            f"ports returned.",
            outlet=f"Post {number}",
            url=f"https://x.example/{number}",
        )
        keep(record, make_reading(page))
    client = serve()
    href = first(r'Post 7.*?href="(/reports/st_\w+)"', client.get("/reports").text)
    html = client.get(href).text
    assert "Post 7" in html
    assert "Post 8" in html
    assert html.count("verbatim") >= 2


def test_every_quotation_of_a_text_is_checked(client, model):
    text = "Talks\n\nAda Venn said that “the border stays open” and that “the river runs dry for all of us now”."
    html = client.get("/check", params={"q": text, "whole": "1"}).text
    assert "On the record" in html
    assert "Not on the record" in html
    assert "No quotation in it" in client.get("/check", params={"q": "It rained.", "whole": "1"}).text
