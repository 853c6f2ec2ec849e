"""What a record adds up to at one version, in files that are asked in pieces.

The stages across pages, the docket, weights and people look at a whole record; a page that is shown needs a few rows
of what they find. A workbench, in a process of its own for a large record, finds everything and keeps the file of
pieces up to date; whoever shows pages asks the file, and never waits for the finding. The record does not need the
file, which may be deleted at any time. Tests: ``tests/snapshot``.
"""

from __future__ import annotations

from onrecord.snapshot.asking import Snapshot
from onrecord.snapshot.finder import Finder
from onrecord.snapshot.workbench import Job

__all__ = ["Finder", "Job", "Snapshot"]
