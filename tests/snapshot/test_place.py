"""A snapshot lies beside the record it is of, is one process's at a time, and is not taken for another record's."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import replace

from onrecord.snapshot.place import mark_of, take_place


def test_a_lasting_place_is_beside_the_record_and_stays(path):
    place = take_place(str(path), lasting=True)
    assert place.folder == Path(f"{path}-snapshot")
    place.leave()
    assert place.folder.is_dir()


def test_a_place_for_a_while_is_taken_away(path):
    place = take_place(str(path), lasting=False)
    (place.folder / "a").write_text("x")
    place.leave()
    assert not place.folder.exists()


def test_who_comes_second_gets_a_place_for_a_while(path):
    first = take_place(str(path), lasting=True)
    second = take_place(str(path), lasting=True)
    assert second.folder != first.folder
    assert not second.lasting
    second.leave()
    first.leave()
    third = take_place(str(path), lasting=True)
    assert third.folder == first.folder
    third.leave()


def test_a_record_in_a_database_has_no_place_beside_it():
    place = take_place("postgresql://ada@db.example/talks", lasting=True)
    assert not place.lasting
    place.leave()


def test_where_nothing_can_be_written_the_place_is_elsewhere(path):
    Path(f"{path}-snapshot").write_text("in the way")
    place = take_place(str(path), lasting=True)
    assert not place.lasting
    place.leave()


def test_another_docket_or_another_record_has_another_mark(path, docket, tmp_path):
    mark = mark_of(str(path), docket)
    assert mark == mark_of(str(path), docket)
    assert mark != mark_of(str(path), replace(docket, name="other"))
    assert mark != mark_of(shutil.copy(path, tmp_path / "other.db"), docket)
