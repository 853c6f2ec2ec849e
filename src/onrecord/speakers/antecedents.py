"""Who on the page a singular pronoun can stand for: candidates with their signs, and what each sign weighs."""

from __future__ import annotations

import math
import re

from msgspec import Struct

from onrecord.records.span import Span
from onrecord.speakers.case import Case, Said
from onrecord.speakers.people import Person


class Weights(Struct, frozen=True):
    """How much each sign counts for an antecedent; a logit, so 1 makes it 2.7 times as likely.

    Fitted by `benchmarks/speakers.py --fit` on the pronoun sources of the dev pages (24 November 2026), rounded.
    """

    distance: float = -0.6  # a sentence back, up to `_FAR`
    speaker: float = 0.75  # its last mention was a source
    last_speaker: float = 0.65  # it spoke last of all
    subject: float = 0.75  # its last mention begins a clause
    quoted: float = -0.5  # its last mention is inside somebody's words
    possessive: float = -0.3  # "Bero’s"
    governed: float = -0.5  # "with Bero"
    often: float = 0.5  # logarithm of how often it is named
    gender: float = 0.4  # its gender is known and fits
    block: float = 0.45  # last named in this paragraph


WEIGHTS = Weights()
_FAR = 8  # sentences; further back is all the same
_REACH = 14  # sentences; a pronoun does not reach further back
_PREPOSITION = re.compile(
    r"\b(?:with|to|of|by|for|from|about|against|on|at|than|like|between|beside|behind|under|over|after|before|in|and|as)\s+"
    r"(?:[A-Z][\w.’']*\s+|the\s+|former\s+|nominee\s+|candidate\s+){0,5}$"
)


class Scored(Struct, frozen=True):
    """A candidate antecedent with its score."""

    person: Person
    score: float
    last: Span


def rank(case: Case, gender: str) -> list[Scored]:
    """Returns the people who can be meant by a singular pronoun of `gender`, best first."""
    here = case.scene.sentence_at(case.span.start)
    barred = {id(person) for said in case.around if case.quoted for person in said.people}
    scored = []
    for person in case.cast.people:
        if person.gender and person.gender != gender:
            continue
        if id(person) in barred:
            continue
        last = _last_mention(case, person)
        if last is None or here - case.scene.sentence_at(last.start) > _REACH:
            continue
        values = features(case, person, last, gender)
        scored.append(Scored(person, sum(getattr(WEIGHTS, name) * value for name, value in values.items()), last))
    return sorted(scored, key=lambda item: (-item.score, -item.last.start))


def _last_mention(case: Case, person: Person) -> Span | None:
    """Returns where a person was last named, or spoke as a pronoun, before this source."""
    spans = [m.span for m in person.mentions if m.span.end <= case.span.start]
    spans += [said.span for said in case.before if person in said.people]
    return max(spans, default=None)


def features(case: Case, person: Person, last: Span, gender: str) -> dict[str, float]:
    """Returns the signs that speak for or against a person as antecedent, by the names of `Weights`."""
    scene = case.scene
    here = scene.sentence_at(case.span.start)
    distance = here - scene.sentence_at(last.start)
    speaking = next((said for said in reversed(case.before) if not is_around(case, said)), None)
    follows = scene.text[last.end : last.end + 3]
    sentence = scene.sentences[scene.sentence_at(last.start)]
    ahead = scene.text[sentence.start : last.start]
    subject = _is_subject(ahead, scene.text[last.end : sentence.end])
    sources = {said.span for said in case.before if person in said.people}
    return {
        "distance": float(min(distance, _FAR)),
        "speaker": float(any(span.overlaps(last) for span in sources)),
        "last_speaker": float(speaking is not None and person in speaking.people),
        "subject": float(subject),
        "quoted": float(scene.is_quoted(last.start) and not case.quoted),
        "possessive": float(follows[:2] in ("'s", "’s") or follows[:1] in ("'", "’")),
        "governed": float(_PREPOSITION.search(ahead) is not None),
        "often": math.log(1 + sum(m.span.start < case.span.start for m in person.mentions)),
        "gender": float(person.gender == gender),
        "block": float(scene.paragraph_at(last.start) == scene.paragraph_at(case.span.start)),
    }


def _is_subject(ahead: str, behind: str) -> bool:
    """Tells whether a mention begins its clause: nothing but a title before it, or a verb right after it."""
    words = ahead.split()
    lead = not words or ahead.rstrip()[-1:] in ',;:“"' or (len(words) <= 3 and not _PREPOSITION.search(ahead))
    verb = re.match(
        r"(?:,[^,]{2,60},)?\s+(?:has|had|was|is|also|said|says|told|did|does|would|will|\w+ed|\w+s)\b", behind
    )
    return bool(lead or verb)


def is_around(case: Case, said: Said) -> bool:
    """Tells whether an attribution's content holds the source of `case`."""
    return any(said is outer for outer in case.around)
