"""What a newer version keeps of articles which are in the ledger already: made from the rows of their records, some articles a transaction.

That may take minutes, so it is noted in the ledger what is still to do and how many articles are done: who opens a ledger that somebody stopped half-way
goes on from there, and nobody works with one before it is finished.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from volgens.ledger import brief, heard, readings, rows, schema, summaries
from volgens.ledger.account_rows import KINDS

A, R, D, NOTED = schema.accounts, schema.account_records, schema.articles, schema.ledger_version
AT_ONCE = 200  # articles a transaction
RELINK, BRIEF = "volgens.relink", "volgens.brief"  # what may be to do; the first includes the other


def later(connection: Connection, work: str) -> None:
    """Notes that this has to be done with every article."""
    if work == RELINK:
        readings.unlink_all(connection)
    known = set(connection.execute(select(NOTED.c.application)).scalars())
    if known.isdisjoint((work, RELINK)):
        connection.execute(insert(NOTED), {"application": work, "version": 0})


def is_left(connection: Connection) -> bool:
    """Is there something to do still?"""
    return (
        connection.execute(select(NOTED.c.version).where(NOTED.c.application.in_((RELINK, BRIEF)))).first() is not None
    )


def go_on(connection: Connection) -> tuple[int, int] | None:
    """Does some of it; how many articles are done, of how many. None where nothing is left."""
    noted = select(NOTED.c.application, NOTED.c.version).where(NOTED.c.application.in_((RELINK, BRIEF)))
    found: dict[str, int] = {m[0]: m[1] for m in connection.execute(noted)}
    if not found:
        return None
    work = RELINK if RELINK in found else BRIEF
    done = found[work]
    total = int(connection.execute(select(func.count()).select_from(D)).scalar_one())
    ids = connection.execute(select(D.c.id).order_by(D.c.id).limit(AT_ONCE).offset(done)).scalars().all()
    if ids:
        _WORK[work](connection, ids)
        here = NOTED.c.application == work
        connection.execute(update(NOTED).where(here).values(version=done + len(ids)))
    else:
        incidents(connection)
        heard.anew(connection)
        connection.execute(delete(NOTED).where(NOTED.c.application.in_((RELINK, BRIEF))))
    return min(done + len(ids), total), total


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
    if made:
        connection.execute(change.values(brief=bindparam("cell")), made)


_WORK: Mapping[str, Callable[[Connection, Sequence[str]], object]] = {RELINK: readings.link, BRIEF: _some}
