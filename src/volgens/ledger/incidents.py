"""Incidents as they stand in the ledger: one by the id of any of its accounts, or all that fit some filters."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from volgens.ledger import account_rows, best, review, rows, schema
from volgens.ledger.conditions import Conditions, not_rejected
from volgens.ledger.filters import Filters
from volgens.linking.incident import Incident, incident
from volgens.linking.told import Part
from volgens.model import Claim, Decision, Event, Figure, Head
from volgens.model.decision import REJECTED

A, R, D, C = schema.accounts, schema.account_records, schema.articles, schema.copies
HEAD = (D.c.id, D.c.title, D.c.publisher, D.c.published, D.c.language, D.c.url)


def one(connection: Connection, incident_id: str, chosen: Sequence[Decision] | None = None) -> Incident:
    """The incident of this id. ``chosen``: the decisions on best numbers, looked up if not given. Raises LookupError where there is none."""
    accounts = account_rows.read(connection, A.c.incident_id == incident_id)
    if not accounts:
        raise LookupError(f"no incident {incident_id}")
    documents = sorted({a.document_id for a in accounts})
    heads = dict(_heads(connection, documents))
    copies = _copies(connection, documents)
    records: dict[str, list[Event | Figure]] = {}
    for table in (schema.events, schema.figures):
        for key, record in _records(connection, incident_id, table):
            records.setdefault(key, []).append(record)
    claims: dict[str, dict[str, Claim]] = {}
    for key, claim in _records(connection, incident_id, schema.claims):
        claims.setdefault(key, {})[claim.id] = claim
    parts = [Part(heads[a.document_id], a, records.get(a.id, []), claims.get(a.id, {})) for a in accounts]
    rejected = review.rejected(review.of_documents(connection, documents))
    some = best.standing(connection) if chosen is None else chosen
    return incident(incident_id, parts, copies, rejected, best.of_incident(connection, some, incident_id, documents))


def found(
    connection: Connection, filters: Filters, limit: int | None = None, several: bool = False, offset: int = 0
) -> Iterator[Incident]:
    """Incidents with a record that fits the filters, the latest first. ``several``: only those that more than one article tells."""
    chosen = best.standing(connection)
    for incident_id in list(connection.execute(_wanted(connection, filters, limit, several, offset)).scalars()):
        yield one(connection, incident_id, chosen)


def of_records(connection: Connection, document_id: str, ids: Sequence[str]) -> list[tuple[str, int]]:
    """Incidents that records of an article tell of, each with the number of its articles, the most told first."""
    mine = select(A.c.incident_id).join(R, and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id))
    mine = mine.where(A.c.document_id == document_id, R.c.record_id.in_(ids))
    articles = func.count(A.c.document_id.distinct())
    wanted = select(A.c.incident_id, articles).where(A.c.incident_id.in_(mine)).group_by(A.c.incident_id)
    found = connection.execute(wanted.order_by(articles.desc(), A.c.incident_id))
    return [(key, n) for key, n in found]


def count(connection: Connection, filters: Filters, several: bool = False) -> int:
    wanted = _wanted(connection, filters, None, several).subquery()
    return int(connection.execute(select(func.count()).select_from(wanted)).scalar_one())


def _wanted(
    connection: Connection, filters: Filters, limit: int | None, several: bool, offset: int = 0
) -> "Select[str]":
    wanted = select(A.c.incident_id).group_by(A.c.incident_id)
    where = Conditions(connection, filters)
    if filters != Filters():
        wanted = wanted.where(_fits(where))
    if several:
        wanted = wanted.having(func.count(A.c.document_id.distinct()) > 1)
    if review.any_rejected(connection) and REJECTED not in filters.status:
        wanted = wanted.where(_not_rejected())
    wanted = wanted.order_by(func.max(A.c.latest).desc().nulls_last(), A.c.incident_id)
    return wanted.limit(limit).offset(offset)


def _fits(where: Conditions) -> Any:
    """An account of an article that fits, with an event, figure or claim that fits."""
    kinds = [(schema.events, where.events()), (schema.figures, where.figures())]
    if where.filters.about_claims or where.filters.q or where.filters.status:
        kinds.append((schema.claims, where.claims()))
    some = [select(t.c.document_id, t.c.id).where(*conditions) for t, conditions in kinds]
    # First the records, then their accounts: in one go databases look for every account at every place.
    found = some[0].union_all(*some[1:]).cte("found").prefix_with("MATERIALIZED")
    told = and_(R.c.document_id == found.c.document_id, R.c.record_id == found.c.id)
    account = A.alias("teller")
    tells = and_(account.c.document_id == R.c.document_id, account.c.id == R.c.account_id)
    fits = select(account.c.incident_id).select_from(found).join(R, told).join(account, tells)
    of_articles = where.articles()
    if of_articles:
        fits = fits.where(account.c.document_id.in_(select(D.c.id).where(*of_articles)))
    return A.c.incident_id.in_(fits)


def _not_rejected() -> Any:
    """Somebody tells an event of it that nobody rejected."""
    counting = select(A.c.incident_id).join(R, and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id))
    counting = counting.where(R.c.kind == "events", not_rejected("events", R.c.document_id, R.c.record_id))
    return A.c.incident_id.in_(counting)


def _heads(connection: Connection, documents: Sequence[str]) -> Iterator[tuple[str, Head]]:
    for m in connection.execute(select(*HEAD).where(D.c.id.in_(documents))).mappings():
        yield m[D.c.id], Head(*(m[c] for c in HEAD))


def _copies(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    """For each article that copies another the first published of its group, which need not be in the incident."""
    mine = select(C.c.document_id, C.c.group_id).where(C.c.document_id.in_(documents))
    groups = {m.document_id: m.group_id for m in connection.execute(mine)}
    wanted = (
        select(C.c.group_id, C.c.document_id)
        .join(D, D.c.id == C.c.document_id)
        .where(C.c.group_id.in_(sorted(set(groups.values()))))
        .order_by(C.c.group_id, D.c.published.is_(None), D.c.published, D.c.id)
    )
    first: dict[str, str] = {}
    for group, document in connection.execute(wanted):
        first.setdefault(group, document)
    return {d: first[g] for d, g in groups.items()}


def _records(connection: Connection, incident_id: str, table: Any) -> Iterator[tuple[str, Any]]:
    wanted = (
        select(A.c.id.label("account"), *rows.columns(table))
        .join(R, and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id))
        .join(table, and_(table.c.document_id == R.c.document_id, table.c.id == R.c.record_id))
        .where(A.c.incident_id == incident_id)
        .order_by(table.c.document_id, table.c.seq)
    )
    for m in connection.execute(wanted).mappings():
        yield m["account"], rows.record_of(table.name, m)
