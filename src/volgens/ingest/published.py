"""When a page says that its article was published, and when it was changed.

Asked in this order: JSON-LD, meta elements and marked-up times, the first ``<time datetime>`` below the headline, the visible date line, the day
in the address. A library that guesses (htmldate gives the first of January for a page that names no year) is not used. A day that has to be
worked out, of a line without a year or of *yesterday, 12:03*, comes with a note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml.html import HtmlElement

from volgens.ingest.dateline import Stamp, day_of, is_date_line, relatives, role_before, stamps
from volgens.ingest.dates import iso
from volgens.ingest.limits import BYLINE_BLOCKS, DATE_LINE_CHARACTERS, FIRST_YEAR
from volgens.ingest.markup import BLOCKS, tidy
from volgens.ingest.words import Words

_PUBLISHED = ("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.issued",
              "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dc:date",
              "dcterms:issued", "schema:datepublished", "parsely-pub-date", "sailthru.date", "article.published",
              "cxenseparse:recs:publishtime", "publish-date", "publish_date", "publication_date", "publicationdate", "pubdate", "pub_date",
              "originalpublicationdate", "article_date_original", "date")  # fmt: skip
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "dcterms:modified",
            "schema:datemodified", "last-modified", "lastmod", "article.updated", "article:modified", "last_updated_date")  # fmt: skip
_APART = frozenset(("nav", "footer", "aside", "script", "style", "noscript", "template", "select", "form"))
# In the names that pages give their elements.
_BESIDE = re.compile(r"comment|reaction|related|sidebar|teaser|promo|recirc|recommend|most-?read|trending")
_BYLINE = re.compile(r"byline|date|time|publi|posted|(?:^|[-_ ])meta(?:$|[-_ ])")
_OF_CHANGE = re.compile(r"modif|updat")
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/-]|$)")
_COPYRIGHT = re.compile(r"(?:©|\(c\))\s*(?:\d{4}\s*[-–]\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")
# Countries whose English puts the month first, and those that put the day first; nothing is told by plain "en".
_MONTH_FIRST = frozenset(("us", "ph"))
_DAY_FIRST = frozenset(("gb", "uk", "ie", "au", "nz", "in", "za", "ke", "ng", "sg", "mt"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a page besides its markup: ``latest``, the last day on which it can have been published; ``known``, the user's date
    for it; ``retrieved``, when it was fetched (ISO 8601); ``url``; ``language``, the tag that its markup names."""

    latest: date
    known: str | None = None
    retrieved: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Moments:
    """ISO 8601, None where the page does not say; ``notes`` are what a reader of the record should know of them."""

    published: str | None
    updated: str | None
    notes: tuple[str, ...] = ()


def moments(tree: HtmlElement, linked: Mapping[str, str], meta: Mapping[str, str], words: Words, seen: Seen) -> Moments:
    """``linked``: the texts of the article's JSON-LD by their names; ``meta``: the contents of meta elements."""
    day_first = _day_first(seen.language)
    marked = _Marked(tree, words)

    def first(values: Iterable[str | None]) -> str | None:
        return next((m for v in values if v and (m := machine(v, words, day_first))), None)

    updated = first((linked.get("dateModified"), *(meta.get(k) for k in _UPDATED), *marked.updated))
    published = first((linked.get("datePublished"), *(meta.get(k) for k in _PUBLISHED), *marked.published))
    notes: tuple[str, ...] = ()
    if not published:
        lines = _Lines(tree, words, seen, day_first, updated)
        published, notes = lines.published()
        updated = updated or lines.updated
    return Moments(published, None if updated == published else updated, notes)


def machine(value: str, words: Words, day_first: bool | None = None) -> str | None:
    """What is written for machines, in ISO 8601: that itself, what mail and feeds use, seconds since 1970, or a date in words with its year.
    None for what is none and for placeholders such as 1970-01-01."""
    value = value.strip()
    found = iso(value)
    if not found and (seconds := _EPOCH.fullmatch(value)):
        found = datetime.fromtimestamp(int(seconds[1]), UTC).isoformat()
    if not found and len(value) <= DATE_LINE_CHARACTERS and is_date_line(value, words.dates):
        for stamp in stamps(value, words.dates, day_first):
            day = stamp.on(stamp.year) if stamp.year is not None else None
            found = stamp.iso(day) if day else None
            break
    return found if found and int(found[:4]) >= FIRST_YEAR else None


def _day_first(language: str | None) -> bool | None:
    """Whether 4/3/2025 is in March: None where the language does not tell."""
    primary, _, region = (language or "").lower().replace("_", "-").partition("-")
    if primary != "en":
        return True if primary else None
    return False if region in _MONTH_FIRST else True if region in _DAY_FIRST else None


def _names(element: HtmlElement) -> str:
    return " ".join(element.get(k) or "" for k in ("itemprop", "property", "class", "id", "pubdate")).lower()


def _apart(element: HtmlElement) -> bool:
    """In a list of other articles, below a form, among comments."""
    return any(
        e.tag in _APART or (e.tag not in ("html", "body") and _BESIDE.search(f"{e.get('class')} {e.get('id')}".lower()))
        for e in (element, *element.iterancestors())
    )


