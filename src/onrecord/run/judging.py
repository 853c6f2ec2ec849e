"""A record judged by a docket: found once as long as neither changes."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable
from os import PathLike
from pathlib import Path

from onrecord.docket import read_docket, remarks_on, write_docket
from onrecord.errors import UsageError
from onrecord.pipeline.correcting import corrected_issues
from onrecord.pipeline.judging import Memory, judge_noted, positions_at
from onrecord.records.docket import Docket
from onrecord.records.judged import Judged
from onrecord.records.position import Position
from onrecord.run.corpus import load_corpus, load_versioned
from onrecord.run.noting import Notebook
from onrecord.run.sharing import pool_of
from onrecord.store.collecting import uncollected
from onrecord.store.contract import Store

# What was found of each open store: after one new page, only what that page touches is looked at.
_known: weakref.WeakKeyDictionary[Store, _Known] = weakref.WeakKeyDictionary()
# Dockets whose last answer is held.
_MOST_DOCKETS = 3


class _Known:
    """What is known of one open store."""

    def __init__(self, store: Store) -> None:
        self.lock = threading.RLock()
        self.notebook = Notebook(weakref.proxy(store), pool_of(store))
        self.memory = Memory()
        self.judged: dict[Docket | None, tuple[int, Judged]] = {}


def open_docket(path: str | PathLike[str]) -> Docket:
    """Returns the docket in a file.

    Raises:
        UsageError: If the file cannot be read, or with the line of its first fault.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error
    return read_docket(text, where=str(path))


def load_judged(store: Store, docket: Docket | None = None) -> Judged:
    """Returns the record seen through a docket; through the one that it suggests itself where none is given.

    After a change of the record, every coding, position, proposal and meeting that comes out as it was is the very
    object of the call before.
    """
    known = _known_of(store)
    # The corpus first: to join pages that were left over is a change of the record too.
    version, corpus = load_versioned(store)
    with known.lock:
        found = known.judged.pop(docket, None)
        if found is None or found[0] != version:
            issues = _corrected_issues(store)
            with uncollected():
                judged = judge_noted(corpus, known.notebook.notes, docket, known.memory, corrected=issues)
            found = version, judged
        known.judged[docket] = found
        for old in [*known.judged][:-_MOST_DOCKETS]:
            del known.judged[old]
        return found[1]


def _known_of(store: Store) -> _Known:
    found = _known.get(store)
    if found is None:
        found = _known[store] = _Known(store)
    return found


def memory_of(store: Store) -> Memory:
    """Returns what was found of an open store through dockets."""
    return _known_of(store).memory


def _corrected_issues(store: Store) -> dict[str, str]:
    """Returns the issues that people gave attributions, by attribution id."""
    corrections = [line for line in store.corrections() if line.draft.kind in ("issue", "undo")]
    targets = {line.draft.target.page for line in corrections if line.draft.target is not None}
    pages = (store.reading(page) for page in sorted(targets))
    found: dict[str, str] = {}
    for reading in pages:
        if reading is not None:
            found |= corrected_issues(reading, corrections)
    return found


def load_suggestion(store: Store) -> str:
    """Returns a docket drafted from the record, as TOML to be edited."""
    judged = load_judged(store)
    return write_docket(judged.docket, remarks=remarks_on(judged.docket, judged.codings))


def load_positions(
    store: Store,
    docket: Docket | None = None,
    *,
    party: str | None = None,
    issue: str | None = None,
    until: str | None = None,
) -> tuple[Position, ...]:
    """Returns the positions wanted.

    Args:
        store: The record.
        docket: The docket; ``None`` for the suggested one.
        party: Name or alias of a party.
        issue: Name of an issue or proposal, or words of one.
        until: ISO 8601 day: the positions as of then.

    Raises:
        UsageError: If the docket has no such party or issue.
    """
    judged = load_judged(store, docket)
    found = positions_at(judged, load_corpus(store), until, memory_of(store))
    if party is not None:
        name = party_named(judged.docket, party)
        found = tuple(position for position in found if position.party == name)
    if issue is not None:
        names = issues_named(judged.docket, [position.issue for position in judged.positions], issue)
        found = tuple(position for position in found if position.issue in names)
    return found


def party_named(docket: Docket, name: str) -> str:
    """Returns the name of the party that `name` means, by its name, an alias or a country's code.

    Raises:
        UsageError: If there is none.
    """
    for party in docket.parties:
        if name.casefold() in {word.casefold() for word in (party.name, *party.aliases, *party.countries)}:
            return party.name
    names = ", ".join(party.name for party in docket.parties) or "none"
    raise UsageError(f"no party {name!r} in the docket; its parties are {names}")


def issues_named(docket: Docket, held: Iterable[str], words: str) -> frozenset[str]:
    """Returns the issues that `words` mean: the one of this name, or all that have the words in theirs.

    Args:
        docket: The docket.
        held: Names of the issues that have a position.
        words: A name, or words of one.

    Raises:
        UsageError: If there is none.
    """
    known = dict.fromkeys(held)
    known |= dict.fromkeys(issue.name for issue in docket.issues)
    exact = {name for name in known if name.casefold() == words.casefold()}
    found = exact or {name for name in known if words.casefold() in name.casefold()}
    if not found:
        raise UsageError(f"no issue {words!r} in the docket; its issues are {', '.join(known) or 'none'}")
    return frozenset(found)
