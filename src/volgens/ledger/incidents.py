"""Incidents as they stand in the ledger: one by the id of any of its accounts, or all that fit some filters."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, literal, or_, select

from volgens.ledger import account_rows, best, copied, review, rows, schema
from volgens.ledger import brief as in_brief
from volgens.ledger.conditions import FEW_TOLD, Condition, Conditions, not_rejected
from volgens.ledger.filters import Filters
from volgens.linking import Account
from volgens.linking.incident import Incident, incident
from volgens.linking.told import Part
from volgens.model import Claim, Decision, Event, Figure, Head
from volgens.model.decision import REJECTED

A, R, D, C, INCIDENTS = schema.accounts, schema.account_records, schema.articles, schema.copies, schema.incidents
AT_ONCE = 50  # incidents whose accounts are read together
Key = tuple[str, str]
Decisions = Sequence[Decision] | None
HEAD = (D.c.id, D.c.title, D.c.publisher, D.c.published, D.c.language, D.c.url, D.c.forwarded)


def one(connection: Connection, incident_id: str, chosen: Decisions = None, brief: bool = False) -> Incident:
    """The incident of this id; of one that many articles tell ``ledger.large`` makes pages. ``chosen``: the decisions on best numbers, looked up if not
    given; ``brief``: without the words of its records. Raises LookupError where there is none."""
    for found in some(connection, [incident_id], chosen, brief):
        return found
    raise LookupError(f"no incident {incident_id}")


def some(
    connection: Connection, incident_ids: Sequence[str], chosen: Decisions = None, brief: bool = False
) -> Iterator[Incident]:
    """The incidents of these ids, in their order, with what they are made of read for all at once; those that there are not are left out."""
    with no_collecting():
        made = list(_some(connection, incident_ids, chosen, brief))
    yield from made


def _some(connection: Connection, incident_ids: Sequence[str], chosen: Decisions, brief: bool) -> Iterator[Incident]:
    these = A.c.incident_id.in_(incident_ids)
    accounts: dict[str, list[Account]] = {}
    records: dict[Key, list[Event | Figure]] = {}
    claims: dict[Key, dict[str, Claim]] = {}
    if brief:
        found = account_rows.in_brief(connection, these)
        told = in_brief.read([cell for _, _, cell in found])
        for (incident_id, account, _), (own, said) in zip(found, told, strict=True):
            accounts.setdefault(incident_id, []).append(account)
            records[account.document_id, account.id], claims[account.document_id, account.id] = own, said
    else:
        for incident_id, account in account_rows.by_incident(connection, these):
            accounts.setdefault(incident_id, []).append(account)
        for key, record in _records(connection, these):
            records.setdefault(key, []).append(record)
        for key, claim in _of_kind(connection, these, schema.claims):
            claims.setdefault(key, {})[claim.id] = claim
    heads = dict(heads_of(connection, these))
    copies = _copies(connection, these)
    reviewed = review.any_at_all(connection)
    rejected = review.rejected(review.of_documents(connection, sorted(heads)) if reviewed else {})
    best_numbers = best.standing(connection) if chosen is None else chosen
    for incident_id in incident_ids:
        if incident_id not in accounts:
            continue
        mine = accounts[incident_id]
        keys = [(a.document_id, a.id) for a in mine]
        parts = [
            Part(heads[a.document_id], a, records.get(k, []), claims.get(k, {}))
            for k, a in zip(keys, mine, strict=True)
        ]
        documents = {a.document_id for a in mine}
        by_people = best.of_incident(connection, best_numbers, incident_id, documents)
        here = {d: copies[d] for d in documents if d in copies}
        yield incident(incident_id, parts, here, rejected, by_people, brief)


@contextmanager
def no_collecting() -> Iterator[None]:
    """While thousands of values are made that hold no cycles: the collector would look through all of them again and again, a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def found(
    connection: Connection,
    filters: Filters,
    limit: int | None = None,
    several: bool = False,
    offset: int = 0,
    brief: bool = False,
) -> Iterator[Incident]:
    """Incidents with a record that fits the filters, the latest first. ``several``: only those that more than one article tells; ``brief``: without
    the words of their records."""
    chosen = best.standing(connection)
    wanted = ids(connection, filters, limit, several, offset)
    for k in range(0, len(wanted), AT_ONCE):
        yield from some(connection, wanted[k : k + AT_ONCE], chosen, brief)


