"""A second pass: attributions inside what somebody said.

"A diplomat told X that Lavrov's comments have been dismissed by Washington": the diplomat speaks, and within it
Washington dismisses. The corpus the model learnt from allows each word one attribution, so the first pass sees only
the outer one. Content that may hold another is read again as a text of its own; what is found lies inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.attribution.cues import communication_places, match_cue
from onrecord.attribution.draft import Draft
from onrecord.records import Span, hull
from onrecord.text.marks import Quotation
from onrecord.text.tokens import word_spans

# Content shorter than this holds no second source, cue and content.
_FEWEST_WORDS = 7
# An inner attribution is claimed only when the model is surer than for an outer one: a wrong speaker inside a quotation
# puts words into a second mouth.
NESTED_CONFIDENCE = 0.6
# Words before a cue, or after its "by", among which a name is looked for.
_NEAR = 5
# Cues that are nouns as well as verbs: with a possessive or "by" they have somebody who speaks, else mere description.
_NOUNS = frozenset(
    {"demand", "call", "claim", "report", "promise", "request", "offer", "proposal", "statement", "plan"}
)
_PREPOSITIONS = frozenset({"between", "with", "of", "from", "against", "for", "about", "among", "toward", "towards"})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
# Code points before a source in which the preposition it hangs on would stand.
_LOOK_BACK = 60
# Characters of a comma, a space and a stray word before the inner quotation.
_HEAD = 4
_PERSONAL = {"i", "we", "you", "he", "she", "it", "they", "me", "us", "him", "her", "them", "my", "our", "your", "his"}
_PRONOUNS = _PERSONAL | {"its", "their", "who", "which", "that", "this", "these", "those", "one", "what", "there"}
_MARKS = "“”\"„«»‘’'"


def nested_bounds(text: str, drafts: Sequence[Draft]) -> list[Span]:
    """Returns the pieces of content to be read again, without their marks; in order, not overlapping.

    >>> text = "He said that Ada Venn had told the envoys to leave the town"
    >>> [b.of(text) for b in nested_bounds(text, [Draft(Span(0, 2), Span(3, 7), (Span(8, 59),), 1.0)])]
    ['Ada Venn had told the envoys to leave the town']
    >>> text = "He said that they had told the envoys to leave the town now"
    >>> nested_bounds(text, [Draft(Span(0, 2), Span(3, 7), (Span(8, 59),), 1.0)])
    []
    """
    bounds: list[Span] = []
    for piece in sorted({piece for draft in drafts for piece in draft.content}):
        inner = _bare(text, piece)
        words = [w.of(text) for w in word_spans(text, inner)]
        if len(words) < _FEWEST_WORDS or not _names_a_speaker(words):
            continue
        if not bounds or bounds[-1].end <= inner.start:
            bounds.append(inner)
    return bounds


def _names_a_speaker(words: Sequence[str]) -> bool:
    """Tells whether a cue has a name before it ("Venn told them") or after it with "by" ("dismissed by Washington")."""
    for place in communication_places(words):
        before = words[max(0, place - _NEAR) : place]
        after = words[place + 1 : place + 1 + _NEAR]
        if any(_is_name(word) for word in before) or ("by" in after and any(_is_name(word) for word in after)):
            return True
    return False


def _is_name(word: str) -> bool:
    return word[0].isupper() and not _is_pronoun(word)


def _is_pronoun(word: str) -> bool:
    return re.split("['’]", word, maxsplit=1)[0].casefold() in _PRONOUNS


def _bare(text: str, piece: Span) -> Span:
    start, end = piece.start, piece.end
    while start < end and (text[start] in _MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _MARKS or text[end - 1].isspace()):
        end -= 1
    if text[start : start + 5].casefold() == "that ":
        start += 5
    return Span(start, end)


def keep_nested(
    text: str, drafts: Sequence[Draft], found: Sequence[Draft], bounds: Sequence[Span], quotations: Sequence[Quotation]
) -> list[Draft]:
    """Returns the drafts of the second pass that say something new: within one piece, by somebody named.

    A bare pronoun is left out: in "he said he would ask" the two are one, and "I think" in a quotation is its speaker.

    Args:
        text: The page's text.
        drafts: Of the first pass.
        found: Of the second.
        bounds: What the second pass read.
        quotations: Of the page; content that has marks of its own inside the outer ones ends with them.
    """
    cues = [draft.cue for draft in drafts]
    inner = [q for q in quotations if q.level > 1]
    return [
        _squared(draft, inner)
        for draft in found
        if draft.source is not None
        and not all(_is_pronoun(word.of(text)) for word in word_spans(text, draft.source))
        and draft.confidence >= NESTED_CONFIDENCE
        and not _is_adjective(text, draft.source, draft.cue)
        and is_cue(text, draft.cue)
        and not _hangs_on_preposition(text, draft.source, draft.cue)
        and any(bound.holds(hull((draft.cue, draft.source, *draft.content))) for bound in bounds)
        and not any(draft.cue.overlaps(cue) for cue in cues)
    ]


def _hangs_on_preposition(text: str, source: Span, cue: Span) -> bool:
    """Tells whether the source only belongs to the subject: in "the meeting with Venn had shown", Venn shows nothing.

    >>> text = "the meeting between President Ada Venn and her guests had shown"
    >>> _hangs_on_preposition(text, Span(30, 53), Span(54, 63))
    True
    >>> text = "that on Monday Ada Venn had shown"
    >>> _hangs_on_preposition(text, Span(15, 23), Span(24, 33))
    False
    """
    # "Footage of Venn asking": the participle is hers.
    if source.start > cue.start or cue.of(text).split()[0].endswith("ing"):
        return False
    lead = text[max(0, source.start - _LOOK_BACK) : source.start]
    lead = re.split(r"(?<!\b[A-Z])[.!?,;:“”\"‘’'—](?!S)", lead)[-1]
    before = [word.of(lead) for word in word_spans(lead, Span(0, len(lead)))]
    while before and (before[-1] in {"the", "a", "an"} or (before[-1][0].isupper() and before[-1] not in _DAYS)):
        before.pop()
    return bool(before) and before[-1].casefold() in _PREPOSITIONS


def drop_loose(text: str, drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> list[Draft]:
    """Drops what the first pass found inside the content of another by a cue that the table does not know for one.

    Inside what somebody says the model is too free: "he embodies the worst of us" tells of him, and not what he said.
    """
    marks = [q.span.start for q in quotations]
    return [
        draft
        for draft in drafts
        if is_cue(text, draft.cue)
        or any(piece.start in marks for piece in draft.content)
        or not any(
            piece.holds(hull((draft.cue, *draft.content)))
            for other in drafts
            if other is not draft
            for piece in other.content
        )
    ]


def is_cue(text: str, cue: Span) -> bool:
    """Tells whether the table knows the cue for one.

    >>> is_cue("had promised", Span(0, 12)), is_cue("has brought about", Span(0, 17))
    (True, False)
    """
    words = [word.of(text).casefold() for word in word_spans(text, cue)]
    match = match_cue(words, len(words))
    return match is not None and not match.cue.weak


def _squared(draft: Draft, inner: Sequence[Quotation]) -> Draft:
    """Narrows content to the quotation of its own that begins right after its head."""
    content = tuple(
        next((q.span for q in inner if q.span.overlaps(piece) and q.span.start - piece.start <= _HEAD), piece)
        for piece in draft.content
    )
    return Draft(draft.source, draft.cue, content, draft.confidence)


def _is_adjective(text: str, source: Span, cue: Span) -> bool:
    """Tells a nationality before a noun from somebody who speaks: both stand right before the cue.

    >>> text = "the Kavelian demand for a vote"
    >>> _is_adjective(text, Span(4, 12), Span(13, 19))
    True
    >>> text = "that Kavel's demand was met"
    >>> _is_adjective(text, Span(5, 12), Span(13, 19))
    False
    """
    return (
        text[source.end : cue.start] == " "
        and cue.of(text).split()[0].casefold() in _NOUNS
        and re.search(r"['’]s?$", source.of(text)) is None
    )
