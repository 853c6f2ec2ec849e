"""Language: a text to the language it is in.

Input: text. Output: `onrecord.records.Datum` or ``None`` where there is too little text. Pure, one text at a time.
Used where neither the origin nor the page names a language. It does not tell scripts or dialects apart.

Cost: about 1 ms a page after the first call, which reads the model (half a second).
"""

from __future__ import annotations

from onrecord.language.detect import detect_language

__all__ = ["detect_language"]
