"""Statements -> how much each matters: a sum of six named parts, each with its value, reason and evidence.

A corpus stage: `weigh_statements` over the statements, their codings and the answers among them; the same whatever
their order. The formula's weights come from the docket, or are the default that ``docs/weight.md`` argues. Does not say
whether a statement is true or meant. Cost: about 0.1 ms a statement. Tests: ``tests/weight``.
"""

from __future__ import annotations

from onrecord.weight.formula import Formula, formula_of
from onrecord.weight.weigh import Memory, weigh_statements

__all__ = ["Formula", "Memory", "formula_of", "weigh_statements"]
