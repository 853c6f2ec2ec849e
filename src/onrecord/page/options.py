"""Limits of the page stage."""

from __future__ import annotations

from msgspec import Struct


class PageOptions(Struct, frozen=True, kw_only=True):
    """What one page may cost.

    Attributes:
        max_bytes: Largest capture read, in bytes. The largest of 91 real news pages has 3.6 MB with its scripts.
        max_html_bytes: Largest HTML capture read, in bytes; lower, because a tree costs about ten times its bytes.
        max_text_chars: Longest text of a page, in code points. A thick book has a million; noise of twice that keeps a
            core busy for minutes.
        max_elements: Most HTML elements. Of 91 real pages none has 2,000; the extractor's time grows faster than their
            number.
        max_depth: Deepest nesting of HTML elements. Real pages stay below 60; the parser itself gives up at 2,048.
    """

    max_bytes: int = 20_000_000
    max_html_bytes: int = 10_000_000
    max_depth: int = 400
    max_text_chars: int = 2_000_000
    max_elements: int = 30_000
