"""Ledgers to export."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ledger.readings import dutch, english, skipped
from tests.ledger.test_linked import reading
from volgens.export.source import Source
from volgens.ledger import Filters, Ledger

ADDRESS = "http://desk.example:8765"


@contextmanager
def filled(where: Path | str) -> Iterator[Ledger]:
    """Two articles with a bit of everything, one that could not be read, three of one air strike and one of another; some decided on."""
    with Ledger(where) as ledger:
        ledger.add_all([dutch(), english(), skipped(), *(reading(k) for k in "abcd")])
        captured, share, *_ = dutch().figures
        ledger.decide(
            "correct",
            captured.id,
            by="An de Wit",
            made="2025-03-19T10:00:00+00:00",
            values={"low": 2, "best": 2, "high": 2},
            reason="=two",
        )
        ledger.decide("reject", share.id, by="Bo Smit", made="2025-03-19T11:00:00+00:00", reason="'t is of last year")
        yield ledger


def source(ledger: Ledger, **words: str) -> Source:
    return Source(ledger, Filters.of(**words), ADDRESS)
