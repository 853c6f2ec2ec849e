"""Independent reporting lines: copies of one report count once, and so do all who cite one medium."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.records.chain import Hop
from onrecord.statements.identity import fold_name
from onrecord.statements.sayings import Saying

# What a hand may have done so that those behind it hear from it alone. A platform or a spokesman is the speaker's own
# mouth: whoever reads there is a line of their own.
_SOLE = ("told", "carried", "quoted", "reported", "translation", "published")


def lines_of(sayings: Sequence[Saying], home: Mapping[str, str]) -> dict[str, str]:
    """Returns attribution id to the key of its line: a story's id, or ``outlet:NAME`` where a medium is cited.

    A function of the set of sayings.

    Args:
        sayings: Of one statement.
        home: Page id to the id of its story.
    """
    root: dict[str, str] = {}
    outlets: dict[str, set[str]] = defaultdict(set)
    for saying in sayings:
        outlets[_story(saying, home)].add(_outlet(saying))
    nodes = {saying.id: _nodes(saying, home, outlets[_story(saying, home)]) for saying in sayings}
    for found in nodes.values():
        for node in found:
            _join(root, found[0], node)
    return {one: _root(root, found[0]) for one, found in nodes.items()}


def cited(chain: Sequence[Hop], outlet: str | None) -> str | None:
    """Returns the medium, folded, that the page has the words from; ``None`` where it has them itself.

    >>> told = Hop(kind="outlet", how="told", name="Strait Wire")
    >>> cited((Hop(kind="speaker", how="said"), told), "Harbour Post")
    'strait wire'
    >>> cited((Hop(kind="speaker", how="said"), told), "The Strait Wire") is None
    True
    """
    own = " ".join(fold_name(outlet or ""))
    for hop in chain:
        name = " ".join(fold_name(hop.name or ""))
        if hop.kind in ("relay", "outlet") and hop.how in _SOLE and name and not hop.unnamed:
            return name if name != own else None
    return None


def _nodes(saying: Saying, home: Mapping[str, str], outlets: set[str]) -> list[str]:
    """Returns what ties a saying to others: its story, and the medium it has the words from.

    That may be its own outlet, where no other published the story; an outlet that takes reports from many hands does
    not make one line of them.
    """
    medium = cited(saying.attribution.chain, saying.page.outlet)
    if medium is None and len(outlets) == 1:
        medium = _outlet(saying)
    ties = [_story(saying, home)]
    ties += [f"outlet:{medium}"] if medium else []
    # A page made of two reports is a copy of one story; its other paragraphs are copies all the same.
    return [*ties, f"~{saying.own}"] if saying.own else ties


def _story(saying: Saying, home: Mapping[str, str]) -> str:
    return home.get(saying.page.id, saying.page.id)


def _outlet(saying: Saying) -> str:
    return " ".join(fold_name(saying.page.outlet or ""))


def _root(root: dict[str, str], node: str) -> str:
    while root.setdefault(node, node) != node:
        node = root[node]
    return node


def _join(root: dict[str, str], a: str, b: str) -> None:
    # The smallest key of a line names it: "outlet:" comes before the ids of stories.
    small, large = sorted((_root(root, a), _root(root, b)))
    root[large] = small
