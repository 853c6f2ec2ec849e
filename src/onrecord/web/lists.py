"""Lists and what stands beside them: from the snapshot's columns, else, where none was made yet, from the store."""

from __future__ import annotations

from itertools import islice

from msgspec import Struct

from onrecord.records.entry import Entry
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.snapshot.counting import Choice
from onrecord.snapshot.lists import Lists
from onrecord.store.browsing import widen
from onrecord.store.contract import Counts, Cursor, FacetName, Facets, Filter, Screen, Tally
from onrecord.web.library import Library


class Listed(Struct, frozen=True, kw_only=True):
    """A screenful of entries.

    Attributes:
        entries: In the order asked for.
        following: Where the next ones begin; ``None`` at the end.
    """

    entries: tuple[Entry, ...]
    following: Cursor | None


def lists_of(library: Library, choice: Choice = Choice(), *, heavy: bool = False) -> Lists | None:  # noqa: B008 - frozen
    """Returns the record in columns; ``None`` where none are made yet and the store can do without.

    Asked once for a page, so that all of it is of one moment, and who must wait waits once.

    Raises:
        StillWorkingError: If only they can tell: issues, acts and weights are not the store's.
    """
    needed = bool(choice.issue or choice.act or heavy)
    columns = library.snapshot().columns if needed else library.glance_columns()
    return None if columns is None else Lists(columns, library.record.store)


def list_entries(
    library: Library, lists: Lists | None, choice: Choice, screen: Screen, *, heavy: bool = False
) -> Listed:
    """Returns the entries wanted on a screen; by weight, each statement comes once.

    Raises:
        UsageError: If the choice cannot be understood.
    """
    store = library.record.store
    if lists is None:
        found = store.browse(choice.wanted, screen)
        return Listed(entries=found.entries, following=found.following)
    shown = lists.heaviest(choice, screen) if heavy else lists.entries(choice, screen)
    known = store.entries_of(shown.ids)
    # What is gone from the record since the columns were made is left out.
    return Listed(entries=tuple(known[name] for name in shown.ids if name in known), following=shown.following)


def list_statements(
    library: Library,
    lists: Lists | None,
    choice: Choice,
    after: Cursor | None,
    limit: int,
    *,
    heavy: bool = False,
) -> tuple[tuple[Statement, ...], Cursor | None]:
    """Returns statements of which an entry is wanted, by id or the heaviest first, and where the next ones begin.

    Raises:
        UsageError: If the choice cannot be understood.
    """
    record = library.record
    if lists is not None:
        shown = lists.statements(choice, after, limit, heavy=heavy)
        return record.statements_of(shown.ids), shown.following
    begin = after.page if after else ""
    library.join()
    found = tuple(islice(record.statements_behind(begin, choice.wanted), limit + 1))
    following = Cursor(day=None, page=found[limit - 1].id, position=0) if len(found) > limit else None
    return found[:limit], following


def list_stories(library: Library, after: str, limit: int) -> tuple[Story, ...]:
    """Returns stories behind an id, by id."""
    library.join()
    return tuple(islice(library.record.stories_behind(after), limit))


def count_entries(library: Library, lists: Lists | None, choice: Choice) -> int:
    """Returns how many entries are wanted.

    Raises:
        UsageError: If the choice cannot be understood.
    """
    store = library.record.store
    if lists is not None:
        return lists.count(choice)
    return library.remember(("count", choice.wanted), lambda: store.count(choice.wanted))


def count_all(library: Library, lists: Lists | None) -> Counts:
    """Returns how much the record holds."""
    return lists.counts if lists else library.remember("counts", library.record.counts)


def find_facets(library: Library, lists: Lists | None, choice: Choice, *, once: bool) -> Facets:
    """Returns what the entries wanted, or with `once` their statements, have in common.

    Raises:
        UsageError: If the choice cannot be understood.
    """
    store = library.record.store
    if lists is not None:
        return lists.facets(choice, once=once)

    def tallies(name: FacetName) -> tuple[Tally, ...]:
        # Each remembered by itself: who goes from speaker to speaker has the speakers counted once.
        wide = widen(name, choice.wanted)
        return library.remember(("facet", name, wide, once), lambda: store.facet(name, wide, once=once))

    return Facets(
        speakers=tallies("speakers"),
        parties=tallies("parties"),
        offices=tallies("offices"),
        outlets=tallies("outlets"),
        kinds=tallies("kinds"),
        types=tallies("types"),
        months=tallies("months"),
    )


def count_statements(library: Library, lists: Lists | None, choice: Choice) -> tuple[int, int]:
    """Returns how many statements are wanted, and how many of that sort there are without any condition.

    Raises:
        UsageError: If the choice cannot be understood.
    """
    store = library.record.store
    if lists is not None:
        return lists.total(choice), lists.said

    def total(wanted: Filter) -> int:
        return library.remember(("total", wanted), lambda: store.count_statements(wanted))

    return total(choice.wanted), total(Filter(said="said"))
