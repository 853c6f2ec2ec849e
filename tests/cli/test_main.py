from __future__ import annotations

import subprocess
import sys

import pytest

import onrecord
from onrecord.cli import exits
from onrecord.cli.docs import cli_page

HEAVY = {"onnxruntime", "lxml", "trafilatura", "sqlalchemy", "alembic", "numpy", "rich"}


def test_the_version_is_told(run):
    assert run("--version").stdout == f"onrecord {onrecord.__version__}\n"


@pytest.mark.parametrize("command", ["read", "show", "statements", "export", "info"])
def test_every_command_explains_itself(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert command in run("--help").stdout


def test_the_exit_codes_are_in_the_help(run):
    output = run("--help").stdout
    assert all(line in output for line in exits.TABLE.splitlines())


def test_the_page_of_the_command_line_is_the_commands_own_help(root):
    assert (root / "docs" / "cli.md").read_text("utf-8") == cli_page()


def test_help_loads_neither_the_model_nor_the_database():
    code = "import sys; from onrecord.cli.main import app; print(sorted({m.split('.')[0] for m in sys.modules}))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(eval(shown))


def test_the_package_runs_as_a_module():
    command = [sys.executable, "-m", "onrecord", "--version"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith("onrecord ")
