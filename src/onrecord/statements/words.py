"""Words of a wording, made comparable: what is written in two ways and said in one becomes one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.tables.read import read_toml
from onrecord.text.shingles import fold_word

# As in `onrecord.text.shingles`, with the signs that are read as words.
_WORD = re.compile(r"\w+(?:['’.,]\w+)*|['’]cause\b|[%&]")
# An editor's addition, not a passage: a page may stand in brackets for reasons of its own.
_INSERTED = re.compile(r"\[[^\[\]]{1,60}\]")
# British endings to American ones, in words long enough that nothing else is meant; both sides are read alike.
_OUR = re.compile(r"^(\w{2,})our(s|ed|ing|able|ite|ites|hood|hoods|er|ers|ful)?$")
_ISE = re.compile(r"^(\w{3,})is(e|es|ed|ing|ation|ations|er|ers)$")
_YSE = re.compile(r"^(\w{3,})ys(e|es|ed|ing)$")
_LL = re.compile(r"^(\w{4,})ll(ed|ing|er|ers)$")
_OGUE = re.compile(r"^(\w{3,})ogue(s?)$")
# What stands before a word inside a sentence, and how far it reaches.
_INSIDE = re.compile(r"[\w,;)’'-][ \u00a0-]\Z|[\w]-\Z")
_BEFORE = 2
_TENS = range(20, 100, 10)
_UNITS = range(1, 10)


class Word(Struct, frozen=True):
    """One word of a wording. A contraction makes two that share their characters.

    Attributes:
        form: As it is compared.
        start: First code point in the wording's text.
        end: One past the last.
        in_marks: Whether it stands in quotation marks.
        is_name: Whether it is part of a name: found by the tagger, or a capital inside a sentence.
    """

    form: str
    start: int
    end: int
    in_marks: bool = False
    is_name: bool = False


def take_words(text: str, marks: Sequence[Span] = (), names: Sequence[Span] = ()) -> tuple[Word, ...]:
    """Returns the words of `text`, in order; what an editor put in square brackets is nobody's.

    Args:
        text: A wording.
        marks: Stretches of it that stand in quotation marks.
        names: Stretches of it that are names.

    >>> [word.form for word in take_words("They won’t honour twenty-five U.S. pledges")]
    ['they', 'will', 'not', 'honor', '25', 'united', 'states', 'pledges']
    >>> [word.form for word in take_words("It's the minister’s cease-fire: 10% of 1,200")]
    ['it', 'is', 'the', 'minister', 'cease', 'fire', '10', 'percent', 'of', '1200']
    >>> [word.form for word in take_words("It put [President Tomas] Belenko in a corner")]
    ['it', 'put', 'belenko', 'in', 'a', 'corner']
    """
    return _take_words(text, tuple(marks), tuple(names))


# The copies of a report say the same words: of a batch of pages half the wordings are met again. About 10 MB.
@functools.lru_cache(maxsize=4096)
def _take_words(text: str, marks: tuple[Span, ...], names: tuple[Span, ...]) -> tuple[Word, ...]:
    found = []
    inserted = [Span(*match.span()) for match in _INSERTED.finditer(text)] if "[" in text else ()
    for match in _WORD.finditer(text):
        start, end = match.span()
        if inserted and _inside(start, end, inserted):
            continue
        printed = match.group()
        in_marks = _inside(start, end, marks)
        is_name = _inside(start, end, names) or _is_capital(text, printed, start)
        found += [Word(form, start, end, in_marks, is_name) for form in forms_of(printed)]
    return tuple(_numbers_joined(text, found)) if any(word.form[:1].isdigit() for word in found) else tuple(found)


@functools.lru_cache(maxsize=32_768)
def forms_of(word: str) -> tuple[str, ...]:
    """Returns the forms by which a printed word is compared; none where nothing is left of it.

    >>> forms_of("doesn't"), forms_of("Labour’s"), forms_of("Recognised"), forms_of("two")
    (('does', 'not'), ('labor',), ('recognized',), ('2',))
    >>> forms_of("we"), forms_of("US"), forms_of("us")
    (('we',), ('united', 'states'), ('us',))
    """
    if word == "US":
        return ("united", "states")
    table = read_toml("drift_words")
    plain = word.casefold().replace("’", "'")
    if plain.rstrip(".") in table["equal"]["words"]:
        return tuple(table["equal"]["words"][plain.rstrip(".")].split())
    for ending, full in table["equal"]["endings"].items():
        if plain.endswith(ending) and len(plain) > len(ending):
            return (_spelt(plain.removesuffix(ending)), full)
    if plain.endswith("'s") and plain[:-2] in table["equal"]["is_after"].split():
        return (plain[:-2], "is")
    form = _spelt(fold_word(word))
    number = table["numbers"].get(form)
    return (form if number is None else str(number),) if form else ()


def _spelt(form: str) -> str:
    """Returns the American spelling of a word that has two.

    >>> _spelt("neighbouring"), _spelt("organisation"), _spelt("cancelled"), _spelt("four"), _spelt("dialogue")
    ('neighboring', 'organization', 'canceled', 'four', 'dialog')
    """
    if len(form) < 5 or not form.isascii():
        return form
    if form in read_toml("drift_words")["equal"]["words"]:
        return str(read_toml("drift_words")["equal"]["words"][form])
    form = _OUR.sub(r"\1or\2", form)
    form = _ISE.sub(r"\1iz\2", form)
    form = _YSE.sub(r"\1yz\2", form)
    form = _LL.sub(r"\1l\2", form)
    return _OGUE.sub(r"\1og\2", form)


def _is_capital(text: str, word: str, start: int) -> bool:
    """Tells whether a word is written with a capital for another reason than that a sentence begins."""
    if not word[:1].isupper() or word in ("I", "I’m", "I'm"):
        return False
    return _INSIDE.search(text, max(start - _BEFORE, 0), start) is not None


def _inside(start: int, end: int, stretches: Sequence[Span]) -> bool:
    return bool(stretches) and any(stretch.start <= start and end <= stretch.end for stretch in stretches)


def _numbers_joined(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """Yields the words, "twenty-five" as one number."""
    skip = False
    for word, after in pairwise([*words, None]):
        if word is None or skip:
            skip = False
            continue
        if after is not None and _is_compound(text, word, after):
            skip = True
            yield Word(str(int(word.form) + int(after.form)), word.start, after.end, word.in_marks, word.is_name)
        else:
            yield word


def _is_compound(text: str, word: Word, after: Word) -> bool:
    if text[word.end : after.start] not in ("-", "‑", " ") or text[word.start : word.start + 1].isdigit():
        return False
    if not (word.form.isascii() and word.form.isdigit() and after.form.isascii() and after.form.isdigit()):
        return False
    return int(word.form) in _TENS and int(after.form) in _UNITS
