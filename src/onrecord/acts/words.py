"""The words of a statement, cue first, as the patterns read them."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from msgspec import Struct

from onrecord.records.act import Mark
from onrecord.text.lemmas import lemmas

# A word ("n't" apart from its verb, inner hyphens kept), or one other character.
_TOKEN = re.compile(r"can(?=not\b)|(?:(?!n['’]t\b)\w)+(?:-\w+)*|n['’]t\b|['’]\w+|[^\w\s]")
_SILENT = frozenset("\"“”„«»‘’'`″[]()")
# Adverbs that deny the verb beside them: a gap of a pattern holds none, and a word behind one is negated.
NEGATING_ADVERBS = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely"})
# Not verbs whatever their ending.
_OWN_FORMS = frozenset({"united", "need", "indeed", "nothing", "something", "anything", "during", "evening", "bed"})


class Word(Struct, frozen=True):
    """One token.

    Attributes:
        text: As it stands.
        forms: Lower case, with every dictionary form it may be an inflection of.
        cue: Whether it stands in the cue.
        start: First code point in its own text (cue or quote).
        end: One past the last.
    """

    text: str
    forms: frozenset[str]
    cue: bool
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.casefold()

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        return Mark(text="cue" if self.cue else "content", start=self.start, end=self.end)


def read_words(cue: str, quote: str) -> tuple[Word, ...]:
    """Returns the tokens of a cue and then of what it attributes; quotation marks and brackets are left out.

    >>> [word.text for word in read_words("said", "“We won’t accept it.”")]
    ['said', 'We', 'wo', 'n’t', 'accept', 'it', '.']
    """
    return (*_tokens(cue, cue=True), *_tokens(quote, cue=False))


def mark_of(words: Sequence[Word]) -> tuple[Mark, ...]:
    """Returns where a run of words stands: one mark for its words in the cue, one for those in the content."""
    marks = []
    for cue in (True, False):
        run = [word for word in words if word.cue is cue]
        if run:
            marks.append(Mark(text="cue" if cue else "content", start=run[0].start, end=run[-1].end))
    return tuple(marks)


def _tokens(text: str, *, cue: bool) -> list[Word]:
    return [
        Word(found.group(), _forms(found.group()), cue, found.start(), found.end())
        for found in _TOKEN.finditer(text)
        if found.group() not in _SILENT
    ]


@functools.lru_cache(maxsize=65_536)
def _forms(word: str) -> frozenset[str]:
    form = word.casefold()
    if form in _OWN_FORMS or (not form[:1].isalpha() and form[:1] not in "'’"):
        return frozenset({form})
    return lemmas(word)
