"""Which pages are copies of one report, whatever was done to them, and what each changed.

A corpus stage: `keys` (page to sketch: what may meet), `find_pairs`, `compare` (a pair to a scored, explained match),
`merge` (an order-free join to stories), `table_of` (paragraphs through the copies). Its order is in
``pipeline/keeping.py``. Pages in different languages are compared by what a translation keeps. No vectors. Cost: about
2 ms a page for its sketch, 0.3 ms for each pair that meets, 1 ms in two languages. Figures: ``benchmarks/stories.py``.
"""

from onrecord.stories.compare import compare
from onrecord.stories.keys import find_pairs, keys
from onrecord.stories.merge import merge
from onrecord.stories.sketch import Sketch
from onrecord.stories.table import table_of

__all__ = ["Sketch", "compare", "find_pairs", "keys", "merge", "table_of"]
