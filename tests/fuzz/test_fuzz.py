"""A fixed number of broken inputs of each kind; many more by hand (docs/fuzzing.md)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.fuzz.targets import TARGETS

# About ten seconds each; a whole reading goes through the model.
CASES = {"reading": 40, "html": 150}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_breaks_it(name: str):
    check, strategy = TARGETS[name]
    told = settings(
        max_examples=CASES.get(name, 300), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    told(given(strategy)(check))()
