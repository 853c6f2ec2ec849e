"""Made nesting: the corpus allows each word one attribution, so sentences are wrapped in what a made-up speaker says.

"Volkov denied the plan." becomes "A diplomat said that Volkov denied the plan." with both attributions marked. Without
it the model would learn that what is said never holds another saying.
"""

from __future__ import annotations

import random
import re

from corpus import Document, Names, bounds_of, rewrite

_END = re.compile(r"[.!?](?=\s|$)")
_BEFORE = ("said", "told reporters", "said on Monday", "argued", "claimed", "added", "warned", "insisted", "wrote",
           "confirmed", "reported", "told lawmakers", "suggested", "acknowledged", "explained")  # fmt: skip
_AFTER = ("said", "added", "told reporters", "wrote", "explained", "said on Friday", "argued", "recalled")
_UNNAMED = ("a European diplomat", "the spokesman", "the minister", "an official briefed on the talks", "he", "she",
            "one lawmaker", "the envoy", "a senior official", "two people familiar with the matter", "the ministry",
            "a spokeswoman for the president", "the official", "analysts", "state media", "the report")  # fmt: skip


def nest(document: Document, names: Names, rng: random.Random, share: float = 0.06) -> Document:
    """Returns the document with `share` of its suitable sentences wrapped."""
    attributions = document.versions[0]
    spans = [s for a in attributions for r in ("source", "cue", "content") for s in a[r]]
    edits: dict[tuple[int, int], str] = {}
    plans = []
    for start, end in sentences_of(document.text):
        inside = [s for s in spans if s[0] >= start and s[1] <= end]
        crossing = any(s[0] < end and s[1] > start for s in spans if s not in inside)
        sentence = document.text[start:end]
        marks = any(c in '“”"„«»' for c in sentence)
        crossing |= sentence.count("“") != sentence.count("”") or sentence.count('"') % 2 == 1
        if not inside or crossing or rng.random() > share or any(s[1] == end for s in inside):
            continue
        quoted = not marks and rng.random() < 0.5
        plans.append((start, end, wrap(document, end, names, rng, quoted=quoted)))
    for start, end, (prefix, suffix, _, _) in plans:
        first = document.text[start]
        lowered = prefix and not prefix.endswith("“") and document.text[start:end].split(" ")[0] in _LOWERABLE
        edits[start, start] = prefix
        if lowered:
            edits[start, start + 1] = first.lower()
        edits[end - 1, end] = suffix
    return add_outer(document, edits, plans)


# Only these first words lose their capital inside a sentence; any other may be a name.
_LOWERABLE = frozenset(
    "The A An He She They It This That These Those In On At But And We His Her Their Some Many".split()
)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Returns sentences of 6 to 60 words by a plain rule; abbreviations cut some short, which is no harm here."""
    found = []
    for start, end in bounds_of(text):
        at = start
        for match in _END.finditer(text, start, end):
            stop = match.end()
            if 6 <= len(text[at:stop].split()) <= 60 and text[at].isupper() and text[stop - 3 : stop - 1].isalnum():
                found.append((at, stop))
            at = stop
            while at < end and text[at].isspace():
                at += 1
    return found


def wrap(document: Document, end: int, names: Names, rng: random.Random, *, quoted: bool) -> tuple[str, str, str, str]:
    """Draws prefix, suffix, source and cue for one sentence; the source stands in whichever of the two is longer."""
    given = rng.choice(names.male + names.female)
    source = rng.choice(_UNNAMED) if rng.random() < 0.5 else f"{given} {rng.choice(names.last)}"
    opening, closing = rng.choice((("“", "”"), ('"', '"')))
    if quoted:
        cue = rng.choice(_AFTER)
        order = f"{source} {cue}" if rng.random() < 0.7 or source in ("he", "she") else f"{cue} {source}"
        return opening, f",{closing} {order}.", source, cue
    if rng.random() < 0.2 and source not in ("he", "she"):
        cue = "according to"
        return "", f", {cue} {source}.", source, cue
    cue = rng.choice(_BEFORE)
    head = source[0].upper() + source[1:]
    return f"{head} {cue} {'that ' if rng.random() < 0.8 else ''}", document.text[end - 1 : end], head, cue


def add_outer(document: Document, edits: dict, plans: list) -> Document:
    """Applies the edits and adds the outer attributions."""
    if not plans:
        return document
    made = rewrite(document, edits)
    shift = 0
    outer = []
    for start, end, (prefix, suffix, source, cue) in sorted(plans):
        begin = start + shift
        body_end = begin + len(prefix) + (end - 1 - start)
        if suffix[:1] == "," and suffix[1:2] in ("”", '"'):
            content = (begin, body_end + 2)
            at = body_end
            frame = suffix
        elif prefix:
            that = 5 if prefix.endswith("that ") else 0
            content = (begin + len(prefix) - that, body_end)
            at, frame = begin, prefix
        else:
            content, at, frame = (begin, body_end), body_end, suffix
        s, c = at + frame.index(source), at + frame.index(cue)
        outer.append({"source": [(s, s + len(source))], "cue": [(c, c + len(cue))], "content": [content]})
        shift += len(prefix) + len(suffix) - 1
    return Document(made.id, made.text, [version + outer for version in made.versions], made.entities)
