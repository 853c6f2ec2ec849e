"""What every store can do, whatever engine it runs on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, Protocol, Self

from msgspec import Struct

from onrecord.records.actor import ActorType
from onrecord.records.attribution import Kind
from onrecord.records.capture import Capture
from onrecord.records.correction import Correction, Draft
from onrecord.records.entry import Entry, PageRef
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.store.whole import AttributionRow, Changes, PageRow

Outcome = Literal["added", "unchanged", "replaced"]
Said = Literal["said", "ascribed", "all"]
Order = Literal["newest", "oldest"]
# What words are looked for in: what was said, or the titles and texts of pages.
SearchIndex = Literal["attributions", "pages"]
FacetName = Literal["speakers", "parties", "offices", "outlets", "kinds", "types", "months"]


class Kept(Struct, frozen=True, kw_only=True):
    """What keeping a reading did.

    Attributes:
        page: The page's id.
        outcome: ``added`` (a page the record did not have), ``unchanged``, or ``replaced`` (read differently than
            before, by another model or from better metadata).
        new: How many attribution ids the record did not have.
        dropped: How many ids it had for this page that the reading no longer holds.
    """

    page: str
    outcome: Outcome
    new: int = 0
    dropped: int = 0


class Filter(Struct, frozen=True, kw_only=True):
    """Which entries are wanted: those that meet every condition given.

    Names are compared word by word without regard to case and accents, so "lavrov" finds "Sergey Lavrov".

    Attributes:
        speaker: Words of a speaker's name; for the unnamed, of how they are described.
        party: A party spoken for, a government or organisation that speaks, or a country by name or by its
            ISO 3166-1 alpha-2 code.
        office: Words of the speaker's office.
        outlet: Words of the outlet's name, or of the page's host.
        since: ISO 8601 date, month or year: pages published then or later. Undated pages never match.
        until: ISO 8601 date, month or year: pages published then or earlier. Undated pages never match.
        kinds: Kinds wanted; empty means all.
        search: Words, or "phrases in quotation marks", that the content must hold.
        on_page: The same, for the page's title and text.
        min_confidence: In [0, 1].
        said: ``said`` (statements alone), ``ascribed`` (what the writer says that others think or want), or ``all``.
        page: Id of the one page wanted.
        types: Types of speaker wanted ("person", "anonymous", ...); empty means all.
    """

    speaker: str | None = None
    party: str | None = None
    office: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    kinds: tuple[Kind, ...] = ()
    search: str | None = None
    on_page: str | None = None
    min_confidence: float = 0.0
    said: Said = "all"
    page: str | None = None
    types: tuple[ActorType, ...] = ()


EVERYTHING = Filter()


class Cursor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place in the order of a listing: that of the last entry seen.

    Attributes:
        day: First day that the page's date may mean; ``None`` if undated.
        page: The page's id; in a list of statements the statement's.
        position: Of the entry on the page.
        weight: Of the statement, in a list by weight.
    """

    day: str | None
    page: str
    position: int
    weight: float | None = None


class Screen(Struct, frozen=True, kw_only=True):
    """A screenful that is asked for.

    Attributes:
        order: By publication date, undated last either way.
        after: The last entry seen; ``None`` at the beginning.
        limit: How many entries.
        once: Whether each statement comes once, at the first of its entries that are wanted.
    """

    order: Order = "newest"
    after: Cursor | None = None
    limit: int = 50
    once: bool = False


FIRST_SCREEN = Screen()


class Listing(Struct, frozen=True, kw_only=True):
    """A screenful of entries.

    Attributes:
        entries: In the order asked for.
        following: Where the next ones begin; ``None`` at the end.
    """

    entries: tuple[Entry, ...]
    following: Cursor | None


class Tally(Struct, frozen=True, kw_only=True):
    """One value of a facet.

    Attributes:
        value: The value.
        count: How many entries have it.
    """

    value: str
    count: int


