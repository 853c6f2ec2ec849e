"""Headlines and headings of plain text, told by wording and by what follows."""

from __future__ import annotations

import re

_SMALL_WORD = re.compile(
    r"(?:a|an|and|as|at|but|by|for|from|in|into|is|it|its|of|on|or|over|the|to|up|via|vs|with|amid|after)\b",
    re.IGNORECASE,
)
_CLOSED = (".", "!", "?", ":", ";", ",", "…", "”", '"', "’", "'", "»", ")", "-", "–", "—")
_MARKDOWN = re.compile(r"#{1,6} \S.*")


def is_headline(line: str) -> bool:
    """Tells whether the first line of a text is worded as a headline.

    No full stop at its end, or every long word capitalised (some archives close each line with a full stop).

    >>> is_headline("Relle and Vanto agree to resume talks"), is_headline("Envoy Walks Out of Grain Talks in Harrow.")
    (True, True)
    >>> is_headline("The envoys of Relle and Vanto left Harrow on Monday."), is_headline("“We will sign,” Brisk said.")
    (False, False)
    """
    words = line.split()
    if not 2 <= len(words) <= 28 or len(line) > 180:
        return False
    if not line.rstrip().endswith((".", "”", '"', ":", ",", ";", "…")):
        return not line.startswith(("-", "•", "*"))
    if line.endswith((".", "”", '"', ";")):
        return is_title_case(line)
    return False


def is_title_case(line: str) -> bool:
    """Tells whether the long words of `line` are capitalised, as in a headline and not as in a sentence.

    >>> is_title_case("Envoy Walks Out of Grain Talks in Harrow"), is_title_case("Envoy Ana Brisk left town on Monday")
    (True, False)
    """
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", line) if not _SMALL_WORD.fullmatch(w) and len(w) > 2]
    return len(words) >= 3 and sum(w[0].isupper() for w in words) >= 0.85 * len(words)


def is_heading(line: str, following: str) -> bool:
    """Tells whether `line` heads what follows: a few words without a stop, over a line of prose.

    >>> prose = "The envoys of Relle and Vanto met for the third time this year and parted without a statement."
    >>> is_heading("What happens next", prose), is_heading("# Background", prose)
    (True, True)
    >>> is_heading("Brisk continued:", prose), is_heading("VANE: Did you sign?", prose), is_heading("Next", "More soon")
    (False, False, False)
    """
    if _MARKDOWN.fullmatch(line):
        return True
    words = line.split()
    closed = line.endswith(_CLOSED) and not line.endswith("?")
    if not 1 <= len(words) <= 12 or len(line) > 90 or closed or words[0].endswith(":"):
        return False
    first = line.lstrip("0123456789.) ")[:1]
    opens_quote = line[0] in "“\"«„‘'(["
    prose = len(following) >= 80 or (len(following) >= 40 and following.endswith((".", "”", '"')))
    return first.isupper() and not opens_quote and prose and len(following) > 2 * len(line)
