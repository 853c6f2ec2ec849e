"""Which attributions a quotation may be found in: keys that both sides have, whatever was cut or exchanged."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from onrecord.statements.keys import all_run_keys, function_words, stem_of
from onrecord.statements.words import take_words
from onrecord.text.shingles import fold_word

# Of a full-text search: phrases of four words, and the three longest words that say something, of four letters or more.
_PHRASE_WORDS, _SEARCHED_WORDS, _SHORT = 4, 3, 3
_WORD_PARTS = re.compile(r"[\"“”„«»…*]|^\W+|\W+$")
# A question is compared with so many that share most keys with it: each costs a tenth of a millisecond.
MOST_CANDIDATES = 60
# A phrase of common words has keys that tell little: then more are compared.
_FEW_KEYS, _MOST_OF_FEW = 3, 600


def question_keys(asked: str) -> frozenset[str]:
    """Returns the keys of a question: pairs of neighbouring words that say something, one apart too.

    One word exchanged leaves others. A question with fewer than two such words has them alone, or all its words.

    >>> sorted(question_keys("We will not sign the accord"))
    ['not accord', 'not sign', 'sign accord']
    >>> sorted(question_keys("It is theatre")), sorted(question_keys("It is what it is"))
    (['theater'], ['it is what it is'])
    """
    forms, stems = _forms_and_stems(asked)
    return _pairs(stems) or frozenset(stems) or frozenset({" ".join(forms)} if forms else ())


def question_runs(asked: str) -> frozenset[str]:
    """Returns the keys by which attributions meet (`onrecord.statements.keys`) that a question may share with one."""
    return frozenset(all_run_keys([word.form for word in take_words(asked)]))


def question_phrases(asked: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns what a full-text search for a question looks for: phrases of it one by one, and words all at once.

    A change leaves the phrases beside it. Phrases of function words alone are everywhere, and left out.

    >>> question_phrases("“We will not sign the accord unless it is changed”")
    (('We will not sign', 'the accord unless it', 'unless it is changed'), ('accord', 'changed', 'unless'))
    """
    words = [word for word in (_WORD_PARTS.sub(" ", part).strip() for part in asked.split()) if word]
    starts = [*range(0, max(len(words) - _PHRASE_WORDS, 0) + 1, _PHRASE_WORDS), max(len(words) - _PHRASE_WORDS, 0)]
    phrases = (words[start : start + _PHRASE_WORDS] for start in dict.fromkeys(starts))
    telling = [word for word in words if fold_word(word) not in function_words() and len(word) > _SHORT]
    longest = sorted(dict.fromkeys(sorted(telling)), key=lambda word: -len(word))[:_SEARCHED_WORDS]
    found = [" ".join(phrase) for phrase in phrases if any(word in telling for word in phrase)]
    return tuple(found), tuple(sorted(longest)) if len(longest) == _SEARCHED_WORDS else ()


def finding_keys(wording: str) -> frozenset[str]:
    """Returns the keys of a wording of the record: those by which any question about it may come.

    >>> sorted(finding_keys("We will not sign it"))
    ['not', 'not sign', 'sign', 'we will not sign it']
    """
    forms, stems = _forms_and_stems(wording)
    return frozenset({*stems, *_pairs(stems), " ".join(forms)}) if forms else frozenset()


def _forms_and_stems(text: str) -> tuple[list[str], list[str]]:
    forms = [word.form for word in take_words(text)]
    return forms, [stem_of(form) for form in forms if form not in function_words() or form in ("not", "no")]


def _pairs(stems: Sequence[str]) -> frozenset[str]:
    apart = zip(stems, stems[2:], strict=False)
    return frozenset(f"{a} {b}" for a, b in (*pairwise(stems), *apart))


def index_wordings(wordings: Iterable[tuple[str, str]]) -> Mapping[str, Collection[str]]:
    """Returns key to the ids that have it.

    Args:
        wordings: Ids with a wording each; an id may have several.
    """
    index: dict[str, set[str]] = defaultdict(set)
    for one, text in wordings:
        for key in finding_keys(text):
            index[key].add(one)
    return index


def find_candidates(asked: str, index: Mapping[str, Collection[str]]) -> Sequence[str]:
    """Returns the ids that share most keys with a question, most first, and not endlessly many.

    Args:
        asked: The question.
        index: As `index_wordings` returns, or what a store says of the question's keys.
    """
    keys = question_keys(asked)
    counts = Counter(one for key in keys for one in index.get(key, ()))
    most = MOST_CANDIDATES if len(keys) >= _FEW_KEYS else _MOST_OF_FEW
    return sorted(counts, key=lambda one: (-counts[one], one))[:most]
