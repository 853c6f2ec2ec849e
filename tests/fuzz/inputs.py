"""Inputs that look like what is read and are broken in some way: Hypothesis strategies, one for each kind."""

# ruff: noqa: E501 - pieces in rows are easier to look over

from __future__ import annotations

import gzip
import json
import zlib

import brotli
import zstandard
from hypothesis import strategies as st

# Pieces of reports in which every rule of the reader finds something to do.
PIECES = (
    "Foreign Minister Ada Venn of Caldia", "Venn", "she", "the diplomat", "A diplomat briefed on the talks", "Norland",
    "said", " said that ", "told Fox Harbour News", "according to", "did not say", "may have said", "wants to",
    "“", "”", '"', "'", "‘", "’", "«", "»", "„", "‚", "''", "``", "[", "]", "(", ")", "—", "-", ":", "\n", "\n\n", "\r\n",
    " ", "  ", "\t", "\u00a0", "\u200b", "\u202e", "\ufeff", "\ufffd", "\x0b", "\x1c", "\u2028", "\u0301", "\U0001f600",
    "on Monday", "Feb. 3", "last week", "2031-02-03", "3:15 p.m.", "in Oster", "U.S.", "Mr.", "$3.5 million", "1,000",
    "OSTER (Strait Wire) -", "By Otis Bero", "Photo: Ada Tann/Strait Wire", "Share this article", "Read more:",
    "VENN:", "Q:", "A:", "* ", "> ", "1. ", ". ", "? ", "! ", ", ", "the border stays open", "It will not sign.",
    "Señor", "ß", "Ναι", "Нет", "“Да”", "不", "。", "「", "」", "a" * 40, "https://a.example/b?c=d", "@venn", "#talks",
)  # fmt: skip
TAGS = [
    "p",
    "div",
    "span",
    "b",
    "a",
    "h1",
    "h2",
    "ul",
    "li",
    "blockquote",
    "q",
    "figure",
    "figcaption",
    "article",
    "section",
    "header",
    "footer",
    "nav",
    "aside",
    "table",
    "tr",
    "td",
    "br",
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "time",
    "cite",
    "pre",
    "textarea",
    "title",
    "meta",
    "link",
    "form",
    "option",
]
ATTRIBUTES = (
    "class='caption'", "class=byline", "id=content", "style='display:none'", "hidden", "href='/a'", "datetime=2031-02-03",
    "lang=ru", "itemprop=articleBody", "rel=author", "property='og:title' content='Talks'", "aria-hidden=true",
    "class='share social'", "name=author content=Bero", "<", '"', "a='", "x" * 50, "charset=utf-16", "dir=rtl",
)  # fmt: skip

words = st.sampled_from(PIECES) | st.text(max_size=8)
plain = st.lists(words, max_size=60).map("".join)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element, perhaps without its end, perhaps with another's."""
    tag = st.sampled_from(TAGS)
    attributes = st.lists(st.sampled_from(ATTRIBUTES), max_size=3).map(" ".join)
    children = st.lists(inner, max_size=5).map("".join)
    end = st.sampled_from(["</{}>", "", "</p>", "</{}", "<!--", "-->", "<![CDATA["])
    return st.builds(
        lambda t, a, c, e: f"<{t} {a}>{c}" + (e.format(t) if "{}" in e else e), tag, attributes, children, end
    )


markup = st.recursive(plain, _element, max_leaves=25)
documents = st.builds(
    lambda head, title, body: f"{head}<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}",
    st.sampled_from(
        ["<!DOCTYPE html>", "", "<?xml version='1.0' encoding='x'?>", "\ufeff", "<!DOCTYPE a [<!ENTITY b 'c'>]>"]
    ),
    plain,
    markup,
)
encodings = st.sampled_from(["utf-8", "utf-8", "utf-8", "cp1252", "utf-16", "utf-32", "shift_jis", "cp1251"])


