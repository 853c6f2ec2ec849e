"""What ``onrecord import`` does."""

from __future__ import annotations

from os import PathLike

from onrecord.cli import exits
from onrecord.cli.options import DEFAULT_RECORD
from onrecord.cli.progress import Bar, Tally
from onrecord.cli.terminal import say, stderr_console
from onrecord.cli.wording import count_of
from onrecord.records import Failure
from onrecord.run.importing import read_results
from onrecord.run.keeping import keep_all
from onrecord.store.open import hide_password, open_store


def import_results(folder: str, record: str | PathLike[str]) -> int:
    """Keeps what a job wrote, and returns the exit code.

    Raises:
        UsageError: If the folder holds nothing of a job.
        StoreError: If the record cannot be used.
    """
    tally = Tally()
    bar = Bar(stderr_console())
    with open_store(record) as store, bar.running():
        for done in keep_all(read_results(folder), store, on_join=bar.show_joining):
            outcome = done.outcome
            if isinstance(outcome, Failure):
                with bar.paused():
                    tally.add_failure(outcome)
                bar.show(tally, outcome.where)
            else:
                tally.add_page(outcome.reading, done.kept)
                bar.show(tally, outcome.reading.page.path or "")
    refused = f"; {tally.refused:,} refused" if tally.refused else ""
    say(f"{count_of(tally.pages, 'page')} imported in {tally.elapsed_s:.1f} s{refused}.", style="bold")
    if tally.pages:
        name = hide_password(str(record))
        default = "" if str(record) == str(DEFAULT_RECORD) else f" --record {name}"
        say(f"{tally.kept_summary(name)} Next: onrecord statements{default}")
    if tally.refused or not tally.pages:
        return exits.SOME_REFUSED if tally.pages else exits.NOTHING_READ
    return exits.DONE
