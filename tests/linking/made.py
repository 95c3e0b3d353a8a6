"""Accounts by hand."""

from datetime import date
from typing import Any

from volgens.linking import Account, Count, Spot, When
from volgens.model import content_id

LEMAR = Spot("Lemar", "town", "UA", "Rusov", 48.5, 37.5, 101)
SULEM = Spot("Sulem", "town", "UA", "Rusov", 48.9, 37.9, 102)
RUSOV = Spot("Rusov", "admin1", "UA", "Rusov", 48.7, 37.7, 103)
UKRAINE = Spot("Ukraine", "country", "UA", None, 49.0, 32.0, 104)
DAY = date(2025, 3, 17)


def when(first: date = DAY, last: date | None = None, told: bool = True) -> When:
    return When(first, last or first, told)


def count(outcome: str, low: float | None, high: float | None = None, exact: bool = True) -> Count:
    return Count(outcome, low, low if high is None else high, exact)


def account(document: str, **fields: Any) -> Account:
    """An air strike in Lemar on 17 March 2025, main news, unless told otherwise."""
    given: dict[str, Any] = {
        "family": "violence",
        "types": frozenset({"attack.airstrike"}),
        "when": when(),
        "where": LEMAR,
        "published": DAY,
        "agents": frozenset(),
        "patients": frozenset(),
        "targets": frozenset(),
        "counts": (),
        "lead": True,
        "events": ("e1",),
        "figures": (),
        "claims": (),
        **fields,
    }
    return Account(id=content_id("account", document, given["family"]), document_id=document, **given)
