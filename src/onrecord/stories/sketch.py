"""What is kept of a page for its comparison with others."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from onrecord.records.entry import PageRef, page_ref
from onrecord.records.page import Block, Page
from onrecord.records.span import Span
from onrecord.records.story import StatedOrigin
from onrecord.stories.anchors import find_names, function_words, inner_names, number_of, without_article, words_of
from onrecord.stories.places import find_codes
from onrecord.text.marks import find_quotations
from onrecord.text.sentences import sentence_spans
from onrecord.text.shingles import WORD, encode_words, fold_word

_TEXT_BLOCKS = ("paragraph", "list_item", "block_quote")

# A sentence with fewer words of the reporter's own is all quotation: then all its words are compared.
MIN_OWN_WORDS = 5
# A sentence has a dozen words of its subject; two unlike ones then share a bit by chance once in four.
SUBJECT_BITS = 512


class Sentence(Struct, frozen=True, array_like=True):
    """One sentence of a page, as it is kept.

    Attributes:
        paragraph: Number of its paragraph on the page, from 0.
        words: All its words, one character a word; see `encode_words`.
        quoted: Which of them stand in quotation marks: stretches, end exclusive.
        names: Name words, folded, in order of the alphabet.
        numbers: Numbers, as digits, the same.
        places: Codes of the countries it names, the same.
    """

    paragraph: int
    words: str
    quoted: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    places: tuple[str, ...] = ()


class Line(Struct, frozen=True):
    """A sentence made ready for comparison.

    Attributes:
        paragraph: As in `Sentence`.
        own: The reporter's own words, those outside quotation marks, one character a word.
        words: All words.
        names: Name words.
        numbers: Numbers.
        places: Codes of countries.
        subject: Its words that say something of the subject, as a set of `SUBJECT_BITS` bits; now and then two words
            have one bit.
        is_quoted: Whether the sentence is somebody else's words.
    """

    paragraph: int
    own: str
    words: str
    names: frozenset[str]
    numbers: frozenset[str]
    places: frozenset[str]
    subject: bytes
    is_quoted: bool


class Sketch(Struct, frozen=True, kw_only=True, dict=True):
    """A page as the stories stage sees it: plain data, so that a store can keep it (about 5 kB as MessagePack).

    Attributes:
        page: What names the page.
        language: BCP 47 tag, as far as known.
        paragraphs: Spans of the running text's paragraphs, in order.
        sentences: Their sentences, in order.
        quotes: Hashes of the folded words of quotations of `MIN_QUOTE_WORDS` or more, sorted.
        keys: What it may meet other pages by, sorted; see `keys`.
        origins: What the page says of its origin.
    """

    page: PageRef
    language: str | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[int, ...]
    keys: tuple[str, ...]
    origins: tuple[StatedOrigin, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences made ready for comparison; worked out once, and never kept."""
        subjects = [row.tobytes() for row in self.subjects]
        return tuple(map(_line, self.sentences, self.owns, subjects))

    @cached_property
    def subjects(self) -> NDArray[np.uint64]:
        """The words of each sentence that say something of its subject, as `Line.subject`, a row a sentence."""
        codes = np.frombuffer("".join(one.words for one in self.sentences).encode("utf-32-le"), dtype=np.uint32)
        rows = np.repeat(np.arange(len(self.sentences)), [len(one.words) for one in self.sentences])
        says = _says(self.tongue)[codes]
        bits = np.zeros((len(self.sentences), SUBJECT_BITS), dtype=bool)
        bits[rows[says], codes[says] % SUBJECT_BITS] = True
        return np.packbits(bits, axis=1, bitorder="little").view(np.uint64)

    @cached_property
    def silent(self) -> frozenset[int]:
        """Which sentences say nothing of a subject: function words alone."""
        return frozenset(np.flatnonzero(~self.subjects.any(axis=1)).tolist())

    @cached_property
    def owns(self) -> tuple[str, ...]:
        """The reporter's own words of each sentence, as `Line.own`."""
        return tuple(map(_outside, self.sentences))

    @property
    def tongue(self) -> str:
        """The language without its region; English where it is not known."""
        return tongue_of(self.language)

    @cached_property
    def strong_keys(self) -> frozenset[str]:
        """The keys of which one alone makes two pages meet."""
        return frozenset([key for key in self.keys if key[:1] != WEAK])

    @cached_property
    def anchors(self) -> frozenset[str]:
        """All names and numbers of the page."""
        return frozenset[str]().union(*(sentence.names + sentence.numbers for sentence in self.sentences))

    @cached_property
    def own_words(self) -> int:
        """How many words are the reporter's own; few where the page is the text of somebody else."""
        return sum(map(len, self.owns))


# What pages in different languages meet by begins with this.
WEAK = "t"


def is_weak(key: str) -> bool:
    """Tells whether a key makes two pages meet only together with another."""
    return key.startswith(WEAK)


# Shorter quoted strings are phrases that many reports quote.
MIN_QUOTE_WORDS = 6


