"""What a statement is on: the phrases of the docket found in its words, with the words that decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.docket.terms import Term, terms_of
from onrecord.records.act import Mark
from onrecord.records.docket import OTHER, Docket, IssueMatch, IssueRule

# A phrase of one word is met by chance more often than one of several.
_WHOLE, _SINGLE, _MOST = 1.0, 0.8, 0.5
# Words that may stand between those of a phrase: "guarantees of Ukraine's future security".
_GAP = 3
# Most of a phrase counts from this many of its words on: two thirds of three or more.
_LEAST_WORDS = 3
# What stands around the content in its sentence tells less than the content does.
AROUND = 0.6


class _Phrase(Struct, frozen=True):
    issue: str
    subissue: str | None
    forms: tuple[frozenset[str], ...]


class _Hit(Struct, frozen=True):
    phrase: _Phrase
    score: float
    by: IssueRule
    words: tuple[Term, ...]


class IssueIndex:
    """The phrases of a docket's issues, ready to be looked up.

    Args:
        docket: The docket. Its proposals' names are no issues here: where they are meant is read off the pages.
    """

    def __init__(self, docket: Docket) -> None:
        self._phrases: list[_Phrase] = []
        for issue in docket.issues:
            for phrase in (issue.name, *issue.phrases):
                self._add(issue.name, None, phrase)
            for part in issue.subissues:
                for phrase in (part.name, *part.phrases):
                    self._add(issue.name, part.name, phrase)
        self._order = {issue.name: number for number, issue in enumerate(docket.issues)}
        self._by_form: dict[str, list[int]] = {}
        for number, entry in enumerate(self._phrases):
            for form in set().union(*entry.forms):
                self._by_form.setdefault(form, []).append(number)

    def _add(self, issue: str, subissue: str | None, phrase: str) -> None:
        forms = tuple(term.forms for term in terms_of(phrase))
        if forms:
            self._phrases.append(_Phrase(issue, subissue, forms))

    def match(self, quote: str, around: str = "") -> tuple[IssueMatch, ...]:
        """Returns the issues that a statement is on, best first; ``other`` alone where it is on none.

        Args:
            quote: Its words.
            around: The other words of its sentence on the page; they count only where the quote itself tells nothing.

        >>> from onrecord.records.docket import Docket, Issue
        >>> index = IssueIndex(Docket(name="", issues=(Issue(name="security guarantees", phrases=("guarantees",)),)))
        >>> [(m.issue, m.by, m.score) for m in index.match("No guarantee binds them.")]
        [('security guarantees', 'phrase', 0.8)]
        >>> [m.issue for m in index.match("The harvest was good.")]
        ['other']
        """
        found = self._matches(quote, around=False) or self._matches(around, around=True)
        return found or (IssueMatch(issue=OTHER, subissue=None, score=1.0, by="none", words="", marks=()),)

    def _matches(self, text: str, *, around: bool) -> tuple[IssueMatch, ...]:
        best: dict[str, _Hit] = {}
        for hit in self._hits(terms_of(text)):
            before = best.get(hit.phrase.issue)
            if before is None or _strength(hit) > _strength(before):
                best[hit.phrase.issue] = hit
        ordered = sorted(best.values(), key=lambda hit: (-hit.score, self._order[hit.phrase.issue]))
        return tuple(_issue_match(hit, text, around=around) for hit in ordered)

    def _hits(self, terms: Sequence[Term]) -> Iterable[_Hit]:
        places: dict[int, list[int]] = {}
        for position, term in enumerate(terms):
            for number in {number for form in term.forms for number in self._by_form.get(form, ())}:
                places.setdefault(number, []).append(position)
        for number in sorted(places):
            hit = _compare(self._phrases[number], terms, places[number])
            if hit is not None:
                yield hit


def _compare(phrase: _Phrase, terms: Sequence[Term], positions: Sequence[int]) -> _Hit | None:
    """Returns how a phrase stands in a text: all of its words close together, or most of them.

    Args:
        phrase: The phrase.
        terms: Of the text.
        positions: Of the terms that are words of the phrase.
    """
    wanted = len(phrase.forms)
    best: tuple[int, int, tuple[Term, ...]] | None = None
    for first in positions:
        window = [terms[p] for p in positions if first <= p < first + wanted + _GAP]
        met: dict[int, Term] = {}
        for term in window:
            number = next((n for n, forms in enumerate(phrase.forms) if n not in met and forms & term.forms), None)
            if number is not None:
                met[number] = term
        candidate = (len(met), -first, tuple(met[n] for n in sorted(met)))
        if best is None or candidate[:2] > best[:2]:
            best = candidate
    if best is None:
        return None
    number, _, words = best
    words = tuple(sorted(words, key=lambda term: term.start))
    if number == wanted:
        return _Hit(phrase, _SINGLE if wanted == 1 else _WHOLE, "phrase", words)
    if wanted >= _LEAST_WORDS and 3 * number >= 2 * wanted:
        return _Hit(phrase, _MOST, "words", words)
    return None


def _strength(hit: _Hit) -> tuple[float, bool, int, int]:
    """Orders the hits of one issue: score, then one that tells the part, then more words, then the earlier."""
    return hit.score, hit.phrase.subissue is not None, len(hit.words), -hit.words[0].start


def _issue_match(hit: _Hit, text: str, *, around: bool) -> IssueMatch:
    marks = () if around else tuple(Mark(text="content", start=w.start, end=w.end) for w in hit.words)
    return IssueMatch(
        issue=hit.phrase.issue,
        subissue=hit.phrase.subissue,
        score=hit.score * AROUND if around else hit.score,
        by="sentence" if around else hit.by,
        words=" ".join(text[word.start : word.end] for word in hit.words),
        marks=marks,
    )
