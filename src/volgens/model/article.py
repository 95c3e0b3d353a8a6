"""An article as it came in: what every later step starts from."""

import re
from dataclasses import dataclass, replace
from datetime import date

from volgens.model.ids import content_id, text_hash

_MADE = re.compile(r"article-[0-9a-f]{16}(?:-[0-9a-f]{8})?")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why an article was not read: ``reason`` is a key of ``errors.SKIP_REASONS``, ``detail`` one line for people."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` never changes after this: every offset in a reading points into it.

    ``published``, ``updated`` and ``retrieved`` are ISO 8601, a date or a date with time; ``language`` is ISO 639-1 or None until it is detected.
    An article that could not be read has ``skipped`` set and may have an empty text. ``origin`` says where it came from, for messages.
    ``updated`` is when the publisher last changed it; ``forwarded`` by whom its words are, where the publisher only passed them on.
    ``warnings`` are what a reader of the record should know about how it came in: a guessed encoding, a year that the page leaves out.
    """

    id: str
    text: str
    language: str | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    licence: str | None = None
    skipped: Skipped | None = None
    origin: str = ""
    warnings: tuple[str, ...] = ()
    updated: str | None = None
    forwarded: str | None = None

    @property
    def sha256(self) -> str:
        return text_hash(self.text)

    @property
    def day(self) -> date | None:
        """The day of publication, or None where it is not known."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    def with_(self, **changes: object) -> "Article":
        return replace(self, **changes)  # type: ignore[arg-type]


def article_id(text: str, url: str | None = None, publisher: str | None = None, published: str | None = None) -> str:
    """The id of an article that brings none of its own."""
    return content_id("article", url, publisher, published, text_hash(text))


def is_made(ident: str) -> bool:
    """Does the id follow from what the article is? Else it came with the article, and whoever gave it said what is one article."""
    return _MADE.fullmatch(ident) is not None
