"""Which language a text is in, from its characters."""

from __future__ import annotations

from functools import cache
from typing import Any

from onrecord.records.page import Datum

# The detector's certainty hardly grows after a thousand characters, and its cost does.
_MAX_CHARS = 1500
# Under this many letters every answer is a guess ("OK" is a word of forty languages).
_MIN_LETTERS = 20


def detect_language(text: str) -> Datum | None:
    """Returns the language of `text` as an ISO 639-1 code with the detector's probability, or ``None``.

    Args:
        text: Running text; the first 1,500 characters are looked at.
    """
    sample = text[:_MAX_CHARS]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return None
    language, score = _load_detector().classify(sample)
    return Datum(value=language, found="detector", score=round(float(score), 4))


@cache
def _load_detector() -> Any:
    """The model, read at the first call: it takes 4.6 MB and half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  reads its tables on import

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
