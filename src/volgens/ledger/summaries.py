"""The rows of incidents, which lists are made from: made anew from the accounts whenever these change, in the same transaction.

What lists show of an incident (``linking.summary``) takes the longer to make the more articles tell it, and articles join the large ones. So it is made anew
at the end of a reading run, once however many articles have joined; until then whoever lists it makes it from the accounts. A list always shows what the
accounts say now.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, or_, select, update

from volgens.ledger import best, incidents, large, many, rows, schema
from volgens.linking.summary import Summary, as_chosen, from_values, program, summary, to_values
from volgens.model import Decision

A, INCIDENTS = schema.accounts.c, schema.incidents
AT_ONCE = 500
_DELETE = delete(INCIDENTS).where(INCIDENTS.c.id == bindparam("gone"))
STALE = ""  # made by no program: not as the accounts are


def tell(connection: Connection, ids: Iterable[str], at_once: bool = False) -> None:
    """Makes the rows of some incidents anew; those that have no accounts left have no row. ``at_once``: with what lists show of them."""
    every = sorted(set(ids))
    for some in (every[k : k + AT_ONCE] for k in range(0, len(every), AT_ONCE)):
        found = connection.execute(counted().where(A.incident_id.in_(some))).all()
        large.forget(connection, some)
        told = dict(sums(connection, [m[0] for m in found], keep=True)) if at_once else {}
        by = program() if at_once else STALE
        made = [{**dict(zip(OF_ACCOUNTS, m, strict=True)), "made_by": by, "summary": told.get(m[0])} for m in found]
        connection.execute(_DELETE, [{"gone": i} for i in some])
        many.put(connection, INCIDENTS, made)


OF_ACCOUNTS = ("id", "latest", "first", "last", "articles", "accounts")


def counted() -> Select[Any]:
    """What the rows say of the accounts of each incident."""
    last = func.max(func.coalesce(A.latest, "", type_=A.latest.type))
    many = (func.count(A.document_id.distinct()), func.count())
    return select(A.incident_id, last, func.min(A.first), func.max(A.last), *many).group_by(A.incident_id)


def sum_up(connection: Connection, most: int) -> int:
    """Makes summaries anew that are not as the accounts are, or were made by another program; ``most`` of them, the latest first, and tells how many."""
    other = or_(INCIDENTS.c.made_by < program(), INCIDENTS.c.made_by > program())  # an index has no "other than"
    wanted = select(INCIDENTS.c.id).where(other).order_by(INCIDENTS.c.latest.desc(), INCIDENTS.c.id)
    ids = list(connection.execute(wanted.limit(most)).scalars())
    large.forget(connection, ids)
    made = [{"of": i, "told": told, "by": program()} for i, told in sums(connection, ids, keep=True)]
    if made:
        change = update(INCIDENTS).where(INCIDENTS.c.id == bindparam("of"))
        connection.execute(change.values(summary=bindparam("told"), made_by=bindparam("by")), made)
    return len(made)


def sums(connection: Connection, ids: Sequence[str], keep: bool = False) -> Iterator[tuple[str, str]]:
    """The cell of each of these incidents, from its accounts. ``keep``: what was compared of them is kept on the way."""
    for some in (ids[k : k + incidents.AT_ONCE] for k in range(0, len(ids), incidents.AT_ONCE)):
        made = list(incidents.some(connection, some, chosen=(), brief=True))
        if keep:
            large.keep(connection, made)
        yield from ((found.id, rows.to_json(to_values(summary(found)))) for found in made)


def some(connection: Connection, ids: Sequence[str]) -> Iterator[Summary]:
    """The incidents of these ids in sum, in their order; those that there are not are left out."""
    chosen = best.standing(connection)
    for k in range(0, len(ids), AT_ONCE):
        here = ids[k : k + AT_ONCE]
        kept = select(INCIDENTS.c.id, INCIDENTS.c.summary).where(
            INCIDENTS.c.id.in_(here), INCIDENTS.c.made_by == program()
        )
        found = {m.id: from_values(m.id, json.loads(m.summary)) for m in connection.execute(kept).all()}
        others = [i for i in here if i not in found]
        found |= {i.id: summary(i) for i in incidents.some(connection, others, chosen=(), brief=True)} if others else {}
        if chosen:
            found |= _as_chosen(connection, found, chosen)
        yield from (found[i] for i in here if i in found)


def _as_chosen(connection: Connection, found: dict[str, Summary], chosen: Sequence[Decision]) -> dict[str, Summary]:
    """Those of which people chose a best number."""
    told = select(A.incident_id, A.document_id).where(A.incident_id.in_(sorted(found))).distinct()
    documents: dict[str, set[str]] = {}
    for incident_id, document in connection.execute(told).all():
        documents.setdefault(incident_id, set()).add(document)
    return {i: as_chosen(s, best.of_incident(connection, chosen, i, documents.get(i, set()))) for i, s in found.items()}


def of_documents(connection: Connection, documents: Iterable[str]) -> set[str]:
    """The incidents that some articles tell of."""
    told = select(A.incident_id).where(A.document_id.in_(sorted(documents))).distinct()
    return set(connection.execute(told).scalars())


__all__ = ["AT_ONCE", "OF_ACCOUNTS", "counted", "of_documents", "some", "sum_up", "sums", "tell"]
