"""What a saved page says about its article: JSON-LD first, then meta elements, then what stands on the page.

The publication time is taken in this order: JSON-LD, meta, the first ``<time datetime>`` below the headline, the visible date line,
the day in the address. A library that guesses (htmldate gives the first of January for a page that names no year) is not used.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from volgens.fetch import page_key
from volgens.ingest.dateline import Stamp, day_of, is_date_line, stamps
from volgens.ingest.dates import iso
from volgens.ingest.limits import DATE_LINE_CHARACTERS
from volgens.ingest.words import Words

# Types of schema.org that are an article (and their kin that end in Article); a WebPage is asked last.
_ARTICLES = ("BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting")
_PUBLISHED = ("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.issued",
              "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "parsely-pub-date",
              "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "publish-date", "publish_date", "publication_date",
              "publicationdate", "pubdate", "originalpublicationdate", "date")  # fmt: skip
BLOCKS = frozenset(("address", "article", "aside", "blockquote", "div", "dd", "dl", "dt", "figcaption", "figure", "footer", "form",
                     "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
                     "th", "tr", "ul"))  # fmt: skip
_APART = frozenset(("nav", "footer", "aside", "script", "style", "noscript", "template", "select", "form"))
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/-]|$)")
_COPYRIGHT = re.compile(r"(?:©|\(c\))\s*(?:\d{4}\s*[-–]\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")


@dataclass(frozen=True, slots=True)
class Page:
    title: str | None
    publisher: str | None
    url: str | None
    language: str | None
    published: str | None
    warnings: tuple[str, ...]


def page(tree: HtmlElement, words: Words, latest: date, known: str | None = None, address: str | None = None) -> Page:
    """What ``tree`` says. ``latest`` bounds a date without a year; ``known`` is the date that the user gave, asked before a guess;
    ``address``: from where it was fetched, which goes before the one that it calls its own."""
    data = list(_linked_data(tree))
    article = _article(data)
    meta = _metas(tree)
    publisher = meta.get("og:site_name") or _name(article.get("publisher"), data) or meta.get("application-name")
    url = _url(_address(tree, meta, article), address)
    published, warnings = _published(tree, article, meta, url, words, latest, known)
    language = (
        _string(article.get("inLanguage")) or tree.get("lang") or meta.get("content-language") or meta.get("og:locale")
    )
    return Page(
        _title(tree, article, meta, publisher),
        publisher,
        url,
        words.code(language) if language else None,
        published,
        warnings,
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


def tidy(text: str) -> str:
    """One line: white space of any kind is a space, soft hyphens and characters without width go."""
    return " ".join(re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text).split())


def _published(
    tree: HtmlElement,
    article: dict[str, Any],
    meta: dict[str, str],
    url: str | None,
    words: Words,
    latest: date,
    known: str | None,
) -> tuple[str | None, tuple[str, ...]]:
    stated = [_string(article.get("datePublished")), *(meta.get(k) for k in _PUBLISHED), *_time_elements(tree)]
    for value in stated:
        found = iso(value) if value else None
        if found:
            return found, ()
    in_address = _day_in_address(url)
    modified = iso(_string(article.get("dateModified")) or meta.get("article:modified_time") or "")
    bound = min(
        d for d in (latest, _copyright_year(tree), date.fromisoformat(modified[:10]) if modified else None) if d
    )
    updated: Stamp | None = None
    for line in _date_lines(tree, words):
        for stamp in stamps(line, words.dates):
            if stamp.role == "updated":
                updated = updated or stamp
                continue
            if in_address and stamp.year is None and stamp.on(in_address.year) == in_address:
                return stamp.iso(in_address), ()
            got = day_of(stamp, bound)
            if got and not got[1]:
                return stamp.iso(got[0]), ()
            if got and not in_address and not known:
                note = f"the page names no year in {line!r}: taken as {got[0].year}, the last up to {bound} that fits; --published tells it"
                return stamp.iso(got[0]), (note,)
    if in_address:
        return in_address.isoformat(), ()
    if known:
        return None, ()
    which = "only when it was updated" if updated or modified else "nothing of when it was published"
    return None, (f"the page says {which}; --published tells it",)


def _time_elements(tree: HtmlElement) -> list[str]:
    """The moment of the first ``<time>`` below the headline; those in lists of other articles come later on the page."""
    below = tree.xpath("//h1/following::time[@datetime] | //h1//time[@datetime]") or tree.xpath(
        "(//article|//main)//time[@datetime]"
    )
    return [t.get("datetime") for t in below if not _apart(t) and _updated_marker(t)][:1]


def _updated_marker(element: HtmlElement) -> bool:
    """Not a ``dateModified``."""
    return "modif" not in f"{element.get('itemprop')} {element.get('class')}".lower()


def _apart(element: HtmlElement) -> bool:
    return any(e.tag in _APART for e in (element, *element.iterancestors()))


def _date_lines(tree: HtmlElement, words: Words) -> list[str]:
    """Short lines that hold a date and nothing else: those below the headline first, then those above it, nearest first.

    The head of a site, which often shows the day on which the page was saved, is left out.
    """
    above: list[str] = []
    below: list[str] = []
    seen_headline = False
    for e in tree.iter():
        if not isinstance(e.tag, str):
            continue
        seen_headline = seen_headline or e.tag == "h1"
        if e.tag not in (*BLOCKS, "span", "time") or any(c.tag in BLOCKS for c in e.iterdescendants()):
            continue
        line = tidy(e.text_content())
        if (
            not line
            or len(line) > DATE_LINE_CHARACTERS
            or not is_date_line(line, words.dates)
            or _apart(e)
            or _site_head(e)
        ):
            continue
        (below if seen_headline else above).append(line)
    return below + above[::-1]


def _site_head(element: HtmlElement) -> bool:
    up = [e.tag for e in element.iterancestors()]
    return "header" in up and not {"article", "main"} & set(up)


def _day_in_address(url: str | None) -> date | None:
    found = _DAY_IN_ADDRESS.search(url or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _copyright_year(tree: HtmlElement) -> date | None:
    """The end of the year in the page's copyright line: the page was made in it, so that it bounds what it says."""
    years = [int(y) for y in _COPYRIGHT.findall(tree.text_content())]
    return date(max(years), 12, 31) if years else None
