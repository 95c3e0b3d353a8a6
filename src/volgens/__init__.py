"""Volgens reads news about armed conflict and writes down who says what happened.

import volgens
reading = volgens.read("Oekraïense troepen hebben ...", language="nl", published="2025-01-11")
with volgens.Ledger("volgens.db") as ledger:
    ledger.add(reading)
    kharkiv = list(ledger.figures(place="Kharkiv"))
"""

import importlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from volgens.ledger import Filters as Filters
    from volgens.ledger import Ledger as Ledger
    from volgens.model import Article as Article
    from volgens.model import Reading as Reading
    from volgens.model import VolgensError as VolgensError
    from volgens.reader import Reader as Reader

__version__ = "0.1.0"

# What is loaded when it is first asked for: the version alone should cost nothing.
_LAZY = {
    "Article": "volgens.model",
    "Filters": "volgens.ledger",
    "Ledger": "volgens.ledger",
    "Reader": "volgens.reader",
    "Reading": "volgens.model",
    "VolgensError": "volgens.model",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'volgens' has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)


@lru_cache(maxsize=1)
def _reader() -> "Reader":
    from volgens.reader import Reader

    return Reader()


def read(
    text: str,
    *,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> "Reading":
    """The reading of one text. ``language`` is detected where it is not given; ``published`` is an ISO 8601 day or moment.

    Raises InputError for a text that cannot be read. The reader is loaded once; for folders of your own words make a ``Reader``.
    """
    from volgens.ingest import article_of

    return _reader().read(
        article_of(text, language=language, published=published, title=title, publisher=publisher, url=url)
    )
