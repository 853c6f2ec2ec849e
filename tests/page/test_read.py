"""The page stage as a whole: HTML to labelled blocks and metadata, and what holds for any bytes."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.page import read_page
from onrecord.records import Capture, Failure, Origin, Page

FIRST = "The envoys of Relle and Vanto agreed on Wednesday to resume talks on grain after eleven weeks of silence."
SECOND = "“We will sign when the grain moves, and not before,” said Ana Brisk, the envoy of Relle, in the Salt Hall."
THIRD = "Tam Oru, the minister of Vanto, told reporters that the port of Harrow would stay open until the end of May."
LAST = "Neither side gave a date for the next round, and the ships were still waiting off the coast on Thursday night."

ARTICLE = f"""<!DOCTYPE html><html lang="en-GB"><head>
<title>Envoys agree to resume grain talks | Harrow Gazette</title>
<meta property="og:site_name" content="Harrow Gazette">
<meta property="article:published_time" content="2031-05-03T16:05:00Z">
<meta property="article:modified_time" content="2031-05-04T08:00:00Z">
<meta name="author" content="By Mara Voss">
<meta name="original-source" content="https://northland.example/grain">
<link rel="canonical" href="https://gazette.example/grain">
<script type="application/ld+json">{{"@type": "WebSite", "name": "x"}}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article>
<h1>Envoys agree to resume grain talks</h1>
<div class="byline">By Mara Voss</div>
<figure><img src="a.jpg">
<figcaption>Ana Brisk leaves the Salt Hall. <span class="credit">Mara Voss</span></figcaption></figure>
<p>{FIRST}</p>
<div class="share-tools">Share this on Telegram</div>
<p>{SECOND}</p>
<aside class="pull-quote"><p>We will sign when the grain moves</p></aside>
<p>{THIRD}</p>
<div class="related-links"><a href="/x">Why the price of grain doubled in a week</a></div>
<blockquote class="twitter-tweet"><p>Nothing was signed.</p>&mdash; Ana Brisk (@anabrisk) May 3, 2031</blockquote>
<h2>What happens next</h2>
<p>{LAST}</p>
<p>This article was originally published on Northland Press.</p>
</article></main>
<footer><p>Copyright 2031 Harrow Gazette. All rights reserved.</p></footer>
</body></html>"""


def read(data: bytes | str, **origin: Any) -> Page | Failure:
    raw = data.encode() if isinstance(data, str) else data
    capture = Capture(data=raw, sha256=hashlib.sha256(raw).hexdigest(), origin=Origin(**origin))
    return read_page(capture)


def page_of(data: bytes | str, **origin: Any) -> Page:
    page = read(data, **origin)
    assert isinstance(page, Page)
    return page


def kind_of(page: Page, words: str) -> str:
    return next(block.kind for block in page.blocks if words in block.span.of(page.text))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Envoys agree", "title"),
        ("By Mara Voss", "byline"),
        ("leaves the Salt Hall", "caption"),
        ("agreed on Wednesday", "paragraph"),
        ("Share this on Telegram", "furniture"),
        ("and not before", "paragraph"),
        ("told reporters", "paragraph"),
        ("price of grain doubled", "related_link"),
        ("Nothing was signed", "embedded_post"),
        ("What happens next", "heading"),
        ("originally published", "furniture"),
    ],
)
def test_what_interrupts_an_article_is_labelled(words, kind):
    assert kind_of(page_of(ARTICLE), words) == kind


def test_a_pull_quote_is_told_from_the_quotation_it_repeats():
    page = page_of(ARTICLE)
    assert [b.span.of(page.text) for b in page.blocks if b.kind == "pull_quote"] == [
        "We will sign when the grain moves"
    ]


def test_what_is_outside_the_article_is_dropped():
    text = page_of(ARTICLE).text
    assert "Home" not in text
    assert "All rights reserved" not in text


def test_the_body_is_the_running_text_in_order():
    page = page_of(ARTICLE)
    body = [block.span.of(page.text) for block in page.blocks if block.body]
    assert body == [FIRST, SECOND, THIRD, "What happens next", LAST]


def test_metadata_names_its_place():
    page = page_of(ARTICLE, url="https://www.gazette.example/grain?x=1")
    found = {
        name: (datum.value, datum.found)
        for name in ("title", "byline", "outlet", "published", "updated", "language", "canonical")
        if (datum := getattr(page, name))
    }
    assert found == {
        "title": ("Envoys agree to resume grain talks", "title"),
        "byline": ("Mara Voss", "meta[name=author]"),
        "outlet": ("Harrow Gazette", "meta[property=og:site_name]"),
        "published": ("2031-05-03T16:05:00+00:00", "meta[property=article:published_time]"),
        "updated": ("2031-05-04T08:00:00+00:00", "meta[property=article:modified_time]"),
        "language": ("en-GB", "html[lang]"),
        "canonical": ("https://gazette.example/grain", "link[rel=canonical]"),
    }


def test_originals_come_from_the_head_and_from_the_text():
    originals = [(datum.value, datum.found) for datum in page_of(ARTICLE).originals]
    assert originals == [("https://northland.example/grain", "meta[name=original-source]"), ("Northland Press", "text")]


def test_json_ld_goes_before_meta_elements():
    data = '{"@type":["NewsArticle"],"headline":"Talks","datePublished":"2031-05-02","author":[{"name":"Jon Vane"}],'
    script = data + '"publisher":{"name":"The Gazette"},"isBasedOn":"https://np.example/1"}'
    page = page_of(ARTICLE.replace('{"@type": "WebSite", "name": "x"}', script))
    assert page.published is not None
    assert page.byline is not None
    assert page.outlet is not None
    assert (page.published.value, page.byline.value, page.outlet.value) == ("2031-05-02", "Jon Vane", "The Gazette")
    assert page.originals[0].value == "https://np.example/1"


def test_what_the_origin_gave_wins():
    page = page_of(ARTICLE, outlet="Northland Press", published="2031-05-01", language="en", title="Grain talks resume")
    given_data = [page.outlet, page.published, page.language, page.title]
    assert [(d.value, d.found) for d in given_data if d] == [
        ("Northland Press", "given"),
        ("2031-05-01", "given"),
        ("en", "given"),
        ("Grain talks resume", "given"),
    ]


def test_a_heading_that_the_extractor_drops_stays_over_its_paragraph():
    page = page_of(ARTICLE.replace("<h2>What happens next</h2>", "<h3>Share of the grain</h3>"))
    assert kind_of(page, "Share of the grain") == "heading"


def test_a_line_of_nothing_but_the_declared_author_is_a_byline():
    page = page_of(ARTICLE.replace('<div class="byline">By Mara Voss</div>', "<p>Mara Voss</p>"))
    assert kind_of(page, "Mara Voss") == "byline"


def test_a_quotation_above_the_signature_of_a_post_is_the_post():
    post = "<blockquote><p>We keep our word.</p></blockquote><p>— Ana Brisk (@anabrisk) May 3, 2031</p>"
    page = page_of(ARTICLE.replace("<h2>", f"{post}<h2>"))
    assert kind_of(page, "We keep our word") == "embedded_post"


def test_a_page_too_simple_for_the_extractor_is_read():
    page = page_of("<p>The talks ended on Monday.</p><p>No date was set.</p>", media_type="text/html")
    assert [block.span.of(page.text) for block in page.blocks] == ["The talks ended on Monday.", "No date was set."]


def test_broken_json_ld_is_passed_over():
    page = page_of(ARTICLE.replace('{"@type": "WebSite", "name": "x"}', '{"@type": "NewsArticle", "headline'))
    assert page.title is not None
    assert page.title.found == "title"


def test_the_id_depends_on_bytes_and_address_alone():
    same = page_of(ARTICLE, path="a.html", url="https://g.example/1").id
    assert same == page_of(ARTICLE, path="b.html", url="https://g.example/1", outlet="X").id
    assert same != page_of(ARTICLE, url="https://g.example/2").id


def test_unprinted_characters_do_not_reach_the_text():
    assert FIRST in page_of(ARTICLE.replace("agreed", "ag\u00adre\u200bed")).text


def test_broken_html_is_read():
    broken = ARTICLE.replace("</p>", "").replace("</div>", "").replace("</figure>", "<b>")
    assert FIRST in page_of(broken).text


def test_entities_that_a_page_declares_are_not_expanded():
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    page = page_of(ARTICLE.replace("<!DOCTYPE html>", bomb).replace("agreed", "&b; agreed"))
    assert "boomboom" not in page.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<html><head><title>Talks</title></head><body></body></html>", "no_text"),
        ("<!-- nothing --><html></html>", "no_text"),
        ("<html>" + "<p>The talks ended.</p>" * 50_001, "too_large"),
        ("<html>" + "<div>" * 1000 + "The talks ended." + "</div>" * 1000, "too_deep"),
    ],
)
def test_html_without_an_article_is_refused(data, reason):
    failure = read(data)
    assert isinstance(failure, Failure)
    assert failure.reason == reason


def test_text_keeps_every_character():
    text = "Envoys agree to resume talks\r\n\r\n  The talks\u00ad\u200b  ended. \t" + FIRST + "\r\n"
    assert page_of(text).text == text


def test_text_pages_find_their_own_metadata():
    page = page_of(f"Envoys agree to resume talks\nBy Mara Voss\nPublished May 3, 2031\n{FIRST}\n{LAST}")
    assert page.title is not None
    assert page.byline is not None
    assert page.published is not None
    assert (page.title.span, page.title.found) == (page.blocks[0].span, "text")
    assert (page.byline.value, page.published.value) == ("Mara Voss", "2031-05-03")


TAGS = (
    "<p> </p> <div> </div> <br> <table> <tr> <td> </table> <b> <a href=x> </a> <h1> <script> </script> <li> <figure>"
    " <figcaption> <blockquote> <!-- --> <![CDATA[ ]]> &amp; &#0; <svg> <svg/onload> <html lang=> <meta charset=x>"
)
WORDS = [FIRST, SECOND, "Advertisement", "“No,”", "\u200f", "\ud83d", "By Mara Voss", "\x0b", "\r"]
MARKUP = st.lists(
    st.sampled_from(TAGS.split() + WORDS),
    max_size=40,
).map(lambda parts: " ".join(parts).encode("utf-8", "surrogatepass"))


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace")), MARKUP))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@example(b"<p>")
@example("“\u2028”".encode())
def test_any_bytes_are_a_page_whose_blocks_tile_it_or_a_refusal(data):
    page = read(data)
    if isinstance(page, Failure):
        assert page.message
        return
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end
        assert not page.text[at : block.start].strip()
        at = block.end
    assert not page.text[at:].strip()
    page.text.encode("utf-8")


@given(MARKUP)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_reading_twice_is_identical(data):
    assert read(data, url="https://g.example/") == read(data, url="https://g.example/")


def test_all_pages_of_the_benchmark_are_read(shared_data):
    """The figure itself is held by benchmarks/body.py; here a sample must be read, with bodies of some length."""
    import gzip

    for path in sorted((shared_data / "pages" / "html").glob("*.gz"))[::10]:
        page = page_of(gzip.decompress(path.read_bytes()), media_type="text/html")
        assert sum(block.end - block.start for block in page.blocks if block.body) > 200


def test_a_dateline_with_its_year_dates_the_page():
    text = (
        "Talks go on\n\nTARNOV, June 3, 2031 (ONA) — The talks went on into the night.\n\nNobody knows when they end.\n"
    )
    data = text.encode()
    origin = Origin(media_type="text/plain")
    page = read_page(Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=origin))
    assert isinstance(page, Page)
    assert page.published is not None
    assert (page.published.value, page.published.span and page.published.span.of(page.text)) == (
        "2031-06-03",
        "June 3, 2031",
    )
