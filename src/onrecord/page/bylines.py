"""Bylines, told by their wording."""

from __future__ import annotations

import re

from onrecord.page.dates import DATE, DAY, MONTH

_NAME_WORD = r"(?:[A-ZÀ-Þ][\w.'’-]*|de|da|di|du|la|le|van|von|der|den|al|bin|el|and|&|with|in|for)"
_BYLINE = re.compile(
    rf"(?:By|BY|Reported by|Written by|Words by|Story by|Analysis by"
    rf"|Opinion by)[: ]\s*(?P<who>{_NAME_WORD}(?:[ ,|]+{_NAME_WORD}){{1,14}})"
    rf"(?P<more>(?:\s*[,|•·–—-]\s*|\s+)(?:[^.!?]{{0,60}}))?\.?"
)
_NOT_NAMES = re.compile(rf"(?:{DAY}|{MONTH}|[Tt]he|[Tt]hen|[Nn]ow|[Cc]ontrast|[Ll]aw)\b")
_CONTRIBUTED = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w.,;'’ -]{3,200}?) (?:also )?contributed "
    r"(?:to (?:this|the) (?:report|story|article|post|piece|analysis)|reporting|research|from)\b[^.]{0,80}\.?"
    r"|(?:With (?:files|reporting|additional reporting) (?:from|by)|Additional reporting by) (?P<by>[^.]{3,120})\.?"
)


def find_byline(line: str) -> str | None:
    """Returns the names in a line that does nothing but name the writers, or ``None``.

    >>> find_byline("By Mara Voss"), find_byline("By JON VANE and MARA VOSS, Northland Press")
    ('Mara Voss', 'JON VANE and MARA VOSS, Northland Press')
    >>> find_byline("By Monday the envoys had left."), find_byline("By Tam Oru's own account, nobody was told.")
    (None, None)
    """
    match = _BYLINE.fullmatch(line) if len(line) <= 160 else None
    if match is None or _NOT_NAMES.match(match["who"]):
        return None
    words = re.findall(r"[\w.'’-]+", line.rstrip("."))[1:]
    capitals = sum(1 for w in words if w[:1].isupper())
    if any(w.endswith(("'s", "’s")) for w in words[:3]) or capitals < 0.6 * len(words):
        return None
    who = re.split(r"\s*[|•·]\s*|\s+(?:Published|Updated)\b", line.split(" ", 1)[1])[0]
    return DATE.split(who)[0].strip(" ,.:|–—-") or None


def is_contribution(line: str) -> bool:
    """Tells whether `line` thanks the colleagues who worked on the report.

    >>> is_contribution("Mara Voss in Harrow contributed to this report.")
    True
    >>> is_contribution("Relle contributed to the fund, Minister Tam Oru said on Monday, and expects others to follow.")
    False
    """
    match = _CONTRIBUTED.fullmatch(line) if len(line) <= 300 else None
    if match is None:
        return False
    words = (match["who"] or match["by"]).split()
    return sum(1 for word in words if word[0].isupper()) >= 0.6 * len(words)
