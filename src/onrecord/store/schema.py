"""The tables, for every engine. Search indexes are the engine's own and are made by its migrations."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

# The migration that makes these tables as they stand here. A test holds it to the newest file in migrations/versions.
REVISION = "0011"

metadata = MetaData()

# Marks tables that can be made again from the others.
DERIVED = {"derived": True}

captures = Table(
    "captures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("data_zstd", LargeBinary, nullable=False),
)

# What was read, once for each place the page was met at; the tables below hold the reading that is shown.
readings = Table(
    "readings",
    metadata,
    Column("page_id", String(32), primary_key=True),
    Column("place", Text, primary_key=True, index=True),
    Column("sha256", String(64), ForeignKey("captures.sha256"), nullable=False, index=True),
    Column("document_zstd", LargeBinary, nullable=False),
)

# Numbers that the record keeps of itself; `version` rises with every change.
state = Table(
    "state",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# What a server said of a page, for asking it again whether the page has changed.
fetches = Table(
    "fetches",
    metadata,
    Column("url", Text, primary_key=True),
    Column("page_id", String(32), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
)

# What people say is wrong, a line each; lines are only ever added.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("document", Text, nullable=False),
)

# What was read, for the readings that corrections have changed: `readings` holds them as corrected.
raw_readings = Table(
    "raw_readings",
    metadata,
    Column("page_id", String(32), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("document_zstd", LargeBinary, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("place", Text, nullable=False),
    Column("path", Text, index=True),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("outlet_words", Text, nullable=False),
    Column("published", Text),
    Column("first_day", String(10), index=True),
    Column("last_day", String(10)),
    Column("language", Text),
    Column("text", Text, nullable=False),
    Column("model", Text, nullable=False),
)

attributions = Table(
    "attributions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("page_id", String(32), ForeignKey("pages.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("attitude", String(16), nullable=False),
    Column("statement", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("speaker", Text),
    Column("speaker_type", String(16), nullable=False, index=True),
    Column("speaker_words", Text, nullable=False),
    Column("party_words", Text, nullable=False),
    Column("country", String(2), index=True),
    Column("party", Text),
    Column("office", Text),
    Column("office_words", Text, nullable=False, server_default=""),
    Column("document", Text, nullable=False),
    Index("ix_attributions_page", "page_id", "position"),
)

# The state of `onrecord watch`; see `onrecord.store.watching`. Times are seconds since 1970.
watched_feeds = Table(
    "watched_feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("parent", Text),
    Column("due", Float, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    Column("checked", Float),
    Column("listed", Integer, nullable=False),
)

watched_links = Table(
    "watched_links",
    metadata,
    Column("url", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("feed", Text, nullable=False),
    Column("stamp", Text),
    Column("state", String(8), nullable=False),
    Column("due", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("error", Text),
    Column("found", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Index("ix_watched_links_due", "state", "due"),
)


def _stage(items: str, ties: str, groups: str) -> tuple[Table, Table, Table]:
    """Returns the tables of one stage across pages: items, what ties them, and the groups they make."""
    return (
        Table(
            items,
            metadata,
            Column("id", String(32), primary_key=True),
            Column("page_id", String(32), nullable=False, index=True),
            Column("document", LargeBinary, nullable=False),
            # The group that it is in, and the id that a group has in which it is the smallest: an older id of this one.
            Column("home", String(32), index=True),
            Column("alias", String(32), nullable=False, index=True),
            info=DERIVED,
        ),
        Table(
            ties,
            metadata,
            Column("a", String(32), primary_key=True),
            Column("b", String(32), primary_key=True, index=True),
            Column("document", LargeBinary, nullable=False),
            info=DERIVED,
        ),
        Table(
            groups,
            metadata,
            Column("id", String(32), primary_key=True),
            Column("document", LargeBinary, nullable=False),
            info=DERIVED,
        ),
    )


sketches, matches, stories = _stage("sketches", "matches", "stories")
sayings, links, statements = _stage("sayings", "links", "statements")

# Who has a key by which items may meet, for both stages; a key's number says of which.
buckets = Table(
    "buckets",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("item", String(32), primary_key=True),
    sqlite_with_rowid=False,
    info=DERIVED,
)
crowded = Table("crowded", metadata, Column("key", BigInteger, primary_key=True, autoincrement=False), info=DERIVED)

# Pages that were kept and are not yet joined with the others.
pending = Table("pending", metadata, Column("page_id", String(32), primary_key=True), info=DERIVED)

# Which attributions the ledger's lines on statements name; see `onrecord.pipeline.ruling`.
anchors = Table(
    "anchors",
    metadata,
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("side", Integer, primary_key=True, autoincrement=False),
    Column("page_id", String(32), primary_key=True, index=True),
    Column("attribution", String(32), nullable=False, index=True),
    info=DERIVED,
)

# What changed, each with a number that rises; filled by triggers, see `onrecord.store.changing`.
changes = Table(
    "changes",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("number", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# By what each reading was made; see `onrecord.store.remembering`.
read_marks = Table(
    "read_marks",
    metadata,
    Column("page_id", String(32), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("mark", String(32), nullable=False),
)