def ids(connection: Connection, filters: Filters, limit: int | None, several: bool, offset: int) -> list[str]:
    """Their ids."""
    return list(connection.execute(_wanted(connection, filters, limit, several, offset)).scalars())


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
    wanted, where = select(INCIDENTS.c.id), Conditions(connection, filters, limit, FEW_TOLD)
    if filters != Filters():
        wanted = wanted.where(*where.incidents(), _gathered(where) if where.gathers else _looked_at(where))
    if several:
        wanted = wanted.where(INCIDENTS.c.articles > 1)
    if review.any_rejected(connection) and REJECTED not in filters.status:
        wanted = wanted.where(_not_rejected())
    return wanted.order_by(INCIDENTS.c.latest.desc(), INCIDENTS.c.id).limit(limit).offset(offset)


def _kinds(where: Conditions) -> list[tuple[Table, list[Condition]]]:
    """An incident fits where one of its accounts has an event, figure or claim that does."""
    f = where.filters
    of_claims = [(schema.claims, where.claims())] if f.about_claims or f.q or f.status else []
    if f.about_claims and not (f.q or f.status):
        return of_claims  # what hangs on a claim is told by an account that the claim is of too
    return [(schema.events, where.events()), (schema.figures, where.figures()), *of_claims]


def _gathered(where: Conditions) -> Condition:
    """First the records that fit, then their accounts: in one go databases look for every account at every place."""
    said = where.of_sources()
    some = (
        [select(t.c.document_id, t.c.id).where(*conditions) for t, conditions in _kinds(where)]
        if said is None
        else [said]
    )
    found = some[0].union_all(*some[1:]).cte("found").prefix_with("MATERIALIZED")
    told = and_(R.c.document_id == found.c.document_id, R.c.record_id == found.c.id)
    tells = and_(A.c.document_id == R.c.document_id, A.c.id == R.c.account_id)
    fits = select(A.c.incident_id).select_from(found).join(R, told).join(A, tells)
    of_articles = where.articles()
    if of_articles:
        fits = fits.where(A.c.document_id.in_(select(D.c.id).where(*of_articles)))
    return INCIDENTS.c.id.in_(fits)


def _looked_at(where: Conditions) -> Condition:
    """One incident after the other, until there are enough."""
    kinds = []
    of_articles = where.articles()
    for table, conditions in _kinds(where):
        tells = and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id, R.c.kind == table.name)
        same = and_(table.c.document_id == R.c.document_id, table.c.id == R.c.record_id)
        one = select(literal(1)).select_from(A).join(R, tells).join(table, same)
        one = one.where(A.c.incident_id == INCIDENTS.c.id, *where.before(A.c.document_id), *conditions)
        if of_articles:
            one = one.where(select(literal(1)).where(D.c.id == A.c.document_id, *of_articles).correlate(A).exists())
        kinds.append(one.correlate(INCIDENTS).exists())
    return or_(*kinds)


def _not_rejected() -> Any:
    """Somebody tells an event of it that nobody rejected."""
    counting = select(A.c.incident_id).join(R, and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id))
    counting = counting.where(R.c.kind == "events", not_rejected("events", R.c.document_id, R.c.record_id))
    return INCIDENTS.c.id.in_(counting)


def heads_of(connection: Connection, these: Any) -> Iterator[tuple[str, Head]]:
    wanted = select(*HEAD).where(D.c.id.in_(select(A.c.document_id).where(these)))
    yield from ((row[0], Head(*row)) for row in connection.execute(wanted).all())


def _copies(connection: Connection, these: Any) -> dict[str, str]:
    """For each article with copies, or that is one, the first published of its group, which need not be in the incident."""
    mine = C.c.document_id.in_(select(A.c.document_id).where(these))
    other = C.alias()
    several = or_(
        C.c.group_id != C.c.document_id,
        select(other.c.group_id)
        .where(other.c.group_id == C.c.document_id, other.c.document_id != C.c.document_id)
        .correlate(C)
        .exists(),
    )
    found = connection.execute(select(C.c.document_id, C.c.group_id).where(mine, several))
    groups: dict[str, str] = {m.document_id: m.group_id for m in found}
    first = copied.firsts(connection, set(groups.values()))
    return {d: first[d] for d in groups}


def _records(connection: Connection, these: Any) -> Iterator[tuple[Key, Any]]:
    for table in (schema.events, schema.figures):
        yield from _of_kind(connection, these, table)


def _of_kind(connection: Connection, these: Any, table: Table) -> Iterator[tuple[Key, Any]]:
    """The records of one kind with the article and account that they tell, in the order in which they stand in the account."""
    wanted = (
        select(A.c.document_id, A.c.id.label("account"), R.c.seq.label("place"), *rows.columns(table))
        .join(R, and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id, R.c.kind == table.name))
        .join(table, and_(table.c.document_id == R.c.document_id, table.c.id == R.c.record_id))
        .where(these)
    )
    for document, account, _, *cells in sorted(connection.execute(wanted).all(), key=itemgetter(0, 1, 2)):
        yield (document, account), rows.record_of(table.name, cells)
