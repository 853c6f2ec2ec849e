from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from tests.builders import TEXT, make_page, make_reading, span_of
from tests.web.conftest import first, keep

from onrecord.text.places import mark_of

HOSTILE = (
    "<script>alert(1)</script> \u202eevil\u202c & “<img src=x onerror=alert(2)>”\n"
    "Foreign Minister Ada Venn of Caldia said “the border stays open” "
    "</blockquote><svg onload=alert(3)> \x00\x1b[31m.\n"
    "A diplomat briefed on the talks said Norland would not sign. Norland wants the river ports returned."
)


def page_of(client, n=0):
    return re.findall(r'data-open="(/p/[^"]+)"', client.get("/statements").text)[n].replace("&amp;", "&")


def test_the_front_page_leads_somewhere(client):
    assert client.get("/", follow_redirects=True).status_code == 200


def test_what_was_said_is_listed_once_at_its_newest_or_oldest_page(client):
    html = client.get("/statements").text
    assert "3 February 2031" in html
    assert "3 January 2031" not in html
    assert "<strong>2</strong> statements" in html
    assert ">2 pages, 1 independent line</a>" in html
    assert "3 January 2031" in client.get("/statements?sort=oldest").text


def test_what_is_ascribed_is_listed_apart(client):
    assert "the river ports returned" not in client.get("/statements").text
    assert "the river ports returned" in client.get("/statements?said=ascribed").text


def test_a_search_finds_words_and_says_when_nobody_said_them(client):
    assert "Ada Venn" in client.get("/statements?search=border").text
    assert "Nobody is on record with that" in client.get("/statements?search=submarine").text


def test_facets_count_and_narrow(client):
    html = client.get("/statements?speaker=Ada+Venn").text
    assert "<strong>1</strong> statement<" in html
    assert 'aria-current="true"><span class="val">Ada Venn</span><span class="n">1</span>' in html.replace("\n", "")


def test_a_long_list_goes_on_where_it_stopped(client):
    html = client.get("/statements?limit=1").text
    following = first(r'href="(/statements\?[^"]*after=[^"]+)"', html)
    ids = re.findall(r'id="(at_\w+)"', html + client.get(following).text)
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    "query", ["since=tomorrow", "sort=odd", "after=x", "limit=0", "kind=loud", "since=2031-02&until=2031-01"]
)
def test_what_makes_no_sense_is_refused_with_a_page(client, query):
    answer = client.get(f"/statements?{query}")
    assert answer.status_code == 400
    assert "That makes no sense here" in answer.text


def test_an_entry_opens_at_its_words(client):
    html = client.get(page_of(client)).text
    assert "<mark>" in html
    assert re.search(r'<mark><span class="run content[^"]*"[^>]*>“the border stays open”', html)


def test_a_link_whose_words_moved_says_so_and_where(client):
    page = page_of(client).split("?")[0]
    start = span_of(TEXT, "the border").start
    html = client.get(f"{page}?at={start - 5}-{start + 5}&w={mark_of('the border')}").text
    assert "<strong>Moved.</strong>" in html
    assert re.search(r"<mark>.*the border.*</mark>", html)


def test_a_link_whose_words_are_gone_marks_nothing(client):
    html = client.get(f"{page_of(client).split('?')[0]}?at=3-13&w={mark_of('nobody saw')}").text
    assert "<strong>Gone.</strong>" in html
    assert "<mark>" not in html


def test_a_hostile_page_is_shown_as_text(serve, record):
    page = replace(make_page(HOSTILE, outlet="<b>Post</b>"), path='"><script>')
    keep(record, make_reading(page))
    html = serve().get(f"/p/{page.id}").text
    assert "<script>alert" not in html
    assert "<svg onload" not in html
    assert "<img src=x" not in html
    assert "⟦202E⟧evil⟦202C⟧" in html
    assert "\x00" not in html
    assert "\x1b" not in html
    assert "<b>Post" not in html


def test_every_page_forbids_inline_script_and_other_hosts(client):
    for path in ("/statements", "/reports", "/about", "/add", "/nowhere", page_of(client)):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert " style=" not in answer.text
        assert " onclick=" not in answer.text
        assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", answer.text)


def test_an_unknown_page_is_said_to_be_unknown(client):
    answer = client.get("/p/pg_aaaaaaaaaaaaaaaa")
    assert answer.status_code == 404
    assert "has no page" in answer.text


def test_a_beginning_of_an_id_leads_to_the_page(client):
    name = page_of(client).split("?")[0].rsplit("/", 1)[1]
    assert client.get(f"/p/{name[:9]}").headers["location"] == f"/p/{name}"


def test_what_the_browser_has_is_not_sent_again(client):
    page = page_of(client)
    answer = client.get(page)
    again = client.get(page, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_newer_capture_is_named_and_says_whether_the_words_are_still_there(serve, record):
    old = make_page(f"{TEXT}\nold", url="https://x.example/9", fetched_at="2031-03-01T10:00:00+00:00")
    new = make_page(
        f"Corrected.\n{TEXT.replace('Norland would not sign', 'Norland might sign')}",
        url="https://x.example/9",
        fetched_at="2031-03-02T10:00:00+00:00",
    )
    keep(record, make_reading(old))
    keep(record, replace(make_reading(old), page=new, attributions=()))
    client = serve()

    def told(words):
        span = span_of(old.text, words)
        return client.get(f"/p/{old.id}?at={span.start}-{span.end}").text

    assert "have moved there" in told("the border stays open")
    assert "are gone from it" in told("Norland would not sign")
    assert "newer capture" not in client.get(f"/p/{new.id}").text


@pytest.mark.parametrize("name", ["../../etc/passwd", "%2e%2e%2fapp.py", "..%2f..%2fapp.py", "/etc/passwd"])
def test_nothing_outside_the_folder_of_files_is_served(client, name):
    assert client.get(f"/static/{name}").status_code in {400, 404}


def test_the_bytes_of_a_page_are_shown_as_text(client):
    page = page_of(client).split("?")[0]
    html = client.get(f"{page}/original").text
    assert "Foreign Minister Ada Venn of Caldia said on Monday" in html
    assert client.get("/p/pg_nothing/original").status_code == 404
