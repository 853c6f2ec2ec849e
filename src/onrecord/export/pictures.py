"""Pictures as SVG: positions over time, statements by weight, meetings. The same bytes for the same record.

Needs the extra ``pictures`` (matplotlib), which is loaded when a picture is drawn and not before.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any
from xml.sax.saxutils import quoteattr

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.records.docket import OTHER
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.position import Position, Stance
from onrecord.records.statement import Statement
from onrecord.records.weight import Verdict, Weight

# More rows than these, or more points, and a picture is read by nobody; captions say what is left out.
_MOST_ROWS = 24
_MOST_POINTS = 3000
_MOST_MEETINGS = 40
_LABEL = 46  # code points
_TICKS, _MARGIN = 5, 0.03
_EPOCH = dt.date(1970, 1, 1)  # matplotlib counts days from it
# Told apart by shape as well as by colour; the colours are those of Okabe and Ito (2008), made for all eyes.
_STANCES: dict[Stance, tuple[str, str]] = {
    "for": ("#009E73", "o"),
    "conditional": ("#56B4E9", "D"),
    "demand": ("#E69F00", "^"),
    "against": ("#D55E00", "s"),
    "open": ("#888888", "."),
}
_VERDICTS: dict[Verdict, tuple[str, str]] = {
    "signal": ("#0072B2", "o"),
    "middling": ("#E69F00", "^"),
    "noise": ("#AAAAAA", "."),
}
_STATUSES = {
    "held": ("#009E73", "o"),
    "ongoing": ("#56B4E9", "D"),
    "announced": ("#0072B2", ">"),
    "postponed": ("#E69F00", "^"),
    "cancelled": ("#D55E00", "X"),
    "unknown": ("#888888", "."),
}


class Picture(Struct, frozen=True, kw_only=True):
    """A drawing.

    Attributes:
        name: ``positions``, ``weights`` or ``meetings``.
        caption: What it shows, and what it leaves out.
        svg: The element, fit to stand in a page.
    """

    name: str
    caption: str
    svg: str


def can_draw() -> bool:
    """Tells whether the extra ``pictures`` is installed."""
    return find_spec("matplotlib") is not None


def draw_positions(positions: Iterable[Position]) -> Picture | None:
    """Returns each party's statements on each issue as marks on a line of time; ``None`` where nothing has a date."""
    rows = [(one, [step for step in one.steps if _is_day(step.when)]) for one in positions if one.issue != OTHER]
    dated = [row for row in rows if row[1]]
    shown = sorted(dated, key=lambda row: (-len(row[1]), row[0].party, row[0].issue))[:_MOST_ROWS]
    shown.sort(key=lambda row: (row[0].issue, row[0].party), reverse=True)
    if not shown:
        return None
    figure, axes = _figure(len(shown))
    for stance, (color, marker) in _STANCES.items():
        points = [(_day(step.when), y) for y, (_, steps) in enumerate(shown) for step in steps if step.stance == stance]
        _scatter(axes, points, color, marker, stance)
    for y, (_, steps) in enumerate(shown):
        days = [_day(step.when) for step in steps]
        axes.hlines(y, min(days), max(days), color="#cccccc", linewidth=1, zorder=1)
    axes.set_yticks(range(len(shown)), [_short(f"{one.issue}: {one.party}") for one, _ in shown])
    caption = "Positions over time: each mark is a statement of a party on an issue."
    return _picture("positions", figure, axes, caption + _left_out(len(dated) - len(shown), "line"))


def draw_weights(weights: Iterable[Weight], statements: Iterable[Statement]) -> Picture | None:
    """Returns the statements by day and weight; ``None`` where none has a date."""
    when = {one.id: one.when for one in statements}
    dated = [one for one in weights if _is_day(when.get(one.statement))]
    shown = sorted(dated, key=lambda one: (-one.total, one.statement))[:_MOST_POINTS]
    if not shown:
        return None
    figure, axes = _figure(10)
    for verdict, (color, marker) in _VERDICTS.items():
        points = [(_day(when[one.statement]), one.total) for one in shown if one.verdict == verdict]
        _scatter(axes, points, color, marker, verdict)
    axes.set_ylim(0, 1)
    axes.set_ylabel("weight")
    caption = "Statements by weight: each mark is a statement on its day."
    return _picture("weights", figure, axes, caption + _left_out(len(dated) - len(shown), "lighter statement"))


