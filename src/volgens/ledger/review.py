"""The view of decisions kept beside the records: written anew whenever the decisions on an article, or its reading, change."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from volgens.ledger import archive, decisions, rows, schema
from volgens.ledger.anchors import CLASSES
from volgens.ledger.reviewing import ArticleReview, Difference, Reviewed, as_reviewed
from volgens.ledger.rows import Record
from volgens.model import Decision, Reading, Review
from volgens.model.decision import REJECTED

V, F, D = schema.reviewed, schema.differences, schema.decisions
AT_ONCE = 500
LAST = 10**6  # where the records that are only kept begin, in the order of an article's records
BOTTOM_UP = ("figures", "events", "claims", "times", "places")  # nothing is removed that another record hangs on


def refresh(connection: Connection, reading: Reading, known: bool = True) -> Reading:
    """Works out the view of one article, writes it, and gives back the article as people left it. ``reading``: as it was read; ``known``: there may be a
    view of it already."""
    document_id = reading.document.id
    if known:
        _restore(connection, reading)
    standing = decisions.in_force(connection, decisions.on(document_id))
    if not standing:
        return reading
    view = ArticleReview(reading, standing)
    found = view.records()
    for k, r in enumerate(found):
        _write(connection, document_id, r, k)
    if found:
        connection.execute(insert(V), [_row(document_id, r) for r in found])
    told = [_difference_row(document_id, k, x) for k, x in enumerate(view.differences())]
    if told:
        connection.execute(insert(F), told)
    return as_reviewed(reading, found)


def _restore(connection: Connection, reading: Reading) -> None:
    """The rows as they were read."""
    mine = V.c.document_id == reading.document.id
    found = connection.execute(select(V.c.kind, V.c.record_id, V.c.original, V.c.kept).where(mine)).all()
    read = {(kind, r.id): r for kind in CLASSES for r in getattr(reading, kind)} if found else {}
    for kind, record_id, original, kept in sorted(found, key=lambda m: BOTTOM_UP.index(m.kind)):
        table = schema.RECORDS[kind]
        this = (table.c.document_id == reading.document.id, table.c.id == record_id)
        if kept:
            connection.execute(delete(table).where(*this))
        elif original is not None:
            connection.execute(update(table).where(*this).values(rows.values_of(kind, read[kind, record_id])))
    if found:
        connection.execute(delete(V).where(mine))
    connection.execute(delete(F).where(F.c.document_id == reading.document.id))


def _write(connection: Connection, document_id: str, r: Reviewed, k: int) -> None:
    table, values = schema.RECORDS[r.kind], rows.values_of(r.kind, r.record)
    if r.review.kept:
        because = rows.because(r.record.because)
        row = {"document_id": document_id, "id": r.record.id, "seq": LAST + k, **values, "because": because}
        connection.execute(insert(table), row)
    elif r.original is not None:
        this = (table.c.document_id == document_id, table.c.id == r.record.id)
        connection.execute(update(table).where(*this).values(values))


def _row(document_id: str, r: Reviewed) -> rows.Row:
    return {
        "document_id": document_id,
        "kind": r.kind,
        "record_id": r.record.id,
        "status": r.review.status,
        "review": rows.to_json(r.review.to_dict()),
        "original": rows.to_json(asdict(r.original)) if r.original is not None else None,
        "kept": r.review.kept,
    }


def _difference_row(document_id: str, k: int, x: Difference) -> rows.Row:
    values = {
        "record_kind": x.record_kind,
        "record_id": x.record_id,
        "fields": [list(f) for f in x.fields],
        "others": list(x.others),
    }
    return {
        "document_id": document_id,
        "seq": k,
        "kind": x.kind,
        "decision_id": x.decision.id,
        "detail": rows.to_json(values),
    }


def as_read(connection: Connection, document_id: str) -> dict[tuple[str, str], Record | None]:
    """Records that do not stand in the tables as they were read, by kind and id; None for those that were not read at all, but kept."""
    wanted = select(V.c.kind, V.c.record_id, V.c.original, V.c.kept).where(V.c.document_id == document_id)
    out: dict[tuple[str, str], Record | None] = {}
    for kind, record_id, original, kept in connection.execute(wanted):
        if kept:
            out[kind, record_id] = None
        elif original is not None:
            out[kind, record_id] = archive.value(CLASSES[kind], json.loads(original))
    return out


def of_documents(connection: Connection, documents: Sequence[str]) -> dict[tuple[str, str, str], Review]:
    """What people made of the records of some articles, by article, kind and id; records that nobody decided on are left out."""
    out: dict[tuple[str, str, str], Review] = {}
    some = sorted(set(documents))
    for k in range(0, len(some), AT_ONCE):
        wanted = select(V.c.document_id, V.c.kind, V.c.record_id, V.c.review)
        for d, kind, key, text in connection.execute(wanted.where(V.c.document_id.in_(some[k : k + AT_ONCE]))):
            out[d, kind, key] = Review.from_dict(json.loads(text))
    return out


def any_at_all(connection: Connection) -> bool:
    """Has anybody decided on a record of this ledger?"""
    return connection.execute(select(V.c.document_id).limit(1)).first() is not None


def any_rejected(connection: Connection) -> bool:
    """Has anybody rejected one?"""
    return connection.execute(select(V.c.document_id).where(V.c.status == REJECTED).limit(1)).first() is not None


def rejected(reviews: Mapping[tuple[str, str, str], Review]) -> frozenset[tuple[str, str]]:
    """Article and id of records that are out of every count."""
    return frozenset((d, key) for (d, _, key), r in reviews.items() if r.status == REJECTED)


def differences(connection: Connection) -> Iterator[tuple[str, Difference]]:
    """All that waits for a person, with its article, in the order of articles."""
    made = {d.id: d for d in decisions.read(connection, D.c.id.in_(select(F.c.decision_id)))}
    for m in connection.execute(select(F).order_by(F.c.document_id, F.c.seq)).mappings():
        yield m["document_id"], _difference(m, made)


def _difference(m: RowMapping, made: Mapping[str, Decision]) -> Difference:
    detail: dict[str, Any] = json.loads(m["detail"])
    fields = tuple((n, was, now) for n, was, now in detail["fields"])
    others = tuple(detail["others"])
    return Difference(m["kind"], made[m["decision_id"]], detail["record_kind"], detail["record_id"], fields, others)
