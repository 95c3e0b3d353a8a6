"""What every process that reads articles does, be it the only one or one of a thousand: articles in, a reading for each out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from volgens.ingest import failed, skipped
from volgens.model import Article, InputError, Parsed, Reading, VolgensError

TOGETHER = 16_000  # characters of articles that are read together, at least; more make no better batches
MOST = 64  # articles that are


class Reads(Protocol):
    """A reader (``volgens.reader.Reader``)."""

    def read(self, article: Article, parsed: Parsed | None = None) -> Reading: ...

    def parsed(self, articles: Sequence[Article]) -> list[Parsed | None]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """An article that needs no reading: the ledger has it already. It keeps its place among the others."""

    article: Article


def read(reader: Reads, article: Article, parsed: Parsed | None = None) -> Reading:
    """The reading; of an article that cannot be read the reason. Raises VolgensError for what is wrong with every article: words, model."""
    try:
        return reader.read(article, parsed)
    except InputError as e:
        return reader.read(skipped(e, article))
    except VolgensError:
        raise
    except Exception as e:  # an error of ours in one article does not end the run
        return reader.read(skipped(failed(e, article.origin or article.id), article))


def together(reader: Reads, articles: Sequence[Article]) -> Iterator[Reading]:
    """The reading of each, in order. They are parsed together, which is quicker and changes nothing."""
    try:
        parsed = reader.parsed(articles)
    except VolgensError:
        raise
    except Exception:  # whichever of them it was shows when each is parsed by itself
        parsed = [None] * len(articles)
    for article, one in zip(articles, parsed, strict=True):
        yield read(reader, article, one)


def groups(items: Iterable[Article | Known]) -> Iterator[list[Article | Known]]:
    """Items in groups whose articles make good batches. The same items make the same groups."""
    group: list[Article | Known] = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if size >= TOGETHER or len(group) >= MOST:
            yield group
            group, size = [], 0
    if group:
        yield group