def draw_meetings(meetings: Iterable[JoinedMeeting]) -> Picture | None:
    """Returns the meetings by day, with how far they came; ``None`` where none has a day."""
    dated = [one for one in meetings if _is_day(one.start)]
    shown = sorted(dated, key=lambda one: (one.start or "", one.id))[-_MOST_MEETINGS:][::-1]
    if not shown:
        return None
    figure, axes = _figure(len(shown))
    for status, (color, marker) in _STATUSES.items():
        points = [(_day(one.start), y) for y, one in enumerate(shown) if one.status == status]
        _scatter(axes, points, color, marker, status)
    for y, one in enumerate(shown):
        if _is_day(one.end) and one.end != one.start:
            axes.hlines(y, _day(one.start), _day(one.end), color="#888888", linewidth=3, zorder=1)
    names = [", ".join(one.who[:3]) + (f", {one.where}" if one.where else "") or one.kind for one in shown]
    axes.set_yticks(range(len(shown)), [_short(name) for name in names])
    caption = "Meetings by day, with how far they came."
    return _picture("meetings", figure, axes, caption + _left_out(len(dated) - len(shown), "earlier meeting"))


def _figure(rows: int) -> tuple[Any, Any]:
    if not can_draw():
        raise UsageError("pictures need the extra: pip install 'onrecord[pictures]'")
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, loaded when something is drawn

    figure = Figure(figsize=(8.0, 1.2 + 0.28 * rows), layout="constrained")
    return figure, figure.add_subplot()


def _scatter(axes: Any, points: Sequence[tuple[dt.date, float]], color: str, marker: str, label: str) -> None:
    if points:
        days, heights = zip(*points, strict=True)
        axes.scatter(days, heights, c=color, marker=marker, s=28, label=label, zorder=2, linewidths=0)


def _picture(name: str, figure: Any, axes: Any, caption: str) -> Picture:
    axes.grid(visible=True, axis="x", color="#eeeeee")
    axes.set_axisbelow(True)
    _days_below(axes)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.legend(loc="outside upper center", ncols=6, frameon=False, fontsize=8)
    return Picture(name=name, caption=caption, svg=_svg(name, figure, caption))


def _days_below(axes: Any) -> None:
    """Puts up to five days below a picture, evenly from its first to its last, as ISO 8601 has them."""
    points = [mark[0] for drawn in axes.collections if drawn.get_label()[:1] != "_" for mark in drawn.get_offsets()]
    first, last = round(min(points)), round(max(points))
    gaps = min(_TICKS - 1, last - first)
    days = [first + round((last - first) * tick / gaps) for tick in range(gaps + 1)] if gaps else [first]
    axes.set_xlim(first - max((last - first) * _MARGIN, 1), last + max((last - first) * _MARGIN, 1))
    axes.set_xticks(days, [(_EPOCH + dt.timedelta(days=day)).isoformat() for day in days])


def _svg(name: str, figure: Any, caption: str) -> str:
    """Returns the drawing as one SVG element: no date, no random ids, text as text, no mathematics in names."""
    from matplotlib import rc_context  # noqa: PLC0415 - same

    written = io.StringIO()
    with rc_context({"svg.hashsalt": f"onrecord {name}", "svg.fonttype": "none"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = written.getvalue()
    element = text[text.index("<svg") :].rstrip()
    element = re.sub(r"\s*<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    return element.replace("<svg ", f'<svg role="img" aria-label={quoteattr(caption)} ', 1)


def _left_out(number: int, noun: str) -> str:
    return f" Left out: {number:,} {noun}{'' if number == 1 else 's'}." if number else ""


def _short(name: str) -> str:
    shown = "".join(char for char in " ".join(name.split()) if char.isprintable())
    return shown if len(shown) <= _LABEL else shown[: _LABEL - 1] + "…"


def _is_day(day: str | None) -> bool:
    return day is not None and re.match(r"\d{4}-\d{2}-\d{2}", day) is not None


def _day(day: str | None) -> dt.date:
    return dt.date.fromisoformat((day or "")[:10])
