from __future__ import annotations

from tests.builders import make_capture
from tests.toy import load_toy

from onrecord.run.keeping import keep_all
from onrecord.run.local import read_captures
from onrecord.run.options import RunOptions
from onrecord.store.sqlite import open_sqlite


def outcomes(*texts: str):
    captures = [make_capture(text, path=f"{text}.txt") for text in texts]
    return read_captures(captures, options=RunOptions(jobs=1), load=load_toy)


def test_each_page_is_kept_before_the_next_is_read(tmp_path):
    with open_sqlite(tmp_path / "onrecord.db") as store:
        pages = [(one.kept.outcome, store.counts().pages) for one in keep_all(outcomes("a", "b"), store) if one.kept]
    assert pages == [("added", 1), ("added", 2)]


def test_a_refusal_is_passed_on_and_nothing_is_kept(tmp_path):
    with open_sqlite(tmp_path / "onrecord.db") as store:
        (done,) = keep_all(outcomes("REFUSE"), store)
        assert (done.kept, store.counts().pages) == (None, 0)


def test_without_a_store_nothing_is_kept():
    assert [done.kept for done in keep_all(outcomes("a"), None)] == [None]


def _joined(store) -> int:
    return sum(len(story.pages) for story in store.stories())


def test_pages_are_joined_as_they_are_kept(tmp_path):
    with open_sqlite(tmp_path / "onrecord.db") as store:
        left: list[int] = []
        for _ in keep_all(outcomes("a", "b", "c"), store, on_join=left.append):
            pass
        assert (left, store.unjoined(), _joined(store)) == ([3], 0, 3)


def test_what_a_run_left_unjoined_the_next_one_joins(tmp_path):
    with open_sqlite(tmp_path / "onrecord.db") as store:
        next(iter(keep_all(outcomes("a", "b"), store)))
        assert store.unjoined() == 1
        assert [done.kept.outcome for done in keep_all(outcomes("b"), store) if done.kept] == ["added"]
        assert (store.unjoined(), _joined(store)) == (0, 2)


def test_a_page_kept_again_is_not_joined_again(tmp_path):
    with open_sqlite(tmp_path / "onrecord.db") as store:
        for _ in range(2):
            left: list[int] = []
            list(keep_all(outcomes("a"), store, on_join=left.append))
        assert left == []


def test_a_fault_in_joining_does_not_end_the_reading_and_is_said(tmp_path, monkeypatch, caplog):
    def fail(*_: object) -> int:
        raise ZeroDivisionError

    with open_sqlite(tmp_path / "onrecord.db") as store:
        monkeypatch.setattr(type(store), "join", fail)
        assert len(list(keep_all(outcomes("a", "b"), store))) == 2
        assert (store.counts().pages, store.unjoined()) == (2, 2)
    assert "could not be joined" in caplog.text
