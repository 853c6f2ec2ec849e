"""Statements by weight, by issue and by act: what a docket knows of those that a filter wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from onrecord.export.wording import hands_of
from onrecord.records.docket import OTHER, Coding
from onrecord.records.statement import Statement
from onrecord.records.weight import Weight
from onrecord.store.contract import Filter, Tally
from onrecord.web import views, wording
from onrecord.web.library import Library


class Chosen(Struct, frozen=True, kw_only=True):
    """What is asked for beyond the filter.

    Attributes:
        issue: Name of an issue; empty for any.
        act: Code of an act; empty for any.
        heavy: Whether the heaviest come first, and not the newest.
    """

    issue: str = ""
    act: str = ""
    heavy: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.issue or self.act or self.heavy)


class Weighty(Struct, frozen=True, kw_only=True):
    """The statements that are wanted and chosen.

    Attributes:
        ids: In the order asked for.
        issues: How many of those wanted are on each issue, whatever issue was chosen.
        acts: How many do what, whatever act was chosen.
    """

    ids: tuple[str, ...]
    issues: tuple[Tally, ...]
    acts: tuple[Tally, ...]


def choose(library: Library, wanted: Filter, chosen: Chosen) -> Weighty:
    """Returns the statements that are wanted and chosen, with what their issues and acts are."""
    # Without a choice the codings are an extra, and the list does not wait for them.
    look = library.remember if chosen.asks else library.glance
    codings = look("codings", lambda: _by_id(library.judged_now().codings))
    if codings is None:
        return Weighty(ids=(), issues=(), acts=())
    ids = library.remember(("statement ids", wanted), lambda: library.record.store.statement_ids(wanted))
    weights = library.weighed().weights if chosen.heavy else ()
    return library.remember(("weighty", wanted, chosen), lambda: _choose(ids, codings, chosen, weights))


def _choose(ids: frozenset[str], codings: Mapping[str, Coding], chosen: Chosen, weights: tuple[Weight, ...]) -> Weighty:
    known = [codings[name] for name in ids if name in codings]
    found = [one.statement for one in known if _is_on(one, chosen.issue) and _does(one, chosen.act)]
    return Weighty(
        ids=tuple(_ordered(found, codings, chosen, weights)) if chosen.asks else (),
        issues=_tallies(name for one in known if _does(one, chosen.act) for name in _issues(one)),
        acts=_tallies(act for one in known if _is_on(one, chosen.issue) for act in _acts(one)),
    )


def item_of(statement: Statement) -> views.Item:
    """Returns a statement as a line of a list, by its best wording."""
    best = statement.variants[0]
    place = f"{best.start}-{best.end}"
    to = (f"to {best.to}",) if best.to else ()
    return views.Item(
        id=best.attribution,
        quote=statement.quote,
        kind=statement.kind,
        hangs=statement.quote.startswith(views.OPENING),
        speaker=wording.name_of(statement.speaker, best.source),
        named=statement.named,
        note=wording.note_of(statement.speaker),
        cautions=(),
        ways=(*to, *((best.venue,) if best.venue else ()), *hands_of(best.chain)),
        page=views.page_name(best.page),
        outlet=best.page.outlet or "Outlet unknown",
        published=statement.when or best.page.published,
        source=f"/p/{best.page.id}?at={place}#{place}",
        copies=statement.pages,
        lines=statement.lines,
        altered=any(variant.drift for variant in statement.variants),
    )


def _by_id(codings: Iterable[Coding]) -> dict[str, Coding]:
    return {one.statement: one for one in codings}


def _ordered(
    found: list[str], codings: Mapping[str, Coding], chosen: Chosen, weights: tuple[Weight, ...]
) -> Iterable[str]:
    if not chosen.heavy:
        return sorted(found, key=lambda name: (codings[name].when or "", name), reverse=True)
    wanted = frozenset(found)
    return [one.statement for one in weights if one.statement in wanted]


def _is_on(coding: Coding, issue: str) -> bool:
    return not issue or issue in _issues(coding)


def _does(coding: Coding, act: str) -> bool:
    return not act or act in _acts(coding)


def _issues(coding: Coding) -> frozenset[str]:
    return frozenset(match.issue for match in coding.issues) - {OTHER}


def _acts(coding: Coding) -> frozenset[str]:
    return frozenset(act.code for act in coding.doing.acts)


def _tallies(values: Iterable[str]) -> tuple[Tally, ...]:
    counted = Counter(values)
    return tuple(Tally(value=value, count=counted[value]) for value in sorted(counted, key=lambda v: (-counted[v], v)))
