"""File names as text that can be written anywhere."""

from __future__ import annotations


def encodable(text: str | None) -> str | None:
    r"""Returns `text` with the undecodable bytes of a file name written as ``\udcNN``, which JSON can carry.

    >>> encodable("talks\udce9.html")
    'talks\\udce9.html'
    >>> encodable("talksé.html")
    'talksé.html'
    """
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")
