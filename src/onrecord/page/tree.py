"""HTML to a tree, and a tree to segments: stretches of text between block boundaries, in page order."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from lxml import etree, html
from msgspec import Struct

_INVISIBLE = (
    "script style noscript template svg math head select option textarea object embed canvas audio video map datalist"
)
_BLOCK = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul"
)
_INVISIBLE_TAGS = frozenset(_INVISIBLE.split())
_BLOCK_TAGS = frozenset(_BLOCK.split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
# Zero-width, soft hyphen, direction and other marks that print nothing, and controls: dropped before offsets are fixed.
_UNPRINTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# One class for every element, chosen in C. That of lxml.html itself asks a function of Python whenever an element is
# met, for forms and inputs that nobody here fills in.
_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
# Ancestors whose class and id names are looked at: enough for the wrappers of a figure, not for those of the page.
_NEAR = 4

_PARAGRAPH_CHARS = 100
# A tag to its end, whatever its quoted values hold; each branch is taken once and for all, so that it is linear.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]++|"[^"]*+"|'[^']*+'|["'<])*+""")
_QUOTED = re.compile(r"""(?<==)\s*+(?:"[^"]*+"|'[^']*+')""")
# Real tags have some dozen attributes. The pairs of 5,500 in one tag take the parser 2 s.
_LONG_TAG_CHARS, _MOST_ATTRIBUTE_PAIRS = 2_000, 30_000_000
# Of a class or id of an element; generated ones run to hundreds of characters, and the telling words stand in front.
_MAX_NAME_CHARS = 300


class Segment(Struct, frozen=True, kw_only=True):
    """The text of one block of the tree.

    Attributes:
        text: Normalised.
        tags: Tag names of the block and of what holds it, innermost first.
        names: Class, id and role names of the block and the nearest blocks that hold it, lower case.
        own_names: The same of the innermost element alone.
        path: Numbers of the elements that hold it, in the order of the page, outermost first.
        link_share: Share of its letters inside links, in [0, 1].
        bold_share: Share of its letters inside bold type, in [0, 1].
        hidden: Whether the page hides it from sight.
    """

    text: str
    tags: tuple[str, ...]
    names: str
    own_names: str
    path: tuple[int, ...]
    link_share: float
    bold_share: float
    hidden: bool = False


def normalise(text: str) -> str:
    r"""Returns `text` in NFC, white space collapsed, characters that print nothing dropped.

    >>> normalise(" The\n talks\u00ad\u200b   ended ")
    'The talks ended'
    """
    return _SPACE.sub(" ", _UNPRINTED.sub("", unicodedata.normalize("NFC", text))).strip()


def parse_html(text: str) -> Any | None:
    """Returns the root element of an HTML text, or ``None`` where there is none.

    Entities that a document declares for itself are not expanded, and nothing is fetched.
    """
    # huge_tree: else the parser drops in silence what lies deeper than 256 elements; the caller measures the depth.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        data = _UNPRINTED.sub("", text).encode("utf-8", "replace")
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root if isinstance(root.tag, str) else None


def has_crowded_tags(text: str) -> bool:
    """Tells whether tags hold so many attributes that the parser, which compares each with all others, would hang.

    >>> has_crowded_tags("<p " + "a=1 " * 100 + ">"), has_crowded_tags("<p " + "a=1 " * 10_000 + ">")
    (False, True)
    >>> has_crowded_tags("<p title='" + "words " * 10_000 + "'>")
    False
    >>> has_crowded_tags("<script>if (i <n) " + "a = b; " * 10_000 + "</script><p>")
    False
    """
    # Only what looks crowded is looked at again without its scripts, whose "<" opens no tag.
    return _attribute_pairs(text) > _MOST_ATTRIBUTE_PAIRS < _attribute_pairs(_outside_scripts(text))


def _attribute_pairs(text: str) -> int:
    return sum(
        len(_QUOTED.sub("", found.group()).split()) ** 2
        for found in _TAG.finditer(text)
        if found.end() - found.start() > _LONG_TAG_CHARS
    )


def _outside_scripts(text: str) -> str:
    """Returns the text without what stands in ``script`` elements, in linear time; one left open runs to the end."""
    lower = text.lower()
    # Some letters have another length in lower case: then the places would not be those of the text.
    if len(lower) != len(text):
        lower = text
    kept, at = [], 0
    while (start := lower.find("<script", at)) >= 0:
        opened = lower.find(">", start)
        end = lower.find("</script", opened) if opened >= 0 else -1
        kept.append(text[at : opened + 1])
        if end < 0:
            return "".join(kept)
        at = end
    return "".join([*kept, text[at:]])


