"""What an HTML page says of itself, each datum with the place it was found."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
from lxml import etree
from msgspec import Struct

from onrecord.page.dates import read_date
from onrecord.page.jsonld import find_article, read_links, read_names
from onrecord.page.tree import normalise
from onrecord.records.capture import Origin
from onrecord.records.page import Datum

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "cre")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.date",
    "dc.date", "date", "article.published",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "article.updated",
)
_ORIGINALS = ("syndication-source", "original-source", "article:original_source")
_LANGUAGES = ("content-language", "og:locale", "dc.language", "language")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_MAX_VALUE_CHARS = 400
# The date search knows no clock, so that reading is repeatable; years past this are typing errors.
_LATEST = "2199-12-31"


class Metadata(Struct, frozen=True, kw_only=True):
    """The fields of `onrecord.records.Page` that a page declares."""

    title: Datum | None = None
    byline: Datum | None = None
    outlet: Datum | None = None
    published: Datum | None = None
    updated: Datum | None = None
    language: Datum | None = None
    canonical: Datum | None = None
    originals: tuple[Datum, ...] = ()


class _Declared(Struct, frozen=True):
    """The head of a page, read once."""

    root: Any
    meta: dict[str, Datum]
    article: dict[str, Any]

    def first(self, names: tuple[str, ...], read: Callable[[str], str | None] = lambda v: v) -> Datum | None:
        """The first of the named meta values that `read` accepts."""
        for name in names:
            datum = self.meta.get(name)
            value = read(datum.value) if datum else None
            if datum is not None and value:
                return Datum(value=value, found=datum.found)
        return None

    def date(self, key: str) -> Datum | None:
        """A date from the JSON-LD."""
        raw = self.article.get(key)
        value = read_date(raw) if isinstance(raw, str) else None
        return Datum(value=value, found=f"json-ld:{key}") if value else None


def find_metadata(root: Any, origin: Origin) -> Metadata:
    """Returns what the page says of itself; what the origin gave goes before. The tree is not changed."""
    declared = _Declared(root, _read_meta(root), find_article(root))
    published = find_given(origin.published, read_date) or _find_published(declared)
    updated = _find_updated(declared)
    outlet = find_given(origin.outlet) or _find_outlet(declared) or find_domain(origin.url)
    return Metadata(
        title=find_given(origin.title) or _find_title(declared, outlet),
        byline=_find_byline(declared),
        outlet=outlet,
        published=published,
        updated=None if updated and published and updated.value == published.value else updated,
        language=find_given(origin.language, read_language) or _find_language(declared),
        canonical=_find_canonical(declared, origin.url),
        originals=tuple(_find_originals(declared)),
    )


def find_given(value: str | None, read: Callable[[str], str | None] = normalise) -> Datum | None:
    """Returns what the origin said, where it can be read."""
    found = read(value) if value else None
    return Datum(value=found, found="given") if found else None


def find_domain(url: str | None) -> Datum | None:
    """Returns the host of an address, for want of an outlet's name.

    >>> find_domain("https://www.gazette.example/talks").value
    'gazette.example'
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return Datum(value=host.removeprefix("www."), found="url") if host else None


def read_language(value: str) -> str | None:
    """Returns a BCP 47 tag, or ``None`` where `value` is none.

    >>> read_language("en_US"), read_language("English (all)")
    ('en-US', None)
    """
    return value.strip().replace("_", "-") if _TAG.fullmatch(value.strip()) else None


def _read_meta(root: Any) -> dict[str, Datum]:
    """The first value of each meta element, by its lower-case name."""
    found: dict[str, Datum] = {}
    for element in root.iter("meta"):
        value = normalise(element.get("content") or "")
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip()
            if name and value and len(value) <= _MAX_VALUE_CHARS:
                found.setdefault(name.lower(), Datum(value=value, found=f"meta[{key}={name}]"))
    return found


