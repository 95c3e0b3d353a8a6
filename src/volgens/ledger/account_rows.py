"""Accounts to rows and back."""

import json
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from volgens.ledger import schema
from volgens.ledger.rows import Row, to_json
from volgens.linking import Account, Count, Spot, When

A, R = schema.accounts, schema.account_records
KINDS = ("events", "figures", "claims")


def account_row(account: Account, incident_id: str) -> Row:
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
    }


def record_rows(account: Account) -> list[Row]:
    told = [(kind, record) for kind in KINDS for record in getattr(account, kind)]
    return [
        {"document_id": account.document_id, "record_id": record, "account_id": account.id, "kind": kind, "seq": seq}
        for seq, (kind, record) in enumerate(told)
    ]


def read(connection: Connection, where: Any) -> list[Account]:
    """The accounts for which a condition on their table holds, in the order of their ids."""
    found = connection.execute(select(A).where(where).order_by(A.c.id, A.c.document_id)).mappings().all()
    return [_account(m, _records(connection, m)) for m in found]


def labels(connection: Connection, where: Any) -> dict[str, str]:
    """Incident by account."""
    return {m.id: m.incident_id for m in connection.execute(select(A.c.id, A.c.incident_id).where(where))}


def _records(connection: Connection, m: RowMapping) -> dict[str, list[str]]:
    wanted = select(R.c.kind, R.c.record_id).where(R.c.document_id == m["document_id"], R.c.account_id == m["id"])
    out: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for kind, record in connection.execute(wanted.order_by(R.c.seq)):
        out[kind].append(record)
    return out


def _account(m: RowMapping, records: dict[str, list[str]]) -> Account:
    where = None
    if m["place_name"] is not None:
        where = Spot(m["place_name"], m["place_kind"], m["country"], m["admin1"], m["lat"], m["lon"], m["geonames_id"])
    sets: dict[str, Any] = {k: frozenset(json.loads(m[k])) for k in ("types", "agents", "patients", "targets")}
    return Account(
        id=m["id"],
        document_id=m["document_id"],
        family=m["family"],
        when=When(_date(m["earliest"]), _date(m["latest"]), m["told"]),
        where=where,
        published=_date(m["published"]),
        counts=tuple(Count(*c) for c in json.loads(m["counts"])),
        lead=m["lead"],
        **sets,
        **{k: tuple(v) for k, v in records.items()},  # type: ignore[arg-type]  # the three names of KINDS
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
