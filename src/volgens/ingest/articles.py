"""From files to articles, one at a time. What cannot be read becomes an article that says why, and the others are read."""

import html
import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO, cast

from volgens.fetch import Fetched, page_key, plain
from volgens.fetch.fetcher import OK
from volgens.fetch.visit import now
from volgens.ingest import formats
from volgens.ingest.dates import iso
from volgens.ingest.find import Found, Input, find
from volgens.ingest.language import with_language
from volgens.ingest.limits import ARTICLE_CHARACTERS, HEAD_BYTES
from volgens.ingest.source import Link, PassedOver, Raw, Source, failed
from volgens.ingest.web import Asked, Pages, Web
from volgens.ingest.words import Words
from volgens.model import Article, InputError, Skipped, article_id, content_id, text_hash


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says of articles that do not say it themselves. ``published`` is ISO 8601, ``language`` ISO 639-1;
    ``columns``: fields of an article by what a corpus calls them."""

    language: str | None = None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def skipped(error: InputError, article: Article | None = None) -> Article:
    """An article that could not be read, from what is known of it."""
    why = Skipped(error.reason, str(error))
    if article:
        return article.with_(skipped=why, text="" if error.reason == "too_large" else article.text)
    return Article(id=content_id("skipped", error.where), text="", skipped=why, origin=error.where)


def article_of(
    text: str,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    words: Words | None = None,
) -> Article:
    """The article of a text at hand, its language told where none is given.

    Raises InputError for an empty text, a language that cannot be read, or a date that is none.
    """
    words = words or Words.load()
    day = iso(published) if published else None
    if published and not day:
        raise InputError("malformed", f"published {published!r} is no date", do="write it as 2025-01-31")
    article = Article(
        article_id(text, url, publisher, day),
        text,
        words.code(language) if language else None,
        title,
        publisher,
        url,
        day,
    )
    return check(article, words)


def check(article: Article, words: Words, language_hint: str | None = None) -> Article:
    """The article with its language. Raises InputError empty, too_large or language for one that cannot be read."""
    where = article.origin
    if not article.text.strip():
        raise InputError("empty", "there is no text", where, "give it one or leave it out")
    if len(article.text) > ARTICLE_CHARACTERS:
        what = f"{len(article.text):,} characters where an article has {ARTICLE_CHARACTERS:,} at most".replace(",", " ")
        raise InputError("too_large", what, where, "split it into its articles")
    return with_language(article, words, language_hint)


class Inputs:
    """The articles behind the names of files, folders and web addresses; iterate over it once.

    ``found`` lists the files; ``count()`` how many articles to expect; iteration yields an Article for each, in order, those that
    cannot be read with ``skipped`` set. Ids are distinct: an id that comes back with another text gets the text's hash behind it.
    ``passed`` counts, once they were come across, what lies in the files and is not meant to be an article; ``linked`` how many articles
    more, or fewer, there are than was to be expected, since feeds name them. ``lists``: files of addresses; ``web``: how they are fetched.
    Files come first, pages as they arrive.
    """

    def __init__(
        self,
        names: Iterable[str],
        words: Words,
        defaults: Defaults = Defaults(),
        stdin: IO[bytes] | None = None,
        lists: Iterable[str] = (),
        web: Web | None = None,
    ):
        self.found: Found = find(names, lists)
        self._web = web or Web()
        self._pages = Pages(self._web)
        self.linked = 0
        self._words = words
        self._defaults = defaults
        self._stdin = stdin
        self._seen: dict[str, str] = {}
        self.passed: Counter[str] = Counter()

    def count(self) -> int | None:
        """How many articles there are about to be, or None where that cannot be known before they are read."""
        each = [_expected(item) if isinstance(item, Input) else 1 for item in self.found.items]
        known = [n for n in each if n is not None]
        return sum(known) if len(known) == len(each) else None

    def __iter__(self) -> Iterator[Article]:
        for item in self.found.items:
            if isinstance(item, InputError):
                yield skipped(item)
            elif isinstance(item, Link):
                self.linked += self._pages.add(item) - 1
            else:
                yield from self._file(item)
        yield from self._fetched()

    def _fetched(self) -> Iterator[Article]:
        """What is at the addresses, and what feeds name: as it arrives. What came of an address is remembered once its article was taken."""
        feeds: list[tuple[Asked, Fetched]] = []
        try:
            for asked, answer in self._pages:
                if isinstance(answer, Article):
                    yield answer
                    continue
                if isinstance(answer, InputError):
                    found = [self._of_feed(asked, answer)]
                else:
                    found = self._page(asked, answer)
                    if not found:
                        feeds.append((asked, answer))
                        self.linked -= 1
                        continue
                yield from found
                last = found[-1]
                document = last.id if last.text and len(found) == 1 else None
                self._pages.gave(asked, answer, document, last.skipped.reason if last.skipped else None)
            for asked, answer in feeds:
                self._pages.gave(asked, answer, None)
        finally:
            self._pages.close()

    def _page(self, asked: Asked, answer: Fetched) -> list[Article]:
        """The articles of one page; none where it is a feed, whose pages are asked for then."""
        known = asked.link.published or self._defaults.published
        latest = date.fromisoformat(answer.moment[:10])
        source = Source(asked.told, self._words, latest, known, self._defaults.url, page=answer)
        stream = cast(io.BufferedReader, io.BufferedReader(io.BytesIO(answer.body), HEAD_BYTES))
        out: list[Article] = []
        nothing: InputError | None = InputError(
            "empty", "there is no article on this page", asked.told, "look whether it is the right one"
        )
        try:
            self._not_a_front_page(asked, answer)
            for got in formats.read(stream, source, formats.MEDIA.get(answer.kind or "")):
                if isinstance(got, Link):
                    if asked.nested:
                        raise InputError("malformed", "a feed that names a feed", asked.told, "name that one itself")
                    self.linked += self._pages.add(got, nested=True)
                    nothing = None
                elif isinstance(got, PassedOver):
                    self.passed[got.what] += 1
                else:
                    out.append(skipped(got) if isinstance(got, InputError) else self._settled(got, asked.link))
        except InputError as e:
            out.append(skipped(e))
        except Exception as e:  # a library that stumbles over one page does not end the run
            out.append(skipped(failed(e, asked.told)))
        return out if out or nothing is None else [skipped(nothing)]

    def _not_a_front_page(self, asked: Asked, answer: Fetched) -> None:
        """Raises InputError for the front page of a site that has a feed: headlines one below another are no article."""
        if page_key(answer.address) is None and not asked.nested and formats.MEDIA.get(answer.kind or "") == "html":
            from volgens.ingest.feed import feed_of

            feed = feed_of(answer)
            if feed:
                raise InputError(
                    "no_articles", "this is the front page of a site", asked.told, f"its feed is at {feed}"
                )

    def _of_feed(self, asked: Asked, error: InputError) -> Article:
        """The text that the feed itself has of an article whose page cannot be had, with a word of warning; else why there is none."""
        body, title = asked.link.body, html.escape(asked.link.title or "")
        if body:
            page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
            found = self._page(
                asked, Fetched(asked.address, OK, page.encode(), "text/html", "utf-8", now(), None, None)
            )
            if len(found) == 1 and not found[0].skipped:
                note = f"the page cannot be had ({error.what}): this is the text that the feed gives"
                return found[0].with_(warnings=(*found[0].warnings, note))
        return skipped(error)

    def _file(self, item: Input) -> Iterator[Article]:
        try:
            nothing = True
            with self._open(item) as stream:
                for got in formats.read(stream, self._source(item), item.kind):
                    if isinstance(got, PassedOver):
                        self.passed[got.what] += 1
                        continue
                    nothing = False
                    if isinstance(got, Link):
                        self.linked += self._pages.add(got, nested=True)
                        continue
                    yield skipped(got) if isinstance(got, InputError) else self._settled(got)
            if nothing:
                raise InputError(
                    "empty", "there is no article in this file", item.name, "look whether it is the right one"
                )
        except InputError as e:
            yield skipped(e)
        except OSError as e:
            what = f"the file cannot be read ({e.strerror or e})"
            yield skipped(InputError("unreadable", what, item.name, "look at its permissions"))
        except Exception as e:  # a library that stumbles over one page does not end the run
            yield skipped(failed(e, item.name))

    def _open(self, item: Input) -> "nullcontext[io.BufferedReader] | io.BufferedReader":
        if item.path is None:
            return nullcontext(cast(io.BufferedReader, self._stdin or sys.stdin.buffer))
        return cast(io.BufferedReader, item.path.open("rb", buffering=HEAD_BYTES))

    def _source(self, item: Input) -> Source:
        # A saved page can have been published up to the day of its file.
        latest = date.fromtimestamp(item.path.stat().st_mtime) if item.path else date.today()
        given = self._defaults
        return Source(item.name, self._words, latest, given.published, given.url, given.columns)

    def _settled(self, raw: Raw, link: Link | None = None) -> Article:
        """With what the feed says that names it, and after that what the user says, of what the article does not say itself."""
        article, given = raw.article, self._defaults
        if link:
            given = replace(
                given,
                published=link.published or given.published,
                title=link.title or given.title,
                publisher=link.publisher or given.publisher,
                url=given.url or plain(link.address),
            )
        article = article.with_(
            language=article.language or given.language,
            published=article.published or given.published,
            title=article.title or given.title,
            publisher=article.publisher or given.publisher,
            url=article.url or given.url,
        )
        article = self._distinct(article)
        try:
            return check(article, self._words, raw.language_hint)
        except InputError as e:
            return skipped(e, article)

    def _distinct(self, article: Article) -> Article:
        digest = text_hash(article.text)
        if self._seen.setdefault(article.id, digest) == digest:
            return article
        ident = f"{article.id}-{digest[:8]}"
        self._seen.setdefault(ident, digest)
        note = f"the id {article.id!r} came before with another text; this article is {ident!r}"
        return article.with_(id=ident, warnings=(*article.warnings, note))


_MANY = frozenset(("feed", "warc", "mbox", "parquet"))


def _expected(item: Input) -> int | None:
    """How many articles a file is about to give, as far as its name and size tell."""
    if item.path is None or not item.path.is_file() or item.kind in _MANY or item.kind is None:
        return None
    if item.kind not in ("jsonl", "json"):
        return 1
    try:
        with item.path.open("rb") as f:
            kind = formats.recognise(f.read(HEAD_BYTES), item.kind)
        return _lines(item.path) if kind == "jsonl" else 1 if kind == "json" else None
    except OSError:
        return 1  # the reading of it will say why


def _lines(path: Path) -> int:
    """Lines that are not blank."""
    with path.open("rb") as f:
        return sum(1 for line in f if not line.isspace())
