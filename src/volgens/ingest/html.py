"""A saved web page: trafilatura finds the body, ``page`` what the page says about it."""

import logging
import re
from configparser import ConfigParser
from copy import deepcopy
from datetime import date
from functools import cache

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import DEFAULT_CONFIG

from volgens.ingest.dateline import is_date_line
from volgens.ingest.decode import decode
from volgens.ingest.limits import NAME_CHARACTERS, PAGE_BODY_CHARACTERS, PAGE_ELEMENTS
from volgens.ingest.markup import tidy
from volgens.ingest.page import page
from volgens.ingest.words import Words
from volgens.model import Article, InputError, article_id

# What the library has to say of a page is said in our own words.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,100}encoding=["']([\w-]+)""", re.IGNORECASE
)
_HEAD = 4096  # bytes in which a page declares its encoding; HTML asks for it in the first 1024
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TOP = 4  # blocks at the start of a body in which a date line or the title again may stand


def html_article(
    raw: bytes,
    where: str,
    words: Words,
    latest: date,
    known: str | None = None,
    *,
    address: str | None = None,
    charset: str | None = None,
    retrieved: str | None = None,
) -> tuple[Article, str | None]:
    """The article of a page, and the language that its markup names, which is often the template's and so no more than a hint.

    ``latest`` is the last day on which it can have been published, ``known`` the user's date for it. Of a page that was fetched:
    ``address``, what the server said of its ``charset``, and when it was ``retrieved`` (ISO 8601).

    Paragraphs are separated by an empty line, white space within them is one space. Raises InputError empty where no text is found.
    """
    declared = _CHARSET.search(raw[:_HEAD])
    own = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    text, note = decode(raw, where, [e for e in (charset, own) if e])
    tree = load_html(_DECLARATION.sub("", text))
    if tree is None:
        raise InputError("empty", "there is no page in this file", where, "look whether it was saved whole")
    _within_limits(tree, where)
    about = page(tree, words, latest, known, address, retrieved)
    body = body_of(tree, about.title, words)
    if not body:
        raise InputError("empty", "no article is found on this page", where, "save its text as .txt")
    article = Article(
        # A date that was worked out is no part of the id: it can depend on when the page was saved.
        id=article_id(body, about.url, about.publisher, None if about.warnings else about.published),
        text=body,
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        published=about.published,
        retrieved=retrieved,
        updated=about.updated,
        origin=where,
        warnings=((note,) if note else ()) + about.warnings,
    )
    return article, about.language


def _within_limits(tree: HtmlElement, where: str) -> None:
    """Raises InputError too_large for more elements than a page has. Names of an element that are longer than names are go."""
    count = int(tree.xpath("count(//*)"))
    if count > PAGE_ELEMENTS:
        raise InputError("too_large", f"a page of {count} elements", where, "save its text as .txt")
    for name in ("class", "id", "style"):
        for element in tree.xpath(f"//*[string-length(@{name}) > {NAME_CHARACTERS}]"):
            del element.attrib[name]


def body_of(tree: HtmlElement, title: str | None, words: Words) -> str:
    """The text of the article on a page below its headline and date, or nothing. The tree is changed."""
    headings = {title, *(tidy(h.text_content()) for h in tree.iter("h1"))}
    found = bare_extraction(tree, include_comments=False, with_metadata=False, config=_settings())
    return "\n\n".join(_body(found.body, headings, words)) if found is not None and not isinstance(found, dict) else ""


@cache
def _settings() -> ConfigParser:
    settings = deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(PAGE_BODY_CHARACTERS)
    return settings


def _body(body: etree._Element, headings: set[str | None], words: Words) -> list[str]:
    """The paragraphs below the headline, without the date line."""
    blocks = [b for element in body for b in _blocks(element)]
    start = max((k + 1 for k, b in enumerate(blocks[:_TOP]) if b in headings), default=0)
    top = [b for b in blocks[start:_TOP] if not is_date_line(b, words.dates)]
    return top + blocks[max(start, _TOP) :]


def _blocks(element: etree._Element) -> list[str]:
    """The paragraphs of one element of trafilatura's: p, head, list, quote, table, code."""
    if element.tag in ("list", "quote", "table", "div") and len(element) and not _has_words(element.text):
        return [b for child in element for b in _blocks(child)]
    if element.tag == "row":
        return [" | ".join(t for cell in element if (t := tidy(_pieces(cell))))]
    lines = "\n".join(tidy(line) for line in _pieces(element).split("\n"))
    return [b.strip() for b in re.split(r"\n{2,}", lines) if b.strip()]


def _pieces(element: etree._Element) -> str:
    """The text of an element, a line for each paragraph within it."""
    pieces = [element.text or ""]
    for child in element.iterdescendants():
        pieces += ["\n" if child.tag in ("lb", "p", "head", "item") else "", child.text or ""]
        pieces += ["\n" if child.tag in ("head", "item") else "", child.tail or ""]
    return "".join(pieces)


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())
