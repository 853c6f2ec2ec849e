"""What ``onrecord info`` tells: pairs of a name and a value."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from onrecord.cli.wording import count_of
from onrecord.models import Card, read_card
from onrecord.store.contract import Counts
from onrecord.store.open import hide_password, open_store, record_exists

_LIBRARIES = ("onnxruntime", "tokenizers", "trafilatura", "sqlalchemy")


def versions() -> list[tuple[str, str]]:
    """Returns what is installed."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return [
        ("onrecord", version("onrecord")),
        ("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        ("libraries", f"{libraries}, sqlite {sqlite3.sqlite_version}"),
    ]


def models() -> list[tuple[str, str]]:
    """Returns what the cards of the shipped models state."""
    folder = Path(str(files("onrecord.models")))
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


def record_counts(record: str) -> list[tuple[str, str]]:
    """Returns what the record holds, or how to make one."""
    if not record_exists(record):
        return [("record", f"none at {record} yet; `onrecord read PAGES` makes one")]
    with open_store(record, write=False) as store:
        return [("record", hide_password(record)), *_counts(store.counts())]


def _counts(counts: Counts) -> list[tuple[str, str]]:
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
