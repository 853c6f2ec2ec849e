"""speed.py [--rounds N] [--json FILE] [--table FILE]: text in, attributions out, against spaCy's small pipeline.

Both read the dev texts of shared/data/polnear on one and the same core, in turn, round after round, each in its own
process and its own environment (that of spaCy is made in build/spacy from benchmarks/spacy.txt, once). The figure is
the ratio of the medians. Also: peak memory of each, and the time from starting the command to its first output on one
short page. ``--table`` measures instead both models, attribution alone and the whole product, on one core and on two.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from report import ROOT, need_data, write_result

SPACY = ROOT / "build" / "spacy"
WORKER = ROOT / "benchmarks" / "speed_worker.py"
# One thread each: on one core more would only get in each other's way.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Reader:
    """A process that holds the texts and one tool, and reads them all each time it is asked."""

    def __init__(self, tool: str, python: Path, texts: Path, cores: set[int], *options: str) -> None:
        self.tool = " ".join((tool, *options))
        self.rounds: list[float] = []
        self.answer: dict[str, float] = {}
        self._process = subprocess.Popen(
            [str(python), str(WORKER), tool, str(texts), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | ONE_THREAD,
        )
        os.sched_setaffinity(self._process.pid, cores)
        self._ask("warm up")

    def read(self) -> None:
        """Has all texts read once and keeps the seconds it took."""
        self.answer = self._ask("read")
        self.rounds.append(self.answer["seconds"])

    def close(self) -> None:
        """Ends the process."""
        _pipe(self._process.stdin).close()
        self._process.wait(timeout=60)

    def _ask(self, word: str) -> dict[str, float]:
        pipe = _pipe(self._process.stdin)
        pipe.write(word + "\n")
        pipe.flush()
        line = _pipe(self._process.stdout).readline()
        if not line:
            raise RuntimeError(f"{self.tool} ended early")
        answer: dict[str, float] = json.loads(line)
        return answer


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def spacy_python() -> Path:
    """Returns the Python of spaCy's environment, made on first use."""
    python = SPACY / "bin" / "python"
    if not python.exists():
        print("making build/spacy ...")
        lock = ROOT / "benchmarks" / "spacy.txt"
        subprocess.run([sys.executable, "-m", "venv", str(SPACY)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock)], check=True)
    return python


def first_output(page: Path, times: int) -> float:
    """Returns the median of the seconds from starting the command to the first byte of its output."""
    seconds = []
    command = [str(Path(sys.executable).with_name("onrecord")), "read", "--no-keep", "--format", "jsonl", str(page)]
    for _ in range(times):
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            process.stdout.read(1)
            seconds.append(time.perf_counter() - start)
            process.stdout.read()
    return statistics.median(seconds)


def measure(folder: Path, rounds: int, core: int) -> dict[str, float]:
    """Returns the figures; prints each round."""
    ours = Reader("onrecord", Path(sys.executable), folder, {core})
    theirs = Reader("spacy", spacy_python(), folder, {core})
    for number in range(rounds):
        for reader in (ours, theirs) if number % 2 == 0 else (theirs, ours):
            reader.read()
        print(f"round {number + 1}: onrecord {ours.rounds[-1]:.2f} s, spaCy {theirs.rounds[-1]:.2f} s")
    ours.close()
    theirs.close()
    texts = ours.answer["texts"]
    mine, other = statistics.median(ours.rounds), statistics.median(theirs.rounds)
    return {
        "reports per second": round(texts / mine, 2),
        "reports per second, spaCy": round(texts / other, 2),
        "ratio": round(other / mine, 3),
        "peak MiB": round(ours.answer["peak_mib"], 1),
        "peak MiB, spaCy": round(theirs.answer["peak_mib"], 1),
    }


def measure_table(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """Returns reports a second and the ratio to spaCy on one core, for each model, what is read, and threads."""
    first, *others = sorted(os.sched_getaffinity(0))
    python = Path(sys.executable)
    readers = [Reader("spacy", spacy_python(), folder, {first})]
    for model in ("fast", "accurate"):
        for tool in ("attribution", "onrecord"):
            readers.append(Reader(tool, python, folder, {first}, model, "1"))
            if others:
                readers.append(Reader(tool, python, folder, {first, others[0]}, model, "2"))
    for _ in range(rounds):
        for reader in readers:
            reader.read()
    base = statistics.median(readers[0].rounds)
    table = {}
    for reader in readers:
        seconds = statistics.median(reader.rounds)
        table[reader.tool] = {
            "reports per second": round(reader.answer["texts"] / seconds, 2),
            "ratio": round(base / seconds, 3),
            "peak MiB": round(reader.answer["peak_mib"], 1),
        }
        reader.close()
        print(reader.tool, table[reader.tool])
    return table


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--core", type=int, default=min(os.sched_getaffinity(0)))
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--table", metavar="FILE")
    arguments = parser.parse_args()
    folder = need_data("polnear/dev/text")
    if arguments.table:
        table = measure_table(folder, arguments.rounds)
        write_result(arguments.table, "speed by model and threads", {}, table=table, rounds=arguments.rounds)
        return
    figures = measure(folder, arguments.rounds, arguments.core)
    figures["seconds to first output"] = round(first_output(ROOT / "examples" / "11-castrin-statement.txt", 5), 3)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    write_result(arguments.json, "speed", figures, cases=len(list(folder.glob("*.txt"))), rounds=arguments.rounds)


if __name__ == "__main__":
    main()