class Body(Struct, frozen=True):
    """The running text of a page, taken apart.

    Attributes:
        paragraphs: As in `Sketch`.
        sentences: As in `Sketch`.
        own: The words outside quotation marks, one character a word.
        quotes: The words of the longer quotations, the same, in page order.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    own: str
    quotes: tuple[str, ...]


def tongue_of(language: str | None) -> str:
    """Returns the first part of a BCP 47 tag; English for none.

    >>> tongue_of("pt-BR"), tongue_of(None)
    ('pt', 'en')
    """
    return (language or "en").split("-")[0].lower()


def take_apart(page: Page) -> Body:
    """Returns the running text of `page` in sentences."""
    paragraphs = tuple(block.span for block in _text_blocks(page.blocks))
    quoted = [quote for quote in find_quotations(page.text, paragraphs) if quote.level == 1]
    places = [(number, span) for number, block in enumerate(paragraphs) for span in sentence_spans(page.text, block)]
    inside = [part for quote in quoted for part in quote.parts]
    tongue = tongue_of(None if page.language is None else page.language.value)
    words = [_words(page.text, number, span, inside, tongue) for number, span in places]
    known = inner_names(one.printed for one in words)
    sentences = tuple(_sentence(one, known, tongue) for one in words if one.printed)
    return Body(
        paragraphs=paragraphs,
        sentences=sentences,
        own="".join(map(_outside, sentences)),
        quotes=tuple(_quotes(page.text, [quote.inner for quote in quoted])),
    )


def sketch_of(page: Page, body: Body, keys: Sequence[str], origins: tuple[StatedOrigin, ...]) -> Sketch:
    """Returns the sketch of `page`."""
    return Sketch(
        page=page_ref(page),
        language=None if page.language is None else page.language.value,
        paragraphs=body.paragraphs,
        sentences=body.sentences,
        quotes=tuple(sorted({zlib.crc32(q.encode()) for q in body.quotes})),
        keys=tuple(keys),
        origins=origins,
    )


def _text_blocks(blocks: Sequence[Block]) -> list[Block]:
    running = [block for block in blocks if block.body and block.kind in _TEXT_BLOCKS]
    return running or [block for block in blocks if block.kind in _TEXT_BLOCKS]


class _Words(NamedTuple):
    """The words of a sentence of one paragraph, and which of them stand in quotation marks."""

    paragraph: int
    printed: list[str]
    quoted: tuple[tuple[int, int], ...]


def _words(text: str, paragraph: int, span: Span, quoted: Sequence[Span], tongue: str) -> _Words:
    found = list(WORD.finditer(text, span.start, span.end))
    printed = [word.group() for word in found]
    if tongue != "en":
        printed = list(map(without_article, printed))
    here = [part for part in quoted if part.overlaps(span)]
    inside = [any(part.start <= word.start() < part.end for part in here) for word in found] if here else []
    return _Words(paragraph, printed, _stretches(inside))


def _sentence(words: _Words, known: frozenset[str], tongue: str) -> Sentence:
    folded = list(map(fold_word, words.printed))
    return Sentence(
        paragraph=words.paragraph,
        words=encode_words(folded),
        quoted=words.quoted,
        names=tuple(sorted(find_names(words.printed, known, tongue))),
        numbers=tuple(sorted({number for number in map(number_of, folded) if number is not None})),
        places=tuple(sorted(find_codes(words.printed, folded, english=tongue == "en"))),
    )


def _stretches(flags: Sequence[bool]) -> tuple[tuple[int, int], ...]:
    """Returns where flags are set.

    >>> _stretches([True, False, True, True])
    ((0, 1), (2, 4))
    """
    edges = [n for n, (was, now) in enumerate(pairwise((False, *flags, False))) if was != now]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _outside(sentence: Sentence) -> str:
    """Returns the words outside quotation marks."""
    if not sentence.quoted:
        return sentence.words
    own, at = [], 0
    for start, end in sentence.quoted:
        own.append(sentence.words[at:start])
        at = end
    return "".join((*own, sentence.words[at:]))


def _line(sentence: Sentence, own: str, subject: bytes) -> Line:
    return Line(
        paragraph=sentence.paragraph,
        own=own,
        words=sentence.words,
        names=frozenset(sentence.names),
        numbers=frozenset(sentence.numbers),
        places=frozenset(sentence.places),
        subject=subject,
        is_quoted=len(own) < MIN_OWN_WORDS,
    )


@lru_cache(maxsize=16)
def _says(tongue: str) -> NDArray[np.bool_]:
    """Returns for every character that may stand for a word whether the word says something: a megabyte a language."""
    says = np.ones(sys.maxunicode + 1, dtype=bool)
    says[[ord(character) for character in encode_words(sorted(function_words(tongue)))]] = False
    return says


def _quotes(text: str, inners: Sequence[Span]) -> Iterator[str]:
    for inner in inners:
        words = [fold_word(word) for word in words_of(inner.of(text))]
        if len(words) >= MIN_QUOTE_WORDS:
            yield encode_words(words)
