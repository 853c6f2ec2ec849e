"""What every surface says of a speaker and of the hands that words went through, in the same words."""

from __future__ import annotations

from onrecord.records.actor import Actor
from onrecord.records.chain import Hop
from onrecord.records.statement import Statement, StatementRuling


def actor_note(actor: Actor, unresolved: str) -> str:
    """Returns what else the page says of the speaker, and what is unsure.

    Args:
        actor: The speaker.
        unresolved: What the surface calls one who is not resolved.

    >>> actor_note(Actor(type="person", name="Ada Venn", office="Foreign Minister", on_behalf_of="Caldia"), "?")
    'Foreign Minister, Caldia'
    >>> actor_note(Actor(type="anonymous", descriptor="a diplomat"), "?"), actor_note(Actor(type="unresolved"), "?")
    ('unnamed', '?')
    """
    parts = [actor.office, actor.body, actor.on_behalf_of or actor.country]
    parts = [part for part in dict.fromkeys(parts) if part and part != actor.name]
    if actor.type == "anonymous":
        parts.append("unnamed")
    elif actor.type == "unresolved":
        parts.append(unresolved)
    if actor.certainty == "probable":
        parts.append("probably")
    return ", ".join(part for part in parts if part)


def hands_of(chain: tuple[Hop, ...]) -> tuple[str, ...]:
    """Returns the hands between speaker and page; whom it was told to is said elsewhere.

    >>> hands_of((Hop(kind="speaker", how="said"), Hop(kind="relay", how="translation", name="ONA")))
    ('translated by ONA',)
    >>> hands_of((Hop(kind="relay", how="post", name="Telegram"), Hop(kind="outlet", how="published", name="Post")))
    ('via Telegram',)
    """
    words: list[str] = []
    for hop in chain:
        if hop.how == "translation":
            words.append(f"translated by {hop.name}" if hop.name else "translated")
        elif hop.how not in {"said", "told", "published", "republished"} and hop.name:
            words.append(f"via {hop.name}")
    return tuple(words)


def ruling_words(ruling: StatementRuling, statement: Statement) -> str:
    """Returns what a person did to a statement, without who, when and why."""
    here = {variant.attribution for variant in statement.variants}
    overruled = "; a later one overrules that" if ruling.overruled else ""
    if ruling.verdict == "one":
        return f"joined by a person{overruled}"
    if ruling.overruled:
        return f"parted by a person{overruled}"
    return f"{'taken out of another' if here & set(ruling.first) else 'another taken out of it'} by a person"


def ruled_elsewhere(ruling: StatementRuling, statement: Statement) -> str | None:
    """Returns an attribution that a person named with one of this statement's and that is in another; if there is."""
    here = {variant.attribution for variant in statement.variants}
    return next((one for one in (*ruling.first, *ruling.second) if one not in here), None)
