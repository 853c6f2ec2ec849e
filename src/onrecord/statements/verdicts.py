"""Did they really say that: a quotation against the statements that have like words, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord.records.actor import called
from onrecord.records.check import Check, CheckedSource, Verdict
from onrecord.records.statement import Statement, Variant
from onrecord.statements.asked import Compared, Relation, compare_asked, words_asked
from onrecord.statements.askers import Fit, fit_speaker

# What the words of somebody else must share with those asked for, and how many of them there must be, before a
# verdict says so: a phrase is anybody's.
_OTHERS, _OTHERS_WORDS = 0.8, 4
# An altered quotation this close is about these words, whoever else has some of them.
_CLOSE = 0.8
# Quoted words of which so little is left are others on the same matter.
_ALTERED = 0.4
# Other variants of the statement count as sources of an alteration where they are about as close.
_AS_CLOSE = 0.1
_ORDER: tuple[Verdict, ...] = (
    "verbatim",
    "cut",
    "altered",
    "translated",
    "reported",
    "other_speaker",
    "not_on_record",
)
_IN_MARKS: dict[Relation, Verdict] = {"whole": "verbatim", "part": "cut", "changed": "altered"}
_REASONS = {
    "verbatim": "The record has these words in quotation marks.",
    "cut": "The record has these words in quotation marks, as a part of a sentence.",
    "altered": "The record has this quotation in other words.",
    "translated": "The record has this in a translation, in other words.",
    "reported": "The record reports this, and nobody has these words in quotation marks.",
    "other_speaker": "The record has these words from somebody else.",
    "not_on_record": "Nothing in the record comes near these words.",
}


class _Match(Struct, frozen=True, kw_only=True):
    statement: Statement
    variant: Variant
    compared: Compared
    verdict: Verdict
    fit: Fit


def judge(asked: str, speaker: str | None, statements: Iterable[Statement]) -> Check:
    """Returns the verdict on one quotation; a function of the set of statements.

    Args:
        asked: The quotation, with or without marks.
        speaker: Who is said to have said it; ``None`` asks for the words alone.
        statements: Those that may have it; others do no harm.
    """
    matches = [match for statement in statements for match in _matches(asked, speaker, statement)]
    if not matches:
        return _check(asked, speaker, "not_on_record", [])
    best = min(matches, key=_rank)
    return _check(asked, speaker, best.verdict, _sources(best, matches))


def _matches(asked: str, speaker: str | None, statement: Statement) -> list[_Match]:
    best = next(variant for variant in statement.variants if variant.attribution == statement.best)
    known: dict[tuple[str, str], Compared | None] = {}
    found = []
    for one in statement.variants:
        if (one.quote, one.kind) not in known:
            known[one.quote, one.kind] = compare_asked(asked, one)
        compared = known[one.quote, one.kind]
        if compared is None:
            continue
        variant, compared = _borne_out(asked, one, best, compared)
        fit: Fit = "same" if speaker is None else fit_speaker(speaker, statement, variant)
        verdict = _verdict(asked, variant, compared, fit)
        if verdict is not None:
            found.append(_Match(statement=statement, variant=variant, compared=compared, verdict=verdict, fit=fit))
    return list({match.variant.attribution: match for match in found}.values())


def _borne_out(asked: str, variant: Variant, best: Variant, compared: Compared) -> tuple[Variant, Compared]:
    """Returns the variant to judge by: the best-supported wording in place of a copy that cut or changed it.

    The words of such a copy are no evidence that they were said so. Where they have hardly anything of the
    best-supported wording they stand for themselves.
    """
    if not _is_doubtful(variant):
        return variant, compared
    surely = compared.relation in ("whole", "part")
    instead = compare_asked(asked, best, surely=surely)
    if instead is None or instead.score < _ALTERED:
        return variant, compared
    return best, instead


def _is_doubtful(variant: Variant) -> bool:
    """Tells whether a variant's words are such as its siblings complete or contradict."""
    changed = any(drift.kind != "marks_lost" for drift in variant.drift)
    return changed or variant.wording in ("cut", "spun")


def _verdict(asked: str, variant: Variant, compared: Compared, fit: Fit) -> Verdict | None:
    if fit == "other":
        enough = len(words_asked(asked)) >= _OTHERS_WORDS or compared.relation == "whole"
        close = compared.relation in ("whole", "part") or (compared.relation == "changed" and compared.score >= _OTHERS)
        return "other_speaker" if close and enough else None
    if not compared.in_marks:
        # What is reported with another number, or on a condition, is not reported so.
        changed = any(drift.kind not in ("marks_gained", "marks_lost") for drift in compared.drift)
        return "altered" if changed else "reported"
    if variant.wording == "translated" or (compared.relation == "matter" and variant.directness == "translated"):
        return "translated"
    if compared.relation == "matter":
        return "altered" if compared.score >= _ALTERED else None
    return _IN_MARKS[compared.relation]


def _rank(match: _Match) -> tuple[int, float, bool, bool, str, str]:
    """Returns what puts first the verdict that says most: exact words before altered ones, whoever spoke them."""
    exact = match.compared.relation in ("whole", "part")
    place = _ORDER.index(match.verdict) * 2
    if match.verdict == "altered" and match.compared.score >= _CLOSE:
        place = 2
    elif match.verdict == "other_speaker" and exact:
        place = 3 + (match.compared.score < 1)
    first = match.fit != "same", match.variant.wording != "best"
    return place, -match.compared.score, *first, match.statement.id, match.variant.attribution


def _sources(best: _Match, matches: Sequence[_Match]) -> list[_Match]:
    """Returns the matches that bear the verdict, best first, then by date."""
    same = [match for match in matches if match.verdict == best.verdict]
    if best.verdict not in ("verbatim", "cut"):
        least = best.compared.score - _AS_CLOSE
        same = [match for match in same if match.statement is best.statement and match.compared.score >= least]
    same.sort(key=lambda m: (m.variant.page.published or "~", m.variant.page.id, m.variant.attribution))
    return [best, *(match for match in same if match is not best)]


def _check(asked: str, speaker: str | None, verdict: Verdict, sources: Sequence[_Match]) -> Check:
    best = sources[0] if sources else None
    days = sorted(match.variant.page.published for match in sources if match.variant.page.published)
    return Check(
        asked=asked,
        speaker=speaker,
        verdict=verdict,
        statement=None if best is None else best.statement.id,
        sources=tuple(map(_source, sources)),
        lines=len({match.variant.line for match in sources}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        differences=() if best is None else best.compared.edits,
        drift=() if best is None else best.compared.drift,
        why=_why(verdict, best, speaker),
    )


def _why(verdict: Verdict, best: _Match | None, speaker: str | None) -> str:
    reason = _REASONS[verdict]
    if best is not None and speaker is not None and best.fit == "unknown":
        reason += " Who said them is not named there."
    if best is not None and verdict in ("verbatim", "cut") and best.variant.directness == "translated":
        reason += " They are a translator's."
    return reason


def _source(match: _Match) -> CheckedSource:
    actor = match.variant.speaker
    return CheckedSource(
        page=match.variant.page,
        attribution=match.variant.attribution,
        spans=match.variant.spans,
        quote=match.variant.quote,
        before=match.compared.before,
        after=match.compared.after,
        speaker=called(actor) or None,
        line=match.variant.line,
        in_marks=match.compared.in_marks,
    )
