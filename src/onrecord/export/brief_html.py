"""A brief as one HTML file that needs nothing else: light and dark, fit to print, no script, no request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from onrecord.export.brief_words import (
    RELATIONS,
    SHOWN,
    TITLES,
    anchor_of,
    counts_of,
    labels_of,
    link_of,
    place_of,
    title_of,
    words_of,
)
from onrecord.records.brief import Brief, BriefLine, BriefSection, Citation
from onrecord.records.weight import Weight

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2327; --dim: #5b646b; --paper: #fdfdfb; --rule: #d9d9d2; --mark: #0b5c8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e4df; --dim: #a3a8ab; --paper: #17191b; --rule: #3a3f43; --mark: #7cc0ea; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 50rem; padding: 2rem 1.25rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font: 600 .85rem/1.4 system-ui, sans-serif; letter-spacing: .04em; text-transform: uppercase;
  border-top: 1px solid var(--rule); padding-top: .75rem; margin: 1.75rem 0 .5rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .9rem; break-inside: avoid; }
.who { font-weight: 700; }
.codes { margin-left: .4rem; }
.codes, .cite, .sum, .note, summary { font: .82rem/1.45 system-ui, sans-serif; color: var(--dim); }
.others .codes { margin-left: 0; }
.words { margin: .1rem 0; overflow-wrap: anywhere; }
.others { margin: .35rem 0 0 1rem; padding-left: .75rem; border-left: 2px solid var(--rule); }
.others li { margin-bottom: .35rem; }
.sum td { padding: 0 .75rem 0 0; vertical-align: top; }
.sum td.number { text-align: right; font-variant-numeric: tabular-nums; }
a { color: var(--mark); overflow-wrap: anywhere; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
summary { cursor: pointer; }
figure { margin: 1rem 0; overflow-x: auto; background: #fff; padding: .5rem; border: 1px solid var(--rule); }
figure figcaption { color: #50575c; }
figure svg { max-width: 100%; height: auto; }
@media print {
  :root { --ink: #000; --dim: #333; --paper: #fff; --rule: #999; --mark: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure { border: 0; padding: 0; }
}
"""
# Nothing is loaded, whatever gets into the words: styles of this page alone.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def brief_html(
    brief: Brief, *, explain: bool = False, base: str | None = None, pictures: Sequence[tuple[str, str]] = ()
) -> Iterator[str]:
    """Yields the lines of the page, without line ends.

    Args:
        brief: The brief.
        explain: Whether each statement's weight is shown as the sum it is.
        base: Address of a served record that permalinks lead to.
        pictures: Captions and SVG elements that are put in as they are.
    """
    title = title_of(brief)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_plain(title)}</title>"
    yield f"<style>{_STYLE}</style></head><body><main>"
    yield f"<h1>{_plain(title)}</h1>"
    yield f'<p class="note">{_plain(counts_of(brief))}</p>'
    for section in brief.sections:
        yield from _section(section, explain=explain, base=base)
    if pictures:
        yield "<section><h2>Pictures</h2>"
        for caption, svg in pictures:
            yield f'<figure>{svg}<figcaption class="note">{_plain(caption)}</figcaption></figure>'
        yield "</section>"
    yield "</main></body></html>"


def _section(section: BriefSection, *, explain: bool, base: str | None) -> Iterator[str]:
    shown = 0 if section.folded else SHOWN
    yield f"<section><h2>{_plain(TITLES[section.name])} ({len(section.lines)})</h2>"
    yield from _list(section.lines[:shown], section, explain=explain, base=base)
    rest = section.lines[shown:]
    if rest:
        yield f"<details><summary>{len(rest)} {'lines' if section.folded else 'more'}</summary>"
        yield from _list(rest, section, explain=explain, base=base)
        yield "</details>"
    yield "</section>"


def _list(lines: Sequence[BriefLine], section: BriefSection, *, explain: bool, base: str | None) -> Iterator[str]:
    if not lines:
        return
    yield "<ul>"
    for line in lines:
        day = f" ({line.when[:10]})" if line.when and section.name in {"held", "ahead"} else ""
        labels = "; ".join(labels_of(line, section.name))
        yield f'<li><span class="who">{_plain(line.who)}</span>{_plain(day)}'
        yield f'<span class="codes">{_plain(labels)}</span>'
        yield _cited(line.citation, base)
        if line.others:
            relation = f'<span class="codes">{RELATIONS.get(section.name, "")}</span>'
            others = "".join(f"<li>{relation}{_cited(other, base)}</li>" for other in line.others)
            yield f'<ul class="others">{others}</ul>'
        if explain and line.weight is not None:
            yield _sum(line.weight)
        yield "</li>"
    yield "</ul>"


def _cited(citation: Citation, base: str | None) -> str:
    link, anchor = link_of(citation, base), _plain(anchor_of(citation))
    where = f'<a href="{escape(link)}" rel="noreferrer">{anchor}</a>' if link else anchor
    words = f'<p class="words">{_plain(words_of(citation))}</p>'
    return f'{words}<span class="cite">{_plain(place_of(citation))}, {where}</span>'


def _sum(weight: Weight) -> str:
    rows = "".join(
        f'<tr><td>{part.name}</td><td class="number">{part.share:.3f}</td><td>{_plain(part.reason)}</td></tr>'
        for part in weight.parts
    )
    total = f'<tr><td>total</td><td class="number">{weight.total:.3f}</td><td>{weight.verdict}</td></tr>'
    return f'<table class="sum">{rows}{total}</table>'


def _plain(text: str) -> str:
    """Returns text as HTML shows it; control characters, which no browser shows, are left out."""
    return escape("".join(char for char in text if char.isprintable() or char in "\n\t"))
