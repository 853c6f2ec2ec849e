"""What a statement says of another statement: the words that show it, and whom they name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from onrecord.records.act import Mark
from onrecord.records.answer import AnswerKind
from onrecord.tables.read import read_toml
from onrecord.text.lemmas import lemmas

_NAME = r"(?:[A-Z][\w.-]*[\w](?:\s+(?:of|and|de|al|the)\s+)?\s?)+"
_SPEECH_GAP = r"(?:\s+(?!of\b|by\b)[\w-]+){0,2}?\s+"
# "Caldia's foreign minister, Ada Venn": the name is behind the office.
_LOWER = r"(?!(?:in|on|at|for|to|with|about|which|that|a|an)\b)[a-z]+"
_OFFICE = rf"(?:(?:[A-Z]\w+(?:[’']s)?\s+)?(?:{_LOWER}\s+){{0,4}}{_LOWER},?\s+(?=[A-Z]))?"
_NO_SUCH = re.compile(r"\b[Nn]o such (?P<what>\w+)")
_THE_NOUN = r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s+(?P<what>NOUNS)s?\b"
_OWN_WORDS = re.compile(r"\A\W*(?:(?:As\s+)?I(?:\s+have|[’']ve)?\s+said)\b")
_WORD = re.compile(r"\w+(?:-\w+)*|n['’]t\b")
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "cannot"})
# How far before a word its negation stands, in words.
_REACH = 3
# How far from the words that name the other statement the word that judges it may stand, in code points.
_NEAR = 90
_LEADING = re.compile(r"\A(?:(?:The|That|This|These|Those|But|And|In|On|As|What|Such|A|An|For|By)\s+)+")
_EXCEPTION = re.compile(r"\b(?:unless|except|apart from|other than)\b", re.IGNORECASE)
_KINDS: tuple[AnswerKind, ...] = ("denies", "dismisses", "corrects", "confirms", "answers", "quotes")


class Signs(Struct, frozen=True, kw_only=True):
    """What a statement says of another.

    Attributes:
        kind: What it does to it.
        named: Words that name whose statement is meant; empty where only its content can tell.
        speech: Whether a word for something said is there ("comments").
        by: Words that name whose answer it is, where the statement tells of somebody else's ("dismissed by Norland").
        marks: The words that show it.
        weak: Whether only a pronoun points back ("It's noise").
        what: The thing whose being is denied ("no such letter").
        noun: What is judged, where no name goes with it ("the warning"): a key of ``deeds`` in the table.
        own: Whether the speaker speaks of their own words ("I said that ...").
    """

    kind: AnswerKind
    named: str = ""
    speech: bool = False
    by: str = ""
    marks: tuple[Mark, ...]
    weak: bool = False
    what: str = ""
    noun: str = ""
    own: bool = False


class _Judgement(Struct, frozen=True):
    kind: AnswerKind
    mark: Mark


def read_signs(cue: str, quote: str) -> Signs | None:
    """Returns what a statement says of another statement, or ``None`` where it says nothing of one.

    >>> signs = read_signs("told", "that Venn’s comments have been dismissed by Norland and its allies")
    >>> signs.kind, signs.named, signs.by
    ('dismisses', 'Venn', 'Norland')
    >>> signs = read_signs("denied", "that its troops had crossed the river")
    >>> signs.kind, signs.named
    ('denies', '')
    >>> read_signs("did not deny", "the report") is None, read_signs("said", "the river had frozen") is None
    (True, True)
    """
    own = _OWN_WORDS.match(quote)
    if own is not None:
        return Signs(kind="quotes", marks=(Mark(text="content", start=own.start(), end=own.end()),), own=True)
    judgements = [*_judgements(cue, "cue"), *_judgements(quote, "content")]
    found = _find_named(quote)
    if found is not None:
        near = [one for one in judgements if one.mark.text == "cue" or _distance(one.mark, found) <= _NEAR]
        if near:
            return _signs(near, found, quote)
    noun = _the_noun().search(quote)
    if noun is not None:
        near = [one for one in judgements if one.mark.text == "cue" or _span_distance(one.mark, noun.span()) <= _NEAR]
        if near or _judges(cue):
            kind = near[0].kind if near else "dismisses"
            mark = Mark(text="content", start=noun.start(), end=noun.end())
            return Signs(kind=kind, marks=(mark,), noun=noun["what"])
    cued = [one for one in judgements if one.mark.text == "cue" and one.kind in {"denies", "confirms", "corrects"}]
    if cued:
        return Signs(kind=cued[0].kind, marks=(cued[0].mark,))
    return _unnamed(quote, judgements)


def _unnamed(quote: str, judgements: Sequence[_Judgement]) -> Signs | None:
    """Returns what words that name nobody say of another statement."""
    such = _NO_SUCH.search(quote)
    if such is not None:
        mark = Mark(text="content", start=such.start(), end=such.end())
        return Signs(kind="denies", marks=(mark,), what=such["what"])
    content = [one for one in judgements if one.mark.text == "content" and one.kind in {"denies", "dismisses"}]
    if content:
        return Signs(kind=content[0].kind, marks=(content[0].mark,), weak=True)
    return None


def _signs(near: list[_Judgement], found: re.Match[str], quote: str) -> Signs:
    best = min(near, key=lambda one: (_KINDS.index(one.kind), one.mark.text, one.mark.start))
    mark = Mark(text="content", start=found.start(), end=found.end())
    named = _bare(found["who"])
    by = _by().search(quote, best.mark.start) if best.mark.text == "content" else None
    return Signs(
        kind=best.kind,
        named=named,
        speech=True,
        by=_bare(by["who"]) if by else "",
        marks=tuple(sorted({best.mark, mark}, key=lambda one: (one.text, one.start))),
    )


def _judgements(text: str, where: str) -> Iterator[_Judgement]:
    """Yields the words of a text that dismiss, deny, confirm, ... and stand under no negation."""
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        kind = next((kind for form in sorted(lemmas(word.group())) if (kind := _kinds().get(form))), None)
        lead = [before.group().casefold() for before in words[max(at - _REACH, 0) : at]]
        if kind is not None and not _NEGATIVE & set(lead):
            place: Mark = Mark(text="cue" if where == "cue" else "content", start=word.start(), end=word.end())
            yield _Judgement(kind, place)


def _find_named(quote: str) -> re.Match[str] | None:
    """Returns the first place that names whose words are meant, before any "unless"."""
    end = _EXCEPTION.search(quote)
    stop = end.start() if end else len(quote)
    found = [match for pattern in _patterns() if (match := pattern.search(quote, 0, stop)) and _bare(match["who"])]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def _bare(who: str) -> str:
    """Returns the name in the words, without what only begins a sentence.

    >>> _bare("But Venn "), _bare("The ")
    ('Venn', '')
    """
    who = _LEADING.sub("", who.strip() + " ").strip()
    return re.sub(r"\s+(?:and|of|the|de)\Z", "", who)


def _distance(mark: Mark, found: re.Match[str]) -> int:
    return _span_distance(mark, found.span())


def _span_distance(mark: Mark, span: tuple[int, int]) -> int:
    return max(mark.start - span[1], span[0] - mark.end, 0)


def _judges(cue: str) -> bool:
    """Tells whether a cue says what something is: "called the warning blackmail".

    >>> _judges("called"), _judges("said")
    (True, False)
    """
    return any({"call", "describe", "denounce", "condemn", "brand"} & lemmas(word) for word in cue.split())


@functools.cache
def _the_noun() -> re.Pattern[str]:
    nouns = "|".join(sorted(read_toml("answer_words")["deeds"]))
    return re.compile(_THE_NOUN.replace("NOUNS", nouns))


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    speech = "|".join(sorted(form for word in _words("speech") for form in (word, word + "s")))
    officials = "|".join(sorted(form for word in _words("officials") for form in (word, word + "s")))
    named = rf"(?P<who>{_NAME}(?:(?:{officials})\b)?)"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"\b{named}[’']s?{_SPEECH_GAP}(?:{speech})\b",
            rf"\b{named}(?:{speech})\b",
            rf"\b(?:{speech})\b(?:\s+\w+ing|\s+made)?\s+(?:from|by|of)\s+(?:the\s+)?{_OFFICE}{named}",
            rf"\b[Ww]hat\s+(?:the\s+)?{named}\s*(?:said|says|claimed|claims|wrote|suggested|has\s+said)\b",
            rf"\b(?:respond|reply|react|answer|quot|cit)(?:s|ed|ing|ied|e|es)?\s+(?:to\s+)?(?:the\s+)?{named}",
        )
    )


@functools.cache
def _by() -> re.Pattern[str]:
    heads = "|".join(sorted(form for word in _words("officials") for form in (word, word + "s")))
    return re.compile(rf"\bby\s+(?:the\s+)?(?P<who>{_NAME}(?:(?:{heads}|allies|ally)\b)?)")


@functools.cache
def _kinds() -> dict[str, AnswerKind]:
    kinds = read_toml("answer_words")["kinds"]
    return {word: kind for kind in reversed(_KINDS) for word in kinds[kind].split()}


@functools.cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("answer_words")[name].split())