class Facets(Struct, frozen=True, kw_only=True):
    """What entries have in common, most frequent first; the 40 most frequent values, of `months` all.

    Attributes:
        speakers: Names.
        parties: Parties spoken for; governments and organisations that speak.
        offices: Offices as the pages give them.
        outlets: Outlets.
        kinds: Direct, mixed or indirect.
        types: Types of speaker.
        months: Months of publication, ``2031-02``.
        issues: What they are on, by a docket; a store alone does not know.
        acts: What they do; the same.
    """

    speakers: tuple[Tally, ...]
    parties: tuple[Tally, ...]
    offices: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    types: tuple[Tally, ...]
    months: tuple[Tally, ...]
    issues: tuple[Tally, ...] = ()
    acts: tuple[Tally, ...] = ()


class Counts(Struct, frozen=True, kw_only=True):
    """How much a record holds.

    Attributes:
        pages: Pages.
        outlets: Different outlets named by them.
        statements: Attributions that count as said.
        ascribed: Attributions that do not.
        speakers: Different names of speakers.
        unresolved: Statements whose speaker could not be given.
        first: Earliest publication date, ISO 8601.
        last: Latest publication date.
        undated: Pages without a publication date.
        models: Models that read the pages, with how many each.
        size_bytes: Of the record's file.
    """

    pages: int
    outlets: int
    statements: int
    ascribed: int
    speakers: int
    unresolved: int
    first: str | None
    last: str | None
    undated: int
    models: dict[str, int]
    size_bytes: int


