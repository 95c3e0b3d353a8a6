"""Accounts to rows and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from volgens.ledger import rows, schema
from volgens.ledger.rows import to_json
from volgens.linking import Account, Count, Spot, When

A, R = schema.accounts, schema.account_records
SPOT = (A.c.place_name, A.c.place_kind, A.c.country, A.c.admin1, A.c.lat, A.c.lon, A.c.geonames_id)
COUNTED = (
    A.c.incident_id,
    A.c.id,
    A.c.document_id,
    A.c.family,
    A.c.earliest,
    A.c.latest,
    A.c.told,
    A.c.published,
    *SPOT,
    A.c.brief,
)
LIKE = [c for c in A.c if c.key != "brief"]  # all that an account is like
KINDS = ("events", "figures", "claims")


def account_row(account: Account, incident_id: str, brief: str) -> rows.Row:
    where, when = account.where, account.when
    return {
        "document_id": account.document_id,
        "id": account.id,
        "incident_id": incident_id,
        "family": account.family,
        "earliest": _iso(when.earliest),
        "latest": _iso(when.latest),
        "told": when.told,
        "published": _iso(account.published),
        "place_name": where.name if where else None,
        "place_kind": where.kind if where else None,
        **{k: getattr(where, k) if where else None for k in ("country", "admin1", "lat", "lon", "geonames_id")},
        "lead": account.lead,
        **{k: to_json(sorted(getattr(account, k))) for k in ("types", "agents", "patients", "targets")},
        "counts": to_json([[c.outcome, c.low, c.high, c.exact] for c in account.counts]),
        "first": account.reach[0],
        "last": account.reach[1],
        "brief": brief,
    }


def record_rows(account: Account) -> list[rows.Row]:
    told = [(kind, record) for kind in KINDS for record in getattr(account, kind)]
    return [
        {"document_id": account.document_id, "record_id": record, "account_id": account.id, "kind": kind, "seq": seq}
        for seq, (kind, record) in enumerate(told)
    ]


def read(connection: Connection, where: Any) -> list[Account]:
    """The accounts for which a condition on their table holds, in the order of their ids, with the records that tell them."""
    return [account for _, account in by_incident(connection, where)]


def by_incident(connection: Connection, where: Any) -> list[tuple[str, Account]]:
    """The same, each with its incident."""
    found = connection.execute(select(*LIKE).where(where).order_by(A.c.id, A.c.document_id)).all()
    told: dict[tuple[str, str], dict[str, list[str]]] = {}
    same = and_(R.c.document_id == A.c.document_id, R.c.account_id == A.c.id)
    wanted = select(R.c.document_id, R.c.account_id, R.c.kind, R.c.record_id).join(A, same).where(where)
    for document_id, account_id, kind, record in connection.execute(wanted.order_by(R.c.seq)):
        told.setdefault((document_id, account_id), {}).setdefault(kind, []).append(record)
    return [(row.incident_id, account_of(row, told.get((row.document_id, row.id), {}))) for row in found]


def in_brief(connection: Connection, where: Any) -> list[tuple[str, Account, str]]:
    """The same as far as it is counted, when and where it was, each with its incident and its cell of records in brief."""
    found = connection.execute(select(*COUNTED).where(where).order_by(A.c.id, A.c.document_id)).all()
    return [(m[0], _counted(*m[1:-1]), m[-1]) for m in found]


def _counted(
    key: str,
    document_id: str,
    family: str,
    earliest: str | None,
    latest: str | None,
    told: bool,
    published: str | None,
    *spot: Any,
) -> Account:
    none: frozenset[str] = frozenset()
    when = When(_date(earliest), _date(latest), told)
    return Account(
        key, document_id, family, none, when, _spot(*spot), _date(published), none, none, none, (), False, (), (), ()
    )


def without_records(connection: Connection, where: Any) -> list[Account]:
    """The same without their records: all that ``likeness`` looks at."""
    return [account_of(row) for row in connection.execute(select(*LIKE).where(where).order_by(A.c.id))]


def labels(connection: Connection, where: Any) -> dict[str, str]:
    """Incident by account."""
    return {m.id: m.incident_id for m in connection.execute(select(A.c.id, A.c.incident_id).where(where))}


def account_of(row: Row[Any], records: Mapping[str, Sequence[str]] | None = None) -> Account:
    """The account in a row of the table."""
    where = _spot(*(row._mapping[c] for c in SPOT))
    told = records or {}
    return Account(
        row.id,
        row.document_id,
        row.family,
        _set(row.types),
        When(_date(row.earliest), _date(row.latest), row.told),
        where,
        _date(row.published),
        _set(row.agents),
        _set(row.patients),
        _set(row.targets),
        _counts(row.counts),
        row.lead,
        tuple(told.get("events", ())),
        tuple(told.get("figures", ())),
        tuple(told.get("claims", ())),
        (row.first, row.last),
    )


# Accounts are read by the hundred, and their cells are alike.


@lru_cache(maxsize=10_000)
def _spot(name: str | None, kind: str, *rest: Any) -> Spot | None:
    return None if name is None else Spot(name, kind, *rest)


@lru_cache(maxsize=100_000)
def _set(cell: str) -> frozenset[str]:
    return frozenset(json.loads(cell))


@lru_cache(maxsize=100_000)
def _counts(cell: str) -> tuple[Count, ...]:
    return tuple(Count(*c) for c in json.loads(cell))


@lru_cache(maxsize=100_000)
def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
