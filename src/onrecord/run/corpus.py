"""What a record adds up to: its stories and statements."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from onrecord.errors import StoreError
from onrecord.pipeline.keeping import find_corpus
from onrecord.pipeline.revising import find_newest as newest_of
from onrecord.pipeline.revising import mark_moved
from onrecord.records.corpus import Corpus
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.run.keeping import BATCH
from onrecord.run.sharing import Pool, pool_of
from onrecord.store.collecting import uncollected
from onrecord.store.contract import Store
from onrecord.store.whole import Changes

Thing = TypeVar("Thing")

# Where more than one in so many changed, all is loaded anew: one by one is ten times slower.
_FEW = 10

# What was loaded of each open store.
_held: weakref.WeakKeyDictionary[Store, _Held] = weakref.WeakKeyDictionary()


def load_corpus(store: Store) -> Corpus:
    """Returns the stories and statements of the record; found once as long as the record does not change.

    After a change only what changed is loaded: every other story and statement is the very object of the call before.
    Pages that a run has left unjoined are joined first.

    Raises:
        StoreError: If the record cannot be read.
    """
    return load_versioned(store)[1]


def load_versioned(store: Store) -> tuple[int, Corpus]:
    """Returns the same, with the version of the record that it is of: what is found of it holds for that one."""
    joined = is_joined(store)
    version = store.version()
    held = _held.get(store)
    if held is None:
        held = _held[store] = _Held(pool_of(store))
    with held.lock:
        if held.version != version:
            with uncollected():
                held.update(store, joined=joined)
            held.version = version
        return held.version, held.corpus


class _Held:
    """The corpus of one open store, with the version of the record that it was found at."""

    def __init__(self, pool: Pool) -> None:
        self.lock = threading.RLock()
        self.version = -1
        self.corpus = Corpus()
        self._mark: int | None = None
        self._stories: dict[str, Story] = {}
        # As they are kept, and as they are shown: marked where a newer capture of a page no longer has the words.
        self._kept: dict[str, Statement] = {}
        self._shown: dict[str, Statement] = {}
        self._newest = _Newest()
        self._pool = pool

    def update(self, store: Store, *, joined: bool) -> None:
        """Brings it up to what the record is now."""
        found = store.changes(self._mark if joined else None)
        everything = self._mark is None or not joined or _FEW * len(found.statements) > len(self._kept)
        # A page that was joined may be in no statement: what is newest is asked of every page that changed.
        turned = self._newest.update(store, None if everything else found.pages)
        came = self._load(store, joined=joined) if everything else self._replace(store, found)
        self._mark = found.mark if joined else None
        self._show(came, turned)
        ids = sorted(self._shown)
        self.corpus = Corpus(
            stories=tuple(self._stories[key] for key in sorted(self._stories)),
            statements=tuple(map(self._shown.__getitem__, ids)),
        )

    def _load(self, store: Store, *, joined: bool) -> set[str]:
        """Loads all, and keeps what is equal to what was held; returns which statements are not."""
        if joined:
            stories, statements = store.stories(), store.statements()
        else:
            corpus = find_corpus(store.readings(), store.corrections())
            stories, statements = iter(corpus.stories), iter(corpus.statements)
        held = self._stories
        self._stories = {one.story: _same(held.get(one.story), one) for one in stories}
        kept, self._kept = self._kept, {}
        for one in statements:
            before = kept.get(one.id)
            self._kept[one.id] = before if before is not None and before == one else self._pool.share(one)
        return {key for key, one in self._kept.items() if kept.get(key) is not one} | (kept.keys() - self._kept.keys())

    def _replace(self, store: Store, changes: Changes) -> set[str]:
        """Loads what changed; returns which statements are not what they were."""
        for name in changes.stories:
            story = store.story(name)
            if story is None or story.story != name:  # gone; its id may be one that another story once had
                self._stories.pop(name, None)
            else:
                self._stories[name] = _same(self._stories.get(name), story)
        found = store.statements_of(changes.statements)
        changed = set()
        for name in changes.statements:
            one, held = found.get(name), self._kept.get(name)
            if one is None or one.id != name:
                self._kept.pop(name, None)
            elif one != held:
                self._kept[name] = self._pool.share(one)
            if self._kept.get(name) is not held:
                changed.add(name)
        return changed

    def _show(self, changed: set[str], turned: set[str]) -> None:
        """Marks what changed, and what stands on pages of which another capture is now the newest."""
        if turned:
            on_them = (k for k, one in self._kept.items() if any(v.page.id in turned for v in one.variants))
            changed = changed.union(on_them)
        for name in changed:
            kept = self._kept.get(name)
            if kept is None:
                self._shown.pop(name, None)
            else:
                (shown,) = mark_moved([kept], self._newest.texts)
                self._shown[name] = _same(self._shown.get(name), shown)


class _Newest:
    """The text of the newest capture of each page that has a newer one."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._pages_of: dict[str, set[str]] = {}
        self._address_of: dict[str, str] = {}

    def update(self, store: Store, changed: Collection[str] | None) -> set[str]:
        """Looks at the addresses of the pages that changed, at all for ``None``; returns for which pages it differs."""
        before = dict(self.texts)
        if changed is None:
            captures = store.captures_of()
            self.texts, self._pages_of, self._address_of = {}, {}, {}
        else:
            # A page may have moved from an address where it had been one of several captures.
            left = {self._address_of[page] for page in changed if page in self._address_of}
            asked = {*changed, *(page for address in left for page in self._pages_of[address])}
            captures = store.captures_of(asked) if asked else {}
            for address in left:
                self._forget(address)
        for address, readings in captures.items():
            self._forget(address)
            self.texts |= texts_of(readings)
            self._pages_of[address] = {reading.page.id for reading in readings}
            self._address_of |= dict.fromkeys(self._pages_of[address], address)
        return {page for page in {*before, *self.texts} if before.get(page) != self.texts.get(page)}

    def _forget(self, address: str) -> None:
        for page in self._pages_of.pop(address, ()):
            if self._address_of.get(page) == address:
                del self._address_of[page]
                self.texts.pop(page, None)


def _same(held: Thing | None, found: Thing) -> Thing:
    """Returns what is held where it is equal: what did not change stays the very object it was."""
    return held if held is not None and held == found else found


def find_newest(store: Store, pages: Collection[str] | None = None) -> dict[str, str]:
    """Returns the id of each page that has a newer capture to the text of the newest.

    Args:
        store: The record.
        pages: Ids of the pages asked for; left out, all.
    """
    found: dict[str, str] = {}
    for captures in store.captures_of(pages).values():
        found |= texts_of(captures)
    return found


def texts_of(captures: Iterable[Reading]) -> dict[str, str]:
    """Returns the id of each capture of one page but the newest to the text of the newest; none where that is open."""
    captures = list(captures)
    newest = newest_of(captures)
    if newest is None:
        return {}
    return dict.fromkeys({reading.page.id for reading in captures} - {newest.page.id}, newest.page.text)


def join_all(store: Store) -> Iterator[int]:
    """Joins what is not joined yet, in batches; yields how many pages are done after each.

    Raises:
        StoreError: If the record cannot be written.
    """
    done = 0
    while number := store.join(BATCH):
        done += number
        yield done


def is_joined(store: Store) -> bool:
    """Joins what is not joined yet; returns whether all is, which fails where the record may not be written."""
    if not store.unjoined():
        return True
    try:
        for _ in join_all(store):
            pass
    except StoreError:
        return False
    return True
