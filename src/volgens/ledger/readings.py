"""One whole reading in and out of the tables, with all that follows from it."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from volgens.ledger import (
    brief,
    by_hand,
    copied,
    database,
    heard,
    linked,
    many,
    names,
    review,
    rows,
    schema,
    summaries,
    versions,
)
from volgens.linking import accounts
from volgens.linking.versions import in_order, is_later
from volgens.model import Document, Provenance, Reading


def is_new(connection: Connection, reading: Reading, reading_hash: str) -> bool:
    a = schema.articles.c
    old = connection.execute(select(a.reading_hash, a.skipped_reason).where(a.id == reading.document.id)).one_or_none()
    if old is None:
        return True
    lost = reading.document.skipped is not None and old.skipped_reason is None
    return bool(old.reading_hash != reading_hash) and not lost


def write(connection: Connection, reading: Reading, reading_hash: str) -> set[str] | None:
    """Writes it and gives back the incidents whose rows have to be made anew; None where it stands there already."""
    if not is_new(connection, reading, reading_hash):
        return None
    document = reading.document
    old = read(connection, document.id)
    touched: set[str] = set()
    if old is None:
        later, touched = _take_place(connection, reading)
        if later is not None:
            return touched if versions.keep(connection, reading, later) or touched else None
    elif old.document.sha256 != document.sha256 and old.document.skipped is None and is_later(old.document, document):
        return touched if versions.keep(connection, reading, document.id) else None
    were = linked.take_out(connection, document.id) if old else None
    named = names.of(connection, document.id) if old else set()
    said = heard.of(connection, document.id) if old else {}
    same_text = bool(old and old.document.text == document.text and _has_text(old) and _has_text(reading))
    copies = copied.firsts(connection, copied.group_of(connection, [document.id])) if old else {}
    group = None if same_text or old is None else copied.take_out(connection, document.id)
    if old:
        if old.document.sha256 != document.sha256 and old.document.skipped is None:
            versions.keep(connection, old, document.id)
        connection.execute(delete(schema.articles).where(schema.articles.c.id == document.id))
    versions.forget(connection, document.id, document.sha256)  # a text that is back is no earlier version any more
    many.put(connection, schema.articles, [rows.document_row(reading, reading_hash)])
    made = rows.record_rows(reading)
    for name, values in made.items():
        many.put(connection, schema.RECORDS[name], values)
    found = list(search_rows(reading))
    many.put(connection, schema.search, found)
    database.of(connection).index(connection, found, document.title, document.text)
    if _has_text(reading) and not same_text:
        copies = {**copied.put_in(connection, document.id, document.text, group), **copies}
    now = review.refresh(connection, reading, known=old is not None)
    names.take_out(connection, named - names.put_in(connection, document.id, made if now is reading else None))
    heard.change(connection, said, heard.among(made["claims"]) if now is reading else heard.of(connection, document.id))
    touched |= linked.put_in(connection, now, were)
    others = copied.moved(connection, copies) | ({document.id} if old else set())
    return touched | (summaries.of_documents(connection, others) if others else set())


def _take_place(connection: Connection, reading: Reading) -> tuple[str | None, set[str]]:
    """Puts by the versions of the article that are older than this one; gives the id of a newer one, where there is one, and the incidents that changed."""
    touched: set[str] = set()
    for other in versions.of_same_article(connection, reading.document):
        if is_later(other, reading.document):
            return other.id, touched
        old = read(connection, other.id)
        if old is not None:
            touched |= versions.retire(connection, old, reading.document.id)
    return None, touched


def leave_to_newest(connection: Connection, document_id: str) -> None:
    """Puts an article by that stands beside a newer version of it."""
    reading = read(connection, document_id)
    others = versions.of_same_article(connection, reading.document) if reading else []
    newest = in_order([*others, *([reading.document] if reading else [])])[-1:]
    if reading and newest and newest[0].id != document_id:
        versions.retire(connection, reading, newest[0].id)


def _has_text(reading: Reading) -> bool:
    return reading.document.skipped is None


def link_all(connection: Connection) -> None:
    """Makes accounts, incidents, names and groups of copies anew from the readings; what people decided stays."""
    unlink_all(connection)
    ids = connection.execute(select(schema.articles.c.id).order_by(schema.articles.c.id)).scalars().all()
    changed = link(connection, ids)
    heard.anew(connection)
    summaries.tell(connection, changed, at_once=True)


def unlink_all(connection: Connection) -> None:
    """Forgets what follows from the readings together; what people decided stays."""
    s = schema
    for table in (s.account_keys, s.account_records, s.accounts, s.incidents, s.compared, s.runs, s.copies, s.names):
        connection.execute(delete(table))
    by_hand.refresh(connection)


def link(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Makes of some articles of which ``unlink_all`` left nothing their accounts, names and copies; gives the incidents that changed."""
    changed: set[str] = set()
    for document_id in document_ids:
        reading = read(connection, document_id)
        if reading and _has_text(reading):
            copied.put_in(connection, document_id, reading.document.text, None)
            now = review.refresh(connection, reading)
            names.put_in(connection, document_id)
            changed |= linked.put_in(connection, now)
    return changed


