"""What `import onrecord` promises: its names, and that it costs next to nothing."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import onrecord

# Removing a name breaks users: it needs a major version. Adding one is a promise: it needs a line here.
PROMISED = {
    "Actor",
    "Aside",
    "Attribution",
    "Block",
    "Datum",
    "Docket",
    "Entity",
    "Entry",
    "Failure",
    "Filter",
    "Meeting",
    "ModelError",
    "OnrecordError",
    "Page",
    "PageRef",
    "ReadError",
    "Reading",
    "Record",
    "RemoteRecord",
    "Span",
    "Store",
    "StoreError",
    "UsageError",
    "When",
    "__version__",
    "connect",
    "open_docket",
    "open_record",
    "read",
    "read_all",
}
HEAVY = {"onnxruntime", "tokenizers", "lxml", "trafilatura", "sqlalchemy", "alembic", "dateparser", "typer", "rich"}
HEAVY |= {"pycountry", "feedparser", "fastwarc"}
MOST_SECONDS = 0.1

ASK = """
import json, sys, time
before = set(sys.modules)
start = time.process_time()
import onrecord
seconds = time.process_time() - start
print(json.dumps({"seconds": seconds, "modules": sorted({name.split(".")[0] for name in sys.modules} - before)}))
"""


def in_fresh_process() -> dict[str, object]:
    run = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    answer: dict[str, object] = json.loads(run.stdout)
    return answer


def test_the_promised_names_are_there_and_no_others():
    assert set(onrecord.__all__) == PROMISED


@pytest.mark.parametrize("name", sorted(PROMISED - {"__version__"}))
def test_every_public_name_says_what_it_is(name: str):
    assert (getattr(onrecord, name).__doc__ or "").strip()


def test_the_version_is_the_one_that_is_installed():
    from importlib.metadata import version

    assert onrecord.__version__ == version("onrecord")


def test_importing_loads_nothing_heavy():
    modules = in_fresh_process()["modules"]
    assert isinstance(modules, list)
    assert set(modules) & HEAVY == set()


def test_importing_takes_less_than_a_tenth_of_a_second():
    # Processor time, the best of several: a busy machine makes it slower, nothing makes it faster.
    assert min(float(str(in_fresh_process()["seconds"])) for _ in range(7)) < MOST_SECONDS
