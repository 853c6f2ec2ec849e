"""Many cases by hand: ``python -m tests.fuzz.run TARGET CASES [SEED]``. Says what fails, with the smallest input."""

from __future__ import annotations

import json
import random
import resource
import sys
import time
import warnings
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.fuzz.targets import TARGETS

SLOW_S = 5.0
# A new beginning now and then, so that memory of cases tried does not grow.
_ROUND = 5_000


def run(name: str, cases: int, number: int) -> dict[str, Any]:
    """Runs a target on `cases` inputs, and returns what is to be said of it."""
    check, strategy = TARGETS[name]
    tried, slow, worst = 0, 0, 0.0
    failures: list[str] = []

    def body(value: Any) -> None:
        nonlocal tried, slow, worst
        start = time.process_time()  # of this process: on a busy machine the clock tells of the others
        check(value)
        spent = time.process_time() - start
        tried, slow, worst = tried + 1, slow + (spent > SLOW_S), max(worst, spent)

    rng = random.Random(number)
    start = time.perf_counter()
    while tried < cases and len(failures) < 5:
        told = settings(
            max_examples=min(_ROUND, cases - tried),
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        )
        before = tried
        try:
            seed(rng.randrange(2**32))(told(given(strategy)(body)))()
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            failures.append(f"{type(error).__name__}: {error}"[:2000] + "".join(getattr(error, "__notes__", ()))[:1500])
        if tried == before:
            break
    return {
        "target": name,
        "cases": tried,
        "failures": failures,
        f"over {SLOW_S:.0f} s": slow,
        "worst s": round(worst, 2),
        "seconds": round(time.perf_counter() - start),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "seed": number,
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.stdout.write(json.dumps(run(sys.argv[1], int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0]))) + "\n")