class Store(Protocol):
    """A record that is open.

    Every method raises `onrecord.errors.StoreError` where the record cannot be used.
    """

    def keep(self, capture: Capture, reading: Reading) -> Kept:
        """Keeps a page's bytes and its reading, in one transaction; keeping the same again changes nothing.

        A page met at several places (a file and its copy) has one reading a place; shown is that of the first place in
        code-point order, so that the order of keeping does not matter.
        """
        ...

    def corrections(self) -> tuple[Correction, ...]:
        """Returns the ledger of corrections, in its order, after checking that no line was changed."""
        ...

    def correct(self, draft: Draft, when: str) -> Correction:
        """Writes a line into the ledger and applies it, in one transaction.

        Pages kept later are corrected as they come, so that the order of reading and correcting does not matter.

        Args:
            draft: What is wrong.
            when: ISO 8601 date-time.

        Raises:
            UsageError: If the correction says nothing, or undoes what is not there.
        """
        ...

    def raw_reading(self, page: str) -> Reading | None:
        """Returns the reading of the page with this id as it was read, before any correction."""
        ...

    def entry(self, attribution: str) -> Entry | None:
        """Returns the entry with this attribution id."""
        ...

    def entries(self, wanted: Filter = EVERYTHING) -> Iterator[Entry]:
        """Yields the entries wanted: by publication date, undated last, then page id and position on the page."""
        ...

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """Returns how many entries `entries` would yield."""
        ...

    def browse(self, wanted: Filter = EVERYTHING, screen: Screen = FIRST_SCREEN) -> Listing:
        """Returns a screenful of the entries wanted, by publication date."""
        ...

    def entries_of(self, names: Collection[str]) -> dict[str, Entry]:
        """Returns the entries with these attribution ids, by id; those that there are."""
        ...

    def found(self, index: SearchIndex, words: str) -> list[int]:
        """Returns the keys of the attributions or pages that hold the words of a search, in no order.

        Raises:
            UsageError: If there is nothing to search for.
        """
        ...

    def page_rows(self) -> Iterator[list[PageRow]]:
        """Yields what filters and lists look at of every page, in batches."""
        ...

    def attribution_rows(self) -> Iterator[list[AttributionRow]]:
        """Yields what filters and lists look at of every attribution, in batches."""
        ...

    def facets(self, wanted: Filter = EVERYTHING, *, once: bool = False) -> Facets:
        """Returns what the entries wanted have in common; a facet that is narrowed is counted as if it were not.

        Args:
            wanted: The entries.
            once: Whether statements are counted and not entries.
        """
        ...

    def facet(self, name: FacetName, wanted: Filter = EVERYTHING, *, once: bool = False) -> tuple[Tally, ...]:
        """Returns one of the facets that `facets` returns."""
        ...

    def count_statements(self, wanted: Filter = EVERYTHING) -> int:
        """Returns how many statements the entries wanted are of; what is in no statement counts for itself."""
        ...

    def readings(self, wanted: Filter = EVERYTHING) -> Iterator[Reading]:
        """Yields readings by page id, each with the attributions wanted.

        With `EVERYTHING` all pages come, without an attribution too; else only pages that hold an attribution wanted.
        """
        ...

    def reading(self, page: str) -> Reading | None:
        """Returns the reading of the page with this id."""
        ...

    def page_refs(self, *, after: str = "", limit: int = 100) -> tuple[PageRef, ...]:
        """Returns up to `limit` pages behind the id `after`, by id."""
        ...

    def pages_named(self, name: str) -> tuple[PageRef, ...]:
        """Returns the pages that `name` may mean: an id, the beginning of one, a path or a URL; by id."""
        ...

    def capture(self, sha256: str) -> bytes | None:
        """Returns the bytes with this hash, as they came in."""
        ...

    def validators(self, model: str) -> dict[str, tuple[str | None, str | None]]:
        """Returns URL to the ETag and Last-Modified that its server gave, for the pages that `model` has read."""
        ...

    def join(self, most: int = 200) -> int:
        """Joins up to `most` pages that were kept and are not yet joined with the others; returns how many those were.

        Stories and statements below are those of the pages that are joined. What is joined is a function of the set of
        readings: order, batches and repeats leave no trace.
        """
        ...

    def unjoined(self) -> int:
        """Returns how many pages are still to be joined."""
        ...

    def stories(self, *, after: str = "") -> Iterator[Story]:
        """Yields the stories behind the id `after`, by id."""
        ...

    def stories_of(self, names: Collection[str]) -> dict[str, Story]:
        """Returns the stories of these ids, by id; those that there are."""
        ...

    def story(self, name: str) -> Story | None:
        """Returns the story of this id, of an id it once had, of a page in it, or of the beginning of its id.

        Raises:
            UsageError: If a beginning fits several.
        """
        ...

    def statements(self, wanted: Filter = EVERYTHING, *, after: str = "") -> Iterator[Statement]:
        """Yields the statements behind the id `after` of which a variant is wanted, by id."""
        ...

    def statement(self, name: str) -> Statement | None:
        """Returns the statement of this id, of one it once had, of an attribution in it, or of the beginning of its id.

        Raises:
            UsageError: If a beginning fits several.
        """
        ...

    def statement_ids(self, wanted: Filter = EVERYTHING) -> frozenset[str]:
        """Returns the ids of the statements of which an entry is wanted."""
        ...

    def statements_of(self, names: Collection[str]) -> dict[str, Statement]:
        """Returns the statements of these ids, or of the attributions of these ids, by what was asked for."""
        ...

    def statements_sharing(self, keys: Collection[str]) -> tuple[Statement, ...]:
        """Returns statements that have one of these keys of the statements stage, those with most of them first."""
        ...

    def captures_of(self, names: Collection[str] | None = None) -> dict[str, list[Reading]]:
        """Returns address (a URL, else a path) to its captures, for every address that was read with several bytes.

        Args:
            names: Ids of the pages whose addresses are asked for; left out, all.
        """
        ...

    def version(self) -> int:
        """Returns a number that rises with every change: what was derived from the record holds as long as it does."""
        ...

    def changes(self, since: int | None = None) -> Changes:
        """Returns what came, changed or went behind the mark of an earlier call; without one, a mark alone."""
        ...

    def counts(self) -> Counts:
        """Returns how much the record holds."""
        ...

    def close(self) -> None:
        """Lets go of the record; what was kept is safe before."""
        ...

    def __enter__(self) -> Self:
        """Returns the store itself."""
        ...

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        ...
