from __future__ import annotations

import pytest


@pytest.fixture
def record(run, pages):
    """A record of two pages."""
    run("read", pages)
    return run


def test_why_explains_the_attribution_of_a_number(record, pages):
    output = record("show", pages / "a.txt", "--why", "1").stdout
    assert output.startswith("“the border stays open”\nat_")
    for label in ("found", "said", "kind", "speaker"):
        assert f"\n{label} " in output
    assert "by its cue “said”" in output


def test_why_takes_an_id_or_its_beginning(record, pages):
    wanted = record("show", pages / "a.txt", "--why", "1").stdout.splitlines()[1]
    for name in (wanted, wanted[:9], wanted.removeprefix("at_")):
        shown = record("show", pages / "a.txt", "--why", name)
        assert shown.exit_code == 0
        assert wanted in shown.stdout


@pytest.mark.parametrize("wanted", ["0", "99", "at_zzzz", "no"])
def test_why_of_nothing_is_one_clear_line(record, pages, wanted):
    result = record("show", pages / "a.txt", "--why", wanted)
    assert result.exit_code == 2
    assert f"--why {wanted}" in result.stderr
