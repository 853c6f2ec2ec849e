"""The scripts that a stranger runs first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("sh", "dirname", "mkdir", "rm", "cat", "tail", "grep", "date")


@pytest.fixture
def bare(root: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the scripts, and an environment with the usual tools but no Python."""
    copy = tmp_path / "checkout"
    shutil.copytree(root / "script", copy / "script")
    shutil.copytree(root / "requirements", copy / "requirements")
    shutil.copy(root / "pyproject.toml", copy)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found is not None, name
        (tools / name).symlink_to(found)
    return copy, {"PATH": str(tools), "HOME": str(tmp_path)}


@pytest.mark.parametrize("script", ["demo", "test"])
def test_without_a_python_it_says_what_is_needed(script: str, bare: tuple[Path, dict[str, str]]):
    copy, environment = bare
    run = subprocess.run(
        ["sh", f"script/{script}"], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "Python 3.11 or newer" in run.stderr


def test_a_python_that_is_too_old_is_passed_over(bare: tuple[Path, dict[str, str]], tmp_path: Path):
    copy, environment = bare
    old = tmp_path / "bin" / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")  # what an old Python answers to the question whether it is new enough
    old.chmod(0o755)
    run = subprocess.run(["sh", "script/demo"], cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert "Python 3.11 or newer" in run.stderr


def test_the_summary_names_every_skip_and_failure_and_counts(root: Path, tmp_path: Path):
    (tmp_path / "steps.tsv").write_text("lint\t0\tfine\ngate\t77\tno data\npytest\t1\t\n", "utf-8")
    cases = (
        "<testcase classname='tests.a' name='good'/>",
        "<testcase classname='tests.a' name='bad'><failure message='1 is not 2'/></testcase>",
        "<testcase classname='tests.a' name='left'><skipped message='no browser'/></testcase>",
        "<testcase classname='tests.a' name='hard'><skipped type='pytest.xfail' message='not yet'/></testcase>",
    )
    report = f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"
    (tmp_path / "pytest.xml").write_text(report, "utf-8")
    command = [sys.executable, str(root / "script" / "summary.py"), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout.splitlines()[-5:] == [
        "xfailed: tests.a::hard: not yet",
        "skipped: gate: no data",
        "skipped: tests.a::left: no browser",
        "failed: tests.a::bad: 1 is not 2",
        "2 passed, 1 failed, 2 skipped, 1 xfailed",
    ]


def test_a_run_of_nothing_is_a_failure(root: Path, tmp_path: Path):
    (tmp_path / "steps.tsv").write_text("pytest\t2\tusage error\n", "utf-8")
    command = [sys.executable, str(root / "script" / "summary.py"), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.splitlines()[-1]) == (1, "0 passed, 1 failed, 0 skipped")
