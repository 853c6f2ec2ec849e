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
REVISION = "0004"

metadata = MetaData()

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
    Column("place", Text, primary_key=True),
    Column("sha256", String(64), ForeignKey("captures.sha256"), nullable=False),
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
