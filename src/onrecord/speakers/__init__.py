"""Who is speaking: attributions in, the same attributions with their speakers out. A page at a time, pure.

In: `Page`, `Tagging` (source, cue and content spans; names found in the same pass). Out: the attributions with
`speaker` filled; ``unresolved`` with its reason where the page does not tell. `resolve.RULES` is the order of the
rules. It reads no other page and knows nobody by reputation: a full name, an office or a country comes from the page,
or from the tables of countries. Cost: about 5 ms a 1,000 words. Figures and misses: ``docs/speakers.md``.
"""

from __future__ import annotations

from onrecord.speakers.resolve import resolve_speakers

__all__ = ["resolve_speakers"]
