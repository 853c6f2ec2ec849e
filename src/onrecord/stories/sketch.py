"""What is kept of a page for its comparison with others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.records.entry import PageRef, page_ref
from onrecord.records.page import Block, Page
from onrecord.records.span import Span
from onrecord.records.story import StatedOrigin
from onrecord.stories.anchors import find_names, function_words, inner_names, number_of, words_of
from onrecord.text.marks import find_quotations
from onrecord.text.sentences import sentence_spans
from onrecord.text.shingles import WORD, encode_words, fold_word

_TEXT_BLOCKS = ("paragraph", "list_item", "block_quote")

# A sentence with fewer words of the reporter's own is all quotation: then all its words are compared.
MIN_OWN_WORDS = 5


class Sentence(Struct, frozen=True):
    """One sentence of a page, made comparable.

    Attributes:
        paragraph: Number of its paragraph on the page, from 0.
        own: The reporter's own words, those outside quotation marks, one character a word.
        words: All its words, one character a word.
        names: Name words, folded.
        numbers: Numbers, as digits.
        content: Words that say something of the subject, one character each.
    """

    paragraph: int
    own: str
    words: str
    names: frozenset[str]
    numbers: frozenset[str]
    content: frozenset[str]

    @property
    def is_quoted(self) -> bool:
        """Whether the sentence is somebody else's words."""
        return len(self.own) < MIN_OWN_WORDS


class Sketch(Struct, frozen=True, kw_only=True):
    """A page as the stories stage sees it.

    Attributes:
        page: What names the page.
        language: BCP 47 tag, as far as known.
        paragraphs: Spans of the running text's paragraphs, in order.
        sentences: Their sentences, in order.
        quotes: Folded words of the quotations of `MIN_QUOTE_WORDS` or more.
        keys: What it may meet other pages by; see `keys`.
        origins: What the page says of its origin.
    """

    page: PageRef
    language: str | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quotes: frozenset[str]
    keys: tuple[str, ...]
    origins: tuple[StatedOrigin, ...]

    @property
    def is_mostly_quoted(self) -> bool:
        """Whether the page is the text of somebody else: a speech, a transcript, a statement."""
        own = sum(len(sentence.own) for sentence in self.sentences)
        return own < 0.3 * sum(len(sentence.words) for sentence in self.sentences)


# Shorter quoted strings are phrases that many reports quote.
MIN_QUOTE_WORDS = 6


class Body(Struct, frozen=True):
    """The running text of a page, taken apart.

    Attributes:
        paragraphs: As in `Sketch`.
        sentences: As in `Sketch`.
        own: Folded words outside quotation marks, sentence by sentence.
        quotes: As in `Sketch`, in page order.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    own: tuple[tuple[str, ...], ...]
    quotes: tuple[str, ...]


def take_apart(page: Page) -> Body:
    """Returns the running text of `page` in sentences."""
    paragraphs = tuple(block.span for block in _text_blocks(page.blocks))
    quoted = [quote for quote in find_quotations(page.text, paragraphs) if quote.level == 1]
    places = [(number, span) for number, block in enumerate(paragraphs) for span in sentence_spans(page.text, block)]
    known = inner_names(words_of(span.of(page.text)) for _, span in places)
    inside = [part for quote in quoted for part in quote.parts]
    pairs = [_sentence(page.text, number, span, inside, known) for number, span in places]
    pairs = [(sentence, own) for sentence, own in pairs if sentence.words]
    return Body(
        paragraphs=paragraphs,
        sentences=tuple(sentence for sentence, _ in pairs),
        own=tuple(own for _, own in pairs),
        quotes=tuple(_quotes(page.text, [quote.inner for quote in quoted])),
    )


def sketch_of(page: Page, body: Body, keys: Sequence[str], origins: tuple[StatedOrigin, ...]) -> Sketch:
    """Returns the sketch of `page`."""
    return Sketch(
        page=page_ref(page),
        language=None if page.language is None else page.language.value,
        paragraphs=body.paragraphs,
        sentences=body.sentences,
        quotes=frozenset(body.quotes),
        keys=tuple(keys),
        origins=origins,
    )


def _text_blocks(blocks: Sequence[Block]) -> list[Block]:
    running = [block for block in blocks if block.body and block.kind in _TEXT_BLOCKS]
    return running or [block for block in blocks if block.kind in _TEXT_BLOCKS]


def _sentence(
    text: str, paragraph: int, span: Span, quoted: Sequence[Span], known: frozenset[str]
) -> tuple[Sentence, tuple[str, ...]]:
    here = [part for part in quoted if part.overlaps(span)]
    printed = [(m.group(), any(q.start <= m.start() < q.end for q in here)) for m in _words(text, span)]
    folded = [fold_word(word) for word, _ in printed]
    own = tuple(word for word, (_, inside) in zip(folded, printed, strict=True) if not inside)
    numbers = frozenset(number for word in folded if (number := number_of(word)) is not None)
    content = sorted({word for word in folded if word not in function_words()})
    sentence = Sentence(
        paragraph=paragraph,
        own=encode_words(own),
        words=encode_words(folded),
        names=find_names([word for word, _ in printed], known),
        numbers=numbers,
        content=frozenset(encode_words(content)),
    )
    return sentence, own


def _words(text: str, span: Span) -> Iterator[re.Match[str]]:
    return WORD.finditer(text, span.start, span.end)


def _quotes(text: str, inners: Sequence[Span]) -> Iterator[str]:
    for inner in inners:
        words = [fold_word(word) for word in words_of(inner.of(text))]
        if len(words) >= MIN_QUOTE_WORDS:
            yield " ".join(words)
