"""Ends the PostgreSQL server while a worker keeps, corrects and joins: by SIGKILL to all its processes, or at once.

    python -m benchmarks.server_kills [--ends 40]

Adds to benchmarks/results/kills.json. The tests do it a few times.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

from benchmarks.kills import PAGES, ROOT, contents, judge, write_results
from msgspec import Struct, to_builtins
from tests.postgres import DURABLE, Server, running_server

_MOST_SECONDS = 2.5
_FAILED = 5


Run = Callable[[threading.Timer | None], tuple[list[str], bool]]


class Ended(Struct, kw_only=True):
    """What came of some ends of the server.

    Attributes:
        killed: How often all its processes were killed.
        stopped: How often it was shut down at once.
        rounds: Records that were brought to their end.
        said: Pages that the worker had said were kept, added up over the ends.
        lost: Those of them that the record did not have when the server was back.
        corrections_lost: The same of corrections.
        findings: What `verify` found wrong, after each end.
        unclear: Workers that did not end with one line that says what is wrong.
        unequal: Records that were not, in the end, equal to one whose server never ended.
        lines: What workers said, with how often.
        seconds: That it took.
    """

    killed: int = 0
    stopped: int = 0
    rounds: int = 0
    said: int = 0
    lost: int = 0
    corrections_lost: int = 0
    findings: int = 0
    unclear: int = 0
    unequal: int = 0
    lines: dict[str, int] = {}
    seconds: float = 0.0


def end_often(server: Server, ends: int, seed: int, pages: int = PAGES) -> Ended:
    """Ends the server until it was ended `ends` times; each record goes on until it is done, then the next begins."""
    rng, outcome, start = random.Random(seed), Ended(), time.monotonic()
    unbroken = server.new_database()
    work(unbroken, seed, pages)
    wanted = contents(unbroken)
    while outcome.killed + outcome.stopped < ends:
        record, said, is_done = server.new_database(), set[str](), False
        while not is_done:
            run = partial(work, record, seed, pages)
            is_last = outcome.killed + outcome.stopped >= ends
            lines, is_done = run(None) if is_last else _interrupt(server, run, rng, outcome)
            said |= set(lines)
            judge(outcome, record, said)
        outcome.rounds += 1
        outcome.unequal += contents(record) != wanted
    outcome.seconds = round(time.monotonic() - start, 1)
    return outcome


def _interrupt(server: Server, run: Run, rng: random.Random, outcome: Ended) -> tuple[list[str], bool]:
    """Runs a worker, ends the server meanwhile, and starts it again."""
    is_kill = rng.random() < 0.6
    timer = threading.Timer(rng.random() ** 2 * _MOST_SECONDS, server.kill if is_kill else server.stop)
    lines, is_done = run(timer)
    timer.join()
    server.start()
    outcome.killed += is_kill
    outcome.stopped += not is_kill
    if not is_done:
        outcome.unclear += not lines[-1].startswith("onrecord: postgresql://")
        # Without the name of the record and the number of the port.
        told = re.sub(r"port \d+", "port N", lines[-1].partition("/test")[2].partition(": ")[2])
        outcome.lines[told] = outcome.lines.get(told, 0) + 1
    return lines, is_done


def work(record: str, seed: int, pages: int, timer: threading.Timer | None = None) -> tuple[list[str], bool]:
    """Runs a worker, starting `timer` once it is at work; returns its lines, and whether it came to its end."""
    command = [sys.executable, "-m", "benchmarks.kill_worker", record, str(seed), str(pages)]
    # What goes wrong without a clear line comes as a traceback, and stands among the lines.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as worker:
        assert worker.stdout is not None
        lines = [worker.stdout.readline().strip()]
        if timer is not None:
            timer.start()
        lines += [line.rstrip() for line in worker.stdout]
        worker.wait()
    if worker.returncode not in (0, _FAILED):
        lines.append("the worker ended without a clear line: " + " | ".join(lines[-3:]))
    return lines, worker.returncode == 0


def main() -> None:
    """Ends a server often, and writes what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ends", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with running_server(DURABLE) as server:
        outcome = end_often(server, given.ends, given.seed)
    print(outcome)
    command = f"python -m benchmarks.server_kills --ends {given.ends}"
    write_results({"server": {"command": command, "pages": PAGES, **to_builtins(outcome)}})


if __name__ == "__main__":
    main()
