"""To whom something was said, in the words of the cue's own clause."""

from __future__ import annotations

import re

from onrecord.records.span import Span
from onrecord.settings.frames import Frame
from onrecord.settings.phrases import addressed_phrase

_TOLD = re.compile(
    r"\b(?:told|tells?|telling|inform(?:s|ed|ing)?|assur(?:es?|ed|ing)|remind(?:s|ed|ing)?|warn(?:s|ed|ing)?|"
    r"notif(?:y|ies|ied|ying)|brief(?:s|ed|ing)?|reassur(?:es?|ed|ing)|ask(?:s|ed|ing)?)\s+"
)
_SAID_TO = re.compile(
    r"\b(?:[Ss]a(?:id|ys?|ying)|[Ss]p(?:oke|eaks?|eaking)|[Tt]alk(?:s|ed|ing)?|remarks?|comments?|statements?|speech|address|letter|"
    r"interview|e-?mail|message|testimony|[Tt]estif(?:y|ied|ying)|presentation|wrote|[Ww]rit(?:es?|ing)|conversation|"
    r"briefing)"
    r"(?:\s+(?:late|early|earlier|later))?\s+(?:to|with|before)\s+"
)


def find_addressee(text: str, frame: Frame) -> Span | None:
    """Returns the words that name to whom it was said.

    Pronouns are no answer: "told him" gives none.

    >>> text = "Bero told Norland News on Monday that it was over."
    >>> frame = Frame(cue=Span(5, 9), regions=(Span(5, 9), Span(9, 32)), after=Span(9, 32), limit=32)
    >>> find_addressee(text, frame).of(text)
    'Norland News'
    >>> text = "Bero told them that it was over."
    >>> find_addressee(text, Frame(cue=Span(5, 9), regions=(), after=Span(9, 15), limit=15)) is None
    True
    """
    whole = Span(frame.cue.start, frame.after.end)
    told = _TOLD.search(text, whole.start, whole.end)
    if told and told.start() < frame.cue.end:
        return addressed_phrase(text, told.end(), whole.end, frame.limit)
    for region in (*frame.regions, whole):
        for said in _SAID_TO.finditer(text, region.start, region.end):
            found = addressed_phrase(text, said.end(), region.end, frame.limit)
            if found is not None:
                return found
    return None
