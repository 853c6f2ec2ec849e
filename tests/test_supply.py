"""What onrecord is made of: licences, a bill of materials, and a wheel that anybody can build to the byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_every_locked_release_is_under_a_licence_of_the_list(root: Path):
    run = subprocess.run([sys.executable, "script/licences.py"], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_bill_of_materials_is_the_same_each_time(root: Path, tmp_path: Path):
    pytest.importorskip("cyclonedx", reason="cyclonedx-python-lib is not installed")
    for name in ("one", "two"):
        command = [sys.executable, "-W", "ignore", "script/licences.py", "--sbom", str(tmp_path / name)]
        subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert '"name": "trafilatura"' in (tmp_path / "one").read_text("utf-8")


def test_the_wheel_is_the_same_to_the_byte_each_time(root: Path, tmp_path: Path):
    digests = set()
    for name in ("one", "two"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / name)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1900000000", "PYTHONHASHSEED": str(len(name))}
        subprocess.run(command, cwd=root, check=True, capture_output=True, env=environment)
        [wheel] = (tmp_path / name).glob("*.whl")
        digests.add(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert len(digests) == 1
