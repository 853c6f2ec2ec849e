"""What an attribution claims: said or ascribed, with which attitude, denied or hedged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from onrecord.attribution.cues import Match, match_cue
from onrecord.records.attribution import Attitude, CueCertainty, Polarity
from onrecord.records.span import Span
from onrecord.text.lemmas import lemmas

_WORD = re.compile(r"(?:(?!n['’]t\b)\w)+(?:-\w+)*|n['’]t\b|['’](?:ll|d|ve|re|s)\b|[:;,—–―-]+|[^\w\s]")
_AUXILIARY = frozenset({"be", "have", "do", "will", "would", "may", "might", "could", "can", "should", "must", "shall"})
_NOT_YET = frozenset({"will", "shall", "may", "might", "could", "can", "should", "must"})
_WEAKENING_MODALS = frozenset({"may", "might", "could", "would"})
_NEGATIVE = frozenset(
    {"not", "n't", "n’t", "never", "nor", "neither", "without", "hardly", "rarely", "seldom", "cannot"}
)
_ADVERBS = frozenset(
    {"also", "often", "long", "still", "further", "later", "then", "now", "just", "once", "already", "since", "yet"}
    | {"even", "only", "sometimes", "always", "again", "soon", "previously", "earlier", "to", "first", "both"}
)
_HEDGES = frozenset(
    {
        "reportedly",
        "allegedly",
        "apparently",
        "seemingly",
        "supposedly",
        "purportedly",
        "possibly",
        "perhaps",
        "probably",
    }
    | {"likely", "ostensibly", "presumably", "seem", "appear", "rumored", "rumoured"}
)
_REFUSALS = frozenset({"refuse", "decline", "demur", "balk", "stop", "fail", "avoid", "neglect", "omit", "hesitate"})
# "took to Twitter to criticise", "went on to say": what follows the infinitive was said.
_SPOKEN_INFINITIVE = re.compile(
    r"\b(?:(?:took|taken) to|went on|goe?s? on|going on|continue[ds]?|proceeded|use[sd]?|using|rose|spoke|began|seized|"
    r"returned|first|only|paused|stopped|interrupted|stood|stepped up|tweeted|phoned|wrote|quick)\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|should|were)\s+(?:the\s+|a\s+)?$", re.IGNORECASE)
_ATTRIBUTING = re.compile(r"(?:\w+\s+){0,3}?(?:mis|wrongly\s+)?(?:attribut|ascrib|misquot)", re.IGNORECASE)
_WORDS_OF = re.compile(
    r"\bthe\s+(?:\w+\s+)?(?:sentence|words?|line|remark|phrase|quote|quotation|statement|saying)s?\s+[“\"„«]",
    re.IGNORECASE,
)
# The words before a cue that belong to its verb, and after it that may complete its pattern ("looking" + "to").
_MOST_BEFORE = 6
_REACH = 80  # code points, for the same
_MOST_AFTER = 3
_QUOTES = "\"“”„«»‘’'`″"


class Meaning(Struct, frozen=True, kw_only=True):
    """How an attribution is to be taken.

    Attributes:
        attitude: ``assertion``, ``belief``, ``fact`` or ``eventuality``, after Prasad et al. (2007) and Pareti (2012).
        statement: Whether the source *said* it: a cue of communication that has happened, no intention, belief or
            habit that the writer ascribes.
        polarity: ``negative`` where the cue is denied or refused. "Denied" itself is positive: a denial was made.
        certainty: ``hedged`` where the writer weakens the cue.
    """

    attitude: Attitude
    statement: bool
    polarity: Polarity
    certainty: CueCertainty


class _Group(Struct, frozen=True):
    """The words of a cue with its auxiliaries before it and a few words after it.

    Attributes:
        words: Lower case.
        cue: Index of the cue's own first word.
        end: One past the cue's own last word.
        lead: The characters of the sentence right before the cue.
    """

    words: tuple[str, ...]
    cue: int
    end: int
    lead: str = ""

    def helpers(self, match: Match | None) -> tuple[str, ...]:
        """The words before the match: auxiliaries, negations, adverbs."""
        return self.words[: match.first] if match else self.words[: self.cue]


def read_meaning(text: str, cue: Span, source: Sequence[Span], content: Sequence[Span], sentence: Span) -> Meaning:
    """Reads attitude, statement, polarity and certainty off a cue and the words of its verb.

    Does not judge the content. "Declined to comment" and "would not say" are statements with negative polarity: the
    refusal was spoken; "did not say" is none.

    Args:
        text: The page's text.
        cue: The cue, or the hull of its pieces; words of the source inside it are left out.
        source: The source's spans.
        content: The content's spans.
        sentence: The sentence that holds the cue.

    >>> def read(text, cue):
    ...     start = text.index(cue)
    ...     m = read_meaning(text, Span(start, start + len(cue)), [], [], Span(0, len(text)))
    ...     return m.attitude, m.statement, m.polarity, m.certainty
    >>> read("Adel suggested that the pact was dead.", "suggested")
    ('assertion', True, 'positive', 'certain')
    >>> read("Adel may be looking to bring Norland in.", "looking")
    ('eventuality', False, 'positive', 'hedged')
    >>> read("Adel did not say when talks resume.", "did not say")
    ('assertion', False, 'negative', 'certain')
    >>> read("Adel declined to comment on the talks.", "declined to comment")
    ('assertion', True, 'negative', 'certain')
    >>> read("Adel denied the report.", "denied")
    ('assertion', True, 'positive', 'certain')
    """
    group = _read_group(text, cue, source, sentence)
    match = match_cue(group.words, group.end)
    helpers = group.helpers(match)
    negative = _is_negative(group, match)
    conditional = (
        bool(source) and _CONDITION.search(text, sentence.start, max(sentence.start, source[0].start)) is not None
    )
    quoted = _is_quoted(text, content)
    # "Was “deeply unhappy” with": the cue says little, the marks say that the words were spoken or written.
    if match is None or (match.cue.weak and quoted):
        attitude: Attitude = "assertion" if quoted else "eventuality"
        said = quoted
    else:
        attitude = "eventuality" if match.cue.communication and _is_purpose(group, match) else match.cue.attitude
        said = match.cue.communication or (match.cue.group == "refusal" and _refuses_to_speak(group, match))
    said = said and not conditional and _has_happened(group, match, negative=negative)
    said = said and not _puts_words_into_a_mouth(text, cue, content)
    return Meaning(
        attitude=attitude,
        statement=said,
        polarity="negative" if negative else "positive",
        certainty="hedged" if conditional or _is_hedged(group, helpers, negative=negative) else "certain",
    )


def _read_group(text: str, cue: Span, source: Sequence[Span], sentence: Span) -> _Group:
    """Returns the cue's words, with what belongs to its verb before it and what may complete it after it."""
    lead = text[max(sentence.start, cue.start - _REACH) : cue.start]
    before = [m.group().casefold() for m in _WORD.finditer(lead)]
    taken: list[str] = []
    for word in reversed(before[-_MOST_BEFORE:]):
        if not _belongs(word):
            break
        taken.insert(0, word)
    if taken and taken[-1] == "to":
        taken = [*_governor(before, len(taken)), *taken]
    own = [
        m.group().casefold()
        for m in _WORD.finditer(text, cue.start, cue.end)
        if not any(span.start <= m.start() < span.end for span in source)
    ]
    after = [m.group().casefold() for m in _WORD.finditer(text, cue.end, min(sentence.end, cue.end + 40))][:_MOST_AFTER]
    return _Group((*taken, *own, *after), len(taken), len(taken) + len(own), lead)


