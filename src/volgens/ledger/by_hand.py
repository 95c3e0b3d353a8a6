"""Incidents that people joined or split, and how their decisions find the accounts again after a new reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from sqlalchemy import Connection, and_, select

from volgens.ledger import decisions, schema
from volgens.linking import BY_HAND, Account, Apart, Link

D, A, R, E = schema.decisions, schema.accounts, schema.account_records, schema.events


@dataclass(frozen=True, slots=True)
class ByHand:
    """Decisions that stand: ``joined`` pairs of accounts, and sets of accounts kept ``apart``."""

    joined: tuple[Link, ...] = ()
    apart: tuple[Apart, ...] = ()

    @classmethod
    def of(cls, connection: Connection) -> "ByHand":
        some = decisions.in_force(connection, D.c.document_id.is_(None), D.c.action.in_(("join", "split", "undo")))
        together: list[list[str]] = []
        apart: list[Apart] = []
        for d in some:
            sides = [_found(connection, anchors) for anchors in d.detail["accounts"]]
            if d.action == "split":
                apart.append(Apart(frozenset(sides[0]), frozenset(sides[1])))
            else:
                every = sorted({a for side in sides for a in side})
                together.append(every)
        # A chain will do, unless somebody keeps some of them apart.
        pairs = (p for every in together for p in (combinations(every, 2) if apart else pairwise(every)))
        return cls(tuple(Link(a, b, BY_HAND) for a, b in pairs), tuple(apart))

    def links_of(self, accounts: Iterable[str]) -> list[Link]:
        some = set(accounts)
        return [k for k in self.joined if k.a in some or k.b in some]

    def keeps_apart(self, incidents: set[str]) -> bool:
        """Might a decision keep some of these apart? Cheap and on the safe side: any decision to split is looked at."""
        return bool(self.apart) and bool(incidents)


def anchor(connection: Connection, account: Account) -> dict[str, Any]:
    """What an account is known by in a decision: its id, and where its article tells of it, for when its id is no more."""
    wanted = (
        select(E.c.trigger_start, E.c.trigger_end)
        .join(R, and_(R.c.document_id == E.c.document_id, R.c.record_id == E.c.id))
        .where(R.c.document_id == account.document_id, R.c.account_id == account.id)
        .order_by(E.c.trigger_start, E.c.trigger_end)
    )
    triggers = [[start, end] for start, end in connection.execute(wanted)]
    return {"id": account.id, "document": account.document_id, "family": account.family, "triggers": triggers}


def _found(connection: Connection, anchors: list[dict[str, Any]]) -> list[str]:
    out = [find(connection, a) for a in anchors]
    return [a for a in out if a is not None]


def find(connection: Connection, known: dict[str, Any]) -> str | None:
    """The account of this id, else the one of its article and family that tells most of the same words; None where there is none."""
    mine = and_(A.c.document_id == known["document"], A.c.family == known["family"])
    ids = set(connection.execute(select(A.c.id).where(mine)).scalars())
    if known["id"] in ids:
        return str(known["id"])
    spans = {(start, end) for start, end in known["triggers"]}
    wanted = (
        select(R.c.account_id, E.c.trigger_start, E.c.trigger_end)
        .join(E, and_(R.c.document_id == E.c.document_id, R.c.record_id == E.c.id))
        .where(R.c.document_id == known["document"], R.c.account_id.in_(ids))
    )
    shared: dict[str, int] = {}
    for account, start, end in connection.execute(wanted):
        if any(start < e and s < end for s, e in spans):
            shared[account] = shared.get(account, 0) + 1
    return min(shared, key=lambda a: (-shared[a], a), default=None)
