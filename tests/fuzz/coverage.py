"""Inputs that find their way by coverage: ``python -m tests.fuzz.coverage TARGET RUNS FOLDER`` (needs atheris).

atheris keeps what reaches new places in onrecord's own modules (nothing else is instrumented) in FOLDER/TARGET and goes
on from there; a case is changed half by libFuzzer's own ways, half by those of `mutants.py`, which know the formats.
The first cases are made by the strategies. What breaks something lies in FOLDER/failures, and ends the run.

``python -m tests.fuzz.coverage lines TARGET FOLDER`` says which part of the lines of the target's modules the kept
cases reach.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import random
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

# The packages whose modules a target works in.
MODULES = {
    "text": ("onrecord.page", "onrecord.text"),
    "html": ("onrecord.page", "onrecord.text"),
    "feed": ("onrecord.sources.feeds", "onrecord.sources.listings"),
    "query": ("onrecord.store.search", "onrecord.store.queries", "onrecord.store.fold"),
    "warc": ("onrecord.sources.warc", "onrecord.sources.compressed", "onrecord.sources.captures"),
    "jsonl": ("onrecord.sources.jsonl", "onrecord.sources.captures"),
}
_SEEDS, _MOST_BYTES = 200, 20_000
# Of the processor: a case that takes longer ends the run. libFuzzer's own limit is of the clock, and tells of others.
_HANG_S = 60.0


def modules_of(target: str) -> Iterator[str]:
    """Yields the names of the modules that a target works in."""
    for name in MODULES[target]:
        module = importlib.import_module(name)
        yield name
        for found in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
            yield found.name


def check_of(target: str) -> Callable[[bytes], None]:
    """Returns what tries one case; a query comes as text."""
    from tests.fuzz.targets import TARGETS

    check = TARGETS[target][0]
    return (lambda data: check(data.decode("utf-8", "surrogateescape"))) if target == "query" else check


def write_seeds(target: str, folder: Path) -> None:
    """Writes what the strategies make, where there is nothing yet."""
    from tests.fuzz.campaign import made

    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return
    for number, value in enumerate(made(target, _SEEDS, random.Random(target))):
        data = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        (folder / f"seed{number}").write_bytes(data)


def fuzz(target: str, runs: int, folder: Path) -> None:
    """Runs atheris; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["onrecord"]):
        for name in modules_of(target):
            importlib.import_module(name)
        check = check_of(target)
    from tests.fuzz.mutants import mutate

    corpus, failures = folder / target, folder / "failures"
    write_seeds(target, corpus)
    failures.mkdir(exist_ok=True)
    pool = [file.read_bytes() for file in sorted(corpus.iterdir())]

    def try_one(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, _HANG_S)
        check(data)

    def change(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)
        changed = mutate(data, pool, rng) if rng.random() < 0.5 else atheris.Mutate(data, most)
        return bytes(changed[:most])

    told = [
        f"-runs={runs}",
        f"-max_len={_MOST_BYTES}",
        "-timeout=0",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    atheris.Setup(
        [sys.argv[0], *told, f"-artifact_prefix={failures}/{target}-", str(corpus)], try_one, custom_mutator=change
    )
    atheris.Fuzz()


def _lines(code: CodeType) -> Iterator[int]:
    """Yields the lines of functions alone: what stands at the top of a module or class ran at its import."""
    if code.co_flags & inspect.CO_OPTIMIZED:
        yield from (line for _, _, line in code.co_lines() if line and line != code.co_firstlineno)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _lines(inner)


def reached(target: str, folder: Path) -> dict[str, Any]:
    """Returns how many lines of the functions of the target's modules the kept cases reach."""
    check, hit = check_of(target), set[tuple[str, int]]()
    files: dict[str, set[int]] = {}
    for name in modules_of(target):
        file = importlib.import_module(name).__file__ or ""
        code = compile(Path(file).read_text("utf-8"), file, "exec")
        files[file] = set(_lines(code))

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            hit.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    cases = sorted((folder / target).iterdir())
    sys.settrace(trace)
    for case in cases:
        check(case.read_bytes())
    sys.settrace(None)
    known = {(file, line) for file, lines in files.items() for line in lines}
    return {"target": target, "cases": len(cases), "lines": len(known), "reached": len(hit & known)}


def main() -> None:
    """Fuzzes a target, or tells of its lines."""
    warnings.simplefilter("ignore")
    if sys.argv[1] == "lines":
        sys.stdout.write(json.dumps(reached(sys.argv[2], Path(sys.argv[3]))) + "\n")
    else:
        fuzz(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))


if __name__ == "__main__":
    main()