def _belongs(word: str) -> bool:
    """Tells whether a word before a cue belongs to its verb.

    >>> _belongs("may"), _belongs("repeatedly"), _belongs("leaders")
    (True, True, False)
    """
    return (
        bool(lemmas(word) & _AUXILIARY)
        or word in {"'s", "’s"}
        or word in _NEGATIVE
        or word in _ADVERBS
        or (word.endswith("ly") and word not in {"family", "ally", "reply", "assembly", "rally", "july", "italy"})
    )


def _governor(before: Sequence[str], taken: int) -> list[str]:
    """Returns the words that govern an infinitive ("is expected" before "to say"), where they are a cue themselves."""
    head = before[: len(before) - taken][-3:]
    for first in range(len(head)):
        match = match_cue([*head[first:], "to"], 1)
        if match is not None and not match.cue.weak and match.last >= len(head) - first - 1:
            return list(head[first:])
    return []


def _is_negative(group: _Group, match: Match | None) -> bool:
    """Tells whether the cue is denied or refused. "Not only said" is neither.

    >>> _is_negative(_Group(("not", "only", "said"), 2, 3), match_cue(("not", "only", "said"), 3))
    False
    """
    last = match.last if match else group.end - 1
    words = group.words[: last + 1]
    for at, word in enumerate(words):
        if word in _NEGATIVE and group.words[at + 1 : at + 2] != ("only",):
            return True
        if word == "no" and (at < group.end):
            return True
        if word == "yet" and group.words[at + 1 : at + 2] == ("to",):
            return True
    head = words[match.first] if match else ""
    refused = bool(lemmas(head) & _REFUSALS)
    return refused and (match is None or len(match.cue.words) > 1 or "to" in group.words[match.last : match.last + 2])


