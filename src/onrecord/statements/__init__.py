"""Which attributions are one speech act, what each page made of its words, and on how many legs it stands.

A corpus stage: `take_sayings` and `keys_of` (a reading to what may meet), `find_pairs`, `compare` (a pair to a scored,
explained link), `merge` (an order-free join to statements). Its order is in ``pipeline/keeping.py``. `judge` sets a
quotation against statements; `finding_keys` tell which. Figures: ``benchmarks/statements.py``, ``benchmarks/check.py``.
"""

from onrecord.statements.compare import Place, compare
from onrecord.statements.finding import find_candidates, finding_keys, index_wordings, question_phrases, question_runs
from onrecord.statements.keys import find_pairs, find_pairs_inside, keys_of
from onrecord.statements.links import Link
from onrecord.statements.merge import merge
from onrecord.statements.sayings import Saying, take_sayings
from onrecord.statements.trace import trace_of
from onrecord.statements.verdicts import judge

__all__ = [
    "Link",
    "Place",
    "Saying",
    "compare",
    "find_candidates",
    "find_pairs",
    "find_pairs_inside",
    "finding_keys",
    "index_wordings",
    "judge",
    "keys_of",
    "merge",
    "question_phrases",
    "question_runs",
    "take_sayings",
    "trace_of",
]
