"""Keeping the incidents right while articles come and go: which accounts stand together.

What is stored follows from the accounts in the ledger and the decisions of people alone: the order in which articles came leaves no trace.
Without decisions an incident is all that hangs together by likeness. So an account that comes need only be found alike to one of an incident,
and where one goes only those it stood with are looked at again; where people decided something, all of it is worked out anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from volgens.ledger import account_rows, brief, by_hand, many, schema
from volgens.linking import BY_HAND, Account, Link, accounts, keys, likeness, partition
from volgens.model import Reading

A, K = schema.accounts, schema.account_keys
AT_ONCE = 500  # values in one IN: databases have a limit
FIRST_FEW = 5  # accounts of an incident with which a new one is compared before all of them are


@dataclass(frozen=True, slots=True)
class Left:
    """What an article had: its accounts, without their records, and the incident that each was in."""

    accounts: dict[str, Account] = field(default_factory=dict)
    incidents: dict[str, str] = field(default_factory=dict)


def take_out(connection: Connection, document_id: str) -> Left:
    """Removes the accounts of an article."""
    mine = A.c.document_id == document_id
    labels = account_rows.labels(connection, mine)
    if not labels:
        return Left()
    left = Left({a.id: a for a in account_rows.without_records(connection, mine)}, labels)
    connection.execute(delete(K).where(K.c.document_id == document_id))
    connection.execute(delete(A).where(mine))
    return left


def put_in(connection: Connection, reading: Reading, left: Left | None = None) -> set[str]:
    """Adds the accounts of a reading and links them; ``left``: what ``take_out`` gave. Returns the ids of the incidents that changed."""
    left = left or Left()
    new = accounts(reading)
    # Which records tell it makes no difference to what an account is like.
    same = {a.id for a in new if left.accounts.get(a.id) == replace(a, events=(), figures=(), claims=())}
    if new:
        labels = [left.incidents[a.id] if a.id in same else a.id for a in new]
        told = zip(new, labels, brief.cells(new, reading), strict=True)
        rows = [account_rows.account_row(a, incident, cell) for a, incident, cell in told]
        many.put(connection, A, rows)
        many.put(connection, schema.account_records, [r for a in new for r in account_rows.record_rows(a)])
        stored = [{"key": k, "document_id": a.document_id, "account_id": a.id} for a in new for k in keys.stored(a)]
        many.put(connection, K, stored)
    by_hand.refind(connection, reading.document.id)
    gone = {incident for account, incident in left.incidents.items() if account not in same}
    return relink(connection, [a for a in new if a.id not in same], gone)


def leave(connection: Connection, document_id: str, left: Left) -> set[str]:
    """An article that ``take_out`` was called of is in the ledger no more. Returns the ids of the incidents that changed."""
    by_hand.refind(connection, document_id)
    return relink(connection, [], set(left.incidents.values()))


def relink(connection: Connection, new: Sequence[Account], left: set[str]) -> set[str]:
    """Links new accounts to those like them, and looks again at the incidents that accounts have left. Returns the incidents that changed."""
    near = _incidents_like(connection, new)
    touched = {*near, *left, *(i for some in near.values() for i in some)}
    if by_hand.decided(connection, touched):
        return _again(connection, touched)
    if left:
        for incident in sorted(left):
            touched |= _regroup(connection, incident, set(near))
        near = _incidents_like(connection, new)  # what they are like may have fallen apart
    links = [Link(account, incident, 1.0) for account, some in near.items() for incident in some]
    now = partition({x for k in links for x in (k.a, k.b)}, links)
    _relabel(connection, {old: to for old, to in now.items() if old != to})
    return touched | set(now) | set(now.values())


def anew(connection: Connection, incidents: set[str]) -> set[str]:
    """Works out some incidents anew, and whatever is linked to them: after somebody joined or split them, or took that back."""
    return _again(connection, incidents)


def _incidents_like(connection: Connection, some: Sequence[Account]) -> dict[str, list[str]]:
    """For each account the incidents with another like it. Of an incident a few are looked at first: often one of them is enough."""
    found = _candidates(connection, some)
    out: dict[str, set[str]] = {a.id: set() for a in some}
    for few in (slice(FIRST_FEW), slice(FIRST_FEW, None)):
        wanted = {a.id: {x: i for i, ids in found[a.id].items() if i not in out[a.id] for x in ids[few]} for a in some}
        others = _without_records(connection, {x for candidates in wanted.values() for x in candidates})
        for account in some:
            for other, incident in wanted[account.id].items():
                if incident not in out[account.id] and likeness(account, others[other]).same:
                    out[account.id].add(incident)
    return {a: sorted(incidents) for a, incidents in out.items()}


def _candidates(connection: Connection, some: Sequence[Account]) -> dict[str, dict[str, list[str]]]:
    """For each account those of other articles under the same keys, by incident, in the order of their ids."""
    asking: dict[str, list[Account]] = {}
    for a in some:
        for key in dict.fromkeys(keys.asked(a)):
            asking.setdefault(key, []).append(a)
    out: dict[str, dict[str, list[str]]] = {a.id: {} for a in some}
    seen: set[tuple[str, str]] = set()
    for part in _some(list(asking)):
        wanted = (
            select(K.c.key, A.c.id, A.c.incident_id, A.c.document_id)
            .join(A, and_(K.c.document_id == A.c.document_id, K.c.account_id == A.c.id))
            .where(K.c.key.in_(part))
            .order_by(A.c.id)
        )
        for key, other, incident, document_id in connection.execute(wanted):
            for a in asking[key]:
                if a.document_id != document_id and (a.id, other) not in seen:
                    seen.add((a.id, other))
                    out[a.id].setdefault(incident, []).append(other)
    return out


def like(connection: Connection, account: Account) -> list[tuple[Account, float]]:
    """Accounts in the ledger that are of the same happening as this one, without their records, with the points that say so."""
    candidates = [x for ids in _candidates(connection, [account])[account.id].values() for x in ids]
    found = ((other, likeness(account, other)) for other in _without_records(connection, candidates).values())
    return [(other, how.points) for other, how in found if how.same]


def by_id(connection: Connection, ids: Iterable[str]) -> list[Account]:
    """The accounts with these ids."""
    return [a for some in _some(sorted(ids)) for a in account_rows.read(connection, A.c.id.in_(some))]


def _without_records(connection: Connection, ids: Iterable[str]) -> dict[str, Account]:
    some = (a for part in _some(sorted(ids)) for a in account_rows.without_records(connection, A.c.id.in_(part)))
    return {a.id: a for a in some}


def _regroup(connection: Connection, incident: str, new: set[str]) -> set[str]:
    """Labels the accounts left in an incident, but for the new ones, by what hangs together among them; gives the labels."""
    members = account_rows.without_records(connection, A.c.incident_id == incident)
    left = {a.id: a for a in members if a.id not in new}
    under: dict[str, set[str]] = {}
    for a in left.values():
        for key in keys.stored(a):
            under.setdefault(key, set()).add(a.id)
    labels: dict[str, str] = {}
    for first in sorted(left):
        waiting = [left.pop(first)] if first in left else []
        while waiting:
            a = waiting.pop()
            labels[a.id] = first
            near: set[str] = set()
            for key in keys.asked(a):
                # What has its group already is dropped, so that an incident in which all are alike is gone through once.
                under[key] = under.get(key, set()) & left.keys()
                near |= under[key]
            waiting += [left.pop(x) for x in near if likeness(a, left[x]).same]
    _move(connection, {a: to for a, to in labels.items() if to != incident})
    return set(labels.values())


def _again(connection: Connection, incidents: set[str]) -> set[str]:
    """Makes some incidents anew from their accounts, and whatever is linked to these."""
    members: dict[str, Account] = {}
    links: dict[tuple[str, str], Link] = {}
    waiting, seen = set(incidents), set(incidents)
    while waiting:
        some = [
            a
            for part in _some(sorted(waiting))
            for a in account_rows.without_records(connection, A.c.incident_id.in_(part))
        ]
        members.update((a.id, a) for a in some)
        alike = [Link(a.id, other.id, points) for a in some for other, points in like(connection, a)]
        for k in (*alike, *by_hand.links(connection, {a.id for a in some})):
            links[min(k.a, k.b), max(k.a, k.b)] = k
        beyond = {x for pair in links for x in pair} - set(members)
        waiting = set(_labels(connection, beyond).values()) - seen
        seen |= waiting
    apart = by_hand.apart(connection, members)
    for k in by_hand.links(connection, members, every=True) if apart else ():
        links[min(k.a, k.b), max(k.a, k.b)] = k
    now = partition(members, [k for k in links.values() if k.a in members and k.b in members], apart)
    old = _labels(connection, members)
    _move(connection, {a: to for a, to in now.items() if old[a] != to})
    return seen | set(now.values())


def _move(connection: Connection, accounts: dict[str, str]) -> None:
    """Puts accounts into incidents."""
    change = update(A).where(A.c.id == bindparam("account")).values(incident_id=bindparam("to"))
    if accounts:
        connection.execute(change, [{"account": a, "to": to} for a, to in accounts.items()])


def _relabel(connection: Connection, incidents: dict[str, str]) -> None:
    """Gives incidents another id, with all their accounts."""
    change = update(A).where(A.c.incident_id == bindparam("old")).values(incident_id=bindparam("to"))
    if incidents:
        connection.execute(change, [{"old": old, "to": to} for old, to in incidents.items()])


def _labels(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for some in _some(sorted(ids)):
        out.update(account_rows.labels(connection, A.c.id.in_(some)))
    return out


def _some(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[k : k + AT_ONCE] for k in range(0, len(values), AT_ONCE))


__all__ = ["BY_HAND", "Left", "anew", "by_id", "leave", "like", "put_in", "relink", "take_out"]