def encoded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Texts in some encoding, what it lacks left out."""
    return st.builds(lambda text, name: text.encode(name, "ignore"), texts, encodings)


def damaged(data: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """The same with bytes cut out, doubled or put in."""
    places = st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(["cut", "put", "double"]), st.binary(max_size=6)), max_size=4
    )
    return st.builds(_damage, data, places) | data


def _damage(data: bytes, places: list[tuple[float, str, bytes]]) -> bytes:
    for where, how, more in places:
        at = int(where * len(data))
        if how == "cut":
            data = data[:at] + data[at + len(more) + 1 :]
        elif how == "put":
            data = data[:at] + more + data[at:]
        else:
            data = data[:at] + data[at : at + 50] + data[at:]
    return data


html = damaged(encoded(documents))
text = damaged(encoded(plain))

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
fields = st.sampled_from(
    ["text", "html", "url", "outlet", "title", "published", "language", "fetched_at", "id", "other"]
)
rows = st.dictionaries(fields, plain | values, max_size=6)
jsonl = damaged(st.lists(rows, max_size=5).map(lambda found: "\n".join(map(json.dumps, found)).encode()))

WARC_LINES = (
    "WARC-Type: response", "WARC-Type: resource", "WARC-Type: request", "WARC-Target-URI: https://a.example/1",
    "WARC-Date: 2031-02-03T00:00:00Z", "Content-Type: application/http; msgtype=response", "Content-Type: text/html",
    "WARC-Record-ID: <urn:uuid:1>", "Content-Length: 7", "Content-Length: -1", "X: \x00", "no colon",
)  # fmt: skip
HTTP_LINES = (
    "HTTP/1.1 200 OK", "HTTP/1.0 404 No", "HTTP/9 x", "Content-Type: text/html; charset=koi8-r", "Content-Encoding: gzip",
    "Transfer-Encoding: chunked", "Content-Encoding: br", "Content-Length: 99999", "",
)  # fmt: skip


def _packed(body: bytes, packing: str) -> tuple[list[str], bytes]:
    """A body as a server sends it, and the header that says so."""
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}.get(packing)
    return ([f"Content-Encoding: {packing}"], pack(body)) if pack else ([], body)


def _record(headers: list[str], http: list[str], body: bytes, packing: str, *, right: bool) -> bytes:
    said, body = _packed(body, packing)
    answer = "\r\n".join([*http, *said, "", ""]).encode() + body
    length = [f"Content-Length: {len(answer)}"] if right else []
    return "\r\n".join(["WARC/1.1", *headers, *length, "", ""]).encode() + answer + b"\r\n\r\n"


_bodies = html | st.binary(max_size=40)
_loose = st.builds(
    _record,
    st.lists(st.sampled_from(WARC_LINES), max_size=6),
    st.lists(st.sampled_from(HTTP_LINES), max_size=4),
    _bodies,
    st.just(""),
    right=st.booleans(),
)
# Half of the records are such as servers give, so that what is inside comes to be read.
_whole = st.builds(
    _record,
    st.just([WARC_LINES[0], WARC_LINES[3], WARC_LINES[5]]),
    st.sampled_from(HTTP_LINES[3:5]).map(lambda line: [HTTP_LINES[0], line]),
    _bodies | html.map(lambda data: data * 100),
    st.sampled_from(["", "gzip", "deflate", "br"]),
    right=st.just(True),
)
warc = damaged(st.lists(_loose | _whole, max_size=3).map(b"".join))

_entries = st.lists(
    st.builds(
        lambda tag, name, content: (
            f"<{tag}><{name}>{content}</{name}><link>https://a.example/{len(content)}</link></{tag}>"
        ),
        st.sampled_from(["item", "entry", "url", "sitemap"]),
        st.sampled_from(["title", "description", "content:encoded", "pubDate", "loc", "lastmod", "guid", "summary"]),
        plain | markup.map(lambda inner: f"<![CDATA[{inner}]]>"),
    ),
    max_size=5,
).map("".join)
feed = damaged(
    st.builds(
        lambda root, inner: f"<?xml version='1.0'?><{root}><channel>{inner}</channel></{root.split()[0]}>".encode(
            "utf-8", "ignore"
        ),
        st.sampled_from(
            ["rss version='2.0'", "feed xmlns='http://www.w3.org/2005/Atom'", "urlset", "sitemapindex", "rdf:RDF"]
        ),
        _entries,
    )
)
names = st.sampled_from(
    [
        "a.html",
        "a.txt",
        "a.jsonl",
        "a.warc",
        "a.xml",
        "a.rss",
        "a",
        "a.json",
        "a.html.gz",
        "a.txt.zst",
        "a.jsonl.gz",
        "a.warc.gz",
        "a.parquet",
        "a.md",
    ]
)
packed = st.builds(
    lambda data, how: how(data),
    html | jsonl | warc | feed,
    st.sampled_from([gzip.compress, zstandard.ZstdCompressor().compress, bytes]),
)
anything = damaged(packed) | st.binary(max_size=200)
OPERATORS = '"', "*", "AND", "OR", "NOT", "NEAR(", ")", "^", "-", ":", "{a b}", "%", "_", "\\", "'", ";", "--", "\0"
query = st.lists(words | st.sampled_from(OPERATORS), max_size=8).map(" ".join)
