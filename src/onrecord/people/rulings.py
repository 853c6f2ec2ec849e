"""What people decided about names, laid over what the pages say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.people.compare import Comparison
from onrecord.people.merge import Pair
from onrecord.people.sightings import Profile
from onrecord.records.person import NameOnPage, PersonRuling


def named_in(rulings: Iterable[PersonRuling]) -> frozenset[NameOnPage]:
    """Returns the names on pages that rulings speak of."""
    return frozenset(name for ruling in rulings for name in (ruling.a, ruling.b))


def overrule(
    compared: Mapping[Pair, Comparison], profiles: Iterable[Profile], rulings: Iterable[PersonRuling]
) -> dict[Pair, Comparison]:
    """Returns the comparisons with the rulings laid over them.

    After ``two`` the second name agrees with nobody by itself: what else would be joined to it stays with the first.
    After ``one`` the two are joined, whatever the pages say.

    Args:
        compared: The comparisons.
        profiles: All profiles.
        rulings: Whichever concern names that are gone are passed over.
    """
    where = {NameOnPage(page=p.page, name=p.name): p for p in sorted(profiles, reverse=True) if p.page}
    known = [(where[r.a], where[r.b], r.verdict) for r in sorted(set(rulings)) if r.a in where and r.b in where]
    alone = {b for _, b, verdict in known if verdict == "two"}
    result = {
        pair: Comparison("open", f"{found.why}; ruled apart", found.score) if alone & set(pair) else found
        for pair, found in compared.items()
    }
    for a, b, verdict in known:
        low, high = sorted((a, b))
        result[low, high] = Comparison(verdict, "so ruled", 1.0)
    return result
