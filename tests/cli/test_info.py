from __future__ import annotations

import onrecord


def test_versions_and_the_model_with_its_licence_are_told(run, model):
    output = run("info").stdout
    assert f"onrecord      {onrecord.__version__}" in output
    assert model.card.version in output
    assert "licence" in output


def test_the_records_counts_are_told(run, pages):
    run("read", pages)
    lines = {line[:12].strip(): line[14:] for line in run("info").stdout.splitlines()}
    assert lines["pages"] == "2 from 1 outlet"
    assert lines["published"] == "2031-02-03 to 2031-02-03"
    assert lines["statements"] == "4, 0 of them without a resolved speaker"
    assert lines["read by"] == "toy 1 (2)"


def test_without_a_record_it_says_how_to_make_one(run):
    result = run("info")
    assert result.exit_code == 0
    assert "none at onrecord.db yet" in result.stdout
