"""A trace in the terminal: a tree of hands and pages."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line
from onrecord.cli.wording import count_of, page_date
from onrecord.records.trace import Trace, TraceNode


def print_trace(console: Console, trace: Trace) -> None:
    """Prints the tree, the speaker first."""
    _print_node(console, trace.root, "", "")
    console.print(Text(f"{count_of(trace.lines, 'independent line')}  {trace.statement}", style="dim"))


def _print_node(console: Console, node: TraceNode, lead: str, below: str) -> None:
    console.print(Text(lead, style="dim").append_text(_label(node)), soft_wrap=True)
    for number, child in enumerate(node.children, 1):
        last = number == len(node.children)
        _print_node(console, child, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "))


def _label(node: TraceNode) -> Text:
    if node.page is None:
        how = f"{node.how.replace('_', ' ')}: " if node.how else ""
        return Text().append(how, style="dim").append(one_line(node.name), style="bold cyan")
    label = Text().append("copy: " if node.kind == "copy" else "", style="dim").append(one_line(node.name))
    label.append(f"  {page_date(node.page)}  {node.page.id}", style="dim").append(f"  {node.wording}", style="yellow")
    kinds = dict.fromkeys(drift.kind.replace("_", " ") for drift in node.drift)
    return label.append(f"  ! {', '.join(kinds)}", style="bold red") if kinds else label
