"""Page -> Tagging: source, cue and content of every attribution; a stage a page at a time.

Does not say who a source is (speakers) nor when and where it was said (settings). Cost and figures:
``benchmarks/results``.
"""

from __future__ import annotations

from onrecord.attribution.find import AttributionOptions, find_attributions

__all__ = ["AttributionOptions", "find_attributions"]
