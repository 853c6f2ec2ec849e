"""How directly words come from their speaker: read off the chain, by a table whose first fitting row holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.records.attribution import Kind
from onrecord.records.chain import Directness, Hop

_Row = tuple[Directness, Callable[[Sequence[Hop], Kind], bool]]

# What takes more from the words goes before what takes less.
TABLE: tuple[_Row, ...] = (
    ("unnamed", lambda chain, _: any(hop.how == "hearsay" and hop.unnamed for hop in chain)),
    ("reported", lambda chain, _: any(hop.how == "hearsay" for hop in chain)),
    ("translated", lambda chain, _: any(hop.how == "translation" for hop in chain)),
    ("reported", lambda _, kind: kind == "indirect"),
    ("own_words", lambda _, kind: kind != "indirect"),
)


def directness_of(chain: Sequence[Hop], kind: Kind) -> Directness:
    """Returns how directly the words come from the speaker.

    >>> speaker, translator = Hop(kind="speaker", how="said"), Hop(kind="relay", how="translation")
    >>> directness_of([speaker], "direct"), directness_of([speaker], "indirect")
    ('own_words', 'reported')
    >>> directness_of([speaker, translator], "direct")
    'translated'
    >>> directness_of([speaker, Hop(kind="relay", how="hearsay", unnamed=True)], "direct")
    'unnamed'
    """
    return next(directness for directness, fits in TABLE if fits(chain, kind))
