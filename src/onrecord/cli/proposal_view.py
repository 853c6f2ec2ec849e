"""Proposals in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import one_line, print_beside
from onrecord.cli.wording import count_of
from onrecord.records.proposal import Evidence, Proposal

_WIDTH = 24


def print_proposals(console: Console, proposals: Iterable[Proposal]) -> None:
    """Prints each proposal with what is told of it, every line with its words and page."""
    for proposal in proposals:
        _print_proposal(console, proposal)
        console.print()


def _print_proposal(console: Console, proposal: Proposal) -> None:
    status = Text(proposal.status, style="bold").append(f" since {proposal.since}" if proposal.since else "")
    status.append(f" · {count_of(len(proposal.mentions), 'mention')}", style="dim")
    print_beside(console, [(Text(one_line(proposal.name), style="bold cyan"), _WIDTH + 2)], status)
    others = [name for name in proposal.names if name != proposal.name]
    if others:
        _line(console, "also called", Text(one_line("; ".join(others)), style="dim"))
    if proposal.by:
        _line(console, "by", Text(", ".join(proposal.by)))
    for text in proposal.versions:
        first = text.date or text.first
        _line(console, "version", Text(one_line(text.name)).append(f", from {first}" if first else "", style="dim"))
    for event in proposal.events:
        _line(
            console,
            f"{event.when or 'no date'}  ",
            _told(f"{event.status}{_of(event.version)}", event.evidence, event.party),
        )
    for stance in proposal.stances:
        version = f" ({stance.version})" if stance.version else ""
        words = (
            f"{stance.party} {'accepts on a condition' if stance.stance == 'conditional' else stance.stance}{version}"
        )
        _line(console, f"{stance.when or 'no date'}  ", _told(words, stance.evidence, None))
    for point in proposal.sticking_points:
        _line(console, "sticking point", _told(f"for {point.party}" if point.party else "", point.evidence, None))
    for term in proposal.terms:
        _line(console, "term", _told(term.version or "", term.evidence, term.party))


def _of(version: str | None) -> str:
    return f" ({version})" if version else ""


def _told(what: str, evidence: Evidence, party: str | None) -> Text:
    line = Text(f"{what}: " if what else "").append(f"“{one_line(evidence.words)}”")
    page = evidence.page
    where = one_line(page.outlet or page.path or page.url) or page.id
    by = f", {party}" if party else ""
    return line.append(f"\n{where}{by} · {evidence.statement or page.id}", style="dim")


def _line(console: Console, head: str, text: Text) -> None:
    print_beside(console, [(Text(head, style="dim"), _WIDTH)], text, indent=2)
