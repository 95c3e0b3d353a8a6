"""What a newer version keeps of accounts which are in the ledger already: made from the rows of their records, many articles at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select, update

from volgens.ledger import brief, rows, schema, summaries
from volgens.ledger.account_rows import KINDS

A, R = schema.accounts, schema.account_records
AT_ONCE = 200  # articles


def in_brief(connection: Connection) -> None:
    """The records in brief of all accounts."""
    ids = list(connection.execute(select(A.c.document_id).distinct().order_by(A.c.document_id)).scalars())
    for k in range(0, len(ids), AT_ONCE):
        _some(connection, ids[k : k + AT_ONCE])


def incidents(connection: Connection) -> None:
    """The rows of all incidents; what lists show of them is made at the end of the next runs (``summaries.sum_up``)."""
    ids = connection.execute(select(A.c.incident_id).distinct()).scalars().all()
    summaries.tell(connection, ids)


def _some(connection: Connection, documents: Sequence[str]) -> None:
    told: dict[tuple[str, str], dict[str, list[Any]]] = {}
    here = R.c.document_id.in_(documents)
    for key in connection.execute(select(A.c.document_id, A.c.id).where(A.c.document_id.in_(documents))):
        told[key[0], key[1]] = {kind: [] for kind in KINDS}
    for kind in KINDS:
        table = schema.RECORDS[kind]
        same = and_(R.c.document_id == table.c.document_id, R.c.record_id == table.c.id, R.c.kind == kind)
        wanted = select(R.c.document_id, R.c.account_id, *rows.columns(table)).join(table, same).where(here)
        for document, account, *cells in connection.execute(wanted.order_by(R.c.document_id, R.c.account_id, R.c.seq)):
            told[document, account][kind].append(rows.record_of(kind, cells))
    change = update(A).where(A.c.document_id == bindparam("of"), A.c.id == bindparam("account"))
    made = [{"of": d, "account": a, "cell": brief.cell(**records)} for (d, a), records in told.items()]
    connection.execute(change.values(brief=bindparam("cell")), made)
