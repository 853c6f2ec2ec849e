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
