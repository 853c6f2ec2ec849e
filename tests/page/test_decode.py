"""Bytes to text: encodings, and what is refused."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

import pytest

from onrecord.page.decode import Decoded, decode_capture
from onrecord.page.options import PageOptions
from onrecord.records import Capture, Failure, Origin

PROSE = "Die Gespräche über Getreide enden in Härrow ohne Erklärung, sagte die Gesandte der Föderation."


def decode(data: bytes, *, path: str | None = None, **origin: Any) -> Decoded | Failure:
    capture = Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), origin=Origin(path=path, **origin))
    return decode_capture(capture, options=PageOptions(max_bytes=1_000_000, max_html_bytes=500_000))


def text_of(data: bytes, **origin: str) -> str:
    decoded = decode(data, **origin)
    assert isinstance(decoded, Decoded)
    return decoded.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_reads_unicode_encodings_and_drops_their_mark(encoding):
    assert text_of(PROSE.encode(encoding)) == PROSE


def test_reads_the_declared_charset():
    russian = "Переговоры о зерне возобновятся в среду."
    assert text_of(russian.encode("koi8-r"), charset="koi8-r") == russian


def test_reads_the_charset_of_a_meta_element():
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{PROSE}</p></body></html>'
    assert text_of(page.encode("cp1252")) == page


def test_utf8_goes_before_a_wrong_declaration():
    assert text_of(PROSE.encode(), charset="iso-8859-1") == PROSE


def test_an_unknown_charset_name_is_passed_over():
    assert text_of(PROSE.encode("cp1252"), charset="x-none") == PROSE


def test_one_broken_byte_leaves_the_rest_utf8():
    assert text_of((PROSE * 5).encode() + b"\xc3").startswith(PROSE)


def test_newlines_stay_as_they_are():
    assert text_of(b"One\r\nTwo\rThree\n") == "One\r\nTwo\rThree\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "not_text"),
        (b"PK\x03\x04rest", "not_text"),
        (b"\x1f\x8brest", "not_text"),
        (b"\x89PNG\r\n", "not_text"),
        (b"some\x00bytes", "not_text"),
        (b"\x01\x02\x03\x04\x05\x06 text", "not_text"),
        (b"a" * 1_000_001, "too_large"),
        (b"<html><p>" + b"a " * 300_000, "too_large"),
    ],
)
def test_refuses_what_is_no_text(data, reason):
    failure = decode(data, path="page.html")
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.where, failure.stage) == (reason, "page.html", "page")


def test_refuses_a_declared_image():
    failure = decode(b"text", media_type="image/png")
    assert isinstance(failure, Failure)
    assert failure.reason == "unsupported_type"


def test_refuses_compressed_noise():
    failure = decode(zlib.compress(PROSE.encode() * 50))
    assert isinstance(failure, Failure)


@pytest.mark.parametrize(
    ("data", "origin", "html"),
    [
        (b"<!doctype html><p>The talks ended.", {}, True),
        (b"The talks ended. <b>No</b> date was set.", {}, False),
        (b"<p>The talks ended.</p>", {"media_type": "text/html"}, True),
        (b"The talks ended.", {"media_type": "text/html"}, False),
        (b"<html><p>Source of a page</p>", {"media_type": "text/plain"}, False),
        (b"<html><p>Source of a page</p>", {"path": "page.txt"}, False),
    ],
)
def test_tells_html_from_text(data, origin, html):
    decoded = decode(data, **origin)
    assert isinstance(decoded, Decoded)
    assert decoded.html is html


@pytest.mark.parametrize("name", ["zlib", "bz2", "base64", "punycode", "idna", "unicode_escape", "utf-7", "undefined"])
def test_what_is_no_encoding_of_text_is_passed_over(name: str):
    page = f"<meta charset={name}><p>Venn spoke.</p>".encode() + b"\xff"
    decoded = decode(page, media_type="text/html")
    assert isinstance(decoded, Decoded)
    assert "Venn spoke." in decoded.text
