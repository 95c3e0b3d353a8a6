"""Incidents that people joined or split, and how their decisions find the accounts again after a new reading."""

from collections.abc import Collection, Iterable
from itertools import combinations, pairwise
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from volgens.ledger import decisions, schema
from volgens.linking import BY_HAND, Account, Apart, Link

D, A, R, E, H = schema.decisions, schema.accounts, schema.account_records, schema.events, schema.hands
EARLIER = schema.earlier_versions.c
JOIN, SPLIT = "join", "split"
AT_ONCE = 500


def refresh(connection: Connection) -> None:
    """Finds the accounts of all decisions to join or split anew: whenever one is made or taken back."""
    made = rows_of(connection)
    connection.execute(delete(H))
    if made:
        connection.execute(insert(H), made)


def rows_of(connection: Connection) -> list[dict[str, Any]]:
    """Where the accounts of all decisions to join or split are now."""
    some = decisions.in_force(connection, D.c.document_id.is_(None), D.c.action.in_((JOIN, SPLIT, "undo")))
    return [
        {
            **_place(d.id, side, number),
            "action": d.action,
            "document_id": a["document"],
            "account_id": find(connection, a),
        }
        for d in some
        for side, anchors in enumerate(d.detail["accounts"])
        for number, a in enumerate(anchors)
    ]


def refind(connection: Connection, document_id: str) -> None:
    """Finds the accounts of one article that decisions are about: after a new reading of it."""
    was = select(EARLIER.document_id).where(EARLIER.newest == document_id)
    mine = connection.execute(select(H).where(or_(H.c.document_id == document_id, H.c.document_id.in_(was)))).all()
    if not mine:
        return
    known = {d.id: d for d in decisions.read(connection, D.c.id.in_(sorted({m.decision_id for m in mine})))}
    for m in mine:
        account = find(connection, known[m.decision_id].detail["accounts"][m.side][m.number])
        if account != m.account_id:
            this = and_(*(H.c[k] == v for k, v in _place(m.decision_id, m.side, m.number).items()))
            connection.execute(update(H).where(this).values(account_id=account))


def _place(decision_id: str, side: int, number: int) -> dict[str, Any]:
    return {"decision_id": decision_id, "side": side, "number": number}


def decided(connection: Connection, incidents: Iterable[str]) -> bool:
    """Is one of the accounts in these incidents joined or kept apart by a person?"""
    if connection.execute(select(H.c.decision_id).limit(1)).first() is None:
        return False
    mine = select(A.c.id).where(A.c.incident_id.in_(sorted(set(incidents))))
    return connection.execute(select(H.c.decision_id).where(H.c.account_id.in_(mine)).limit(1)).first() is not None


def links(connection: Connection, accounts: Collection[str], every: bool = False) -> list[Link]:
    """Links that people made to or between some accounts. A chain of those that were joined will do, unless somebody keeps some of them apart:
    then each is linked with ``every`` other."""
    together = (sorted({a for side in sides for a in side}) for sides in _sides(connection, JOIN, accounts).values())
    pairs = (p for some in together for p in (combinations(some, 2) if every else pairwise(some)))
    return [Link(a, b, BY_HAND) for a, b in pairs if a in accounts or b in accounts]


def apart(connection: Connection, accounts: Collection[str]) -> list[Apart]:
    """What people keep apart of which some of these accounts are a part, in the order of the decisions' ids."""
    found = _sides(connection, SPLIT, accounts)
    return [Apart(frozenset(found[d][0]), frozenset(found[d][1])) for d in sorted(found)]


def _sides(connection: Connection, action: str, accounts: Collection[str]) -> dict[str, tuple[list[str], list[str]]]:
    """By decision of this kind about some of the accounts those of its first side that are there, and those of all others."""
    out: dict[str, tuple[list[str], list[str]]] = {}
    if connection.execute(select(H.c.decision_id).limit(1)).first() is None:
        return out
    ids = sorted(accounts)
    for k in range(0, len(ids), AT_ONCE):
        about = select(H.c.decision_id).where(H.c.account_id.in_(ids[k : k + AT_ONCE]), H.c.action == action)
        for m in connection.execute(select(H).where(H.c.decision_id.in_(about))):
            if m.account_id is not None:
                out.setdefault(m.decision_id, ([], []))[min(m.side, 1)].append(m.account_id)
    return out


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


def find(connection: Connection, known: dict[str, Any]) -> str | None:
    """The account of this id, else the one of its article and family that tells most of the same words; None where there is none."""
    now = select(EARLIER.newest).where(EARLIER.document_id == known["document"]).limit(1)
    at: str = connection.execute(now).scalar() or known["document"]
    mine = and_(A.c.document_id == at, A.c.family == known["family"])
    ids = set(connection.execute(select(A.c.id).where(mine)).scalars())
    if known["id"] in ids:
        return str(known["id"])
    spans = {(start, end) for start, end in known["triggers"]}
    wanted = (
        select(R.c.account_id, E.c.trigger_start, E.c.trigger_end)
        .join(E, and_(R.c.document_id == E.c.document_id, R.c.record_id == E.c.id))
        .where(R.c.document_id == at, R.c.account_id.in_(ids))
    )
    shared: dict[str, int] = {}
    for account, start, end in connection.execute(wanted):
        if any(start < e and s < end for s, e in spans):
            shared[account] = shared.get(account, 0) + 1
    return min(shared, key=lambda a: (-shared[a], a), default=None)
