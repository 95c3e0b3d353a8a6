from collections.abc import Callable

import pytest

from tests.phenomena import DAY
from volgens.ingest import article_of
from volgens.model import Reading
from volgens.reader import Reader

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """``read(row)`` reads a row's ``text`` in its language as an article of ``published``, or of 4 June 2025."""

    def one(row: dict[str, str]) -> Reading:
        day = row.get("published") or DAY
        return reader.read(article_of(row["text"].replace("\\n", "\n"), language=row["language"], published=day))

    return one
