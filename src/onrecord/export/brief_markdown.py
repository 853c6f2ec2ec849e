"""A brief as Markdown: for a terminal, a mail, a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.export.brief_words import (
    RELATIONS,
    SHOWN,
    TITLES,
    anchor_of,
    counts_of,
    labels_of,
    link_of,
    place_of,
    sum_of,
    title_of,
    words_of,
)
from onrecord.records.brief import Brief, BriefLine, BriefSection, Citation

_ENTITY = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"([\\`*_\[\]#|~])")


def brief_markdown(brief: Brief, *, explain: bool = False, base: str | None = None) -> Iterator[str]:
    """Yields the lines of a brief, without line ends.

    Args:
        brief: The brief.
        explain: Whether each statement's weight is shown as the sum it is.
        base: Address of a served record that permalinks lead to.
    """
    yield f"# {_plain(title_of(brief))}"
    yield ""
    yield counts_of(brief)
    for section in brief.sections:
        yield ""
        yield from _section(section, explain=explain, base=base)


def _section(section: BriefSection, *, explain: bool, base: str | None) -> Iterator[str]:
    lines = section.lines
    shown = 0 if section.folded else SHOWN
    yield f"## {TITLES[section.name]} ({len(lines)})"
    yield ""
    yield from _lines(lines[:shown], section, explain=explain, base=base)
    if lines[shown:]:
        yield from _folded(lines[shown:], section, explain=explain, base=base)


def _folded(lines: Sequence[BriefLine], section: BriefSection, *, explain: bool, base: str | None) -> Iterator[str]:
    yield f"<details><summary>{len(lines)} {'lines' if section.folded else 'more'}</summary>"
    yield ""
    yield from _lines(lines, section, explain=explain, base=base)
    yield ""
    yield "</details>"


def _lines(lines: Sequence[BriefLine], section: BriefSection, *, explain: bool, base: str | None) -> Iterator[str]:
    for line in lines:
        labels = [_plain(label) for label in labels_of(line, section.name)]
        day = f" ({line.when[:10]})" if line.when and section.name in {"held", "ahead"} else ""
        said = f"[{'; '.join(labels)}] " if labels else ""
        yield f"- **{_plain(line.who)}**{day} {said}{_cited(line.citation, base)}"
        for other in line.others:
            yield f"    - {RELATIONS.get(section.name, '')}{_cited(other, base)}"
        if explain and line.weight is not None:
            yield f"    - weight {_plain(sum_of(line.weight))}"


def _cited(citation: Citation, base: str | None) -> str:
    """Returns the words in italics, as the page has them: quotation marks show what is verbatim."""
    link = link_of(citation, base)
    anchor = anchor_of(citation)
    where = f"[{anchor}]({link})" if link and _is_safe(link) else anchor
    return f"*{_plain(words_of(citation))}* — {_plain(place_of(citation))}, {where}"


def _is_safe(link: str) -> bool:
    return not re.search(r"[\s()<>]", link)


def _plain(text: str) -> str:
    r"""Returns text that Markdown leaves as it is, and in which a terminal finds nothing to obey.

    >>> _plain("*a*\n<b>\x1b")
    '\\*a\\* &lt;b&gt;'
    """
    shown = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", shown)).replace("<", "&lt;").replace(">", "&gt;")
