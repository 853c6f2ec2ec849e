"""RSS and Atom."""

from __future__ import annotations

from onrecord.page import read_page
from onrecord.records import Capture, Failure, Origin, Page
from onrecord.sources import iter_captures
from onrecord.sources.feeds import iter_feed

PARAGRAPH = "The envoys of Relle and Vanto agreed on Wednesday to resume talks on grain after eleven weeks of silence."
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harrow Gazette</title><language>en-gb</language>
<item><title>Envoys agree &amp; leave</title><link>https://g.example/1</link><guid>g1</guid>
<pubDate>Sat, 03 May 2031 18:05:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{PARAGRAPH}</p>]]></content:encoded></item>
<item><title>Ships wait</title><link>https://g.example/2</link><description>{PARAGRAPH}</description></item>
<item><title>Nothing more</title><link>https://g.example/3</link></item>
</channel></rss>"""


def read(data: str) -> list[Capture | Failure]:
    return list(iter_feed(data.encode(), "feed.rss", origin=Origin()))


def test_full_content_goes_before_the_summary():
    capture = read(RSS)[0]
    assert isinstance(capture, Capture)
    origin = capture.origin
    assert (origin.part, origin.path, origin.url) == ("content", "feed.rss#1", "https://g.example/1")
    assert (origin.title, origin.outlet, origin.given_id) == ("Envoys agree & leave", "Harrow Gazette", "g1")
    assert origin.published == "2031-05-03T16:05:00+00:00"
    assert PARAGRAPH in capture.data.decode()


def test_a_summary_is_read_where_there_is_no_content():
    capture = read(RSS)[1]
    assert isinstance(capture, Capture)
    assert capture.origin.part == "summary"


def test_an_entry_without_text_is_told():
    failure = read(RSS)[2]
    assert isinstance(failure, Failure)
    assert (failure.where, failure.reason) == ("feed.rss#3", "empty")


def test_entries_are_pages_for_the_page_stage():
    for outcome in read(RSS)[:2]:
        assert isinstance(outcome, Capture)
        page = read_page(outcome)
        assert isinstance(page, Page)
        assert PARAGRAPH in page.text
        assert page.outlet is not None
        assert page.outlet.value == "Harrow Gazette"


def test_atom_is_read():
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title>T</title><id>x</id>
    <link href="https://g.example/1"/><updated>2031-05-03T16:05:00Z</updated>
    <content type="html">&lt;p&gt;{PARAGRAPH}&lt;/p&gt;</content></entry></feed>"""
    (capture,) = read(atom)
    assert isinstance(capture, Capture)
    assert (capture.origin.published, capture.origin.part) == ("2031-05-03T16:05:00+00:00", "content")


def test_entities_of_a_feeds_own_are_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]><rss><channel></channel></rss>'
    (failure,) = read(bomb)
    assert isinstance(failure, Failure)
    assert failure.reason == "bad_record"


def test_a_feed_without_entries_is_told():
    (failure,) = read("<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert isinstance(failure, Failure)
    assert failure.reason == "bad_record"


def test_a_feed_file_is_told_by_its_first_bytes(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS)
    (tmp_path / "other.xml").write_text("<note>x</note>")
    outcomes = list(iter_captures([str(tmp_path)]))
    assert [isinstance(outcome, Capture) for outcome in outcomes] == [True, True, False, False]
    assert isinstance(outcomes[3], Failure)
    assert outcomes[3].reason == "unsupported_type"


def test_an_entry_that_grows_beyond_the_limit_when_its_signs_are_written_out_is_refused():
    feed = RSS.replace("Envoys agree", "&amp;" * 300).encode()
    found = list(iter_feed(feed, "feed.rss", origin=Origin(), max_bytes=2500))
    assert [one.reason if isinstance(one, Failure) else "read" for one in found] == ["too_large", "read", "empty"]
