"""Keeping the incidents right while articles come and go: which accounts stand together.

What is stored follows from the accounts in the ledger and the decisions of people alone: the order in which articles came leaves no trace.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from volgens.ledger import account_rows, schema
from volgens.ledger.by_hand import ByHand
from volgens.linking import BY_HAND, Account, Link, accounts, keys, likeness, partition
from volgens.model import Reading

A, K = schema.accounts, schema.account_keys
AT_ONCE = 500  # values in one IN: databases have a limit


def take_out(connection: Connection, document_id: str) -> dict[str, str]:
    """Removes the accounts of an article; gives back the incident that each was in."""
    mine = A.c.document_id == document_id
    were = account_rows.labels(connection, mine)
    if were:
        connection.execute(delete(K).where(K.c.document_id == document_id))
        connection.execute(delete(A).where(mine))
    return were


def put_in(connection: Connection, reading: Reading, were: dict[str, str]) -> set[str]:
    """Adds the accounts of a reading and links them; ``were``: what ``take_out`` gave. Returns the ids of the incidents that changed."""
    new = accounts(reading)
    if new:
        connection.execute(insert(A), [account_rows.account_row(a, a.id) for a in new])
        records = [r for a in new for r in account_rows.record_rows(a)]
        connection.execute(insert(schema.account_records), records)
        stored = [{"key": k, "document_id": a.document_id, "account_id": a.id} for a in new for k in keys.stored(a)]
        if stored:
            connection.execute(insert(K), stored)
    return relink(connection, new, set(were.values()))


def relink(connection: Connection, new: Sequence[Account], left: set[str]) -> set[str]:
    """Links new accounts to those like them, and looks again at the incidents that accounts have left. Returns the incidents that changed."""
    hand = ByHand.of(connection)
    links = [k for a in new for k in _links(a, like(connection, a))]
    links += hand.links_of(a.id for a in new)
    near = {x for k in links for x in (k.a, k.b)} | {a.id for a in new}
    found = _labels(connection, near)
    touched = set(found.values())
    if not left and not hand.keeps_apart(touched):
        return _merge(connection, links, found)
    return _again(connection, touched | left, hand)


def like(connection: Connection, account: Account) -> list[tuple[Account, float]]:
    """Accounts in the ledger that are of the same happening as this one, with the points that say so."""
    wanted = list(dict.fromkeys(keys.asked(account)))
    ids: set[str] = set()
    for some in _parts(wanted):
        found = connection.execute(
            select(K.c.account_id).where(K.c.key.in_(some), K.c.document_id != account.document_id)
        )
        ids.update(found.scalars())
    out = []
    for other in by_id(connection, ids):
        found_like = likeness(account, other)
        if found_like.same:
            out.append((other, found_like.points))
    return out


def by_id(connection: Connection, ids: Iterable[str]) -> list[Account]:
    """The accounts with these ids."""
    return [a for some in _parts(sorted(ids)) for a in account_rows.read(connection, A.c.id.in_(some))]


def _links(account: Account, others: Iterable[tuple[Account, float]]) -> list[Link]:
    return [Link(account.id, other.id, points) for other, points in others]


def _merge(connection: Connection, links: Sequence[Link], found: dict[str, str]) -> set[str]:
    """Nothing was taken away and nobody keeps anything apart: incidents only grow together."""
    joined = [Link(found[k.a], found[k.b], k.points) for k in links]
    new = partition(set(found.values()), joined)
    _relabel(connection, {old: to for old, to in new.items() if old != to})
    return set(new.values()) | set(new)


def _again(connection: Connection, incidents: set[str], hand: ByHand) -> set[str]:
    """Makes some incidents anew from their accounts, and whatever is linked to these."""
    members: dict[str, Account] = {}
    links: dict[tuple[str, str], Link] = {}
    waiting, seen = set(incidents), set(incidents)
    while waiting:
        some = [a for part in _parts(sorted(waiting)) for a in account_rows.read(connection, A.c.incident_id.in_(part))]
        members.update((a.id, a) for a in some)
        for a in some:
            for k in (*_links(a, like(connection, a)), *hand.links_of([a.id])):
                links[min(k.a, k.b), max(k.a, k.b)] = k
        beyond = {x for pair in links for x in pair} - set(members)
        waiting = set(_labels(connection, beyond).values()) - seen
        seen |= waiting
    now = partition(members, [k for k in links.values() if k.a in members and k.b in members], hand.apart)
    old = _labels(connection, members)
    moved = {a: to for a, to in now.items() if old[a] != to}
    if moved:
        change = update(A).where(A.c.id == bindparam("account")).values(incident_id=bindparam("to"))
        connection.execute(change, [{"account": a, "to": to} for a, to in moved.items()])
    return seen | set(now.values())


def _relabel(connection: Connection, incidents: dict[str, str]) -> None:
    change = update(A).where(A.c.incident_id == bindparam("old")).values(incident_id=bindparam("to"))
    if incidents:
        connection.execute(change, [{"old": old, "to": to} for old, to in incidents.items()])


def _labels(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for some in _parts(sorted(ids)):
        out.update(account_rows.labels(connection, A.c.id.in_(some)))
    return out


def _parts(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[k : k + AT_ONCE] for k in range(0, len(values), AT_ONCE))


__all__ = ["BY_HAND", "by_id", "like", "put_in", "relink", "take_out"]
