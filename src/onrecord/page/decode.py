"""Bytes to text: what kind of file it is, and in which encoding."""

from __future__ import annotations

import codecs
import re

import charset_normalizer
from msgspec import Struct

from onrecord.page.options import PageOptions
from onrecord.records.capture import Capture
from onrecord.records.failure import Failure, FailureReason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the shorter one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "zstandard data"),
    (b"BZh", "bzip2 data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"{\\rtf", "a rich-text file"),
)
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main|div|p|span|meta|title|h[1-6]|table|br)\b", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
# A text file may hold a stray control character; one in a hundred is another format. Trades odd text against garbage.
_MAX_CONTROL_SHARE = 0.01
# Damaged UTF-8 (a cut character, a stray byte) stays UTF-8 while under a tenth of its non-ASCII characters are broken:
# in another encoding nearly all of them would be.
_MAX_BROKEN_SHARE = 0.1
_SNIFF_CHARS = 4096
# What Python can decode and no browser does: names of hosts (slow on anything long), escapes of source code, UTF-7 (in
# which markup hides).
_NO_ENCODINGS = frozenset({"idna", "punycode", "unicode_escape", "raw-unicode-escape", "utf-7", "undefined"})


class Decoded(Struct, frozen=True, kw_only=True):
    """The text of a capture.

    Attributes:
        text: As decoded, byte-order mark dropped, newlines untouched.
        html: Whether it is to be read as HTML.
        encoding: The encoding used.
    """

    text: str
    html: bool
    encoding: str


def refuse(capture: Capture, reason: FailureReason, message: str) -> Failure:
    """Returns the page stage's refusal of `capture`."""
    where = capture.origin.path or capture.origin.url or f"sha256:{capture.sha256[:12]}"
    return Failure(where=where, stage="page", reason=reason, message=message)


def decode_capture(capture: Capture, *, options: PageOptions) -> Decoded | Failure:
    """Returns the text of a capture, or why it has none.

    UTF-8 is tried first, then the declared character set, then a detector; Windows-1252 is the last resort.
    """
    problem = _find_problem(capture, options)
    if problem is not None:
        return problem
    text, encoding = _decode(capture.data, capture.origin.charset)
    if not text.strip():
        return refuse(capture, "empty", "holds nothing but white space")
    if len(_CONTROL.findall(text)) > max(3, len(text) * _MAX_CONTROL_SHARE):
        return refuse(capture, "not_text", "is not text: too many control characters")
    html = is_html(text, media_type=capture.origin.media_type, path=capture.origin.path)
    if html and len(capture.data) > options.max_html_bytes:
        return refuse(capture, "too_large", _size_message(capture.data, options.max_html_bytes))
    return Decoded(text=text, html=html, encoding=encoding)


def _find_problem(capture: Capture, options: PageOptions) -> Failure | None:
    data = capture.data
    if not data:
        return refuse(capture, "empty", "is empty (0 bytes)")
    if len(data) > options.max_bytes:
        return refuse(capture, "too_large", _size_message(data, options.max_bytes))
    for magic, name in _MAGIC:
        if data.lstrip(b" \t\r\n").startswith(magic):
            return refuse(capture, "not_text", f"is not text: it is {name}")
    media_type = (capture.origin.media_type or "").split(";")[0].strip().lower()
    if media_type and not _is_textual(media_type):
        return refuse(capture, "unsupported_type", f"is {media_type}; only HTML and plain text are read")
    if b"\x00" in data and not any(data.startswith(bom) for bom, _ in _BOMS):
        return refuse(capture, "not_text", "is not text: it holds NUL bytes")
    return None


def _size_message(data: bytes, limit: int) -> str:
    return f"is too large for one page: {len(data) / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} MB"


def _is_textual(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type in {"application/xhtml+xml", "application/xml"}


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _is_damaged_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    for name in (declared, _find_declared(data)):
        text = _try_decode(data, name)
        if text is not None and name is not None:
            return text, codecs.lookup(name).name
    return _detect(data)


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    whole = sum(1 for c in text if c >= "\x80") - broken
    return whole > 0 and broken < whole * _MAX_BROKEN_SHARE


def _find_declared(data: bytes) -> str | None:
    match = _META_CHARSET.search(data[:_SNIFF_CHARS])
    return match.group(1).decode("ascii", "replace") if match else None


def _try_decode(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        codec = codecs.lookup(name)
        # Pages that say Latin-1 mean Windows-1252, as every browser reads them.
        codec = codecs.lookup("cp1252") if codec.name in {"iso8859-1", "ascii"} else codec
        # By this way, which takes encodings of text alone: a page may name zlib, and be a bomb.
        return None if codec.name in _NO_ENCODINGS else data.decode(codec.name, "strict")
    except (LookupError, ValueError):
        return None


def _detect(data: bytes) -> tuple[str, str]:
    best = charset_normalizer.from_bytes(data[:100_000]).best()
    text = _try_decode(data, best.encoding) if best else None
    if best is not None and text is not None:
        return text, best.encoding
    return data.decode("cp1252", "replace"), "cp1252"


def is_html(text: str, *, media_type: str | None = None, path: str | None = None) -> bool:
    """Tells whether `text` is to be read as HTML: what was declared, but never against what the text is.

    >>> is_html("<!DOCTYPE html><p>The talks ended."), is_html("The talks <b>ended.")
    (True, False)
    >>> is_html("The talks ended. a < b", media_type="text/html")
    False
    """
    declared = (media_type or "").split(";")[0].strip().lower()
    if declared == "text/plain" or (not declared and (path or "").lower().endswith(".txt")):
        return False
    if declared in {"text/html", "application/xhtml+xml"} and re.search(r"</?[a-zA-Z!]", text):
        return True
    head = text[:_SNIFF_CHARS]
    return bool(_MARKUP.search(head)) and (head.lstrip().startswith("<") or len(_MARKUP.findall(head)) > 1)
