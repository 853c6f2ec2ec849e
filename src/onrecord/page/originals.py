"""Lines that say where a report first appeared."""

from __future__ import annotations

import re

_LINE = re.compile(
    r"\b(?:(?:was |were |is |has been )?(?:originally|first) (?:published|appeared|posted|ran|reported|printed"
    r"|produced)(?: \w+){0,3}? (?:on|in|at|by|with)"
    r"|(?:re-?published|reprinted|syndicated|reproduced)(?: here)?(?: with (?:the )?permission)? (?:from|of|by)"
    r"|[Rr]ead the (?:original|full)(?: (?:article|story|report|post))? (?:on|at|in)"
    r"|(?:^|\. )(?:Original )?[Ss]ource: )\s*(?P<where>[^\n]{2,160})"
)
_START = re.compile(
    r"(?:This|The|Read|Re-?published|Reprinted|Syndicated|Originally|First|A version|An earlier|Source|Original"
    r"|Copyright|Story|Article|Post|\(|\[)"
)
_SELF = re.compile(
    r"(?:^|\b(?:[Tt]his|[Tt]he|[Aa]) )(?:article|story|report|post|piece|version|column|interview|content|essay)\b"
    r"|^(?:Re-?published|Reprinted|Syndicated|Originally|First|Read)\b|^[(\[]"
)
# Longer lines tell of something else that appeared elsewhere.
_MAX_CHARS = 260


def find_original(line: str) -> str | None:
    """Returns where a line says that the report first appeared, or ``None``.

    >>> find_original("This article was originally published on Northland Press.")
    'Northland Press'
    >>> find_original("The treaty that Brisk first published in May was withdrawn.")
    >>> find_original("Source: Harrow Gazette")
    'Harrow Gazette'
    """
    match = _LINE.search(line) if len(line) <= _MAX_CHARS and _START.match(line) else None
    if match is None or (not line.startswith(("Source", "Original s")) and not _SELF.search(line[: match.end()])):
        return None
    return re.split(r"(?<=\w{3})\. |,? (?:and|under|as) ", match["where"])[0].strip(" .)]") or None
