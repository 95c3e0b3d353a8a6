"""The best number of an incident's figures, as people chose it: decisions that find the incident again by the accounts it had."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from volgens.ledger import account_rows, decisions, schema
from volgens.ledger.by_hand import find
from volgens.linking.tallies import Best
from volgens.model import Decision

A, D = schema.accounts, schema.decisions


def standing(connection: Connection) -> list[Decision]:
    """Decisions on a best number that stand, in the order in which they were made."""
    return decisions.in_force(connection, D.c.document_id.is_(None), D.c.action.in_(("correct", "undo")))


def chosen(connection: Connection, some: Iterable[Decision]) -> list[tuple[Decision, str | None]]:
    """Each with the incident that it is about now: that with the most of its accounts; None where none is left."""
    return [(d, _incident(connection, d.detail["accounts"])) for d in some]


def _incident(connection: Connection, anchors: list[dict[str, Any]]) -> str | None:
    accounts = [a for a in (find(connection, known) for known in anchors) if a is not None]
    of = account_rows.labels(connection, A.c.id.in_(accounts))
    counted = Counter(of.values())
    return min(counted, key=lambda i: (-counted[i], i), default=None)


def of_incident(
    connection: Connection, some: Sequence[Decision], incident_id: str, documents: Collection[str]
) -> Iterator[Best]:
    """What people chose for one incident, told by these articles: per outcome, unit and side the last word."""
    here = [d for d in some if any(a["document"] in documents for a in d.detail["accounts"])]
    by_tally: dict[tuple[str, str, str | None], list[Decision]] = {}
    for d, incident in chosen(connection, here):
        if incident == incident_id:
            t = d.detail
            by_tally.setdefault((t["outcome"], t["unit"], t["party"]), []).append(d)
    for (outcome, unit, party), made in by_tally.items():
        last = decisions.heads(made)[-1]
        yield Best(outcome, unit, party, last.detail["best"], last.by)
