"""Text made plain before its offsets are fixed: for pages whose text we make ourselves, such as HTML."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Controls, lone surrogates' stand-ins, and marks that only steer layout: soft hyphen, zero-width space, word joiner,
# byte-order mark, direction marks. The zero-width joiners stay: they spell words in Persian and the scripts of India.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def normalise_text(text: str) -> str:
    """Returns `text` in Unicode form NFC, with a line feed for every line end and without invisible characters.

    Lone surrogates become U+FFFD, so that the result can always be written as UTF-8. Spaces of every width stay.
    Doing it twice changes nothing.

    >>> normalise_text("Cafe" + chr(0x301) + "s nego" + chr(0x200B) + "tiate" + chr(0))
    'Cafés negotiate'
    """
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", _DROPPED.sub("", text))
