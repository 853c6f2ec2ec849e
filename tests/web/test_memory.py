from __future__ import annotations

import threading
import time

import pytest

from onrecord.web import memory
from onrecord.web.memory import Memory


@pytest.fixture
def remembered():
    held = Memory()
    yield held
    held.close()


def test_a_question_is_asked_once_for_each_version(remembered):
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    assert [remembered.recall("q", version, ask) for version in (1, 1, 2, 2)] == [1, 1, 2, 2]


def test_many_who_ask_at_once_wait_for_one_answer(remembered):
    asked = []

    def ask():
        asked.append(1)
        time.sleep(0.2)
        return "answer"

    found = []
    readers = [threading.Thread(target=lambda: found.append(remembered.recall("q", 1, ask))) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert (found, len(asked)) == (["answer"] * 8, 1)


def test_what_takes_long_is_shown_as_it_was_while_it_is_found_anew(remembered, monkeypatch):
    monkeypatch.setattr(memory, "_QUICK_S", 0.0)
    go = threading.Event()
    assert remembered.recall("q", 1, lambda: "old") == "old"
    assert remembered.recall("q", 2, lambda: go.wait(30) and "new") == "old"
    go.set()
    for _ in range(200):
        if remembered.recall("q", 2, lambda: "new") == "new":
            break
        time.sleep(0.02)
    assert remembered.recall("q", 2, lambda: "never asked") == "new"


def test_a_fault_is_told_to_who_asked_and_not_remembered(remembered):
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        remembered.recall("q", 1, fail)
    assert remembered.recall("q", 1, lambda: "yes") == "yes"


def test_only_so_much_is_remembered(remembered, monkeypatch):
    monkeypatch.setattr(memory, "_REMEMBERED", 2)
    for key in range(5):
        remembered.recall(key, 1, lambda: "x")
    assert len(remembered._known) == 2


def test_a_glance_does_not_wait_for_what_takes_long(remembered):
    go = threading.Event()
    assert remembered.glance("q", 1, lambda: go.wait(30) and "answer") is None
    go.set()
    assert remembered.recall("q", 1, lambda: "answer") == "answer"
    assert remembered.glance("q", 2, lambda: "newer") == "answer"
