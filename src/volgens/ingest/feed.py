"""Feeds, RSS and Atom: the articles that they name, with the title and date that they give them. The text is on the article's page.

feedparser reads them: it mends what publishers break. It is given bytes and never an address, so that it fetches nothing.
"""

import html
import io
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO, Any
from urllib.parse import urljoin

from lxml.etree import ParserError
from lxml.html import document_fromstring, fromstring

from volgens.fetch import Fetched, is_address
from volgens.ingest.dates import iso
from volgens.ingest.decode import read_all
from volgens.ingest.source import Got, Link, PassedOver, Source
from volgens.model import InputError

_NOTHING = "entries of feeds that name no page"

# What feedparser raises of bytes that are no feed, such as a declaration of an encoding that is no text.
_STUMBLES = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


def links(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """The pages that a feed names, in its order, each once. Raises InputError ``malformed`` for what is no feed."""
    import feedparser  # with its tables it takes a moment to load

    headers = {"content-type": "application/xml"}
    if source.page:
        headers["content-location"] = source.page.address
        headers["content-type"] += f"; charset={source.page.charset}" if source.page.charset else ""
    raw = read_all(stream, source.name)
    try:
        found = feedparser.parse(io.BytesIO(raw), response_headers=headers)
    except _STUMBLES as e:
        raise _unreadable(e, source) from None
    if not found.get("version") and not found.entries:  # of nothing at all it does not even say that it is no version
        raise InputError("malformed", "this is no RSS or Atom feed", source.name, "name the address of the feed itself")
    if not found.entries and found.bozo:
        raise _unreadable(found.bozo_exception, source)
    publisher = _plain(found.feed.get("title"))
    seen: set[str] = set()
    for entry in found.entries:
        address = entry.get("link") or ""
        if not is_address(address):
            yield PassedOver(_NOTHING)
        elif address not in seen:
            seen.add(address)
            yield Link(address, _plain(entry.get("title")), publisher, _day(entry, "published"), _day(entry, "updated"), _body(entry))  # fmt: skip


def _unreadable(error: Exception, source: Source) -> InputError:
    what = f"this feed cannot be read ({' '.join(str(error).split())})"
    return InputError("malformed", what, source.name, "look whether it is whole")


def feed_of(page: Fetched) -> str | None:
    """The address of the feed that a page names as its own."""
    try:
        tree = document_fromstring(page.body)
    except (ParserError, ValueError):
        return None
    found = tree.xpath(
        "//link[contains(@rel, 'alternate')][@href][contains(@type, 'rss+xml') or contains(@type, 'atom+xml')]/@href"
    )
    return urljoin(page.address, str(found[0])) if found else None


def _plain(text: str | None) -> str | None:
    """A title without the markup that some feeds put in it."""
    if not text or not text.strip():
        return None
    unescaped = html.unescape(text)
    words = fromstring(f"<p>{unescaped}</p>").text_content() if "<" in unescaped else unescaped
    return " ".join(words.split()) or None


def _day(entry: Any, name: str) -> str | None:
    """As the feed writes it where that is a date that machines know, else as feedparser understood it; nothing is made up."""
    given = iso(dict.get(entry, name) or "")  # feedparser's own ``get`` gives the one date for the other
    parsed = dict.get(entry, f"{name}_parsed")
    if given or not parsed:
        return given
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()


def _body(entry: Any) -> str | None:
    """The whole text, where the feed has it; a summary is none."""
    whole = [c.value for c in entry.get("content", ()) if c.get("value")]
    return max(whole, key=len, default=None)
