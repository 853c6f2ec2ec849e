"""The formula: how much each part counts, and where signal begins and noise ends."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict

from onrecord.records.docket import Docket
from onrecord.records.weight import Part, PartName, Verdict

PARTS: tuple[PartName, ...] = ("authority", "commitment", "novelty", "corroboration", "directness", "recency")


class Formula(Struct, frozen=True, kw_only=True):
    """The weights of the parts, argued in ``docs/weight.md``. The total is divided by their sum.

    Attributes:
        authority: Who spoke: the strongest single sign, since only some can bind a party (rank).
        commitment: What the act binds to: words that cost something if not kept (costly signals, audience costs).
        novelty: Against the same party's earlier record: what was said before moves nothing.
        corroboration: Independent reporting lines.
        directness: Own words, translated, reported, passed on by somebody unnamed.
        recency: Age; small, since an old promise still binds.
        half_life_days: Days after which recency is half: a news cycle of a negotiation.
        signal: Totals from here on are signal.
        noise: Totals below are noise. The two were set by reading the made-up negotiation in ``examples/``: one
            statement in five is signal there, and four in ten are noise.
        outlets: Weights of outlets other than 1, by lower-case name.
    """

    authority: float = 0.3
    commitment: float = 0.25
    novelty: float = 0.15
    corroboration: float = 0.1
    directness: float = 0.12
    recency: float = 0.08
    half_life_days: float = 7.0
    signal: float = 0.62
    noise: float = 0.45
    outlets: dict[str, float] = {}

    def weight_of(self, name: PartName) -> float:
        """Returns how much one part counts."""
        value: float = getattr(self, name)
        return value

    @property
    def whole(self) -> float:
        """The sum of the parts' weights; 1 where all are nothing."""
        who = self.authority + self.commitment + self.novelty
        return (who + self.corroboration + self.directness + self.recency) or 1.0

    def verdict(self, total: float) -> Verdict:
        """Returns what a total comes to.

        >>> Formula().verdict(0.9), Formula().verdict(0.5), Formula().verdict(0.1)
        ('signal', 'middling', 'noise')
        """
        return "signal" if total >= self.signal else "noise" if total < self.noise else "middling"


def formula_of(docket: Docket | None) -> Formula:
    """Returns the docket's formula: the default, with what the docket sets.

    >>> from onrecord.records.docket import FormulaWeights
    >>> formula_of(Docket(name="", weights=FormulaWeights(recency=0.0))).recency, formula_of(None).recency
    (0.0, 0.08)
    """
    if docket is None:
        return Formula()
    known = {name: value for name, value in asdict(docket.weights).items() if value is not None}
    return Formula(**known, outlets={outlet.name.casefold(): outlet.weight for outlet in docket.outlets})


def total_of(parts: Sequence[Part]) -> float:
    """Returns the sum of the parts' shares, rounded as they are."""
    return round(sum(part.share for part in parts), 4)
