"""What people decided about names, from the ledger of corrections, laid over what the pages say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Literal

from onrecord.people.compare import Comparison
from onrecord.people.merge import Pair
from onrecord.people.sightings import Profile
from onrecord.records.correction import Correction, standing
from onrecord.records.person import NameOnPage, PersonRuling


def rulings_of(corrections: Iterable[Correction]) -> tuple[PersonRuling, ...]:
    """Returns what the ledger says of names, wherever they stand: two are one person, or are two people."""
    verdicts: dict[str, Literal["one", "two"]] = {"same_person": "one", "different_people": "two"}
    return tuple(
        PersonRuling(
            a=NameOnPage(page="", name=line.draft.names[0]),
            b=NameOnPage(page="", name=line.draft.names[1]),
            verdict=verdicts[line.draft.kind],
        )
        for line in standing(corrections)
        if line.draft.kind in verdicts and len(line.draft.names) == 2
    )


def named_in(rulings: Iterable[PersonRuling]) -> frozenset[NameOnPage]:
    """Returns the names on single pages that rulings speak of."""
    return frozenset(name for ruling in rulings for name in (ruling.a, ruling.b) if name.page)


def overrule(
    compared: Mapping[Pair, Comparison], profiles: Iterable[Profile], rulings: Iterable[PersonRuling]
) -> dict[Pair, Comparison]:
    """Returns the comparisons with the rulings laid over them.

    After ``two`` the second name, where it is that of one page, agrees with nobody by itself: what else would be joined
    to it stays with the first. After ``one`` the two are joined, whatever the pages say.

    Args:
        compared: The comparisons.
        profiles: All profiles.
        rulings: Whichever concern names that are gone are passed over.
    """
    where: dict[NameOnPage, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles):
        for page in {profile.page, ""}:
            where[NameOnPage(page=page, name=profile.name)].append(profile)
    known = [
        (a, b, ruling)
        for ruling in sorted(set(rulings))
        for a, b in product(where.get(ruling.a, ()), where.get(ruling.b, ()))
        if a != b
    ]
    alone = {b for _, b, ruling in known if ruling.verdict == "two" and ruling.b.page}
    result = {
        pair: Comparison("open", f"{found.why}; ruled apart", found.score) if alone & set(pair) else found
        for pair, found in compared.items()
    }
    for a, b, ruling in known:
        low, high = sorted((a, b))
        result[low, high] = Comparison(ruling.verdict, "so ruled", 1.0)
    return result
