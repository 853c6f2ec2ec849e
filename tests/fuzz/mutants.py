"""Inputs made of others: what Hypothesis made is spliced, cut, doubled and swapped where the format has its joints.

Making an input by a strategy costs milliseconds, most targets take a tenth of one: a million cases come this way.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from tests.fuzz.inputs import ATTRIBUTES, HTTP_LINES, OPERATORS, PIECES, TAGS, WARC_LINES

# Where the formats have their joints: tags, lines, strings and brackets of JSON, words. Kept by the split.
_JOINTS = re.compile(rb'(<[^<>]{0,80}>|\r?\n|"[^"\n]{0,40}"|[{}\[\],:;]|\s+)')
_NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"00", b"2147483648", b"18446744073709551616", b"9" * 40, b"1e999", b"0x7f", b"99/99/9999")
BYTES = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"\x1b$B", b"\x1f\x8b", b"\r", b"\x0c", b"&#0;", b"&#xd800;", b"&nbsp;" * 9, b"&lt;",
    b"&amp;amp;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"\\ud800", b"\\u0000", b"\\", b"NaN",
    b"null", b"[" * 60, b"{" * 60, b"\xe2\x80\xae", b"\xe2\x80\x8b",
)  # fmt: skip
# Longest mutant, bytes; longer ones are cut: a case must stay cheap, and long files have their own tests.
MOST = 20_000
# At most as often is a piece repeated.
_REPEATS = 200


def _dictionary() -> tuple[bytes, ...]:
    tags = [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
    words = (*PIECES, *tags, *ATTRIBUTES, *WARC_LINES, *HTTP_LINES, *OPERATORS)
    return tuple(word.encode() for word in words) + BYTES + NUMBERS


DICTIONARY = _dictionary()


def mutate(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """Returns `data` changed in one to six ways; `pool` gives what is spliced in."""
    for _ in range(min(6, 1 + int(rng.expovariate(0.7)))):
        data = rng.choice(_WAYS)(data, pool, rng)
    # What was changed in an archive is read only where its length is right.
    if b"WARC/1.1" in data and rng.random() < 0.6:
        data = _mend_lengths(data)
    return data[:MOST]


def _tokens(data: bytes) -> list[bytes]:
    return [token for token in _JOINTS.split(data) if token]


def _two(length: int, rng: random.Random) -> tuple[int, int]:
    first, second = sorted((rng.randrange(length + 1), rng.randrange(length + 1)))
    return first, second


def _insert(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """A word of the formats, between two tokens or anywhere."""
    del pool
    if rng.random() < 0.5:
        at = rng.randrange(len(data) + 1)
        return data[:at] + rng.choice(DICTIONARY) + data[at:]
    tokens = _tokens(data)
    tokens.insert(rng.randrange(len(tokens) + 1), rng.choice(DICTIONARY))
    return b"".join(tokens)


def _cut(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """Tokens away, or the end."""
    del pool
    tokens = _tokens(data)
    start, end = _two(len(tokens), rng)
    if rng.random() < 0.7:
        end = min(end, start + 3)
    return b"".join(tokens[:start] + tokens[end:])


def _swap(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """Two tokens in each other's place."""
    del pool
    tokens = _tokens(data)
    if len(tokens) > 1:
        one, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]
    return b"".join(tokens)


def _repeat(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """Some tokens many times."""
    del pool
    tokens = _tokens(data)
    start, end = _two(len(tokens), rng)
    end = min(end, start + 4)
    return b"".join(tokens[:start] + tokens[start:end] * rng.choice((2, 3, 20, _REPEATS)) + tokens[end:])


def _splice(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """The beginning of one and the end of another, or a stretch of another in the middle."""
    mine, other = _tokens(data), _tokens(rng.choice(pool))
    start, end = _two(len(other), rng)
    at = rng.randrange(len(mine) + 1)
    return b"".join(mine[:at] + other[start:end] + (mine[at:] if rng.random() < 0.6 else []))


def _flip(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """A bit or a byte."""
    del pool
    if not data:
        return data
    at = rng.randrange(len(data))
    byte = data[at] ^ (1 << rng.randrange(8)) if rng.random() < 0.7 else rng.randrange(256)
    return data[:at] + bytes([byte]) + data[at + 1 :]


def _number(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """A number that is not expected."""
    del pool
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(NUMBERS) + data[one.end() :]


def _recode(data: bytes, pool: Sequence[bytes], rng: random.Random) -> bytes:
    """Another encoding, of all or of the rest."""
    del pool
    at = rng.choice((0, rng.randrange(len(data) + 1)))
    name = rng.choice(("utf-16", "utf-16-be", "cp1252", "shift_jis", "utf-7", "cp1251", "big5", "iso2022_jp"))
    return data[:at] + data[at:].decode("utf-8", "replace").encode(name, "ignore")


def _mend_lengths(data: bytes) -> bytes:
    """The lengths that an archive says are those of what follows."""
    records = data.split(b"WARC/1.1\r\n")
    for place, record in enumerate(records):
        head, gap, body = record.partition(b"\r\n\r\n")
        length = len(body.removesuffix(b"\r\n\r\n"))
        records[place] = re.sub(rb"(?<=\nContent-Length: )[^\r\n]*\Z", b"%d" % length, head) + gap + body
    return b"WARC/1.1\r\n".join(records)


_WAYS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _insert, _insert, _insert, _cut, _cut, _swap, _repeat, _splice, _splice, _splice, _flip, _flip, _number, _recode,
)  # fmt: skip


def mutate_value(value: Any, pool: Sequence[Any], rng: random.Random) -> Any:
    """The same for what a target takes: bytes, text, or bytes with a name."""
    if isinstance(value, str):
        data, *others = (one.encode("utf-8", "surrogateescape") for one in (value, *pool))
        return mutate(data, others, rng).decode("utf-8", "surrogateescape")
    if isinstance(value, tuple):
        name = rng.choice(pool)[1] if rng.random() < 0.3 else value[1]
        return mutate(value[0], [one[0] for one in pool], rng), name
    return mutate(value, pool, rng)
