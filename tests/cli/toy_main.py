"""The command line with `tests.toy` in the model's place: ``python -m tests.cli.toy_main read ...``."""

from __future__ import annotations

import functools

from tests.toy import load_toy

from onrecord.cli.main import main
from onrecord.run import local

if __name__ == "__main__":
    local.read_inputs = functools.partial(local.read_inputs, load=load_toy)
    main()