def measure_depth(root: Any) -> int:
    """Returns the greatest number of elements inside one another."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


class _Run:
    """Collects the text of the block at hand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked = 0
        self.bold = 0
        self.breaks = 0
        self.size = 0
        self.last = ""

    def add(self, text: str, *, linked: bool, bold: bool) -> None:
        if text.strip():
            self.breaks = 0
            self.size += len(text)
            self.last = text.rstrip()
            self.linked += len(text) if linked else 0
            self.bold += len(text) if bold else 0
        self.parts.append(text)

    def is_paragraph(self) -> bool:
        """Whether the text so far is long and closed: a line break after it parts two paragraphs, not two verses."""
        return self.size >= _PARAGRAPH_CHARS and self.last.endswith((".", "!", "?", "”", '"'))


class _Open:
    """An element that the walk is inside of. What is asked of it for one text is kept for the next."""

    __slots__ = ("_element", "_hidden", "_names", "block", "number", "tag")

    def __init__(self, number: int, tag: str, element: Any) -> None:
        self.number = number
        self.tag = tag
        self.block = tag in _BLOCK_TAGS
        self._element = element
        self._names: str | None = None
        self._hidden: bool | None = None

    @property
    def names(self) -> str:
        if self._names is None:
            self._names = _names(self._element)
        return self._names

    @property
    def hidden(self) -> bool:
        if self._hidden is None:
            self._hidden = _is_hidden(self._element)
        return self._hidden


class _Walk:
    """Where the walk through the tree stands: the open elements, with the numbers they were met in."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.open: list[_Open] = []
        self.run = _Run()
        self.links = 0
        self.bolds = 0
        self.met = 0
        self.rows: list[bool] = []

    def enter(self, element: Any, tag: str) -> None:
        if tag == "tr":
            self.rows.append(_is_plain_row(element))
        if self._is_boundary(tag):
            self.flush()
        self.met += 1
        self.open.append(_Open(self.met, tag, element))
        self._count(tag, 1)
        self.take(element.text)
        if tag == "br":
            self.run.parts.append(" ")
            self.run.breaks += 1
            if self.run.breaks > 1 or self.run.is_paragraph():
                self.flush()

    def leave(self) -> None:
        tag = self.open[-1].tag
        if self._is_boundary(tag):
            self.flush()
        if tag == "tr":
            self.rows.pop()
        self.open.pop()
        self._count(tag, -1)

    def flush(self) -> None:
        # Most boundaries have nothing but white space between them.
        text = normalise("".join(self.run.parts)) if self.run.size else ""
        if text and self.open:
            self.segments.append(_make_segment(text, self.open, self.run))
        if self.run.parts or self.run.breaks:
            self.run = _Run()

    def take(self, text: str | None) -> None:
        """Takes a text in; what stands outside of all elements is none of the page."""
        if text and self.open:
            self.run.add(text, linked=self.links > 0, bold=self.bolds > 0)

    def _is_boundary(self, tag: str) -> bool:
        """Block elements, but the cells of a plain table stay together in their row."""
        if self.rows and self.rows[-1] and tag in {"td", "th"}:
            self.run.parts.append(" ")
            return False
        return tag in _BLOCK_TAGS

    def _count(self, tag: str, step: int) -> None:
        if tag == "a":
            self.links += step
        elif tag in {"b", "strong"}:
            self.bolds += step


def find_segments(root: Any) -> list[Segment]:
    """Returns the segments of the tree in page order; two line breaks in a row end one.

    The tree is not changed.
    """
    walk = _Walk()
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            tag = element.tag
            if skipped or not isinstance(tag, str) or tag in _INVISIBLE_TAGS:
                skipped += 1
            else:
                walk.enter(element, tag)
            continue
        if skipped:
            skipped -= 1
        else:
            walk.leave()
        if not skipped:
            walk.take(element.tail)
    return walk.segments


def _make_segment(text: str, stack: list[_Open], run: _Run) -> Segment:
    blocks = [i for i, one in enumerate(stack) if one.block] or [0]
    inline = stack[blocks[-1] + 1 :]
    holders = [stack[i] for i in reversed(blocks)]
    letters = max(1, sum(map(len, run.parts)))
    return Segment(
        text=text,
        tags=tuple(one.tag for one in holders),
        names=" ".join(one.names for one in [*inline, *holders[:_NEAR]]).lower(),
        own_names=holders[0].names.lower(),
        path=tuple(one.number for one in stack),
        link_share=min(1.0, run.linked / letters),
        bold_share=min(1.0, run.bold / letters),
        hidden=any(one.hidden for one in stack),
    )


def _is_plain_row(row: Any) -> bool:
    """Whether the cells of a table row hold words and no blocks of their own."""
    return not any(inner.tag in _BLOCK_TAGS and inner.tag not in {"td", "th"} for inner in row.iterdescendants())


def _names(element: Any) -> str:
    keys = ("class", "id", "role", "itemprop", "data-component", "data-type", "aria-label", "data-testid")
    return " ".join(element.get(key, "")[:_MAX_NAME_CHARS] for key in keys).strip()


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")[:1000]) is not None
