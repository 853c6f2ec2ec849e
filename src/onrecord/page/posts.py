"""Posts from social networks set into a page, told by their wording."""

from __future__ import annotations

import re

_SIGNATURE = re.compile(
    r"(?:.*\s)?[–—-]{1,2} ?.{1,60}\(@\w{1,30}\),? (?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})",
    re.DOTALL,
)
_FRAME = re.compile(
    r"(?:View (?:this|the) (?:post|photo|video|tweet|profile) on .{2,30}|A (?:post|photo"
    r"|video) shared by .{2,80}|.{0,280}pic\.twitter\.com/\w+.{0,120}"
    r"|.{1,40}\(@\w{1,30}\)(?: on (?:X|Twitter|Instagram|Threads))?)",
    re.DOTALL,
)


def is_post(line: str) -> bool:
    """Tells whether `line` is a post with its signature, or the frame of one.

    >>> is_post("We signed nothing. — Ana Brisk (@anabrisk) May 3, 2031"), is_post("View this post on Instagram")
    (True, True)
    >>> is_post("Brisk (@anabrisk) wrote on Monday that nothing was signed."), is_post("She posted it on Instagram.")
    (False, False)
    """
    return len(line) <= 600 and bool(_SIGNATURE.fullmatch(line) or _FRAME.fullmatch(line))


def is_signature(line: str) -> bool:
    """Tells whether `line` only signs the post before it.

    >>> is_signature("— Ana Brisk (@anabrisk) May 3, 2031"), is_signature("No. — Ana Brisk (@anabrisk) May 3, 2031")
    (True, False)
    """
    return line[:1] in "–—-" and len(line) <= 120 and _SIGNATURE.fullmatch(line) is not None