def _find_title(declared: _Declared, outlet: Datum | None) -> Datum | None:
    headline = read_names(declared.article.get("headline"))
    datum = Datum(value=normalise(headline[0]), found="json-ld:headline") if headline else declared.first(_TITLES)
    if datum is None or not datum.value:
        element = declared.root.find(".//title")
        text = normalise("".join(element.itertext())) if element is not None else ""
        datum = Datum(value=text, found="title") if text else None
    if datum is None or outlet is None:
        return datum
    return Datum(value=_cut_outlet(datum.value, outlet.value), found=datum.found)


def _cut_outlet(title: str, outlet: str) -> str:
    """The title less the outlet's name at its end: "Talks end | The Gazette"."""
    head, mark, tail = next(
        (p for p in (title.rpartition(m) for m in (" | ", " - ", " – ", " — ", " :: ")) if p[1]), ("", "", "")
    )
    return head.strip() if mark and head and tail.strip().casefold() == outlet.casefold() else title


def _find_byline(declared: _Declared) -> Datum | None:
    names = [normalise(name) for name in read_names(declared.article.get("author"))]
    names = list(dict.fromkeys(name for name in names if name and "://" not in name))
    if names:
        return Datum(value=", ".join(names), found="json-ld:author")
    return declared.first(_AUTHORS, _read_author)


def _read_author(value: str) -> str | None:
    text = re.sub(r"^[Bb]y:? ", "", value).strip(" ,;|")
    return None if "://" in text or text.startswith("@") else text or None


def _find_outlet(declared: _Declared) -> Datum | None:
    names = read_names(declared.article.get("publisher"))
    if names:
        return Datum(value=normalise(names[0]), found="json-ld:publisher")
    return declared.first(_OUTLETS, lambda v: None if "://" in v or v.startswith("@") else v)


def _find_published(declared: _Declared) -> Datum | None:
    return (
        declared.date("datePublished")
        or declared.first(_PUBLISHED, read_date)
        or _find_time(declared.root, ("datepublished", "published", "pubdate"))
        or _search_date(declared.root)
    )


def _find_updated(declared: _Declared) -> Datum | None:
    return (
        declared.date("dateModified")
        or declared.first(_UPDATED, read_date)
        or _find_time(declared.root, ("datemodified", "updated", "modified"))
    )


def _find_time(root: Any, roles: tuple[str, ...]) -> Datum | None:
    """The first time element whose names say what it dates."""
    for element in root.iter("time"):
        names = f"{element.get('itemprop', '')} {element.get('class', '')}".lower()
        value = read_date(element.get("datetime") or "")
        if value and (
            any(role in names for role in roles) or ("pubdate" in roles and element.get("pubdate") is not None)
        ):
            return Datum(value=value, found="time[datetime]")
    return None


def _search_date(root: Any) -> Datum | None:
    try:
        value = htmldate.find_date(
            copy.deepcopy(root),  # it is changed by the search
            original_date=True,
            extensive_search=False,
            max_date=_LATEST,
        )
    except (ValueError, etree.LxmlError):
        return None
    return Datum(value=value, found="htmldate") if value else None


def _find_language(declared: _Declared) -> Datum | None:
    for element in (declared.root, declared.root.find(".//body")):
        value = read_language(element.get("lang") or "") if element is not None else None
        if value:
            return Datum(value=value, found=f"{element.tag}[lang]")
    return declared.first(_LANGUAGES, read_language)


def _find_canonical(declared: _Declared, base: str | None) -> Datum | None:
    for element in declared.root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            link = _join(base, element.get("href") or "")
            if link:
                return Datum(value=link, found="link[rel=canonical]")
    return declared.first(("og:url",), lambda v: v if "://" in v else None)


def _join(base: str | None, link: str) -> str | None:
    try:
        joined = urljoin(base or "", link.strip())
        return joined if urlsplit(joined).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _find_originals(declared: _Declared) -> Iterator[Datum]:
    for link in read_links(declared.article.get("isBasedOn")):
        yield Datum(value=link, found="json-ld:isBasedOn")
    for name in _ORIGINALS:
        if name in declared.meta:
            yield declared.meta[name]