class _Marked:
    """The moments in elements that are made for them: ``<time datetime>``, ``itemprop=datePublished``, ``<abbr title>`` of class published."""

    def __init__(self, tree: HtmlElement, words: Words):
        self.published: list[str] = []
        self.updated: list[str] = []
        below: list[str] = []
        around: list[str] = []
        headline = False
        for e in tree.iter():
            headline = headline or e.tag == "h1"
            if not isinstance(e.tag, str) or not (
                {"datetime", "itemprop", "property"} & set(e.keys()) or e.tag == "abbr"
            ):
                continue
            names = _names(e)
            value = e.get("datetime") or e.get("content") or (e.get("title") if e.tag == "abbr" else None)
            if not value or (e.tag == "meta" and not e.get("itemprop")) or _apart(e):
                continue
            role = _role(e, names, words)
            if role == "updated":
                self.updated.append(value)
            elif "datepublished" in names or (e.tag == "abbr" and "published" in names.split()):
                self.published.append(value)
            elif e.get("datetime") is None:
                continue
            elif headline:
                below.append(value)
            elif any(a.tag in ("article", "main") for a in e.iterancestors()):
                around.append(value)
        self.published += (below or around)[:1]


def _role(element: HtmlElement, names: str, words: Words) -> str:
    """updated, published or nothing: by its names, else by the word in front of it."""
    if _OF_CHANGE.search(names):
        return "updated"
    parent = element.getparent()
    before = element.getprevious()
    lead = (
        (before.tail or tidy(before.text_content()))
        if before is not None
        else parent.text
        if parent is not None
        else ""
    )
    return role_before(
        f"{lead or ''} {(element.text or '').partition(':')[0] if ':' in (element.text or '') else ''}"[-40:],
        words.dates,
    )


class _Lines:
    """The lines of a page that show a date."""

    def __init__(self, tree: HtmlElement, words: Words, seen: Seen, day_first: bool | None, updated: str | None):
        self._words, self._seen, self._day_first = words, seen, day_first
        self._lines = list(_date_lines(tree, words))
        self.updated = updated
        self._in_address = _day_in_address(seen.url)
        bounds = (seen.latest, _copyright_year(tree), date.fromisoformat(updated[:10]) if updated else None)
        self._bound = min(d for d in bounds if d)

    def published(self) -> tuple[str | None, tuple[str, ...]]:
        found: tuple[str, tuple[str, ...]] | None = None
        for line in self._lines:
            found = found or self._stamped(line) or self._counted(line)
        if found:
            return found
        if self._in_address:
            return self._in_address.isoformat(), ()
        if self._seen.known:
            return None, ()
        which = "only when it was updated" if self.updated else "nothing of when it was published"
        return None, (f"the page says {which}; --published tells it",)

    def _stamped(self, line: str) -> tuple[str, tuple[str, ...]] | None:
        found = None
        for stamp in stamps(line, self._words.dates, self._day_first):
            if stamp.role == "updated":
                day = stamp.on(stamp.year) if stamp.year is not None else None
                self.updated = self.updated or (stamp.iso(day) if day else None)
            else:
                found = found or self._day(stamp, line)
        return found

    def _day(self, stamp: Stamp, line: str) -> tuple[str, tuple[str, ...]] | None:
        address = self._in_address
        if address and stamp.year is None and stamp.on(address.year) == address:
            return stamp.iso(address), ()
        got = day_of(stamp, self._bound)
        if got and not got[1]:
            return stamp.iso(got[0]), ()
        if got and not address and not self._seen.known:
            note = f"the page names no year in {line!r}: taken as {got[0].year}, the last up to {self._bound} that fits; --published tells it"
            return stamp.iso(got[0]), (note,)
        return None

    def _counted(self, line: str) -> tuple[str, tuple[str, ...]] | None:
        """A day that counts back from when the page was shown: nothing, where that is not known."""
        if not self._seen.retrieved or self._seen.known or self._in_address:
            return None
        shown = datetime.fromisoformat(self._seen.retrieved)
        found = None
        for r in relatives(line, self._words.dates):
            if r.role == "updated":
                self.updated = self.updated or r.iso(shown)
            elif not found:
                day = r.iso(shown)
                note = f"the page says {line!r}: taken as {day[:10]}, from when it was retrieved; --published tells it"
                found = (day, (note,))
        return found


def _date_lines(tree: HtmlElement, words: Words) -> Iterator[str]:
    """Short lines that hold a date and nothing else: those below the headline first, then those above it, nearest first; last, lines just below
    the headline whose names say that they hold one, with who wrote the article.

    The head of a site, which often shows the day on which the page was saved, is left out.
    """
    above: list[str] = []
    below: list[str] = []
    bylines: list[str] = []
    blocks = -1  # below the headline
    for e in tree.iter():
        if not isinstance(e.tag, str):
            continue
        blocks = max(blocks, 0) if e.tag == "h1" else blocks + (blocks >= 0 and e.tag in BLOCKS)
        if e.tag not in (*BLOCKS, "span", "time"):
            continue
        for line in _own_lines(e):
            if not any(c.isdigit() for c in line) or _apart(e) or _site_head(e):
                continue
            if is_date_line(line, words.dates):
                (below if blocks >= 0 else above).append(line)
            elif 0 <= blocks <= BYLINE_BLOCKS and _BYLINE.search(_names(e)):
                bylines += [line[s.start : s.end] for s in stamps(line, words.dates, None) if s.year is not None]
    yield from below
    yield from reversed(above)
    yield from bylines


def _own_lines(element: HtmlElement) -> Iterator[str]:
    """The short lines of an element: its whole text, or where it has blocks within it what stands between them."""
    if any(c.tag in BLOCKS for c in element.iterdescendants()):
        pieces = [element.text, *(c.tail for c in element)]
    else:
        pieces = [element.text_content()]
    for piece in pieces:
        if piece and (line := tidy(piece)) and len(line) <= DATE_LINE_CHARACTERS:
            yield line


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
