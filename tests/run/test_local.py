from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.builders import make_capture
from tests.toy import load_toy

from onrecord.errors import ModelError
from onrecord.records import Capture, Failure
from onrecord.run import local
from onrecord.run.local import PageRead, read_captures, read_inputs
from onrecord.run.options import RunOptions


def captures(*texts: str) -> list[Capture]:
    return [make_capture(text, path=f"{number}.txt") for number, text in enumerate(texts)]


def said_by(outcomes) -> list[str | None]:
    """Each outcome as one word: the path of a page that was read, or why it was not."""
    return [one.reading.page.path if isinstance(one, PageRead) else one.reason for one in outcomes]


def read(*texts: str, jobs: int | None) -> list[str | None]:
    return said_by(read_captures(captures(*texts), options=RunOptions(jobs=jobs), load=load_toy))


@pytest.mark.parametrize("jobs", [1, 2, None])
def test_results_come_in_the_order_given(jobs):
    texts = ["SLOW", *(f"page {number}" for number in range(1, 9))]
    assert read(*texts, jobs=jobs) == [f"{number}.txt" for number in range(9)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_on_one_page_is_its_failure_and_the_rest_goes_on(jobs):
    assert read("a", "FAULT", "b", jobs=jobs) == ["0.txt", "internal", "2.txt"]


def test_the_failure_of_a_fault_names_the_page_and_the_fault_in_one_line():
    (failure,) = read_captures(captures("FAULT"), options=RunOptions(jobs=1), load=load_toy)
    assert isinstance(failure, Failure)
    assert (failure.where, failure.stage) == ("0.txt", "run")
    assert "ValueError: two lines" in failure.message


def test_a_page_that_kills_its_process_fails_alone():
    assert read("a", "DEATH", "b", "c", "d", "e", jobs=2) == ["0.txt", "internal", "2.txt", "3.txt", "4.txt", "5.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_refusal_among_the_captures_keeps_its_place(jobs):
    lost = Failure(where="x", stage="sources", reason="not_found", message="no such file")
    first, second = captures("a", "b")
    outcomes = read_captures([first, lost, second], options=RunOptions(jobs=jobs), load=load_toy)
    assert said_by(outcomes) == ["0.txt", "not_found", "1.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_captures_are_taken_only_as_fast_as_they_are_read(jobs):
    taken = 0

    def count() -> Iterator[Capture]:
        nonlocal taken
        for capture in captures(*(f"page {number}" for number in range(40))):
            taken += 1
            yield capture

    outcomes = read_captures(count(), options=RunOptions(jobs=jobs), load=load_toy)
    next(outcomes)
    assert taken <= jobs * 2 + 1
    outcomes.close()  # type: ignore[attr-defined]


def test_a_few_pages_start_no_process(monkeypatch):
    monkeypatch.setattr(local, "read_in_processes", lambda *_: pytest.fail("started processes"))
    assert len(read("a", "b", jobs=None)) == 2


def test_many_pages_are_read_by_processes_from_the_17th_on(monkeypatch):
    sent: list[str | None] = []

    def read_in_processes(rest, load, options, jobs):
        sent.extend(capture.origin.path for capture in rest)
        return iter(())

    monkeypatch.setattr(local, "read_in_processes", read_in_processes)
    monkeypatch.setattr(local, "_cores", lambda: 4)
    assert len(read(*map(str, range(18)), jobs=None)) == 16
    assert sent == ["16.txt", "17.txt"]


def test_no_captures_give_no_outcomes():
    assert read(jobs=2) == []


def test_a_fault_of_the_sources_ends_in_a_failure_after_what_came_before(monkeypatch):
    def iter_captures(specs, *, options) -> Iterator[Capture]:
        yield from captures("a")
        raise RuntimeError("broken pipe to the moon")

    monkeypatch.setattr(local, "iter_captures", iter_captures)
    assert said_by(read_inputs(["x"], options=RunOptions(jobs=1), load=load_toy)) == ["0.txt", "internal"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_cannot_be_loaded_is_raised_and_not_charged_to_a_page(jobs):
    with pytest.raises(ModelError):
        list(read_captures(captures("a"), options=RunOptions(jobs=jobs, model="no such model")))
