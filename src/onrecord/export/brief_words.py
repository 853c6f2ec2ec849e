"""The words of a brief that are ours: titles, labels, codes. Every surface takes them from here."""

from __future__ import annotations

from onrecord.records.brief import Brief, BriefLine, Citation, SectionName
from onrecord.records.weight import Weight

TITLES: dict[SectionName, str] = {
    "changed": "What changed",
    "new": "What is new",
    "answers": "Who answered whom",
    "held": "Meetings held",
    "ahead": "Meetings ahead or called off",
    "proposals": "Proposals",
    "middling": "Also said",
    "noise": "Noise",
    "undated": "Without a date",
}
# What the further citations of a line are to its first.
RELATIONS: dict[SectionName, str] = {"changed": "before: ", "answers": "to: "}
# So many lines of a section are open; one day on one page. The rest is folded, not left out.
SHOWN = 10
# A line shows so many code points of its words; the whole stands behind the permalink.
_LONGEST = 320


def title_of(brief: Brief) -> str:
    """Returns the heading of a brief: the negotiation, where a docket names it, and the days."""
    return f"{'Desk note' if brief.suggested else brief.docket}: {days_of(brief)}"


def days_of(brief: Brief) -> str:
    """Returns the days of a brief.

    >>> days_of(Brief(docket="", suggested=False, since="2031-02-03", until="2031-02-03", sections=(), statements=0,
    ...               pages=0, outlets=0, undated=0))
    '2031-02-03'
    """
    if brief.since is None or brief.until is None:
        return "no dates on record"
    return brief.since if brief.since == brief.until else f"{brief.since} to {brief.until}"


def counts_of(brief: Brief) -> str:
    """Returns what a brief rests on, in a sentence."""
    words = [f"{_count(brief.statements, 'statement')} on {_count(brief.pages, 'page')}"]
    if brief.outlets:
        words.append(f"of {_count(brief.outlets, 'outlet')}")
    left = (
        f" {_count(brief.undated, 'statement')} of the record {_has(brief.undated)} no date." if brief.undated else ""
    )
    drafted = " Parties and issues were drafted from the record." if brief.suggested else ""
    return " ".join(words) + "." + left + drafted


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def labels_of(line: BriefLine, section: SectionName) -> list[str]:
    """Returns a line's codes: party, issue, what changed or was answered, acts, lines of reporting."""
    labels = [line.party] if line.party and line.party not in line.who else []
    labels += [line.issue] if line.issue else []
    if section == "changed":
        labels += [" ".join(tag.replace("_", " ").replace("->", "→") for tag in line.tags)]
    elif section == "answers":
        kind, by, to = (*line.tags, "", "")[:3]
        labels += [f"{kind} {to}".strip() + (f" (told of {by})" if by and by not in line.who else "")]
    else:
        labels += [tag for tag in line.tags if tag]
    labels += [acts_of(line)] if line.codes else []
    labels += [f"{line.lines} independent lines"] if line.lines > 1 else []
    return [label for label in labels if label]


def acts_of(line: BriefLine) -> str:
    """Returns what a line's statement does, as codes with their finer acts."""
    codes: list[str] = [code for code in line.codes if code != "OTHER"] or [*line.codes]
    deeds = [deed.replace("_", " ") for deed in line.deeds if deed != "condition"]
    extra = [*deeds, *(["on a condition"] if line.conditional else [])]
    return " ".join(codes) + (f" ({', '.join(extra)})" if extra else "")


def words_of(citation: Citation) -> str:
    """Returns the words cited on one line, cut with a mark where they are long."""
    words = " ".join(citation.words.split())
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0] + " […]"


def place_of(citation: Citation) -> str:
    """Returns outlet and day of what is cited."""
    page = citation.page
    return f"{page.outlet or page.title or page.path or page.url or page.id}, {(page.published or 'undated')[:10]}"


def anchor_of(citation: Citation) -> str:
    """Returns the record's own id for what is cited: ``onrecord show`` and the web page open it."""
    return citation.attribution or citation.page.id


def link_of(citation: Citation, base: str | None) -> str | None:
    """Returns where the words can be opened: in a served record where `base` is its address, else on the live page.

    >>> from onrecord.records.entry import PageRef
    >>> ref = PageRef(id="pg_1", path=None, url="https://oster.example/a", title=None, outlet=None, published=None)
    >>> link_of(Citation(key="", page=ref, spans=(), words="", statement=None, attribution="at_2"), "http://desk:8000/")
    'http://desk:8000/s/at_2'
    """
    if base:
        path = f"s/{citation.attribution}" if citation.attribution else f"p/{citation.page.id}"
        return f"{base.rstrip('/')}/{path}"
    url = citation.page.url or ""
    return url if url.startswith(("https://", "http://")) else None


def sum_of(weight: Weight) -> str:
    """Returns a weight as the sum it is."""
    parts = " + ".join(f"{part.name} {part.share:.3f} ({part.reason})" for part in weight.parts)
    return f"{weight.total:.3f} = {parts}"


def sum_rows(weight: Weight) -> list[str]:
    """Returns a weight as the sum it is, a part a row: share = value x weight, reason, the words that show it."""
    rows = []
    for part in weight.parts:
        shown = f": {' | '.join(part.words)}" if part.words else ""
        rows.append(f"{part.share:.3f}  {part.name:13} {part.value:.2f} x {part.weight:g}  {part.reason}{shown}")
    return [*rows, f"{weight.total:.3f}  {weight.verdict}, as of {weight.as_of or 'no date'}"]
