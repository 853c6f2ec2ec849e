"""Where a page names a proposal, and where "the plan" stands for one named before."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.docket.given import given_in, present_in
from onrecord.docket.mention import MOST_BEFORE, POINTS, Mention, number_of, words_of
from onrecord.records.span import Span
from onrecord.tables.read import read_toml

_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_POINTS_AFTER = re.compile(
    r"(?:\s+on\s+[^,.;“”]{1,60})?,?\s+(?:of|with|in)\s+(?P<number>\d{1,3}|[a-z]+)\s+(?:points|articles|steps|parts)\b"
)
_INSTEAD = re.compile(
    r",?\s+(?:instead\s+of|rather\s+than|down\s+from|up\s+from)\s+(?:the\s+)?(?P<number>\d{1,3}|[a-z]+)\b"
)
_CUT_TO = re.compile(
    r"[^.;]{0,60}?\b(?:cut|trimmed|reduced|shortened|whittled|pared|slimmed|expanded|extended)\s+(?:down\s+)?to\s+"
    r"(?P<number>\d{1,3}|[a-z]+)\b"
)
_OF_DATE = re.compile(
    r"\s+(?:of|from)\s+(?P<date>(?:(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b(?:\s+\d{1,2}\b)?(?:,?\s+\d{4})?|\d{4}\b))"
)
_CALLED = re.compile(
    r",?\s+(?:(?:also|better|commonly|widely)\s+)?(?:known as|called|dubbed|nicknamed)\s+(?:the\s+)?[“\"‘']?\Z"
)
_NAME_CALLED = re.compile(
    r",?\s+(?:(?:also|better|commonly|widely)\s+)?(?:known as|called|dubbed|nicknamed)\s+(?:the\s+)?[“\"‘']?"
    r"(?P<name>[A-Z][\w-]*(?:\s+(?:of\s+)?[A-Z][\w-]*){0,5})(?=[,.;”\"’')]|\s+[a-z])"
)
_POSSESSIVE = re.compile(r"(?:[’']s|s[’'])\Z")
_HEADLINE = 0.6  # share of the longer words with a capital from which a line is a headline
# "The plan" stands for the last one named within this many code points before it: about four paragraphs.
_REACH = 1_600


def find_proposals(text: str, sentences: Sequence[Span], given: Sequence[tuple[str, str]] = ()) -> tuple[Mention, ...]:
    """Returns where proposals are named or stood for, in page order.

    A head such as "plan" counts where words before it say which one; "the plan" where one was named shortly before, and
    only one can be meant.

    Args:
        text: The page's text.
        sentences: Those to be read, in order.
        given: Phrases of the docket's proposals, each with the proposal's name.

    >>> text = "Norland backed the 28-point plan. The plan was never signed. A new business plan helps."
    >>> found = find_proposals(text, (Span(0, 33), Span(34, 60), Span(61, 87)))
    >>> [(mention.span.of(text), mention.points, mention.refers) for mention in found]
    [('the 28-point plan', 28, None), ('The plan', None, 0)]
    """
    found: list[Mention] = []
    patterns = present_in(text, given)
    for sentence in sentences:
        here = given_in(text, sentence, patterns)
        for match in _heads().finditer(text, sentence.start, sentence.end):
            if _heads().match(text, match.end() + 1):  # "draft accord": the accord is the head
                continue
            mention = _mention(text, sentence, match)
            if mention is not None and not any(other.span.overlaps(mention.span) for other in here):
                here.append(mention)
        for mention in sorted(here, key=lambda m: m.span):
            kept = _joined(text, mention, found)
            if kept is not None:
                found.append(kept)
    return tuple(found)


def _mention(text: str, sentence: Span, match: re.Match[str]) -> Mention | None:
    """Returns the mention that a head makes with the words around it; ``None`` where it is any plan."""
    head = match.group().casefold()
    found = Mention(span=Span(match.start(), match.end()), head=head, definite=False)
    tokens = list(_TOKEN.finditer(text, sentence.start, match.start()))[-MOST_BEFORE:]
    start, capitals = match.start(), not _is_headline(sentence.of(text))
    for token in reversed(tokens):
        if text[token.end() : start].strip(" \t\n\xa0"):
            break
        word = token.group().strip('“”"‘(')
        taken = _take(found, word, capitals=capitals)
        if taken is None:
            break
        found, start = taken, token.start() + token.group().index(word[:1]) if word else token.start()
        if found.owner is not None:
            start, found = _whole_owner(text, tokens, token, found)
            break
        if found.definite or word.casefold() in words_of("before", "determiners"):
            break
    return _with_behind(text, sentence, replace(found, span=Span(start, match.end())))


def _take(found: Mention, word: str, *, capitals: bool) -> Mention | None:
    """Returns the mention with one word more before it, or ``None`` where the word does not belong to it.

    Args:
        found: What stands behind the word.
        word: Without quotation marks.
        capitals: Whether a capital letter says that a word is a name: not in a headline that has them everywhere.
    """
    low = word.casefold().strip(",")
    name = word[:1].isupper()
    if number := number_of(POINTS.match(word)):
        taken: Mention | None = replace(found, points=number)
    elif _YEAR.match(word):
        taken = replace(found, year=word)
    elif low in words_of("before", "determiners"):
        taken = replace(found, definite=low not in words_of("before", "indefinite"))
    elif not word or not word[-1].isalnum():
        possessive = bool(_POSSESSIVE.search(word)) and name
        taken = replace(found, owner=_POSSESSIVE.sub("", word), definite=True) if possessive else None
    elif _POSSESSIVE.search(word):
        taken = replace(found, owner=_POSSESSIVE.sub("", word), definite=True) if name else None
    elif name:
        known = capitals and low not in words_of("before", "no_name")
        taken = replace(found, proper=(word, *found.proper)) if known else None
    else:
        taken = _with_plain(found, low)
    return taken


def _with_plain(found: Mention, low: str) -> Mention | None:
    if low in words_of("before", "versions"):
        return replace(found, version=low)
    if low in words_of("before", "kinds"):
        return replace(found, kinds=(low, *found.kinds))
    return found if low in words_of("before", "idle") else None


def _whole_owner(
    text: str, tokens: Sequence[re.Match[str]], token: re.Match[str], found: Mention
) -> tuple[int, Mention]:
    """Returns where the name before a possessive begins, and the mention with all of it: "Ada Venn’s plan"."""
    start, owner = token.start(), found.owner or ""
    for before in reversed([t for t in tokens if t.end() <= token.start()]):
        word = before.group()
        if (
            not word[0].isupper()
            or word.casefold() in words_of("before", "no_name")
            or text[before.end() : start].strip()
        ):
            break
        if not re.match(r"[\w.’'-]+\Z", word):
            break
        start, owner = before.start(), f"{word} {owner}"
    return start, replace(found, owner=owner)


def _with_behind(text: str, sentence: Span, found: Mention) -> Mention | None:
    """Adds what belongs to the mention behind its head; drops what no words tell apart."""
    end = found.span.end
    if behind := _POINTS_AFTER.match(text, end, sentence.end):
        instead = number_of(_INSTEAD.match(text, behind.end(), sentence.end))
        span = Span(found.span.start, behind.end())
        found = replace(found, points=found.points or number_of(behind), instead=instead, span=span)
    elif behind := _OF_DATE.match(text, end, sentence.end):
        year = re.search(r"\d{4}", behind["date"])
        found = replace(
            found,
            date=behind["date"],
            year=found.year or (year.group() if year else None),
            span=Span(found.span.start, behind.end()),
        )
    if found.points and (cut := _CUT_TO.match(text, found.span.end, sentence.end)):
        found = replace(found, instead=number_of(cut))
    called = _NAME_CALLED.match(text, found.span.end, sentence.end)
    if called and not _heads().match(text, called.end() + 1):  # "known as the Pell text" is found by itself
        found = replace(found, called=called["name"])
    if found.head in words_of("heads", "loose") and not (found.points or found.year or found.proper or found.date):
        return None
    return found if found.named or found.definite else None


def _joined(text: str, mention: Mention, found: Sequence[Mention]) -> Mention | None:
    """Returns the mention tied to the one it stands for; ``None`` where none or more than one can be meant."""
    if mention.named:
        before = found[-1] if found else None
        if before is not None and before.named and _CALLED.match(text, before.span.end, mention.span.start):
            return replace(mention, alias=len(found) - 1)
        return mention
    near = [
        number
        for number, other in enumerate(found)
        if other.named and mention.span.start - other.span.end <= _REACH and _may_stand_for(mention, other)
    ]
    same = [number for number in near if mention.head in {found[number].head, *found[number].kinds}]
    for choice in (same, near):
        if choice:
            names = {_identity(found[_root(number, found)]) for number in choice}
            return replace(mention, refers=choice[-1]) if len(names) == 1 or choice is same else None
    return None


def _root(number: int, found: Sequence[Mention]) -> int:
    alias = found[number].alias
    return number if alias is None else alias


def _may_stand_for(mention: Mention, other: Mention) -> bool:
    if mention.kinds and other.kinds and not set(mention.kinds) & set(other.kinds):
        return False
    # "The deal" and "the offer" stand for what was called so; "the plan", "the draft" for any.
    return mention.head == other.head or mention.head in {"plan", "proposal", "draft", "text", "accord", "initiative"}


@functools.lru_cache(maxsize=64)
def _is_headline(sentence: str) -> bool:
    """Tells whether words begin with capitals whatever they are.

    >>> _is_headline("A Curious Plan to Fight Climate Change"), _is_headline("Venn backs the Pell text")
    (True, False)
    """
    words = [word for word in sentence.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) > _HEADLINE * len(words)


def _identity(mention: Mention) -> tuple[object, ...]:
    return mention.given, mention.points, mention.year, mention.proper, mention.owner


@functools.cache
def _heads() -> re.Pattern[str]:
    words = {word for line in read_toml("proposal_words")["heads"].values() for word in line.split()}
    # In letters of one case or with a first capital: three times faster than without regard to case.
    forms = {form for word in words for form in (word, word.capitalize())}
    return re.compile(rf"\b(?:{'|'.join(sorted(forms, key=lambda w: (-len(w), w)))})\b(?![-’'])")
