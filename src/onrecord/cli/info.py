"""``onrecord info``."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.options import DEFAULT_RECORD, Record

if TYPE_CHECKING:  # loaded when the command runs
    from onrecord.models import Card
    from onrecord.store.contract import Counts

_LIBRARIES = ("onnxruntime", "tokenizers", "trafilatura", "sqlalchemy")


def info(*, record: Record = DEFAULT_RECORD) -> None:
    """Shows versions, models and what the record holds.

    Of the models: licence, training data, and the figures reached. Put all of it into a report of a fault.
    """
    from rich.text import Text

    from onrecord.cli.terminal import print_beside, printable, stdout_console

    console = stdout_console()
    for name, value in (*_versions(), *_models(), *_record(record)):
        print_beside(console, [(Text(name, style="dim"), 12)], Text(printable(value)))


def _versions() -> list[tuple[str, str]]:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return [
        ("onrecord", version("onrecord")),
        ("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        ("libraries", f"{libraries}, sqlite {sqlite3.sqlite_version}"),
    ]


def _models() -> list[tuple[str, str]]:
    import onrecord.models
    from onrecord.models import read_card

    folder = Path(onrecord.models.__file__).parent
    cards = [read_card(file.parent) for file in sorted(folder.glob("*/card.toml"))]
    return [line for card in cards for line in _card(card)] or [("model", "none is installed")]


def _card(card: Card) -> list[tuple[str, str]]:
    figures = ", ".join(f"{name} {value:g}" for name, value in card.figures.items())
    return [
        ("model", f"{card.name} {card.version}"),
        ("  licence", card.licence),
        ("  trained on", card.data),
        ("  from", card.base),
        ("  figures", figures or "none stated"),
    ]


def _record(record: Path) -> list[tuple[str, str]]:
    if not record.exists():
        return [("record", f"none at {record} yet; `onrecord read PAGES` makes one")]
    from onrecord.store.sqlite import open_sqlite

    with open_sqlite(record, write=False) as store:
        return [("record", str(record)), *_counts(store.counts())]


def _counts(counts: Counts) -> list[tuple[str, str]]:
    from onrecord.cli.wording import count_of

    dates = f"{counts.first} to {counts.last}" if counts.first else "no page has a date"
    undated = f"; {counts.undated:,} without a date" if counts.undated and counts.first else ""
    read_by = ", ".join(f"{name} ({pages:,})" for name, pages in counts.models.items())
    return [
        ("  pages", f"{counts.pages:,} from {count_of(counts.outlets, 'outlet')}"),
        ("  published", dates + undated),
        ("  statements", f"{counts.statements:,}, {counts.unresolved:,} of them without a resolved speaker"),
        ("  ascribed", f"{counts.ascribed:,}"),
        ("  speakers", f"{counts.speakers:,} names"),
        ("  read by", read_by or "nothing yet"),
        ("  size", f"{counts.size_bytes / 1e6:.1f} MB"),
    ]
