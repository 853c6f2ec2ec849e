"""A statement -> what it does: codes of PLOVER, finer acts, target, conditions; one statement at a time, pure.

By two tables (``tables/acts.csv``, ``tables/act_words.toml``) and the words around each match. Does not join statements
(answers) nor say what they are about (docket). Cost: about a fifth of a millisecond a statement. Figures:
``benchmarks/acts.py``, codebook and confusion table in ``docs/acts.md``.
"""

from __future__ import annotations

from onrecord.acts.conditions import find_conditions
from onrecord.acts.read import acts_of, names_of, read_doing

__all__ = ["acts_of", "find_conditions", "names_of", "read_doing"]
