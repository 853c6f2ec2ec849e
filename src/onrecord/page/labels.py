"""Labels for the lines of a page from wording and layout. The order of the rules is written here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from onrecord.page.bylines import find_byline, is_contribution
from onrecord.page.captions import ends_in_credit, is_credit, is_sign_off, is_worded_as_caption
from onrecord.page.dates import is_date_line
from onrecord.page.furniture import find_furniture
from onrecord.page.headings import is_heading, is_headline
from onrecord.page.lines import PARAGRAPH, Label, Line
from onrecord.page.originals import find_original
from onrecord.page.posts import is_post, is_signature
from onrecord.page.quotes import find_pull_quotes, is_quoted_mark, quoted_whole
from onrecord.page.related import find_related, is_capitals_link
from onrecord.records.page import BlockKind

_LIST_MARK = re.compile(r"(?:[•·▪‣◦*–-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
# Of the letters of a page in capitals: above this the page is an old wire text and capitals tell nothing.
_SHOUTED_SHARE = 0.5
_SAMPLE_LINES = 500
_SAMPLE_CHARS = 20_000
# Lines this long are prose whatever they say; keeps the rules linear in the size of the page.
_MAX_RULE_CHARS = 700
# A headline stands among the first lines, after share lines, dates and names.
_TITLE_REACH = 6

# These return the name of their own rule.
_NAMING_RULES = (find_related, find_furniture)
# First on the page these are the page's own headline and no link to another.
_MAY_HEAD = (Label("related_link", "capitals_link"), Label("related_link", "genre_line"))

_WORDING: tuple[tuple[BlockKind, str, Callable[[str], object]], ...] = (
    ("related_link", "lead_in_line", find_related),
    ("furniture", "furniture_line", find_furniture),
    ("credit", "credit_line", is_credit),
    ("credit", "sign_off", is_sign_off),
    ("caption", "ends_in_credit", ends_in_credit),
    ("caption", "worded_as_caption", is_worded_as_caption),
    ("furniture", "origin_line", find_original),
    ("byline", "byline_line", find_byline),
    ("byline", "contribution_line", is_contribution),
    ("dateline", "date_line", is_date_line),
    ("embedded_post", "post_line", is_post),
    ("block_quote", "quoted_mark", is_quoted_mark),
)


def label_wording(text: str) -> Label | None:
    """Returns the label that the words of one line give it by themselves.

    >>> label_wording("READ MORE: Harrow talks collapse over grain")
    Label(kind='related_link', by='lead_in_line')
    >>> label_wording("The envoys of Relle and Vanto left Harrow on Monday.")
    """
    if len(text) > _MAX_RULE_CHARS:
        return None
    for kind, by, rule in _WORDING:
        found = rule(text)
        if found:
            return Label(kind, found if isinstance(found, str) and rule in _NAMING_RULES else by)
    return None


def label_lines(lines: Sequence[Line], *, title: str | None = None) -> tuple[Label, ...]:
    """Returns a label for each line of a plain text.

    Args:
        lines: In order.
        title: The headline, where the origin gave it.
    """
    labels: list[Label | None] = [label_wording(line.text) for line in lines]
    if not is_shouted(lines):
        _label_capitals(lines, labels)
    _label_title(lines, labels, title)
    _label_repeats(lines, labels)
    _label_layout(lines, labels)
    return tuple(label or PARAGRAPH for label in labels)


def is_shouted(lines: Sequence[Line]) -> bool:
    """Tells whether the page as a whole is set in capitals."""
    sample = "".join(line.text for line in lines[:_SAMPLE_LINES])[:_SAMPLE_CHARS]
    letters = sum(map(str.isalpha, sample))
    capitals = sum(map(str.isupper, sample))
    return capitals > letters * _SHOUTED_SHARE


def _label_capitals(lines: Sequence[Line], labels: list[Label | None]) -> None:
    for i, line in enumerate(lines):
        if labels[i] is None and len(line.text) <= _MAX_RULE_CHARS and is_capitals_link(line.text):
            labels[i] = Label("related_link", "capitals_link")


def _label_title(lines: Sequence[Line], labels: list[Label | None], title: str | None) -> None:
    """The given headline wherever it opens the text, or the first line of words that reads like one."""
    for i, line in enumerate(lines[:_TITLE_REACH]):
        rest = len(lines) - i - 1
        if title is not None and line.text.casefold() == title.strip().casefold():
            labels[i] = Label("title", "given_title")
            return
        if labels[i] is None or labels[i] in _MAY_HEAD:
            following = max((len(later.text) for later in lines[i + 1 : i + 6]), default=0)
            if rest and is_headline(line.text) and following > 0.8 * len(line.text):
                labels[i] = Label("title", "headline_line")
            elif labels[i] == _MAY_HEAD[1]:
                labels[i] = None
            return


def _label_layout(lines: Sequence[Line], labels: list[Label | None]) -> None:
    margin = min((line.indent for line in lines), default=0)
    for i, line in enumerate(lines):
        if labels[i] is not None or len(line.text) > _MAX_RULE_CHARS:
            continue
        after = lines[i + 1] if i + 1 < len(lines) else None
        following = next((lines[j].text for j in range(i + 1, min(i + 4, len(lines))) if labels[j] is None), "")
        if after is not None and _holds_caption(line, after, labels[i + 1], previous=labels[i - 1] if i else None):
            labels[i] = Label("caption", "above_credit")
        elif after is not None and is_signature(after.text):
            labels[i] = Label("embedded_post", "above_signature")
        elif _LIST_MARK.match(line.text):
            labels[i] = Label("list_item", "list_mark")
        elif is_heading(line.text, following):
            labels[i] = Label("heading", "short_line")
        elif line.indent >= margin + 4 and _is_set_in(lines, margin):
            labels[i] = Label("block_quote", "indented")


def _holds_caption(line: Line, after: Line, label: Label | None, *, previous: Label | None) -> bool:
    """A short line straight above a credit, itself set apart from the text: nothing else stands there."""
    if label is None or label.kind != "credit" or after.gap or label.by != "credit_line":
        return False
    return len(line.text) <= 300 and not line.text.startswith(("“", '"')) and (line.gap or previous is None)


def _is_set_in(lines: Sequence[Line], margin: int) -> bool:
    """Whether indenting means something here: most lines stand at the margin."""
    return sum(line.indent < margin + 4 for line in lines) > 0.6 * len(lines)


def _label_repeats(lines: Sequence[Line], labels: list[Label | None]) -> None:
    texts = [line.text for line in lines]
    free = [labels[i] is None and quoted_whole(text) is not None for i, text in enumerate(texts)]
    for i in find_pull_quotes(texts, candidates=free):
        labels[i] = Label("pull_quote", "repeats_text")
        after = texts[i + 1] if i + 1 < len(texts) else ""
        if after[:1] in ("–", "—", "-") and after and len(after) <= 100 and labels[i + 1] is None:
            labels[i + 1] = Label("pull_quote", "signs_pull_quote")
