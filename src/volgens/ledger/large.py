"""Incidents that many articles tell: what was compared of them is kept (``linking.compared``), and a page of one is made from that and the words of what
it shows. Of one that is not kept as its accounts are now it is made from these first, so that a page always says what the accounts say."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, select

from volgens.ledger import account_rows, best, brief, incidents, many, rows, schema
from volgens.linking import Account, compared
from volgens.linking.incident import Incident
from volgens.linking.summary import program
from volgens.linking.told import Part, Told
from volgens.model import Head

A, INCIDENTS, COMPARED = schema.accounts, schema.incidents, schema.compared
MANY = 40  # articles: of an incident that more tell it is kept
KEYS = 300  # records or articles that are looked up together
Key = tuple[str, str]
# Of one at a time, so that the words are the same each time: a statement about a list is another for each length.
_DELETE = delete(COMPARED).where(COMPARED.c.id == bindparam("gone"))


def page(connection: Connection, incident_id: str, limit: int, offset: int = 0) -> Incident:
    """The incident of this id; of one that more than ``limit`` articles tell, the numbers of all, the words of so many articles after the first
    ``offset``, and so many contradictions. Raises LookupError where there is none."""
    counted = select(INCIDENTS.c.articles).where(INCIDENTS.c.id == incident_id)
    if (connection.execute(counted).scalar() or 0) <= limit:
        return incidents.one(connection, incident_id)
    with incidents.no_collecting():
        return shown(connection, incident_id, _kept(connection, incident_id), limit, offset)


def _kept(connection: Connection, incident_id: str) -> str:
    """What was compared of an incident."""
    same = and_(COMPARED.c.id == INCIDENTS.c.id, INCIDENTS.c.made_by == program())
    kept = select(COMPARED.c.cell).join(INCIDENTS, same).where(COMPARED.c.id == incident_id)
    found: str | None = connection.execute(kept).scalar()
    return found or compared.kept(incidents.one(connection, incident_id, chosen=(), brief=True))


def shown(connection: Connection, incident_id: str, kept: str, limit: int, offset: int) -> Incident:
    """The page that follows from what was compared."""
    page = compared.read(incident_id, kept, limit, offset)
    heads = dict(incidents.heads_of(connection, A.c.incident_id == incident_id))
    refs = set(page.refs())
    documents = {r.document_id for r in refs} | set(page.articles)
    accounts = {(a.document_id, a.id): (a, cell) for a, cell in _accounts(connection, incident_id, documents)}
    records: dict[Key, Any] = {}
    for table, event in ((schema.events, True), (schema.figures, False)):
        records |= _by_key(connection, table, {(r.document_id, r.record_id) for r in refs if r.event == event})
    claims = _by_key(connection, schema.claims, {(r.document_id, r.claim_id) for r in refs if r.claim_id})
    told = {
        r: Told(
            heads[r.document_id],
            accounts[r.document_id, r.account_id][0],
            records[r.document_id, r.record_id],
            claims[r.document_id, r.claim_id] if r.claim_id else None,
            r.origin,
            r.rejected,
        )
        for r in refs
    }
    parts = _parts({d: heads[d] for d in page.articles}, sorted(accounts.items()))
    articles = sorted(heads.values(), key=lambda h: (h.published or "", h.id))
    chosen = best.of_incident(connection, best.standing(connection), incident_id, heads.keys())
    return compared.incident(page, articles, parts, told, chosen)


def _parts(shown: dict[str, Head], accounts: Sequence[tuple[Key, tuple[Account, str]]]) -> list[Part]:
    """The accounts of the articles that are shown, with their records in brief."""
    own = [(a, cell) for (document, _), (a, cell) in accounts if document in shown]
    told = zip(own, brief.read([cell for _, cell in own]), strict=True)
    parts = {(a.document_id, a.id): Part(shown[a.document_id], a, *records) for (a, _), records in told}
    return [p for d in shown for (document, _), p in parts.items() if document == d]


def _accounts(connection: Connection, incident_id: str, documents: Collection[str]) -> Iterator[tuple[Account, str]]:
    """The accounts of some articles in an incident, each with its records in brief."""
    for some in _some(sorted(documents)):
        here = and_(A.c.incident_id == incident_id, A.c.document_id.in_(some))
        yield from ((a, cell) for _, a, cell in account_rows.in_brief(connection, here))


def _by_key(connection: Connection, table: Table, keys: Collection[Key]) -> dict[Key, Any]:
    """Records by article and id."""
    out = {}
    for some in _some(sorted({key for _, key in keys})):
        for row in connection.execute(select(table).where(table.c.id.in_(some))):
            if (row[0], row[1]) in keys:
                out[row[0], row[1]] = rows.record_of(table.name, row)
    return out


def _some(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[k : k + KEYS] for k in range(0, len(values), KEYS))


# What is kept


def keep(connection: Connection, made: Sequence[Incident]) -> None:
    """Keeps what was compared of those that many articles tell; ``made``: from the accounts as they are, without what people chose."""
    cells = [{"id": i.id, "cell": compared.kept(i)} for i in made if len(i.articles) > MANY]
    many.put(connection, COMPARED, cells)


def stale(connection: Connection) -> Iterator[str]:
    """Incidents of which something else is kept than their accounts say now; what another program kept is not looked at."""
    same = and_(COMPARED.c.id == INCIDENTS.c.id, INCIDENTS.c.made_by == program())
    for key, cell in connection.execute(select(COMPARED.c.id, COMPARED.c.cell).join(INCIDENTS, same)).all():
        if cell != compared.kept(incidents.one(connection, key, chosen=(), brief=True)):
            yield key


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Forgets what is kept of some incidents."""
    if ids:
        connection.execute(_DELETE, [{"gone": i} for i in ids])


__all__ = ["forget", "keep", "page"]
