"""Statements -> who answers whom: dismisses, denies, confirms, answers, quotes, corrects.

A corpus stage: `read_signs` (what a statement says of another), `Speakers` (who may be meant), `find_answers` (which
statement is meant, where the record can tell; the speaker otherwise). The same whatever the order of the statements.
Does not judge who is right. Cost: about 0.1 ms a statement. Tests: ``tests/answers``.
"""

from __future__ import annotations

from onrecord.answers.link import Memory, find_answers
from onrecord.answers.sayings import Context
from onrecord.answers.signs import Signs, read_signs

__all__ = ["Context", "Memory", "Signs", "find_answers", "read_signs"]
