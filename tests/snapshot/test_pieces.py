"""The file of pieces: what is written is found again, by every name, and only what changed is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from onrecord.snapshot.asking import Snapshot
from onrecord.snapshot.making import document
from onrecord.snapshot.pieces import FILE, Group, Piece, PieceReader, PieceWriter
from onrecord.snapshot.views import Head


class Thing(Struct, frozen=True):
    word: str


def piece(key: str, *, word: str = "", **more) -> Piece:
    return Piece(kind="thing", key=key, thing=Thing(word or key), **more)


def group(*pieces: Piece, name: str = "all") -> list[Group]:
    """All pieces as one group, which is what they are made of."""
    return [Group(name=name, source=pieces, pieces=lambda: pieces)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / FILE


def words(found) -> list[str]:
    return [thing.word for thing in found]


def test_a_piece_is_found_by_its_key_and_its_names(path):
    PieceWriter(path).write(group(piece("a", names=("x", "y")), piece("b", names=("y",))))
    reader = PieceReader(path)
    assert reader.get("thing", "a", Thing) == Thing("a")
    assert reader.get("thing", "c", Thing) is None
    assert words(reader.named("thing", "y", Thing)) == ["a", "b"]
    assert words(reader.named("thing", "x", Thing)) == ["a"]


def test_only_what_changed_is_written(path):
    writer = PieceWriter(path)
    first = [piece("a"), piece("b")]
    assert writer.write(group(*first)) == 2
    assert writer.write(group(*first)) == 0
    assert writer.write(group(first[0], piece("b", word="other"))) == 1
    assert PieceReader(path).get("thing", "b", Thing) == Thing("other")


def test_what_is_gone_is_not_found_by_any_name(path):
    writer = PieceWriter(path)
    writer.write(group(piece("a", names=("x",)), piece("b", names=("x",))))
    writer.write(group(piece("b", names=("z",))))
    reader = PieceReader(path)
    assert reader.get("thing", "a", Thing) is None
    assert words(reader.named("thing", "x", Thing)) == []
    assert words(reader.named("thing", "z", Thing)) == ["b"]


def test_a_writer_that_is_new_to_a_file_replaces_what_it_holds(path):
    PieceWriter(path).write(group(piece("old", names=("x",))))
    PieceWriter(path).write(group(piece("new")))
    reader = PieceReader(path)
    assert words(reader.listed("thing", Thing)) == ["new"]
    assert words(reader.named("thing", "x", Thing)) == []


def test_a_fault_halfway_leaves_what_was_there(path):
    def pieces():
        yield piece("b")
        raise ValueError("halfway")

    writer = PieceWriter(path)
    writer.write(group(piece("a")))
    with pytest.raises(ValueError, match="halfway"):
        writer.write([Group(name="all", source=None, pieces=pieces)])
    assert words(PieceReader(path).listed("thing", Thing)) == ["a"]
    writer.write(group(piece("c")))
    assert words(PieceReader(path).listed("thing", Thing)) == ["c"]


def test_a_list_has_its_own_order(path):
    PieceWriter(path).write(
        group(piece("a", place=2.0), piece("b", place=1.0, then_by="z"), piece("c", place=1.0, then_by="y"))
    )
    assert words(PieceReader(path).listed("thing", Thing)) == ["c", "b", "a"]


def test_parts_are_lists_of_their_own(path):
    PieceWriter(path).write(group(piece("a", part="one"), piece("b", part="two"), piece("c", part="one")))
    reader = PieceReader(path)
    assert words(reader.listed("thing", Thing, part="one")) == ["a", "c"]
    assert words(reader.listed("thing", Thing, part="one", start=1, limit=1)) == ["c"]
    assert reader.count("thing", "one") == 2


def test_keys_that_begin_alike_are_found(path):
    PieceWriter(path).write(group(piece("pr_ab"), piece("pr_abc"), piece("pr_b")))
    assert words(PieceReader(path).beginning("thing", "pr_a", Thing)) == ["pr_ab", "pr_abc"]


@given(
    places=st.lists(st.integers(0, 3), max_size=12),
    limit=st.integers(1, 5),
)
def test_a_list_goes_on_behind_any_key_to_its_end(tmp_path_factory, places, limit):
    path = tmp_path_factory.mktemp("pieces") / FILE
    writer = PieceWriter(path)
    writer.write(group(*[piece(f"k{number:02}", place=place) for number, place in enumerate(places)]))
    reader = PieceReader(path)
    found: list[str] = []
    after = None
    while page := reader.behind("thing", after, limit, Thing):
        found += words(thing for _, thing in page)
        after = page[-1][0]
    assert found == words(reader.listed("thing", Thing))
    reader.close()
    writer.close()


def test_nothing_comes_behind_a_key_that_is_gone(path):
    PieceWriter(path).write(group(piece("a")))
    assert PieceReader(path).behind("thing", "gone", 5, Thing) == ()


def test_a_group_whose_source_is_what_it_was_is_not_made_again(path):
    def never() -> list[Piece]:
        raise AssertionError("made again")

    writer = PieceWriter(path)
    writer.write([*group(piece("a"), name="one"), *group(piece("b"), name="two")])
    unchanged = Group(name="one", source=(piece("a"),), pieces=never)
    assert writer.write([unchanged, *group(piece("c"), name="two")]) == 1
    assert words(PieceReader(path).listed("thing", Thing)) == ["a", "c"]


def test_a_group_that_is_gone_takes_its_pieces_along(path):
    writer = PieceWriter(path)
    writer.write([*group(piece("a"), name="one"), *group(piece("b"), name="two")])
    writer.write(group(piece("b"), name="two"))
    assert words(PieceReader(path).listed("thing", Thing)) == ["b"]


def test_the_log_of_a_large_change_does_not_stay(path):
    PieceWriter(path).write(group(*[piece(f"k{number}", word="x" * 1000) for number in range(2000)]))
    assert path.with_name(f"{FILE}-wal").stat().st_size == 0


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_made_again_and_its_readers_notice(path, damage):
    path.write_bytes(damage)
    snapshot = Snapshot(path.parent)
    assert snapshot.head() is None
    head = Head(mark="sn", version=7, seconds=0.0)
    PieceWriter(path).write([document("head", head)])
    assert snapshot.head() == head
    snapshot.close()


def test_what_is_torn_within_is_made_again(path):
    writer = PieceWriter(path)
    writer.write(group(*(piece(str(number), word="x" * 200) for number in range(300))))
    writer.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(4000) + whole[4100:])
    again = PieceWriter(path)
    again.write(group(piece("a")))
    assert words(PieceReader(path).listed("thing", Thing)) == ["a"]
