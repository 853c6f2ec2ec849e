"""Through whose hands words reached a page."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.span import Span

HopKind = Literal["speaker", "relay", "outlet", "copy"]
HopHow = Literal[
    "said",
    "translation",
    "post",
    "read_out",
    "through",
    "carried",
    "quoted",
    "told",
    "reported",
    "hearsay",
    "published",
    "republished",
]
Directness = Literal["own_words", "translated", "reported", "unnamed"]


class Hop(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One hand that words went through. A chain begins with the speaker and ends with the outlet of the page.

    Attributes:
        kind: ``speaker``; ``relay`` (a translator, a platform, somebody who passes words on); ``outlet`` (a medium
            that got or published them); ``copy`` (the outlet of this page, where the page says that the report appeared
            elsewhere first).
        how: What this hand did: ``said``, made a ``translation``, carried a ``post``, ``read_out`` a text, spoke for
            the speaker (``through``), was ``told``, ``carried``, ``quoted`` or ``reported`` it, told it of somebody
            else (``hearsay``), ``published`` or ``republished`` the report.
        name: Who, as far as the page says.
        spans: The characters that say it; none where the page's metadata does.
        unnamed: Whether it is somebody whom the page does not name.
    """

    kind: HopKind
    how: HopHow
    name: str | None = None
    spans: tuple[Span, ...] = ()
    unnamed: bool = False
