from __future__ import annotations

import re
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.builders import TEXT, make_capture, make_page, make_reading
from tests.postgres import Server

from onrecord.errors import StoreError
from onrecord.store.open import open_store
from onrecord.store.postgres import open_postgres
from onrecord.store.schema import metadata


def test_the_migrations_make_the_tables_of_the_schema(postgres: Server):
    with open_postgres(postgres.new_record()) as store, store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_no_search_column})
        assert compare_metadata(context, metadata) == []


def _is_no_search_column(thing, name, kind, reflected, compare_to) -> bool:
    return not (name == "words" or re.fullmatch(r"ix_\w+_words", name or ""))


def test_a_database_without_tables_becomes_a_record_when_opened_to_write(postgres: Server):
    url = postgres.new_database()
    with pytest.raises(StoreError, match="onrecord read"):
        open_store(url, write=False)
    with open_store(url) as store:
        assert store.counts().pages == 0


def test_another_programs_database_is_no_record_and_is_left_alone(postgres: Server):
    url = postgres.new_database()
    postgres.run("CREATE TABLE bookmarks (url text)", url.rpartition("/")[2])
    with pytest.raises(StoreError, match="other tables"):
        open_store(url)


def test_a_record_of_a_newer_onrecord_is_refused(postgres: Server):
    url = postgres.new_record()
    postgres.run("UPDATE alembic_version SET version_num = '9999'", url.rpartition("/")[2])
    with pytest.raises(StoreError, match="newer onrecord"):
        open_store(url)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda url: url.replace("test", "missing"), "does not exist"),
        (lambda url: re.sub(r":\d+/", ":1/", url), "refused"),
        (lambda _: "postgresql://ada:secret@127.0.0.1:port/talks", "postgresql://user@host/database"),
    ],
)
def test_a_record_that_cannot_be_reached_is_refused_in_one_line_without_its_password(postgres: Server, change, reason):
    url = change(postgres.new_record().replace("postgres@", "postgres:secret@"))
    with pytest.raises(StoreError, match=reason) as caught:
        open_store(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_record_opened_to_read_cannot_be_written(postgres: Server):
    with open_store(postgres.new_record(), write=False) as store, pytest.raises(StoreError, match="read only"):
        store.keep(make_capture(), make_reading())


def test_a_null_character_in_a_plain_text_is_kept_exactly(postgres: Server):
    reading = make_reading(make_page(TEXT + "\nOne\0two.", path="a\0.txt"))
    with open_store(postgres.new_record()) as store:
        store.keep(make_capture(reading.page.text), reading)
        assert list(store.readings()) == [reading]
        assert len(list(store.entries())) == 3


def test_writers_at_once_lose_nothing(postgres: Server):
    url = postgres.new_record()

    def write(writer: int) -> None:
        with open_store(url) as store:
            for number in range(10):
                # Every page is kept by two of the writers.
                page = make_page(f"{TEXT}\n{number + 10 * (writer // 2)}", path=f"{writer}.txt")
                store.keep(make_capture(page.text), make_reading(page))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_store(url, write=False) as store:
        assert (store.counts().pages, len(list(store.readings()))) == (20, 20)
        assert {reading.page.path for reading in store.readings()} == {"0.txt", "2.txt"}
