"""What a statement is on: the phrases of the docket found in its words, with the words that decided."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

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


# Number of a phrase, and the positions of the terms that are words of it.
_Candidate = tuple[int, list[int]]
# How well a hit does: its strength, then the earlier phrase of the docket.
_Rank = tuple[tuple[float, bool, int, int], int]


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
        self._by_forms: dict[frozenset[str], tuple[int, ...]] = {}

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
        best: dict[str, tuple[_Rank, _Hit]] = {}
        terms = terms_of(text)
        whole, most = self._candidates(terms)
        for number, positions in whole:
            self._try(best, number, terms, positions)
        # Most of a phrase is worth less than the whole of another: where that is found, it need not be looked for.
        for number, positions in most:
            held = best.get(self._phrases[number].issue)
            if held is None or held[1].score <= _MOST:
                self._try(best, number, terms, positions)
        hits = (hit for _, hit in best.values())
        ordered = sorted(hits, key=lambda hit: (-hit.score, self._order[hit.phrase.issue]))
        return tuple(_issue_match(hit, text, around=around) for hit in ordered)

    def _try(
        self, best: dict[str, tuple[_Rank, _Hit]], number: int, terms: Sequence[Term], positions: Sequence[int]
    ) -> None:
        hit = _compare(self._phrases[number], terms, positions)
        if hit is None:
            return
        rank = (_strength(hit), -number)
        held = best.get(hit.phrase.issue)
        if held is None or rank > held[0]:
            best[hit.phrase.issue] = rank, hit

    def _candidates(self, terms: Sequence[Term]) -> tuple[list[_Candidate], list[_Candidate]]:
        """Returns the phrases of which as many words stand in a text as they have, and those with enough of them."""
        places: dict[int, list[int]] = {}
        for position, term in enumerate(terms):
            for number in self._numbers_of(term.forms):
                places.setdefault(number, []).append(position)
        whole: list[_Candidate] = []
        most: list[_Candidate] = []
        for number, positions in places.items():
            wanted = len(self._phrases[number].forms)
            if len(positions) >= wanted:
                whole.append((number, positions))
            elif wanted >= _LEAST_WORDS and 3 * len(positions) >= 2 * wanted:
                most.append((number, positions))
        return whole, most

    def _numbers_of(self, forms: frozenset[str]) -> tuple[int, ...]:
        """Returns the numbers of the phrases that have a word of these forms."""
        found = self._by_forms.get(forms)
        if found is None:
            found = tuple({number for form in forms for number in self._by_form.get(form, ())})
            self._by_forms[forms] = found
        return found


def _compare(phrase: _Phrase, terms: Sequence[Term], positions: Sequence[int]) -> _Hit | None:
    """Returns how a phrase stands in a text: all of its words close together, or most of them.

    Args:
        phrase: The phrase.
        terms: Of the text.
        positions: Of the terms that are words of the phrase.
    """
    wanted = len(phrase.forms)
    best: dict[int, Term] = {}
    for at, first in enumerate(positions):
        if len(best) == wanted or len(positions) - at <= len(best):
            break  # nothing that begins later has more
        met: dict[int, Term] = {}
        for position in positions[at:]:
            if position >= first + wanted + _GAP:
                break
            term = terms[position]
            for number, forms in enumerate(phrase.forms):
                if number not in met and not forms.isdisjoint(term.forms):
                    met[number] = term
                    break
        if len(met) > len(best):
            best = met
    words = tuple(sorted(best.values(), key=_start_of))
    if len(best) == wanted:
        return _Hit(phrase, _SINGLE if wanted == 1 else _WHOLE, "phrase", words)
    if wanted >= _LEAST_WORDS and 3 * len(best) >= 2 * wanted:
        return _Hit(phrase, _MOST, "words", words)
    return None


_start_of = attrgetter("start")


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
