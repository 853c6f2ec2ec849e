"""Sources: files, folders, lists, archives, feeds and addresses to captures.

Input: what the user named. Output: a stream of `onrecord.records.Capture`, and of `onrecord.records.Failure` for
whatever holds no page. The only room that touches files and the network for input.

A fetched page that its server calls not modified (see `SourceOptions.validators`) yields nothing: the record has it.
It does not decode text, parse pages or follow links.
"""

from __future__ import annotations

from onrecord.sources.files import holds_one_page, iter_stream
from onrecord.sources.options import SourceOptions, Validators
from onrecord.sources.specs import iter_captures, list_files

__all__ = ["SourceOptions", "Validators", "holds_one_page", "iter_captures", "iter_stream", "list_files"]
