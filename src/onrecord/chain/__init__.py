"""Through whose hands words reached the page.

Input: a `Page` and its `Tagging` with speakers and settings. Output: the attributions with `chain` and `directness`. A
document stage: pure, by patterns in English; no model. Every hop is a stretch of the page or a datum of its metadata;
where the page names no hand, there is no hop.
"""

from onrecord.chain.find import find_chains

__all__ = ["find_chains"]
