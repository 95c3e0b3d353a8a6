"""Versions of articles: of all that a page has said the newest is in the tables, the others are kept whole beside them."""

from dataclasses import replace

from sqlalchemy import Connection, delete, insert, or_, select, update

from volgens.ledger import archive, copied, heard, linked, names, schema, summaries
from volgens.ledger.conditions import begins
from volgens.ledger.found import RecordFound
from volgens.linking.versions import in_order, is_later, is_version, page_of
from volgens.model import Document, Head, Provenance, Reading

A, E = schema.articles.c, schema.earlier_versions.c


def of_same_article(connection: Connection, document: Document) -> list[Document]:
    """Other articles in the tables that are versions of this one, by id."""
    page = page_of(document)
    if page is None:
        return []
    wanted = select(A.id, A.title, A.text, A.url, A.published, A.retrieved, A.updated, A.sha256)
    here = (A.page == page, A.id != document.id, A.skipped_reason.is_(None))
    found = connection.execute(wanted.where(*here).order_by(A.id)).mappings()
    return [d for d in (replace(document, **m) for m in found) if is_version(d, document)]


def keep(connection: Connection, reading: Reading, newest_id: str) -> bool:
    """Keeps a reading beside the tables, which have a newer one under ``newest_id``; False where it is there already."""
    d = reading.document
    known = archived(connection, d.id, d.sha256)
    if known and archive.reading_hash(known) == archive.reading_hash(reading):
        return False
    forget(connection, d.id, d.sha256)
    values = {"document_id": d.id, "sha256": d.sha256, "reading": archive.dumps(reading), "newest": newest_id}
    connection.execute(insert(schema.earlier_versions), values)
    return True


def forget(connection: Connection, document_id: str, text_hash: str) -> None:
    connection.execute(delete(schema.earlier_versions).where(E.document_id == document_id, E.sha256 == text_hash))


def retire(connection: Connection, old: Reading, newest_id: str) -> set[str]:
    """Takes an article out of the tables, and out of all that follows from them, and keeps its reading with those it kept itself. Returns the incidents
    whose rows have to be made anew."""
    key = old.document.id
    copies = copied.firsts(connection, copied.group_of(connection, [key]))
    were, group, named = linked.take_out(connection, key), copied.take_out(connection, key), names.of(connection, key)
    said = heard.of(connection, key)
    keep(connection, old, newest_id)
    connection.execute(update(schema.earlier_versions).where(E.newest == key).values(newest=newest_id))
    connection.execute(delete(schema.articles).where(A.id == key))
    names.take_out(connection, named)
    heard.change(connection, said, {})
    if group is not None:
        copied.regroup(connection, group)
    left = linked.leave(connection, key, were)
    return left | summaries.of_documents(connection, copied.moved(connection, copies))


def archived(connection: Connection, document_id: str, text_hash: str | None = None) -> Reading | None:
    """The reading that is kept beside the tables under this id; of several texts the last one."""
    wanted = select(E.reading).where(E.document_id == document_id)
    if text_hash is not None:
        wanted = wanted.where(E.sha256 == text_hash)
    found = [archive.loads(text) for text in connection.execute(wanted.order_by(E.sha256)).scalars()]
    order = {d.sha256: k for k, d in enumerate(in_order([r.document for r in found]))}
    return max(found, key=lambda r: order[r.document.sha256], default=None)


def earlier(connection: Connection, document_id: str) -> list[Reading]:
    """What is kept of an article beside its newest text, the oldest first; ``document_id``: of any of its versions."""
    at = newest(connection, document_id)
    found = connection.execute(select(E.reading).where(E.newest == at)).scalars()
    readings = {(r.document.id, r.document.sha256): r for r in map(archive.loads, found)}
    text = connection.execute(select(A.text).where(A.id == at)).scalar() or ""
    return [readings[d.id, d.sha256] for d in in_order([r.document for r in readings.values()], text)]


def newest(connection: Connection, document_id: str) -> str | None:
    """The id under which the tables have an article now, by the id of any of its versions; None where there is none."""
    if connection.execute(select(A.id).where(A.id == document_id)).first():
        return document_id
    found: str | None = connection.execute(select(E.newest).where(E.document_id == document_id).limit(1)).scalar()
    return found


def records(connection: Connection, prefix: str) -> list[RecordFound]:
    """Records of earlier versions whose id begins with ``prefix``, with or without its kind. All that is kept is looked through."""
    wanted = select(E.reading).where(E.reading.contains(f"-{prefix.rpartition('-')[2]}", autoescape=True))
    found = []
    for text in connection.execute(wanted.order_by(E.document_id, E.sha256)).scalars():
        reading = archive.loads(text)
        d = reading.document
        head = Head(d.id, d.title, d.publisher, d.published, d.language, d.url)
        for kind in schema.RECORDS:
            begin = (prefix, f"{kind.removesuffix('s')}-{prefix}")
            found += [RecordFound(kind, head, r) for r in getattr(reading, kind) if r.id.startswith(begin)]
    return found


def several(connection: Connection) -> list[str]:
    """The ids of articles in the tables that have earlier versions."""
    known = select(E.newest).distinct()
    return list(connection.execute(select(A.id).where(A.id.in_(known)).order_by(A.id)).scalars())


def ids(connection: Connection, document_id: str) -> list[str]:
    """The ids of all versions of an article that is in the tables, its own first."""
    found = connection.execute(select(E.document_id).where(E.newest == document_id).distinct()).scalars()
    return [document_id, *sorted(set(found) - {document_id})]


def held(connection: Connection, document: Document) -> tuple[Document, Provenance | None] | None:
    """An earlier version with this id, unless the text was seen again after the newest one: then it is the newest."""
    old = archived(connection, document.id)
    at = newest(connection, document.id)
    now = connection.execute(select(A.retrieved, A.updated).where(A.id == at)).mappings().one_or_none()
    if old is None or (now and is_later(document, replace(document, **now))):
        return None
    return old.document, old.provenance


def ids_like(connection: Connection, prefix: str) -> list[str]:
    """Ids of earlier versions that begin with ``prefix``, with or without the kind before the dash."""
    starts = {prefix, f"article-{prefix}"}
    found = connection.execute(select(E.document_id).where(or_(*(begins(E.document_id, s) for s in starts))).distinct())
    ids = sorted(found.scalars())
    return [prefix] if prefix in ids else ids
