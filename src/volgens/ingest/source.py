"""What a reader of a format is given, and what it gives."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Protocol

from volgens.fetch import Fetched
from volgens.ingest.words import Words
from volgens.model import Article, InputError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes come from, and what is known of them before they are read.

    ``name``: for messages; ``latest``: the last day on which what is in them can have been published; ``published``: the user's ISO date
    for articles that say none; ``address``: the user's for them; ``columns``: for corpora, article fields by the names that they have there;
    ``page``: what was fetched.
    """

    name: str
    words: Words
    latest: date
    published: str | None = None
    address: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    page: Fetched | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """An article as its format gives it, with what only the settling of its language needs: the markup's word for that."""

    article: Article
    language_hint: str | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in a file that is no article and is not meant to be one; ``what`` is counted in the summary: *WARC records that are no page*."""

    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """A page to fetch. ``title``, ``publisher``, ``published``, ``updated`` (ISO 8601), ``body`` (HTML): what the feed that names it says of it."""

    address: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    body: str | None = None


Got = Raw | InputError | PassedOver | Link


class Read(Protocol):
    """A reader of one format: what is in a stream, piece by piece. An InputError that is raised, not given, ends the file."""

    def __call__(self, stream: IO[bytes], source: Source) -> Iterator[Got]: ...


def failed(error: Exception, where: str) -> InputError:
    """An error of the program itself as the reason of a skip, in one line; where it comes from goes to the log."""
    log.debug("%s", where, exc_info=error)
    what = f"{type(error).__name__}: {' '.join(str(error).split()) or 'no message'}"
    return InputError("failed", what, where, "report it with what --debug shows")


def attempted(at: str, make: Callable[[], Got]) -> Got:
    """What ``make`` makes of one piece of a file, or why it cannot: one that is bad does not end the others. ``at``: the piece's place."""
    try:
        return make()
    except InputError as e:
        return e
    except Exception as e:  # a library that stumbles over it
        return failed(e, at)
