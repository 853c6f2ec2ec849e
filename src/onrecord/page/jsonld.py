"""JSON-LD: what a page declares of its article, after schema.org."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

# Larger data blocks are catalogues, not an article's description.
_MAX_CHARS = 2_000_000
_MAX_NODES = 500


def find_article(root: Any) -> dict[str, Any]:
    """Returns the properties of the page's article in its JSON-LD; empty where it declares none.

    Of several the one with a headline and the most properties is taken: the others are teasers.
    """
    nodes = [node for script in _find_scripts(root) for node in _walk(_parse(script))]
    articles = [node for node in nodes[:_MAX_NODES] if _is_article(node)]
    return max(articles, key=lambda node: ("headline" in node, len(node)), default={})


def read_names(value: Any) -> tuple[str, ...]:
    """Returns the names in a person, organisation, string or list of these.

    >>> read_names([{"@type": "Person", "name": "Mara Voss"}, "Jon Vane"])
    ('Mara Voss', 'Jon Vane')
    """
    if isinstance(value, list):
        return tuple(name for item in value[:50] for name in read_names(item))
    if isinstance(value, dict):
        return read_names(value.get("name"))
    return (html.unescape(value).strip(),) if isinstance(value, str) and value.strip() else ()


def read_links(value: Any) -> tuple[str, ...]:
    """Returns the addresses in a link, a creative work or a list of these.

    >>> read_links({"@type": "NewsArticle", "url": "https://gazette.example/talks"})
    ('https://gazette.example/talks',)
    """
    if isinstance(value, list):
        return tuple(link for item in value[:50] for link in read_links(item))
    if isinstance(value, dict):
        return read_links(value.get("url") or value.get("@id") or value.get("name"))
    return (value.strip(),) if isinstance(value, str) and value.strip() else ()


def _find_scripts(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind == "application/ld+json" and script.text and len(script.text) <= _MAX_CHARS:
            yield script.text


def _parse(text: str) -> Any:
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)  # line breaks inside strings are common
    except (ValueError, RecursionError):
        return None


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value[:_MAX_NODES]:
            yield from _walk(item)
    elif isinstance(value, dict):
        yield value
        yield from _walk(value.get("@graph"))
        yield from _walk(value.get("mainEntity"))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "Report")) for name in names)
