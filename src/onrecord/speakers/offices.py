"""Offices as a page gives them: before a name ("Foreign Minister Ana Bero"), after it ("Bero, a spokesman for ...")."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from onrecord.records.span import Span
from onrecord.speakers.lexicon import (
    Gender,
    Noun,
    find_body,
    find_noun,
    find_title,
    fold,
    last_noun,
    strip_possessive,
    word_set,
)
from onrecord.speakers.phrase import read_phrase
from onrecord.tables.places import PlaceName, country_name, find_place

_REACH = 110  # code points before a name that a title may take; the longest of ten train pages had 96
_BACK = re.compile(r"[^\s]+")
_AFTER = re.compile(
    r"(?:\s*\((?P<party>[^()]{1,40})\))?"
    r"(?:,\s+(?P<age>\d{1,3})\b)?"
    r"(?:\s*(?:,|–|—|--)\s+(?:who (?:is|was)\s)?(?P<what>(?:[^,;.:–—()\n“”\"]|(?<=\b[A-Z])\.){3,140}))?"
)
_BEFORE = re.compile(
    r"(?:^|[\s“\"])(?P<what>(?:(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Aa]nother)\s|[A-Z]\w+(?:\s[A-Z]\w+)?['’]s\s)"
    r"[^,;.:–—()\n]{3,80}),\s+(?P<title>\w+\.?\s+)?$"
)
_OBJECT = re.compile(
    r"(?P<link>of|for|at|to|with|in)\s+(?:the\s+)?(?P<body>[^,;]+?)(?:\s+(?:who|which|and|in|on|at|from)\s.*)?$"
)
_ASIDE = re.compile(r"\s(?:on|during|after|since|when|while|before)\s.*$")
_STATE_PARTY = re.compile(r"^(?P<party>[A-Z]{1,3})-(?P<state>[A-Z][\w. ]{1,14})$")
_NO_OFFICE = frozenset(("one", "another", "someone", "everyone", "man", "woman", "person", "people"))


class Office(Struct, frozen=True):
    """An office or description of a person, as the page gives it.

    Attributes:
        text: The office without the country ("Foreign Minister"); ``None`` where only a party label was found.
        noun: Its head noun.
        words: Every word of the description, folded: what "the Republican nominee" is matched against.
        country: ISO alpha-2 code, or "".
        body: The body it belongs to ("White House"), or "".
        on_behalf_of: The party spoken for, where the office says so, or "".
        gender: As the noun or title tells.
        span: Where the page says it.
        former: Whether the page says that it is over.
        also: Other titles in front of the same name ("general" of "army chief Gen. Bero").
    """

    text: str | None
    noun: Noun | None
    words: frozenset[str]
    country: str
    body: str
    on_behalf_of: str
    gender: Gender
    span: Span
    former: bool = False
    also: frozenset[str] = frozenset()


def office_before(text: str, start: int, floor: int) -> Office | None:
    """Reads the title right before a name that begins at `start`.

    Args:
        text: The page's text.
        start: Where the name begins, code points.
        floor: Where the sentence begins.

    >>> text = "Russian Foreign Minister Ana Bero left."
    >>> office = office_before(text, 25, 0)
    >>> office.text, office.country, office.on_behalf_of
    ('Foreign Minister', 'RU', 'Russia')
    >>> office_before("Then in Moscow Ana Bero left.", 15, 0) is None
    True
    """
    left = max(floor, start - _REACH)
    words = [(m.group(), m.start() + left) for m in _BACK.finditer(text[left:start])]
    if not words or not text[start - 1 : start].isspace():
        return None
    kept: list[tuple[str, int]] = []
    for word, at in reversed(words):
        if not _may_be_in_title(word, first=not kept):
            break
        kept.insert(0, (word, at))
    while kept and (fold(kept[0][0]) in word_set("sentence_starts") or kept[0][0].lower() in word_set("title_links")):
        kept.pop(0)
    return _title_office([word for word, _ in kept], Span(kept[0][1], start - 1)) if kept else None


def _may_be_in_title(word: str, *, first: bool) -> bool:
    """Tells whether a word can belong to a title; `first` is the one right before the name."""
    bare = word.strip("“”\"'‘’")
    lower = bare.lower()
    if find_title(word) is not None:
        return True
    if bare[-1:] in ",.;:!?)" and not re.fullmatch(r"(?:[A-Z]\.)+|[A-Z][a-z]{1,4}\.", bare):
        return False
    if first:
        return find_noun(lower) is not None
    if bare[:1].isupper() or find_noun(lower) is not None:
        return lower not in word_set("sentence_starts")
    return lower in word_set("modifiers") or lower.startswith("ex-") or lower in ("of", "for")


def _title_office(words: list[str], span: Span) -> Office | None:
    titles = [find_title(" ".join(words[-2:])) or find_title(words[-1])]
    title = titles[0]
    if title is not None:
        rest = words[: -2 if find_title(" ".join(words[-2:])) else -1]
        noun = find_noun(title.office) if title.office else None
        before = last_noun(rest)
        if before is not None and before[1].kind == "person":
            return _with_title(_title_office(rest, span), title.office)  # "Chairman Rep. Ana Bero" is chairman
        if not title.office:
            return Office(None, None, frozenset(), title.country, "", "", title.gender, span)
        return _describe([*rest, title.office], len(rest), noun, title.country, span)
    found = last_noun(words)
    if found is None or found[1].kind != "person":
        return None
    before = last_noun(words[: found[0]])
    if before is not None and before[1].kind == "person" and found[1].word in ("prince", "princess", "lord", "lady"):
        # "Foreign Minister Prince Adel" is foreign minister
        return _with_title(_title_office(words[: found[0]], span), found[1].word)
    return _describe(words, found[0], found[1], found[1].country, span)


def _with_title(office: Office | None, title: str) -> Office | None:
    return replace(office, also=office.also | {title}) if office is not None and title else office


def _describe(words: list[str], at: int, noun: Noun | None, country: str, span: Span) -> Office:
    """Takes country and body off the front of a title and names whom it speaks for."""
    place, where = _place_in(words[:at])
    former = any(fold(word) in ("former", "ex", "late", "retired", "onetime", "then") for word in words[:at])
    office_words = words[: where.start] + words[where.stop :]
    seat = place.name if place is not None and place.kind == "seat" else ""
    owned = where.stop > 0 and words[where.stop - 1].endswith(("'s", "’s"))
    code = country or _nationality(place, words[where], noun, owned=owned)
    body = seat or (_body_in(words[:at]))
    behalf = _behalf(noun, code, body, former=former)
    if body and not seat and " ".join(words[:at]).startswith(body):
        office_words = words[len(body.split()) :]
    return Office(
        text=" ".join(office_words),
        noun=noun,
        words=frozenset(fold(word) for word in words),
        country=code,
        body=body,
        on_behalf_of=behalf,
        gender=noun.gender if noun is not None else "",
        span=span,
        former=former,
    )


def _place_in(words: list[str]) -> tuple[PlaceName | None, slice]:
    """Finds the place name or adjective nearest the front, and which words it takes."""
    for i in range(len(words)):
        for length in (3, 2, 1):
            if i + length <= len(words):
                place = find_place(strip_possessive(" ".join(words[i : i + length])))
                if place is not None and place.kind != "capital":
                    return place, slice(i, i + length)
    return None, slice(0, 0)


def _body_in(words: list[str]) -> str:
    """Returns the words of a body in front of an office: "Trump campaign" of "Trump campaign spokesman"."""
    for i in range(len(words)):
        for j in range(len(words), i, -1):
            phrase = strip_possessive(" ".join(words[i:j]))
            if find_body(phrase) is not None:
                return phrase
    for j in range(len(words), 0, -1):
        noun = find_noun(words[j - 1])
        if noun is not None and noun.kind == "body" and j > 1:
            return " ".join(words[:j])
    return ""


def _nationality(place: PlaceName | None, words: list[str], noun: Noun | None, *, owned: bool) -> str:
    """Returns the country whose office it is: "Peruvian envoy", "UK minister", not the topic of a "Peru expert"."""
    if place is None:
        return ""
    adjective = place.kind in ("demonym", "seat", "state") or owned or all(word.isupper() for word in words)
    head_of_state = noun is not None and noun.word.split()[-1] in word_set("state_offices")
    return place.code if adjective or head_of_state else ""


def _behalf(noun: Noun | None, code: str, body: str, *, former: bool) -> str:
    """Names the party that an office speaks for; nobody speaks for a former employer."""
    if noun is None or former:
        return ""
    if noun.role == "spokesperson":
        return _party_of(body) or body or (country_name(code) or "")
    if noun.role == "government" and noun.word not in word_set("local_offices"):
        return (country_name(code) or "") if code else ""
    return ""


def _party_of(body: str) -> str:
    """Returns the country behind an embassy, a ministry or a seat: "Chinese embassy" speaks for China."""
    words = body.split()
    place, _ = _place_in(words)
    if place is not None and place.kind in ("demonym", "country", "seat"):
        return country_name(place.code) or ""
    return ""


def office_after(text: str, end: int, limit: int) -> Office | None:
    """Reads the description right after a name that ends at `end`.

    Args:
        text: The page's text.
        end: Where the name ends, code points.
        limit: Where the sentence ends.

    >>> text = "Ana Bero, a spokesperson for the Chinese embassy, said so."
    >>> office = office_after(text, 8, len(text))
    >>> office.text, office.on_behalf_of
    ('spokesperson for the Chinese embassy', 'China')
    >>> office_after("Ana Bero, after a long day, said so.", 8, 36) is None
    True
    """
    found = _AFTER.match(text, end, limit)
    assert found is not None
    party = found["party"]
    label = _party_label(party, Span(found.start("party"), found.end("party"))) if party else None
    what, at = found["what"], found.start("what")
    office = _description(what, at, label.country if label is not None else "") if what else None
    if office is not None and label is not None:
        return replace(office, words=office.words | label.words)
    return office or label


def office_in_front(text: str, start: int, floor: int) -> Office | None:
    """Reads a description before a name and a comma: "a lawyer for the firm, Ana Bero, said".

    >>> text = "A lawyer for the miners, Ana Bero, said so."
    >>> office_in_front(text, 25, 0).noun.word
    'lawyer'
    >>> office_in_front("The next day, Ana Bero said so.", 14, 0) is None
    True
    """
    left = max(floor, start - _REACH)
    found = _BEFORE.search(text[left:start])
    if found is None or (found["title"] and find_title(found["title"].strip()) is None):
        return None
    return _description(found["what"], left + found.start("what"), "")


def _party_label(label: str, span: Span) -> Office | None:
    """Reads party and state of "(R-Ga.)": only the United States prints such labels."""
    found = _STATE_PARTY.match(label.strip())
    if found is None:
        return None
    place = find_place(found["state"])
    state = place is not None and place.kind == "state"
    party = {"R": "republican", "D": "democrat"}.get(found["party"], "")
    words = frozenset([party, *fold(place.name).split()] if place is not None and state else [party])
    country = place.code if place is not None and state else ("US" if found["state"].isupper() else "")
    return Office(None, None, words, country, "", "", "", span)


def _description(what: str, at: int, country: str) -> Office | None:
    what = re.split(r"\s(?:who|which|that|said|says|told|added)\b", what)[0].rstrip()
    if what.split(" ", 1)[0].lower() in word_set("phrase_ends"):
        return None
    phrase = read_phrase(what)
    noun = phrase.head
    if noun is None or noun.kind != "person" or noun.word in _NO_OFFICE or noun.plural:
        return None
    if not phrase.det and not phrase.owner and not what[:1].islower() and noun.role == "":
        return None
    place, where = _place_in([*phrase.owner.split(), *phrase.pre])
    body, party = _object_of(phrase.post)
    owned = bool(phrase.owner) and find_place(phrase.owner) is not None
    words = [*phrase.owner.split(), *phrase.pre, phrase.head_text]
    code = country or noun.country or _nationality(place, words[where], noun, owned=owned) or party[1]
    behalf = ""
    former = bool({"former", "late", "retired"} & {fold(word) for word in phrase.pre})
    if noun.role == "spokesperson" and not former:
        behalf = party[0] or body or _behalf(noun, code, phrase.owner, former=False)
    elif not former:
        behalf = _behalf(noun, code, "", former=False)
    taken = len(phrase.owner.split())
    core = words[taken:] if where.stop <= taken else words[taken : where.start] + words[where.stop :]
    text = " ".join([*core, *_ASIDE.sub("", " " + phrase.post).split()])
    return Office(
        text=text,
        noun=noun,
        words=frozenset(fold(word) for word in [*words, *phrase.post.split()]),
        country=code,
        body=body or ("" if find_place(phrase.owner) is not None else phrase.owner),
        on_behalf_of=behalf,
        gender=noun.gender,
        span=Span(at, at + len(what)),
        former=former,
    )


def _object_of(post: str) -> tuple[str, tuple[str, str]]:
    """Reads "for the Chinese embassy": the body, and the party (name, code) behind it.

    Only "of" and "for" say whose: an ambassador *to* Peru is somebody else's. A demonym counts before a body alone: a
    professor of Peruvian history is nobody's.
    """
    found = _OBJECT.match(post)
    if found is None:
        return "", ("", "")
    body = found["body"].strip()
    noun = find_noun(body.split()[-1])
    place = find_place(body)
    if place is None and noun is not None and noun.kind == "body":
        place, _ = _place_in(body.split())
    if found["link"] == "in":
        return "", ("", "")
    if place is None or found["link"] not in ("of", "for"):
        return body, ("", "")
    name = "" if place.kind in ("state", "capital") else (country_name(place.code) or "")
    return body, (name, place.code)
