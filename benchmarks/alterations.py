"""What may be done to the words of a statement, made by rule: alterations that matter, and changes that do not."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

NUMBERS = {w: n for n, w in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)}  # noqa: SIM905
_AUXILIARY = re.compile(r"\b(will|would|is|are|was|were|can|could|should|has|have|do|does|did)\b(?! not|n['’]t)")
_MODALS = {
    "will": "may",
    "would": "might",
    "must": "may",
    "can": "will",
    "could": "will",
    "should": "may",
    "may": "will",
    "might": "will",
}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_MONTHS = "January February April June July August September October November December".split()  # noqa: SIM905
_PRONOUNS = {"we": "they", "I": "we", "they": "we", "he": "they", "she": "they", "We": "They", "They": "We", "He": "We"}
_WHO = ("both houses", "the governors", "all the states", "enough farmers", "our lawyers", "the unions", "most judges")
_WHAT = ("agree", "sign the bill", "pay their share", "drop the case", "come to the table", "vote for it", "stay away")
_NAMES = ("Jensen", "Marlow", "Okafor", "Lindqvist")
_REPORTED = {
    "I": "he",
    "we": "they",
    "We": "they",
    "my": "his",
    "our": "their",
    "Our": "their",
    "will": "would",
    "can": "could",
    "may": "might",
    "is": "was",
    "are": "were",
    "me": "him",
    "us": "them",
    "I’m": "he was",
    "I’ve": "he had",
}
_BRITISH = {"favor": "favour", "labor": "labour", "center": "centre", "defense": "defence", "organiz": "organis"}
_SHORT = {
    " do not ": " don’t ",
    " does not ": " doesn’t ",
    " did not ": " didn’t ",
    " is not ": " isn’t ",
    " will not ": " won’t ",
    " cannot ": " can’t ",
    " it is ": " it’s ",
    " we are ": " we’re ",
    " I am ": " I’m ",
    " they are ": " they’re ",
}

# Each takes the words of a statement and returns others, or ``None`` where it has no hold.
Alter = Callable[[str, random.Random], str | None]


def negation(text: str, rng: random.Random) -> str | None:
    """A "not" that goes, or comes."""
    gone = re.sub(r" not\b|n['’]t\b", "", text, count=1)
    if gone != text and not re.search(r"\b(?:wo|ca|sha|ai)\b", gone):
        return gone
    found = list(_AUXILIARY.finditer(text))
    if not found or re.search(r"\bnot\b|n['’]t\b", text):
        return None
    match = rng.choice(found)
    return f"{text[: match.end()]} not{text[match.end() :]}"


def number(text: str, rng: random.Random) -> str | None:
    """Another number."""
    found = [
        m for m in re.finditer(r"\b\d[\d,.]*\b|\b(?:" + "|".join(NUMBERS) + r")\b", text) if not _is_year(m.group())
    ]
    if not found:
        return None
    match = rng.choice(found)
    word = match.group()
    other = str(NUMBERS[word] + 30) if word in NUMBERS else re.sub(r"^\d", lambda d: str(int(d.group()) % 9 + 1), word)
    return text[: match.start()] + other + text[match.end() :]


def date(text: str, rng: random.Random) -> str | None:
    """Another day, month or year."""
    found = list(re.finditer(r"\b(?:" + "|".join((*_DAYS, *_MONTHS)) + r")\b|\b(?:19|20)\d\d\b", text))
    if not found:
        return None
    match = rng.choice(found)
    word = match.group()
    pool = _DAYS if word in _DAYS else _MONTHS
    other = str(int(word) + 2) if word.isdigit() else rng.choice([one for one in pool if one != word])
    return text[: match.start()] + other + text[match.end() :]


def name(text: str, rng: random.Random) -> str | None:
    """Another's name."""
    found = [m for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*", text) if not _is_date(m.group())]
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(_NAMES) + text[match.end() :]


def modality(text: str, rng: random.Random) -> str | None:
    """More or less sure than it was."""
    found = list(re.finditer(r"\b(?:" + "|".join(_MODALS) + r")\b", text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + _MODALS[match.group()] + text[match.end() :]


def condition(text: str, rng: random.Random) -> str | None:
    """A condition that goes, or comes."""
    match = re.search(r",? (?:if|unless|as long as) [^.?!;]{8,}", text)
    if match and len(text[: match.start()].split()) > 4 and "." not in text[: match.start()]:
        return text[: match.start()] + text[match.end() :]
    end = re.search(r"[.,]?[”\"]?\s*$", text)
    if end is None or len(text.split()) < 5 or text[: end.start()][-1:] in "?!.":
        return None
    at = end.start()
    who, what = rng.choice(_WHO), rng.choice(_WHAT)
    return f"{text[:at]} if {who} {what}{text[at:]}"


def subject(text: str, rng: random.Random) -> str | None:
    """Somebody else."""
    found = list(re.finditer(r"\b(?:" + "|".join(_PRONOUNS) + r")\b(?!['’])", text))
    if not found or not re.search(r"[“\"]", text):
        return None
    match = rng.choice(found)
    return text[: match.start()] + _PRONOUNS[match.group()] + text[match.end() :]


def marks_gained(text: str, _: random.Random) -> str | None:
    """Quotation marks around a report."""
    if re.search(r"[“”\"]|''", text) or len(text.split()) < 5:
        return None
    return f"“{text}”"


def marks_lost(text: str, _: random.Random) -> str | None:
    """A quotation without its marks."""
    gone = re.sub(r"[“”\"]", "", text)
    return gone if gone != text and re.search(r"[“\"][^”\"]*(?: [^ ”\"]+){6}", text) else None


ALTERATIONS: dict[str, Alter] = {
    "negation": negation,
    "number": number,
    "date": date,
    "name": name,
    "modality": modality,
    "condition": condition,
    "subject": subject,
    "marks_gained": marks_gained,
    "marks_lost": marks_lost,
}


def harmless(text: str, rng: random.Random) -> str | None:
    """The same in other spelling, punctuation or numerals."""
    other = f" {text} "
    for long, short in _SHORT.items():
        other = other.replace(long, short) if long in other else other.replace(short, long)
    for american, british in _BRITISH.items():
        other = re.sub(rf"\b{american}", british, other)
    for word, value in NUMBERS.items():
        other = re.sub(rf"\b{word}\b", str(value), other)
    other = other.replace(" percent", "%").replace(" – ", " -- ").replace(", ", " " if rng.random() < 0.3 else ", ")
    return other.strip().replace("cease-fire", "ceasefire")


def shortened(text: str, rng: random.Random) -> str | None:
    """The first or the last third of the words gone; of quotations within the marks."""
    match = re.fullmatch(r"(?P<open>[“\"]?)(?P<words>[^“”\"]+)(?P<close>[.,]?[”\"]?)", text)
    words = match["words"].split() if match else []
    if match is None or len(words) < 9:
        return None
    number = max(3, len(words) // 3)
    kept = words[number:] if rng.random() < 0.5 else words[:-number]
    return f"{match['open']}{' '.join(kept)}{match['close']}"


def reported(text: str, _: random.Random) -> str | None:
    """A quotation in a reporter's grammar, without marks."""
    if not re.fullmatch(r"[“\"][^“”\"]+[”\"]", text) or len(text.split()) < 6:
        return None
    plain = text.strip('“”".,')
    shifted = re.sub(r"[A-Za-z’]+", lambda m: _REPORTED.get(m.group(), m.group()), plain)
    return f"that {shifted[0].lower()}{shifted[1:]}"


def _is_year(word: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", word.rstrip(".,")))


def _is_date(words: str) -> bool:
    return any(word in (*_DAYS, *_MONTHS, "March", "May") for word in words.split())
