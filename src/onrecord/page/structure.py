"""Labels that the tree gives: tags, and the names that authors of web pages give to their boxes."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.page.lines import Label
from onrecord.page.tree import Segment
from onrecord.records.page import BlockKind

_CAPTION = re.compile(r"caption|photo-?(?:text|desc)|image-?(?:text|desc)|media__?(?:text|desc)|legend", re.IGNORECASE)
_CREDIT = re.compile(r"credit|copyright|photographer|photo-?by|image-?source|img-?source|imagesource", re.IGNORECASE)
_PULL_QUOTE = re.compile(
    r"pull-?_?quote|quote-?_?(?:callout|pull|highlight)|blockquote--?pull|callout-?quote", re.IGNORECASE
)
_POST = re.compile(
    r"twitter-(?:tweet|video)|tweet-?(?:embed|text|body)|instagram-media|fb-(?:post|video)|tiktok-embed"
    r"|reddit-(?:embed|card)"
    r"|bluesky-embed|telegram-(?:post|embed)|(?:embed|social)-?_?(?:tweet|twitter|instagram|facebook|post)"
    r"|mastodon-embed",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"related|recirc|read-?_?(?:more|next|also)|more-?_?(?:on|stories|from|news|like)|(?:also|you-?may)-?_?like"
    r"|recommend|inline-?_?(?:link|promo)"
    r"|see-?also|trending|most-?_?(?:read|popular|viewed)|outbrain|taboola|teaser|further-reading"
    r"|next-?(?:article|story)|zemanta",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"share|sharing|social|newsletter|subscri|sign-?up|advert|(?:^|[\s_-])ads?(?:$|[\s_-])|sponsor|toolbar"
    r"|comment|paywall|cookie|consent|donat"
    r"|breadcrumb|pagination|navigation|(?:^|[\s_-])(?:nav|menu|tags?|topics|print|skip|modal|popup|promo"
    r"|cta)(?:$|[\s_-])|disclaimer|player|login|widget",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by-?line|author|(?:^|[\s_-])writer", re.IGNORECASE)
_DATELINE = re.compile(
    r"date-?line|time-?stamp|(?:publish|pub|post|article|entry|update|modif)\w*-?_?(?:date|time)|(?:^"
    r"|[\s_-])date(?:$|[\s_-])",
    re.IGNORECASE,
)
_LEAVING_TAGS = frozenset({"nav", "form", "button", "footer", "menu", "fieldset", "dialog"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Credits, bylines and dates are short; a longer text in a box of that name is the text.
_MAX_NAME_CHARS = 160
_MAX_CAPTION_CHARS = 900
# A paragraph that is one link leads to another report; fewer words may be an answer or a name in an interview.
_ALL_LINK = 0.9
_MIN_LINK_WORDS = 4


def label_interruption(segment: Segment) -> Label | None:
    """Returns what the tree says of a segment that the extractor left out, or ``None`` where it says nothing."""
    return next((Label(kind, by) for kind, by, rule in _LEFT_OUT if rule(segment)), None)


def label_body(segment: Segment) -> Label | None:
    """Returns what the tree says of a segment that the extractor took for the article's text.

    Only what its innermost boxes say counts here: the outer boxes hold the article too.
    """
    return next((Label(kind, by) for kind, by, rule in _TAKEN if rule(segment)), None)


def _is_short(segment: Segment) -> bool:
    return len(segment.text) <= _MAX_NAME_CHARS


def _is_post(segment: Segment) -> bool:
    return _POST.search(segment.names) is not None


def _is_credit(segment: Segment) -> bool:
    return _is_short(segment) and _CREDIT.search(segment.own_names) is not None


def _is_figcaption(segment: Segment) -> bool:
    return not set(segment.tags[:4]).isdisjoint({"figcaption", "caption"}) and len(segment.text) <= _MAX_CAPTION_CHARS


def _is_figure_text(segment: Segment) -> bool:
    """Text of a figure that is no caption element; tables, quotations and links in figures are something else."""
    inside = set(segment.tags[:5])
    return "figure" in inside and inside.isdisjoint({"table", "blockquote"}) and _is_caption_like(segment)


def _is_caption_box(segment: Segment) -> bool:
    return _CAPTION.search(segment.names) is not None and _is_caption_like(segment)


def _is_own_caption_box(segment: Segment) -> bool:
    return _CAPTION.search(segment.own_names) is not None and _is_caption_like(segment)


def _is_caption_like(segment: Segment) -> bool:
    return len(segment.text) <= _MAX_CAPTION_CHARS and segment.link_share <= _ALL_LINK


def _is_pull_quote(segment: Segment) -> bool:
    return _PULL_QUOTE.search(segment.names) is not None


def _is_byline(segment: Segment) -> bool:
    return _is_short(segment) and ("address" in segment.tags or _BYLINE.search(segment.names) is not None)


def _is_date(segment: Segment) -> bool:
    return _is_short(segment) and _DATELINE.search(segment.names) is not None


def _is_related_box(segment: Segment) -> bool:
    return _RELATED.search(segment.names) is not None


def _is_all_link(segment: Segment) -> bool:
    return segment.link_share > _ALL_LINK and len(segment.text.split()) >= _MIN_LINK_WORDS


def _is_few_linked_words(segment: Segment) -> bool:
    return segment.link_share > _ALL_LINK


def _is_furniture(segment: Segment) -> bool:
    return not _LEAVING_TAGS.isdisjoint(segment.tags) or _FURNITURE.search(segment.names) is not None


def _is_heading(segment: Segment) -> bool:
    return not _HEADINGS.isdisjoint(segment.tags[:2])


def _is_block_quote(segment: Segment) -> bool:
    return "blockquote" in segment.tags[:4]


def _is_list_item(segment: Segment) -> bool:
    return "li" in segment.tags[:2] or segment.tags[0] in {"dt", "dd"}


_Rules = tuple[tuple[BlockKind, str, Callable[[Segment], bool]], ...]

_LEFT_OUT: _Rules = (
    ("embedded_post", "post_box", _is_post),
    ("credit", "credit_box", _is_credit),
    ("caption", "figcaption", _is_figcaption),
    ("caption", "figure_text", _is_figure_text),
    ("caption", "caption_box", _is_caption_box),
    ("pull_quote", "pull_quote_box", _is_pull_quote),
    ("byline", "byline_box", _is_byline),
    ("dateline", "date_box", _is_date),
    ("related_link", "related_box", _is_related_box),
    ("related_link", "link_only", _is_few_linked_words),
    ("furniture", "furniture_box", _is_furniture),
)
_TAKEN: _Rules = (
    ("embedded_post", "post_box", _is_post),
    ("caption", "figcaption", _is_figcaption),
    ("caption", "caption_box", _is_own_caption_box),
    ("credit", "credit_box", _is_credit),
    ("pull_quote", "pull_quote_box", _is_pull_quote),
    ("related_link", "link_only", _is_all_link),
    ("heading", "heading_tag", _is_heading),
    ("block_quote", "blockquote", _is_block_quote),
    ("list_item", "list_tag", _is_list_item),
)
