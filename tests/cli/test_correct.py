from __future__ import annotations

import json

import pytest


@pytest.fixture
def kept(run, pages):
    run("read", pages)
    return json.loads(run("statements", "--format", "jsonl", "--speaker", "Venn").stdout.splitlines()[0])


def id_of(kept):
    return kept["attribution"]["id"] if "attribution" in kept else kept["variants"][0]["attribution"]


def test_a_corrected_speaker_is_listed_and_the_ledger_says_who_and_why(run, kept):
    answer = run("correct", id_of(kept), "--speaker", "Cora Bell", "--why", "heard it", "--who", "Ida")
    assert answer.exit_code == 0
    assert "Correction 1 is kept" in answer.stderr
    assert "Cora Bell" in run("statements", "--speaker", "Bell").stdout
    line = json.loads(run("correct").stdout)
    assert (line["draft"]["who"], line["draft"]["why"]) == ("Ida", "heard it")


def test_a_correction_is_undone(run, kept):
    run("correct", id_of(kept), "--not-a-statement", "--why", "x", "--who", "Ida")
    line = json.loads(run("correct").stdout)
    assert run("correct", "--undo", line["id"], "--why", "y", "--who", "Ida").exit_code == 0
    assert len(run("correct").stdout.splitlines()) == 2


def test_corrections_are_training_data(run, kept):
    run("correct", id_of(kept), "--speaker", "Cora Bell", "--why", "heard it", "--who", "Ida")
    example = json.loads(run("correct", "--training").stdout)
    assert example["read"]["speaker"]["name"] == "Ada Venn"
    assert example["corrected"]["speaker"]["name"] == "Cora Bell"
    start, end = example["read"]["content"][0]
    assert example["text"][start:end] == "“the border stays open”"


def variants(run):
    lines = run("statements", "--format", "jsonl", "--speaker", "Venn").stdout.splitlines()
    return [[one["attribution"] for one in json.loads(line)["variants"]] for line in lines]


def test_a_wording_leaves_its_statement_and_is_told_to_be_the_same_again(run, kept):
    ((one, other),) = variants(run)
    address = f"http://127.0.0.1:8000/s/{one}"
    assert run("correct", other, "--different-statements", "--why", "another day", "--who", "Ida").exit_code == 0
    assert sorted(variants(run)) == sorted([[one], [other]])
    assert "another day" in run("statement", other).stdout
    assert run("correct", other, address, "--same-statement", "--why", "no, it was", "--who", "Bo").exit_code == 0
    assert variants(run) == [[one, other]]
    shown = run("statement", one).stdout
    assert "joined by a person: Bo" in shown
    assert "a later one overrules that" in shown
    (example,) = [json.loads(line) for line in run("correct", "--training").stdout.splitlines()]
    assert (example["one"], example["who"], example["first"]["read"]["id"]) == (True, "Bo", other)


@pytest.mark.parametrize(
    "args",
    [
        ("at_nothing", "--not-a-statement", "--why", "x"),
        ("--not-a-statement", "--why", "x"),
        ("at_a", "--why", "x"),
        ("at_a", "--not-a-statement", "--date", "2031", "--why", "x"),
        ("Ada Venn", "--same-person", "--why", "x"),
        ("--undo", "co_nothing", "--why", "x"),
        ("sm_nothing", "--different-statements", "--why", "x"),
        ("sm_nothing", "sm_other", "--same-statement", "--why", "x"),
        ("sm_nothing", "--same-statement", "--why", "x"),
        ("Ada Venn", "A. Venn", "--same-person"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_changes_nothing(run, kept, args):
    answer = run("correct", *args, "--who", "Ida")
    assert answer.exit_code == 2
    assert len(answer.stderr.splitlines()) == 1
    assert run("correct").stdout == ""
