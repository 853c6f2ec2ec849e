"""Which attributions are one speech act, what each page made of its words, and on how many legs it stands.

A corpus stage: `take_sayings` and `keys_of` (a reading to what may meet), `find_pairs`, `compare` (a pair to a scored,
explained link), `merge` (an order-free join to statements). Its order is in ``pipeline/keeping.py``. Figures:
``benchmarks/statements.py``.
"""

from onrecord.statements.compare import Link, Place, compare
from onrecord.statements.keys import find_pairs, find_pairs_inside, keys_of
from onrecord.statements.merge import merge
from onrecord.statements.sayings import Saying, take_sayings

__all__ = ["Link", "Place", "Saying", "compare", "find_pairs", "find_pairs_inside", "keys_of", "merge", "take_sayings"]
