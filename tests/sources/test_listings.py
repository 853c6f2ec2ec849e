from __future__ import annotations

import gzip

import pytest

from onrecord.records import Failure
from onrecord.sources.listings import Listing, read_listing

URL = "https://post.example/feed"


def read(text: str | bytes, *, max_bytes: int = 1_000_000) -> Listing | Failure:
    return read_listing(text.encode() if isinstance(text, str) else text, URL, max_bytes=max_bytes)


def links(text: str | bytes) -> list[tuple[str, str | None]]:
    found = read(text)
    assert isinstance(found, Listing)
    return [(link.url, link.stamp) for link in found.links]


def test_an_atom_feed_lists_its_entries_with_the_day_they_were_changed():
    entry = "<entry><id>1</id><link href='/a'/><published>2031-02-03</published><updated>2031-02-04</updated></entry>"
    assert links(f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{URL}'>{entry}</feed>") == [
        ("https://post.example/a", "2031-02-04")
    ]


def test_a_news_sitemap_lists_its_pages_newest_first():
    news = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    row = "<url><loc>https://post.example/{}</loc><news:news><news:publication_date>{}</news:publication_date></news:news></url>"
    rows = row.format("old", "2031-02-03T08:00Z") + row.format("new", "2031-02-03T09:00Z")
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' {news}>{rows}</urlset>"
    assert [url for url, _ in links(sitemap)] == ["https://post.example/new", "https://post.example/old"]
    assert links(gzip.compress(sitemap.encode())) == links(sitemap)


def test_an_address_is_listed_once_whatever_follows_its_readers():
    items = "".join(f"<item><link>https://post.example/a?{q}</link></item>" for q in ("utm_source=x", "fbclid=7#top"))
    assert [url for url, _ in links(f"<rss><channel>{items}</channel></rss>")] == ["https://post.example/a"]


def test_a_feed_without_entries_lists_nothing_and_is_no_failure():
    assert links("<rss version='2.0'><channel><title>Post</title></channel></rss>") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<html><p>The talks ended.</p></html>", "bad_record"),
        ("", "bad_record"),
        ("\0<urlset>", "bad_record"),
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><rss><channel/></rss>", "bad_record"),
        (gzip.compress(b"<rss/>")[:-9], "bad_archive"),
        (gzip.compress(b"x" * 2_000_000), "too_large"),
    ],
)
def test_what_lists_nothing_is_refused_in_one_line(text: str | bytes, reason: str):
    found = read(text)
    assert isinstance(found, Failure)
    assert found.reason == reason
    assert "\n" not in found.message


def test_a_prefix_that_was_never_declared_does_not_end_a_list():
    assert links("<rdf:RDF><urlset ><url><loc>/a</loc></url></urlset></rdf:RDF>") == [("https://post.example/a", None)]


def test_an_address_that_is_none_is_left_out_of_a_sitemap():
    rows = "<url><loc>http://[x/a</loc></url><url><loc>/b</loc></url>"
    assert [url for url, _ in links(f"<urlset>{rows}</urlset>")] == ["https://post.example/b"]


@pytest.mark.parametrize(
    "number", ["#xD800", "#55296", "#x110000", "#999999999999", "amp;#xDFFF", "amp;amp;#99999999999999999999"]
)
def test_the_number_of_no_character_costs_a_feed_nothing_else(number: str):
    item = f"<item><title>a</title><link>https://post.example/1&{number};</link><p>&{number}</item>"
    item += "<item><link>https://post.example/2</link></item>"
    assert links(f"<rss version='2.0'><channel>{item}")[-1][0] == "https://post.example/2"


def test_a_feed_that_its_parser_stumbles_over_is_refused():
    found = read("<channel<item<link</entry</link<")
    assert isinstance(found, Failure)
    assert found.reason == "bad_record"
