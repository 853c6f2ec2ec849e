"""Page: bytes to text, labelled blocks and metadata.

Input: `onrecord.records.Capture`. Output: `onrecord.records.Page`, or a `onrecord.records.Failure`. A document stage:
pure, one page at a time.

Plain text is taken character for character and labelled by wording and layout (`plain`, `labels`). Of HTML a well-kept
extractor finds the article (`body`); what interrupts it is labelled by the tree and by wording (`article`,
`structure`). It does not detect languages, fetch anything or resolve anybody.

Cost: about 25 ms an HTML page of 150 kB. Figure: body F1 of `benchmarks/body.py`.
"""

from __future__ import annotations

from onrecord.page.options import PageOptions
from onrecord.page.read import read_page

__all__ = ["PageOptions", "read_page"]
