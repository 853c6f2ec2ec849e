"""Whether a variant's speaker is the one that a question names."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Literal

from onrecord.records.actor import Actor
from onrecord.records.statement import Statement, Variant
from onrecord.statements.identity import fold_name, names_of, one_person
from onrecord.tables.places import country_name, find_place
from onrecord.tables.read import read_rows

# ``unknown``: the record has nobody's name there, so nothing says that it is somebody else.
Fit = Literal["same", "unknown", "other"]

_SMALL = frozenset({"the", "of", "for", "and", "a", "an", "s"})


def fit_speaker(asked: str, statement: Statement, variant: Variant) -> Fit:
    """Returns whether the speaker that a question names is the one of a variant.

    The page's own reading counts first; where it has no name, the statement's, which a copy may have given.
    """
    own = _fit(asked, variant.speaker)
    return own if own != "unknown" else _fit(asked, statement.speaker)


def _fit(asked: str, actor: Actor) -> Fit:
    """Compares a name asked for with one reading of a speaker.

    >>> venn = Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia")
    >>> _fit("Foreign Minister Venn", venn), _fit("Otis Venn", venn), _fit("Lark", venn)
    ('same', 'other', 'other')
    >>> _fit("the foreign minister of Caldia", venn), _fit("Venn", Actor(type="unresolved", surface="she"))
    ('same', 'unknown')
    >>> _fit("Venn", Actor(type="anonymous", descriptor="a diplomat in Oster"))
    'other'
    """
    words = fold_name(asked)
    names = names_of(actor)
    if names and _is_named(words, names, actor):
        return "same"
    described = {word for text in _descriptions(actor) for word in fold_name(text)}
    wanted = set(words) - _SMALL
    if wanted and wanted <= described:
        return "same"
    place = find_place(asked)
    if place is not None and place.code and actor.type == "government" and actor.country == place.code:
        return "same"
    return "unknown" if actor.type == "unresolved" and not names else "other"


def _is_named(words: tuple[str, ...], names: tuple[tuple[str, ...], ...], actor: Actor) -> bool:
    known = _title_words() | {word for text in _descriptions(actor) for word in fold_name(text)} | _SMALL
    in_names = {word for name in names for word in name}
    bare = tuple(word for word in words if word in in_names or word not in known)
    if not bare:
        return False
    return any(bare == name or (actor.type in ("person", "unresolved") and one_person(bare, name)) for name in names)


def _descriptions(actor: Actor) -> Iterator[str]:
    """Yields the texts by which a speaker may be asked for."""
    country = country_name(actor.country) if actor.country else None
    told = (actor.office, actor.body, actor.on_behalf_of, actor.descriptor, country, actor.surface, *actor.aliases)
    yield from (text for text in told if text)


@functools.cache
def _title_words() -> frozenset[str]:
    rows = read_rows("titles")
    column = next(iter(rows[0]))
    return frozenset(word for row in rows for word in fold_name(row[column] or ""))