def index_all(connection: Connection, without: Iterable[str] = ()) -> None:
    """Makes what full text looks through anew from the readings; ``without``: articles that leave the ledger."""

    def fill() -> None:
        connection.execute(delete(schema.articles).where(schema.articles.c.id.in_(without)))
        for document_id in list(
            connection.execute(select(schema.articles.c.id).order_by(schema.articles.c.id)).scalars()
        ):
            reading = read(connection, document_id)
            if reading is not None:
                found, d = list(search_rows(reading)), reading.document
                many.put(connection, schema.search, found)
                database.of(connection).index(connection, found, d.title, d.text)

    database.of(connection).search_anew(connection, fill)


def search_rows(reading: Reading) -> Iterator[rows.Row]:
    """What full text looks through of an article."""
    document_id = reading.document.id
    found: list[tuple[str, str, str | None]] = [("articles", document_id, None)]
    found += [("claims", c.id, f"{c.source.name}\n{c.content.text}") for c in reading.claims]
    found += [("figures", f.id, f.quote.text) for f in reading.figures]
    found += [("events", e.id, e.quote.text) for e in reading.events]
    # 46 bits of the article and 17 (``schema.ROOM``) of the place in it: a positive integer in any database, the same on every machine, and an article's rows
    # stand side by side, which an index of words takes in one stroke.
    first = int.from_bytes(sha256(document_id.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 18 << 17
    for n, (kind, key, body) in enumerate(found):
        yield {"number": first + n, "document_id": document_id, "kind": kind, "id": key, "body": body}


def head(connection: Connection, document_id: str) -> tuple[Document, Provenance | None] | None:
    """What an article is and what made its reading, without its records."""
    a = schema.articles
    found = connection.execute(select(a).where(a.c.id == document_id)).mappings().one_or_none()
    if found is None:
        return None
    cells = rows.cells(found, a)
    return rows.document_of(cells), rows.provenance_of(cells)


def read(connection: Connection, document_id: str, reviewed: bool = False) -> Reading | None:
    """The article as it was read; with ``reviewed`` as people left it."""
    a = schema.articles
    found = connection.execute(select(a).where(a.c.id == document_id)).mappings().one_or_none()
    if found is None:
        return None
    cells = rows.cells(found, a)

    changed = {} if reviewed else review.as_read(connection, document_id)

    def records(table: Table) -> tuple[Any, ...]:
        wanted = select(table).where(table.c.document_id == document_id).order_by(table.c.seq)
        found = (rows.record_of(table.name, m) for m in connection.execute(wanted))
        read = (changed.get((table.name, r.id), r) for r in found)
        return tuple(r for r in read if r is not None)

    s = schema
    return Reading(
        rows.document_of(cells),
        records(s.claims),
        records(s.figures),
        records(s.events),
        records(s.places),
        records(s.times),
        records(s.actors),
        rows.warnings_of(cells),
        rows.provenance_of(cells),
    )


def review_again(connection: Connection, document_id: str) -> None:
    """Brings the view of an article, and the incidents that it is part of, up to date after decisions on it."""
    document_id = versions.newest(connection, document_id) or document_id
    reading, before = read(connection, document_id), read(connection, document_id, reviewed=True)
    if reading is None or before is None:
        return
    named, said = names.of(connection, document_id), heard.of(connection, document_id)
    now = review.refresh(connection, reading)
    names.take_out(connection, named - names.put_in(connection, document_id))
    heard.change(connection, said, heard.of(connection, document_id))
    changed: set[str] = set()
    were, are = accounts(before), accounts(now)
    if are != were or brief.cells(are, now) != brief.cells(were, before):
        changed |= linked.put_in(connection, now, linked.take_out(connection, document_id))
    summaries.tell(connection, changed | summaries.of_documents(connection, [document_id]), at_once=True)
