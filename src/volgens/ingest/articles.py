"""From files to articles, one at a time. What cannot be read becomes an article that says why, and the others are read."""

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from volgens.ingest import formats
from volgens.ingest.dates import iso
from volgens.ingest.find import Found, Input, find
from volgens.ingest.language import with_language
from volgens.ingest.limits import ARTICLE_CHARACTERS, HEAD_BYTES
from volgens.ingest.source import PassedOver, Raw, Source, failed
from volgens.ingest.words import Words
from volgens.model import Article, InputError, Skipped, article_id, content_id, text_hash


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the user says of articles that do not say it themselves. ``published`` is ISO 8601, ``language`` ISO 639-1."""

    language: str | None = None
    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


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
    """The articles behind the names of files and folders; iterate over it once.

    ``found`` lists the files; ``count()`` how many articles to expect; iteration yields an Article for each, in order, those that
    cannot be read with ``skipped`` set. Ids are distinct: an id that comes back with another text gets the text's hash behind it.
    ``passed`` counts, once they were come across, what lies in the files and is not meant to be an article.
    """

    def __init__(
        self, names: Iterable[str], words: Words, defaults: Defaults = Defaults(), stdin: IO[bytes] | None = None
    ):
        self.found: Found = find(names)
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
            else:
                yield from self._file(item)

    def _file(self, item: Input) -> Iterator[Article]:
        try:
            nothing = True
            with self._open(item) as stream:
                for got in formats.read(stream, self._source(item), item.kind):
                    if isinstance(got, PassedOver):
                        self.passed[got.what] += 1
                        continue
                    nothing = False
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
        return Source(item.name, self._words, latest, self._defaults.published, self._defaults.url)

    def _settled(self, raw: Raw) -> Article:
        article, given = raw.article, self._defaults
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


_MANY = frozenset(("warc", "mbox", "parquet"))


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
