from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.builders import make_capture, make_page, make_reading

from onrecord.errors import StoreError
from onrecord.records import Reading
from onrecord.store import migrate, sqlite
from onrecord.store.schema import REVISION, metadata
from onrecord.store.sqlite import open_sqlite


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record that holds one page and is closed."""
    path = tmp_path / "onrecord.db"
    with open_sqlite(path) as store:
        store.keep(make_capture(), make_reading())
    return path


def refusal(path: Path, *, write: bool = True) -> str:
    with pytest.raises(StoreError) as caught:
        open_sqlite(path, write=write)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_the_migrations_make_the_tables_of_the_schema(record):
    with open_sqlite(record) as store, store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_no_search_index})
        assert compare_metadata(context, metadata) == []


def _is_no_search_index(thing, name, kind, reflected, compare_to) -> bool:
    return not (kind == "table" and "_search" in name)


def test_the_schema_names_the_newest_migration():
    assert ScriptDirectory(str(migrate._FOLDER)).get_current_head() == REVISION


def test_opening_a_current_record_runs_no_migration(record, monkeypatch):
    monkeypatch.setattr(sqlite, "migrate_tables", lambda _: pytest.fail("migrated"))
    with open_sqlite(record) as store:
        assert store.counts().pages == 1


def test_a_record_without_its_tables_is_completed_when_opened(tmp_path):
    path = tmp_path / "onrecord.db"
    path.touch()
    with open_sqlite(path) as store:
        assert store.counts().pages == 0


def test_a_missing_record_cannot_be_read_and_the_line_says_how_to_make_one(tmp_path):
    path = tmp_path / "onrecord.db"
    assert "onrecord read" in refusal(path, write=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path):
    assert "folder" in refusal(tmp_path / "no" / "onrecord.db")


def test_a_folder_is_no_record(tmp_path):
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("data", [b"<html>not a record</html>", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_of_another_kind_is_no_record_and_is_left_alone(tmp_path, data):
    path = tmp_path / "page.html"
    path.write_bytes(data)
    refusal(path)
    refusal(path, write=False)
    assert path.read_bytes() == data


def test_another_programs_database_is_no_record_and_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    before = path.read_bytes()
    assert "not a record of onrecord" in refusal(path)
    assert path.read_bytes() == before


def test_a_record_of_a_newer_onrecord_is_refused(record):
    with sqlite3.connect(record) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    assert "newer onrecord" in refusal(record)


def test_a_locked_record_is_refused_with_the_reason(record, monkeypatch):
    monkeypatch.setattr(sqlite, "_BUSY_TIMEOUT_S", 0.05)
    other = sqlite3.connect(record, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_sqlite(record) as store, pytest.raises(StoreError, match="another program is writing"):
        store.keep(make_capture("x"), make_reading(make_page(path="b.html")))
    other.close()


def test_a_record_opened_to_read_cannot_be_written(record):
    with open_sqlite(record, write=False) as store, pytest.raises(StoreError, match="only be read"):
        store.keep(make_capture("x"), make_reading(make_page(path="b.html")))


def test_a_record_can_be_read_while_another_writes(record):
    writer = sqlite3.connect(record, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with open_sqlite(record, write=False) as store:
        assert store.counts().pages == 1
    writer.close()


def test_a_file_cut_short_is_refused_in_one_line(record):
    data = record.read_bytes()
    record.write_bytes(data[: len(data) // 2])
    with pytest.raises(StoreError) as caught:
        _read_all(record)
    assert "\n" not in str(caught.value)


def _read_all(record: Path) -> None:
    with open_sqlite(record, write=False) as store:
        list(store.readings())
        list(store.entries())


def test_bytes_that_have_changed_are_not_given_out(record):
    with sqlite3.connect(record) as raw:
        packed = raw.execute("SELECT data_zstd FROM captures").fetchone()[0]
        raw.execute("UPDATE captures SET sha256 = ?, data_zstd = ?", ("0" * 64, packed))
    raw.close()
    with open_sqlite(record, write=False) as store, pytest.raises(StoreError, match="have changed"):
        store.capture("0" * 64)


def test_a_kept_page_is_on_disk_when_keep_returns(tmp_path):
    store = open_sqlite(tmp_path / "onrecord.db")
    store.keep(make_capture(), make_reading())
    with open_sqlite(tmp_path / "onrecord.db", write=False) as other:
        assert other.counts().pages == 1
    store.close()


def test_a_full_disk_is_said_and_nothing_kept_before_is_lost(record):
    with open_sqlite(record) as store:
        before = list(store.readings())
        with store.connect(write=True) as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            # The one connection of the pool, which the next transaction takes again.
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full"):
            _keep_many(store)
    with open_sqlite(record, write=False) as store:
        after = {reading.page.id for reading in store.readings()}
        assert {reading.page.id for reading in before} <= after
        assert store.counts().pages == len(after)


def _keep_many(store) -> None:
    for number in range(200):
        page = make_page(f"Talks\n{number} " + "Ada Venn of Caldia said so. " * 200, path=f"{number}.html")
        store.keep(make_capture(page.text), Reading(page=page, model="toy 1"))
