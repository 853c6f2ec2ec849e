"""Statements against a docket: parties, issues, positions, proposals, meetings.

A corpus stage. It takes statements, what they do, and what was noted of their pages, and yields codings, positions,
proposals and joined meetings. It reads no files and no pages' bytes: a changed docket never needs a page read again.
"""
