"""Files that attack a reader, made by rule: name to bytes, and what must come of each.

`REFUSED` gives the reasons of refusals; what is not there must be read, with exact spans.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Callable

import brotli
import zstandard

MB = 1_000_000
STORY = (
    "Foreign Minister Ada Venn of Caldia said on Monday that “the border stays open”. "
    "A diplomat briefed on the talks said Norland would not sign."
)
PAGE = f"<!DOCTYPE html><title>Talks</title><article><h1>Talks in Oster</h1><p>{STORY}</p><p>{STORY}</p></article>"

Maker = Callable[[], bytes]


def page(inner: str) -> bytes:
    """An article with something bad between its paragraphs."""
    return PAGE.replace("</p><p>", f"</p>{inner}<p>", 1).encode("utf-8", "surrogatepass")


def text(inner: str) -> bytes:
    """A text with something bad between its paragraphs."""
    return f"Talks in Oster\n\n{STORY}\n\n{inner}\n\n{STORY}\n".encode("utf-8", "surrogatepass")


def zeros(size: int, pack: str) -> bytes:
    """Packed zeros: a bomb."""
    if pack == "gz":
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
            for _ in range(size // MB):
                file.write(bytes(MB))
        return out.getvalue()
    packer = zstandard.ZstdCompressor().compressobj()
    return b"".join([*(packer.compress(bytes(MB)) for _ in range(size // MB)), packer.flush()])


def warc(body: bytes, http: str = "Content-Type: text/html", *, promised: int | None = None) -> bytes:
    """An archive of one response."""
    answer = f"HTTP/1.1 200 OK\r\n{http}\r\n\r\n".encode() + body
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
    length = len(answer) if promised is None else promised
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


def laughs(root: str) -> bytes:
    """Entities of entities of entities: a thousand million laughs."""
    names = [f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'ha'>{''.join(names)}]>{root}".encode()


def line(**fields: object) -> bytes:
    """A line of a list."""
    return json.dumps(fields).encode() + b"\n"


FILES: dict[str, Maker] = {
    # Bombs and sizes
    "bomb.html.gz": lambda: zeros(1000 * MB, "gz"),
    "bomb.txt.zst": lambda: zeros(1000 * MB, "zst"),
    "bomb.jsonl.gz": lambda: zeros(1000 * MB, "gz"),
    "bomb.warc": lambda: warc(zeros(1000 * MB, "gz"), "Content-Type: text/html\r\nContent-Encoding: gzip"),
    "brotli.warc": lambda: warc(brotli.compress(bytes(300 * MB), quality=1), "Content-Encoding: br"),
    "bomb2.warc.gz": lambda: gzip.compress(warc(bytes(300 * MB))),
    "bomb.xml.gz": lambda: zeros(1000 * MB, "gz"),
    "nested-gzip.html.gz": lambda: gzip.compress(zeros(1000 * MB, "gz")),
    "promise.warc": lambda: warc(b"<p>short</p>", promised=10**15),
    "negative.warc": lambda: warc(b"<p>short</p>", promised=-1),
    "line.txt": lambda: b"x" * (50 * MB),
    "line.html": lambda: b"<p>" + b"x" * (50 * MB),
    "line.jsonl": lambda: b'{"text": "' + b"x" * (50 * MB) + b'"}\n' + line(text=STORY),
    "line12.html": lambda: b"<!DOCTYPE html><p>" + b"x" * (12 * MB),
    # XML
    "laughs.xml": lambda: laughs("<rss><channel><item><description>&e9;</description></item></channel></rss>"),
    "laughs.html": lambda: laughs(f"<html><p>&e9;</p><p>{STORY}</p></html>"),
    "outside.xml": lambda: (
        b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><item><description>&a;</description>"
        b"</item></channel></rss>"
    ),
    # Trees
    "deep-div.html": lambda: page("<div>" * 100_000),
    "deep-b.html": lambda: page("<b>" * 100_000),
    "deep-closed.html": lambda: page("<div>" * 100_000 + "</div>" * 100_000),
    "deep-table.html": lambda: page("<table><tr><td>" * 30_000),
    "wide.html": lambda: page("<br>" * 200_000),
    "attributes.html": lambda: page("<p " + " ".join(f"a{n}='1'" for n in range(50_000)) + ">x</p>"),
    "attribute.html": lambda: page(f"<p class='{'caption ' * 200_000}'>x</p>"),
    "comment.html": lambda: page("<!--" + "-" * (5 * MB)),
    "script.html": lambda: page("<script>" + "if (a < b) " * 200_000),
    "references.html": lambda: page("&#x110000;&#0;&#xD800;&amp;" * 10_000),
    "cdata.html": lambda: page("<![CDATA[" + "]]" * 200_000),
    "unclosed.html": lambda: page("<p <p <p" * 100_000),
    "links.html": lambda: page("<p>" + "<a href='/a'>more</a> " * 5_000 + "</p>"),
    "json-ld.html": lambda: page("<script type='application/ld+json'>" + "[" * 200_000 + "</script>"),
    "frames.html": lambda: b"<html><frameset>" + b"<frame src=a>" * 40_000,
    # Text that regular expressions stumble over
    "spaces.txt": lambda: text("a" + " " * MB + "b"),
    "newlines.txt": lambda: text("\n" * MB),
    "tabs.txt": lambda: text("\t\n " * 300_000),
    "stops.txt": lambda: text("." * 30_000),
    "stops2.txt": lambda: text(". " * 20_000),
    "quotes.txt": lambda: text("“" * 30_000),
    "quotes2.txt": lambda: text("“a” " * 8_000),
    "straight.txt": lambda: text('"' * 30_000),
    "apostrophes.txt": lambda: text("'" * 30_000),
    "brackets.txt": lambda: text("[(" * 15_000),
    "dashes.txt": lambda: text("—" * 30_000),
    "digits.txt": lambda: text("1" * MB),
    "commas.txt": lambda: text("1,000," * 8_000),
    "capitals.txt": lambda: text("A" * MB),
    "names.txt": lambda: text("Ada Venn " * 5_000),
    "initials.txt": lambda: text("A. " * 10_000),
    "urls.txt": lambda: text("https://a.example/" + "a/" * 15_000),
    "mails.txt": lambda: text("a@" * 15_000),
    "words.txt": lambda: text("said that " * 5_000),
    "paragraphs.txt": lambda: text("\n\n".join(["Venn said so."] * 600)),
    "colons.txt": lambda: text("VENN: " * 5_000),
    "spaces.html": lambda: page("<p>a" + "&nbsp;" * 300_000 + "b</p>"),
    "words.html": lambda: page("<p>" + "said that " * 5_000 + "</p>"),
    # Characters
    "nul.txt": lambda: text("a\0b"),
    "nul.html": lambda: page("<p>a\0b</p>"),
    "controls.txt": lambda: bytes(range(1, 32)) * 2_000,
    "bidi.txt": lambda: text("\u202egnp.exe\u202c \u2066a\u2069"),
    "bidi.html": lambda: page("<p>\u202eneve ton \u202cshe said.</p>"),
    "surrogates.txt": lambda: text("a \ud800 b \udfff c"),
    "surrogates.html": lambda: page("<p>a \ud800 b</p>"),
    "surrogates.jsonl": lambda: b'{"text": "a \\ud800 b"}\n' + line(text=STORY),
    "combining.txt": lambda: text("a" + "\u0301" * 200_000),
    "zero-width.txt": lambda: text("Ve\u200bnn\u200d said \ufeff" * 1_000),
    "planes.txt": lambda: text("\U0010ffff\U000e0001\U0001f600" * 10_000),
    "mixed.txt": lambda: (
        text("caf\u00e9") + "Tann said “caf\u00e9”.".encode("cp1252") + "\u65e5\u672c".encode("shift_jis")
    ),
    "mixed.html": lambda: page("<p>caf\u00e9</p>") + "<p>caf\u00e9</p>".encode("latin-1"),
    "half-utf16.txt": lambda: STORY.encode("utf-16")[:-1],
    "noise.txt": lambda: zlib.compress(bytes(range(256)) * 400, 0) * 2,
    "latin.txt": lambda: ("Señor Tann said “sí” " * 1_000).encode("latin-1", "replace"),
    # What a page says of its own encoding
    "utf7.html": lambda: b"<meta charset=utf-7><p>+ADw-script+AD4-</p>\xff" + page(""),
    "zlib.html": lambda: b"<meta charset=zlib_codec>\xff" + page(""),
    "punycode.html": lambda: b"<meta charset=punycode>" + page("") + b"a-" * 200_000 + b"\xff",
    "idna.html": lambda: b"<meta charset=idna>" + page("") + b"a" * 200_000 + b"\xff",
    "undefined.html": lambda: b"<meta charset=undefined>\xff" + page(""),
    "unknown.html": lambda: b"<meta charset=" + b"x" * 40 + b">\xff" + page(""),
    # Damage
    "cut.html.gz": lambda: gzip.compress(page(""))[:-20],
    "cut.html.zst": lambda: zstandard.ZstdCompressor().compress(page("x" * 5_000))[:-20],
    "cut.txt.zst": lambda: zstandard.ZstdCompressor().compress(bytes(text("".join(map(chr, range(300, 9_000))))))[
        :-900
    ],
    "cut.jsonl.gz": lambda: gzip.compress(line(text=STORY) * 50)[:-20],
    "cut.jsonl.zst": lambda: zstandard.ZstdCompressor().compress(line(text=STORY) * 50)[:-9],
    "cut.warc.gz": lambda: gzip.compress(warc(page("")))[:-20],
    "garbage.warc": lambda: b"WARC/1.0\r\n" + bytes(range(256)) * 1_000,
    "garbage.gz": lambda: b"\x1f\x8b" + bytes(range(256)) * 10,
    "garbage.zst": lambda: b"\x28\xb5\x2f\xfd" + bytes(range(256)) * 10,
    "garbage.parquet": lambda: b"PAR1" + bytes(range(256)) * 10 + b"PAR1",
    "footer.parquet": lambda: b"PAR1" + b"\xff\xff\xff\x7f" + b"PAR1",
    "deep.jsonl": lambda: b'{"other": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n" + line(text=STORY),
    "number.jsonl": lambda: b'{"id": 1' + b"0" * 100_000 + b"}\n" + line(text=STORY),
    "types.jsonl": lambda: b'{"text": 7}\n[]\nnull\n"a"\n' + line(text=STORY),
    # What pretends to be a page
    "empty.html": lambda: b"",
    "blank.txt": lambda: b" \n\t" * 1_000,
    "pdf.html": lambda: b"%PDF-1.7\n" + page(""),
    "zip.txt": lambda: b"PK\x03\x04" + bytes(1_000),
    "program.txt": lambda: b"\x7fELF" + bytes(1_000),
    "tags.html": lambda: b"<html><head></head><body></body></html>",
    "one.txt": lambda: b"x",
}

# Name to the reasons of what is refused, in order; what is not named here is read. A list may hold good pages beside.
REFUSED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("bomb.html.gz", "bomb.txt.zst", "bomb.warc", "brotli.warc", "bomb2.warc.gz", "bomb.xml.gz"), ("too_large",)
    ),
    **dict.fromkeys(("promise.warc", "line.txt", "line.html", "line.jsonl", "line12.html"), ("too_large",)),
    **dict.fromkeys(("wide.html", "attributes.html", "unclosed.html", "frames.html"), ("too_large",)),
    **dict.fromkeys(("deep-div.html", "deep-b.html", "deep-closed.html", "deep-table.html"), ("too_deep",)),
    "bomb.jsonl.gz": ("too_large", "bad_record"),
    **dict.fromkeys(("laughs.xml", "outside.xml"), ("bad_record",)),
    **dict.fromkeys(("surrogates.jsonl", "deep.jsonl", "number.jsonl"), ("bad_record",)),
    "types.jsonl": ("bad_record",) * 4,
    **dict.fromkeys(("nested-gzip.html.gz", "nul.txt", "nul.html", "controls.txt", "noise.txt"), ("not_text",)),
    **dict.fromkeys(("pdf.html", "zip.txt", "program.txt"), ("not_text",)),
    **dict.fromkeys(("negative.warc", "garbage.warc", "cut.warc.gz"), ("bad_archive",)),
    **dict.fromkeys(("cut.html.gz", "cut.html.zst", "cut.txt.zst", "garbage.gz", "garbage.zst"), ("bad_archive",)),
    **dict.fromkeys(("cut.jsonl.gz", "cut.jsonl.zst", "garbage.parquet", "footer.parquet"), ("bad_archive",)),
    **dict.fromkeys(("empty.html", "blank.txt"), ("empty",)),
    "tags.html": ("no_text",),
}
# Refused and yet a good page beside it.
BESIDE = ("line.jsonl", "surrogates.jsonl", "deep.jsonl", "number.jsonl", "types.jsonl")
