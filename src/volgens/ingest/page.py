"""What a saved page says about its article: JSON-LD first, then meta elements, then what stands on the page. When: ``published``."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from volgens.fetch import page_key
from volgens.ingest.markup import tidy
from volgens.ingest.published import Seen, moments
from volgens.ingest.words import Words

# Types of schema.org that are an article (and their kin that end in Article); a WebPage is asked last.
_ARTICLES = ("BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


@dataclass(frozen=True, slots=True)
class Page:
    title: str | None
    publisher: str | None
    url: str | None
    language: str | None
    published: str | None
    updated: str | None
    warnings: tuple[str, ...]


def page(
    tree: HtmlElement,
    words: Words,
    latest: date,
    known: str | None = None,
    address: str | None = None,
    retrieved: str | None = None,
) -> Page:
    """What ``tree`` says. ``latest`` bounds a date without a year; ``known`` is the date that the user gave, asked before a guess;
    ``address``: from where it was fetched, which goes before the one that it calls its own; ``retrieved``: when."""
    data = list(_linked_data(tree))
    article = _article(data)
    meta = _metas(tree)
    publisher = meta.get("og:site_name") or _name(article.get("publisher"), data) or meta.get("application-name")
    url = _url(_address(tree, meta, article), address)
    language = (
        _string(article.get("inLanguage")) or tree.get("lang") or meta.get("content-language") or meta.get("og:locale")
    )
    stated = {k: v for k in ("datePublished", "dateModified") if (v := _string(article.get(k)))}
    when = moments(
        tree, stated, meta, words, Seen(latest, known, retrieved, url, tree.get("lang") or meta.get("og:locale"))
    )
    return Page(
        _title(tree, article, meta, publisher),
        publisher,
        url,
        words.code(language) if language else None,
        when.published,
        when.updated,
        when.notes,
    )


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The things that JSON-LD names on top, in a graph, or as the page's main thing; lists of other articles are left out."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        text = re.sub(
            r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script.text_content() or ""
        )
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # pages with broken JSON-LD are common; they say the same in meta elements
        todo = [found]
        while todo:
            thing = todo.pop(0)
            if isinstance(thing, list):
                todo = [*thing, *todo]
            elif isinstance(thing, dict):
                yield thing
                todo += [
                    thing[k]
                    for k in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(thing.get(k), dict | list)
                ]


def _article(things: list[dict[str, Any]]) -> dict[str, Any]:
    """The thing that is the page's article, else the page itself, else nothing."""

    def rank(thing: dict[str, Any]) -> int:
        kinds = thing.get("@type")
        names = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
        if any(k.endswith("Article") or k in _ARTICLES for k in names):
            return 2
        return 1 if "WebPage" in names and thing.get("datePublished") else 0

    best = max(things, key=rank, default={})
    return best if best and rank(best) else {}


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of every meta element, by its name, property or itemprop in lower case."""
    out: dict[str, str] = {}
    for m in tree.iter("meta"):
        name = m.get("property") or m.get("name") or m.get("itemprop") or m.get("http-equiv")
        content = (m.get("content") or "").strip()
        if name and content:
            out.setdefault(name.strip().lower(), content)
    return out


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any, things: list[dict[str, Any]]) -> str | None:
    """The name of an organisation that is given whole, by reference, or as a text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        value = next((t for t in things if t.get("@id") == value["@id"] and "name" in t), None)
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


def _address(tree: HtmlElement, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    links = tree.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]/@href')
    saved = [m[1] for c in tree.xpath("//comment()|/comment()") if (m := _SAVED_FROM.search(c.text or ""))]
    for found in (*links, meta.get("og:url"), _string(article.get("url")), *saved):
        if found and found.strip().startswith(("http://", "https://")):
            return str(found.strip())
    return None


def _url(own: str | None, asked: str | None) -> str | None:
    """The address of the article: the page's own word for it, unless it was ``asked`` for elsewhere: under another site's name the text is what that
    site showed, and a page that gives its site's home page for its own address says nothing."""
    if not asked or (page_key(own) and _same_site(own or "", asked)):
        return own
    return asked


def _same_site(a: str, b: str) -> bool:
    """``m.example.org`` and ``www.example.org`` are one site with ``example.org``."""
    x, y = (f".{(urlsplit(u).hostname or '').removeprefix('www.')}" for u in (a, b))
    return x.endswith(y) or y.endswith(x)


def _title(tree: HtmlElement, article: dict[str, Any], meta: dict[str, str], publisher: str | None) -> str | None:
    heads = [t for t in (tidy(h.text_content()) for h in tree.iter("h1")) if t]
    tops = [t for t in (tidy(h.text_content()) for h in tree.iter("title")) if t]
    found = (
        _string(article.get("headline"))
        or (heads[0] if len(heads) == 1 else None)
        or meta.get("og:title")
        or next(iter(tops), None)
    )
    if found and publisher:
        found = re.sub(rf"\s+[|•·–—-]\s+{re.escape(publisher)}$", "", found)
    return tidy(found) or None if found else None
