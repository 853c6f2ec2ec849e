"""Differences of wording in the terminal: in colour, or with [-what went-] and {+what came+} where there are none."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from onrecord.cli.terminal import one_line
from onrecord.records.statement import Drift, Edit

_WENT, _CAME, _DANGER = "red strike", "green bold", "bold red"
# Of a long stretch that stayed only the ends are shown.
_SHOWN_WORDS = 12
_NAMES = {"marks_gained": "quotation marks gained", "marks_lost": "quotation marks lost", "subject": "who is meant"}


def difference_text(edits: Iterable[Edit], *, plain: bool) -> Text:
    """Returns a difference to read.

    Args:
        edits: From the record's wording to the other.
        plain: Whether there are no colours.

    >>> edits = [Edit(kind="same", was="We will", now="We will"), Edit(kind="dropped", was="not", now="")]
    >>> difference_text(edits, plain=True).plain
    'We will [-not-]'
    """
    shown = Text()
    for edit in edits:
        shown.append(" " if shown else "")
        if edit.kind == "same":
            shown.append(_shortened(edit.now))
            continue
        if edit.was:
            shown.append(f"[-{one_line(edit.was)}-]" if plain else one_line(edit.was), style=_WENT)
        if edit.now:
            shown.append(" " if edit.was else "")
            shown.append(f"{{+{one_line(edit.now)}+}}" if plain else one_line(edit.now), style=_CAME)
    return shown


def drift_lines(drift: Iterable[Drift]) -> list[Text]:
    """Returns each change that matters as a line."""
    return [_drift_line(one) for one in drift]


def _drift_line(drift: Drift) -> Text:
    was, now = (f"“{one_line(words)}”" if words else "nothing" for words in (drift.was, drift.now))
    line = Text().append("! ", style=_DANGER).append(_NAMES.get(drift.kind, drift.kind), style=_DANGER)
    if drift.kind == "marks_gained":
        return line.append(f": {now}")
    if drift.kind == "marks_lost":
        return line.append(f": {was}")
    return line.append(f": {was} became {now}")


def _shortened(words: str) -> str:
    """Returns a long stretch with its middle left out.

    >>> _shortened("a b"), len(_shortened("word " * 40).split())
    ('a b', 13)
    """
    parts = one_line(words).split()
    if len(parts) <= _SHOWN_WORDS:
        return " ".join(parts)
    half = _SHOWN_WORDS // 2
    return " ".join([*parts[:half], "…", *parts[-half:]])