def _refuses_to_speak(group: _Group, match: Match) -> bool:
    """Tells whether what is refused is itself an act of speech.

    >>> words = ("refused", "to", "disavow", "him")
    >>> _refuses_to_speak(_Group(words, 0, 1), match_cue(words, 1))
    True
    >>> words = ("refused", "to", "leave", "town")
    >>> _refuses_to_speak(_Group(words, 0, 1), match_cue(words, 1))
    False
    """
    rest = group.words[match.last + 1 :]
    verb = match_cue(rest, len(rest))
    return verb is not None and verb.cue.communication and not verb.cue.weak


def _has_happened(group: _Group, match: Match | None, *, negative: bool) -> bool:
    """Tells whether the act of speech took place: no future, no bare possibility, no purpose, not a silence."""
    helpers = [form for word in group.helpers(match) for form in lemmas(word)]
    if negative:
        refusal = bool(match and lemmas(group.words[match.first]) & _REFUSALS) or "no" in group.words
        return refusal or bool({"would", "will"} & set(helpers))
    if "have" in helpers:
        if {"could", "would", "should", "must"} & set(helpers):
            return False
    else:
        if _NOT_YET & set(helpers):
            return False
        if "would" in helpers and not {"later", "subsequently", "eventually", "often", "sometimes"} & set(helpers):
            return False
    if {"seem", "appear", "expected", "likely", "supposed"} & set(helpers):
        return False
    return not _is_purpose(group, match)


def _is_purpose(group: _Group, match: Match | None) -> bool:
    """Tells an infinitive of purpose ("met to discuss") from one that was spoken ("took to the radio to criticise").

    >>> words = ("to", "discuss")
    >>> _is_purpose(_Group(words, 0, 2, "They met "), match_cue(words, 2))
    True
    >>> _is_purpose(_Group(words, 0, 2, "Bero took to the radio "), match_cue(words, 2))
    False
    """
    infinitive = group.words[:1] == ("to",) or group.helpers(match)[-1:] == ("to",)
    return infinitive and _SPOKEN_INFINITIVE.search(group.lead) is None


def _is_hedged(group: _Group, helpers: Sequence[str], *, negative: bool) -> bool:
    """Tells whether the writer weakens the cue: a modal, "reportedly", "appeared to"."""
    forms = {form for word in helpers for form in lemmas(word)}
    own = {form for word in group.words[: group.end] for form in lemmas(word)}
    modals = forms & _WEAKENING_MODALS
    expected = "expected" in own and "be" in forms | own
    return bool(modals and not negative) or expected or bool(own & _HEDGES)


def _puts_words_into_a_mouth(text: str, cue: Span, content: Sequence[Span]) -> bool:
    """Tells whether somebody else's words are attributed, rather than a thing to its cause.

    Who attributes a sentence to somebody has not said it, and whether the other has is what is in question.

    >>> text = "Several papers attributed to Venn the sentence “We want a war”."
    >>> _puts_words_into_a_mouth(text, Span(15, 25), [Span(26, 62)])
    True
    >>> text = "Venn attributed the “long silence” to the weather."
    >>> _puts_words_into_a_mouth(text, Span(5, 15), [Span(16, 49)])
    False
    """
    if _ATTRIBUTING.match(text, cue.start, cue.end) is None:
        return False
    return any(_WORDS_OF.search(text, piece.start, piece.end) for piece in content)


def _is_quoted(text: str, content: Sequence[Span]) -> bool:
    """Tells whether a content span starts or ends at a quotation mark: words so marked were spoken or written."""
    return any(
        text[span.start : span.start + 1] in _QUOTES or text[max(0, span.start - 1) : span.start] in _QUOTES
        for span in content
        if span.start < span.end
    )
