"""A ledger for the tests of pages: several articles of one happening, every kind of record, and what people decided."""

from dataclasses import replace
from pathlib import Path

from tests.ledger.readings import dutch, english, skipped
from tests.ledger.test_linked import reading
from volgens.ledger import Ledger

HOSTILE = "</mark></title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp; \u202etxet\u202c\x00\x1b[31m\x85"
AT = "2025-04-01T12:00:00Z"


def filled(path: Path) -> Path:
    """Fills the ledger at ``path``."""
    first = dutch()
    head = replace(first.document, id="hostile/1", title=HOSTILE, publisher=HOSTILE, text=first.document.text + HOSTILE)
    with Ledger(path) as ledger:
        ledger.add_all([first, english(), skipped(), *(reading(k) for k in "abcd"), replace(first, document=head)])
        figures = [f for f in ledger.figures(outcome="killed") if f.document.id.startswith("article-")]
        ledger.decide("reject", figures[0].figure.id, by="An de Wit", reason="about last year", made=AT)
        ledger.decide("correct", figures[1].figure.id, by="An de Wit", values={"value": ">=27"}, made=AT)
        # Decided without knowing of each other: something to settle.
        ledger.decide("accept", figures[2].figure.id, by="An de Wit", made=AT, seen=[])
        ledger.decide("reject", figures[2].figure.id, by="Bo", made=AT, seen=[])
        ledger.decide("accept", next(iter(ledger.claims(language="en"))).claim.id, by="Bo", made=AT)
    return path
