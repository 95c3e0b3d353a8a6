"""Reading bytes as a file of some name."""

import io
from collections import Counter
from datetime import date
from typing import Any

from volgens.ingest import Words, formats
from volgens.ingest.source import PassedOver, Raw, Source
from volgens.model import Article, InputError

WORDS = Words.load()
LATEST = date(2026, 11, 23)


def got(raw: bytes, named: str | None = None, **known: Any) -> tuple[list[Article], list[InputError], Counter[str]]:
    """Articles, errors and counts of what was passed over, in the order in which they came."""
    articles, errors, passed = [], [], Counter()
    source = Source("a.file", WORDS, LATEST, **known)
    try:
        for thing in formats.read(io.BufferedReader(io.BytesIO(raw), 65536), source, named):  # type: ignore[arg-type]
            if isinstance(thing, Raw):
                articles.append(thing.article)
            elif isinstance(thing, PassedOver):
                passed[thing.what] += 1
            else:
                errors.append(thing)
    except InputError as e:
        errors.append(e)
    return articles, errors, passed
