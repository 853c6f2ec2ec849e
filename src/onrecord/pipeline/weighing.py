"""Record and codings -> who answers whom, and how much each statement matters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.answers import Context, find_answers
from onrecord.records.docket import OTHER, Coding, Docket
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement
from onrecord.records.weight import Weighed
from onrecord.weight import formula_of, weigh_statements


def weigh(statements: Iterable[Statement], judged: Judged, as_of: str | None = None) -> Weighed:
    """Returns answers and weights by the docket that `judged` used; the same whatever the order of `statements`.

    Args:
        statements: Of the record.
        judged: The same record against a docket, or against the one drafted from it.
        as_of: ISO 8601 day to look from; the record's latest where left out.
    """
    known = tuple(statements)
    codings = {coding.statement: coding for coding in judged.codings}
    return weigh_coded(known, codings, judged.docket, as_of)


def weigh_coded(
    statements: tuple[Statement, ...], codings: Mapping[str, Coding], docket: Docket | None, as_of: str | None = None
) -> Weighed:
    """Returns the same from codings alone."""
    seen = [one for one in statements if as_of is None or (one.when or "")[:10] <= as_of]
    answers = find_answers(seen, context_of(codings.values()))
    weights = weigh_statements(seen, codings, answers, formula=formula_of(docket), as_of=as_of)
    return Weighed(answers=answers, weights=weights)


def context_of(codings: Iterable[Coding]) -> Context:
    """Returns what codings tell of statements that answers are looked for among."""
    known = tuple(codings)
    return Context(
        parties={one.statement: tuple(match.party for match in one.parties if match.certain) for one in known},
        issues={one.statement: one.issues[0].issue for one in known if one.issues and one.issues[0].issue != OTHER},
    )
