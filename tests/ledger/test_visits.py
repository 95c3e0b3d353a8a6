"""When addresses were asked for, and the articles that they gave."""

from dataclasses import replace

import pytest

from tests.ledger.readings import dutch, skipped
from tests.ledger.rooms import Rooms
from tests.ledger.test_versions import FIRST, SECOND
from volgens.fetch.visit import Visit
from volgens.ledger import Ledger
from volgens.model import Document

VISIT = Visit(
    "https://krant.example/1", "2025-01-11T09:00:00+00:00", "2025-01-11T10:00:00+00:00", '"1"', None, "article-1"
)


@pytest.fixture
def path(rooms: Rooms) -> str:
    return rooms()


def test_a_visit_comes_back_and_the_last_one_counts(path: str) -> None:
    with Ledger(path) as ledger:
        assert ledger.visit(VISIT.address) is None
        ledger.keep_visit(VISIT)
        assert ledger.visit(VISIT.address) == VISIT
        failed = VISIT.failed("timeout", "2025-01-12T10:00:00+00:00")
        ledger.keep_visit(failed)
        assert ledger.visit(VISIT.address) == failed
        assert (failed.failures, failed.document_id, failed.first) == (1, "article-1", VISIT.first)
        assert failed.unchanged("2025-01-13T10:00:00+00:00").failures == 0


def test_an_article_as_it_came_in(path: str) -> None:
    """Also an earlier version, and one that could not be read: with them a page need not be fetched to be read anew."""
    with Ledger(path) as ledger:
        changed = replace(
            FIRST, document=replace(FIRST.document, id="krant-1", updated="2025-03-17", forwarded="Ooggetuige")
        )
        ledger.add_all([dutch(), skipped(), FIRST, SECOND, changed])
        for reading in (dutch(), skipped(), FIRST, SECOND, changed):
            article = ledger.article(reading.document.id)
            assert article is not None
            assert Document.of(article) == reading.document
        assert ledger.article("article-niets") is None
