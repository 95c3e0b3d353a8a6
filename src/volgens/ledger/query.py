"""Asking the ledger: one function a kind of thing found, each a stream of rows in an order that follows from the content."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, and_, func, or_, select

from volgens.ledger import review, rows, schema
from volgens.ledger.conditions import Conditions, begins, not_rejected
from volgens.ledger.filters import Filters
from volgens.ledger.found import ArticleFound, ClaimFound, EventFound, FigureFound, Head, RecordFound, SourceFound

ARTICLES, CLAIMS, EVENTS, FIGURES, PLACES = schema.articles, schema.claims, schema.events, schema.figures, schema.places
A = ARTICLES.c
HEAD = (A.id, A.title, A.publisher, A.published, A.language, A.url)
ROWS_AT_A_TIME = 500

Query = Callable[..., Iterator[Any]]


def _reviewed(kind: str) -> Callable[[Query], Query]:
    """With what people made of each record, looked up for many at a time."""

    def wrapped(ask: Query) -> Query:
        def asked(
            connection: Connection,
            filters: Filters,
            limit: int | None = None,
            offset: int = 0,
            document: str | None = None,
        ) -> Iterator[Any]:
            found = cast("Generator[Any]", ask(connection, filters, limit, offset, document))
            if not review.any_at_all(connection):
                yield from found
                return
            with closing(found):
                for some in batched(found, ROWS_AT_A_TIME):
                    known = review.of_documents(connection, [f.document.id for f in some])
                    for f in some:
                        key: str = getattr(f, kind.removesuffix("s")).id
                        yield replace(f, review=known.get((f.document.id, kind, key)))

        return asked

    return wrapped


def batched(found: Iterator[Any], n: int) -> Iterator[list[Any]]:
    """Lists of ``n`` at most."""
    while some := list(islice(found, n)):
        yield some


@_reviewed("claims")
def claims(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0, document: str | None = None
) -> Iterator[ClaimFound]:
    where = Conditions(connection, filters, document)
    wanted = (
        select(*HEAD, *rows.columns(CLAIMS))
        .join(ARTICLES, A.id == CLAIMS.c.document_id)
        .where(*where.articles(), *where.claims())
        .order_by(A.published.nulls_first(), A.id, CLAIMS.c.content_start, CLAIMS.c.id)
    )
    for m in _stream(connection, wanted.limit(limit).offset(offset)):
        yield ClaimFound(_head(m), rows.claim_of(rows.Cells(m, CLAIMS)))


@_reviewed("figures")
def figures(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0, document: str | None = None
) -> Iterator[FigureFound]:
    where, f = Conditions(connection, filters, document), FIGURES.c
    wanted = (
        select(*HEAD, *rows.columns(FIGURES, CLAIMS, EVENTS, PLACES))
        .join(ARTICLES, A.id == f.document_id)
        .outerjoin(CLAIMS, and_(CLAIMS.c.document_id == f.document_id, CLAIMS.c.id == f.claim_id))
        .outerjoin(EVENTS, and_(EVENTS.c.document_id == f.document_id, EVENTS.c.id == f.event_id))
        .outerjoin(PLACES, and_(PLACES.c.document_id == f.document_id, PLACES.c.id == f.place_id))
        .where(*where.articles(), *where.figures())
        .order_by(A.published.nulls_first(), A.id, f.number_start, f.id)
    )
    for m in _stream(connection, wanted.limit(limit).offset(offset)):
        yield FigureFound(
            _head(m),
            rows.figure_of(rows.Cells(m, FIGURES)),
            rows.claim_of(rows.Cells(m, CLAIMS)) if m[CLAIMS.c.id] is not None else None,
            rows.event_of(rows.Cells(m, EVENTS)) if m[EVENTS.c.id] is not None else None,
            rows.place_of(rows.Cells(m, PLACES)) if m[PLACES.c.id] is not None else None,
        )


@_reviewed("events")
def events(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0, document: str | None = None
) -> Iterator[EventFound]:
    where, e = Conditions(connection, filters, document), EVENTS.c
    wanted = (
        select(*HEAD, *rows.columns(EVENTS, CLAIMS, PLACES))
        .join(ARTICLES, A.id == e.document_id)
        .outerjoin(CLAIMS, and_(CLAIMS.c.document_id == e.document_id, CLAIMS.c.id == e.claim_id))
        .outerjoin(PLACES, and_(PLACES.c.document_id == e.document_id, PLACES.c.id == e.place_id))
        .where(*where.articles(), *where.events())
        .order_by(A.published.nulls_first(), A.id, e.trigger_start, e.id)
    )
    for m in _stream(connection, wanted.limit(limit).offset(offset)):
        yield EventFound(
            _head(m),
            rows.event_of(rows.Cells(m, EVENTS)),
            rows.claim_of(rows.Cells(m, CLAIMS)) if m[CLAIMS.c.id] is not None else None,
            rows.place_of(rows.Cells(m, PLACES)) if m[PLACES.c.id] is not None else None,
        )


def articles(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0
) -> Iterator[ArticleFound]:
    def count(table: Table, what: str = "*") -> ColumnElement[int]:
        counted = func.count() if what == "*" else func.count(table.c[what].distinct())
        return select(counted).where(table.c.document_id == A.id).scalar_subquery()

    counts = [count(t) for t in (CLAIMS, FIGURES, EVENTS, PLACES)] + [count(CLAIMS, "source_key")]
    labelled = [c.label(f"count_{k}") for k, c in enumerate(counts)]
    wanted = (
        select(*HEAD, A.skipped_reason, A.skipped_detail, *labelled)
        .where(*Conditions(connection, filters).documents())
        .order_by(A.published.nulls_first(), A.id)
    )
    for m in _stream(connection, wanted.limit(limit).offset(offset)):
        skipped = None
        if m[A.skipped_reason] is not None:
            skipped = {"reason": m[A.skipped_reason], "detail": m[A.skipped_detail]}
        yield ArticleFound(_head(m), skipped, *(m[f"count_{k}"] for k in range(len(labelled))))


@dataclass(slots=True)
class _Tally:
    kind: str
    party: str | None
    actor_id: str | None
    anonymous: bool
    names: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def sources(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0
) -> Iterator[SourceFound]:
    where, c = Conditions(connection, filters), CLAIMS.c
    who = (c.source_actor_id, c.source_name, c.source_key, c.source_kind, c.source_party, c.anonymous)
    wanted = (
        select(*who, c.document_id, c.stance, func.count().label("n"))
        .join(ARTICLES, A.id == c.document_id)
        .where(*where.articles(), *where.claims())
        .group_by(*who, c.document_id, c.stance)
        .order_by(c.source_actor_id.is_(None), *(w.nulls_first() for w in who), c.document_id, c.stance)
    )
    if not filters.status:  # what somebody rejected nobody said
        wanted = wanted.where(not_rejected("claims", c.document_id, c.id))
    found: dict[tuple[object, ...], _Tally] = {}
    for m in _stream(connection, wanted):
        # A known actor is one source under all names; others are told apart by name and side. Known ones come first, so that
        # a name of theirs under which an article did not recognise them is counted with them.
        named = (m[c.source_key], m[c.source_party], m[c.anonymous])
        key = (m[c.source_actor_id],) if m[c.source_actor_id] else named
        if key not in found:
            found[key] = _Tally(m[c.source_kind], m[c.source_party], m[c.source_actor_id], m[c.anonymous])
        tally = found[key]
        found.setdefault(named, tally)
        tally.names[m[c.source_name]] += m["n"]
        tally.stances[m[c.stance]] += m["n"]
        tally.articles.add(m[c.document_id])
    out = [_source(t) for t in {id(t): t for t in found.values()}.values()]
    ordered = sorted(out, key=lambda s: (-s.claims, s.name, s.kind, s.party or "", s.actor_id or ""))
    yield from ordered[offset : offset + limit if limit is not None else None]


def _source(t: _Tally) -> SourceFound:
    names = tuple(sorted(t.names, key=lambda n: (-t.names[n], -len(n), n)))
    stances = tuple(sorted(t.stances.items(), key=lambda s: (-s[1], s[0])))
    return SourceFound(
        names[0], names, t.kind, t.party, t.actor_id, t.anonymous, t.stances.total(), len(t.articles), stances
    )


def ids_like(connection: Connection, table: Table, prefix: str) -> list[str]:
    """Ids that begin with ``prefix``, with or without the kind before the dash; one alone where it is the whole id."""
    if connection.execute(select(table.c.id).where(table.c.id == prefix).limit(1)).first():
        return [prefix]
    found = connection.execute(select(table.c.id).where(_begins(table, prefix)).distinct().order_by(table.c.id))
    return list(found.scalars())


def _begins(table: Table, prefix: str) -> ColumnElement[bool]:
    kind = table.name.removesuffix("s")
    starts = (
        [prefix] if prefix.startswith(f"{kind}-") or f"{kind}-".startswith(prefix) else [prefix, f"{kind}-{prefix}"]
    )
    ranges = [begins(table.c.id, s) for s in starts]
    return or_(*ranges)


def records(connection: Connection, prefix: str) -> list[RecordFound]:
    """Records of every kind whose id begins with ``prefix``, in the order of kind and id."""
    found = []
    for name, table in schema.RECORDS.items():
        for key in ids_like(connection, table, prefix):
            wanted = (
                select(*HEAD, *rows.columns(table)).join(ARTICLES, A.id == table.c.document_id).where(table.c.id == key)
            )
            found += [
                RecordFound(name, _head(m), rows.record_of(name, m))
                for m in connection.execute(wanted.order_by(table.c.document_id)).mappings()
            ]
    known = review.of_documents(connection, [f.document.id for f in found])
    return [replace(f, review=known.get((f.document.id, f.kind, f.record.id))) for f in found]


def head(connection: Connection, document_id: str) -> Head | None:
    """What an article is known by."""
    m = connection.execute(select(*HEAD).where(A.id == document_id)).mappings().one_or_none()
    return _head(m) if m is not None else None


def _head(m: RowMapping) -> Head:
    return Head(*(m[column] for column in HEAD))


def _stream(connection: Connection, wanted: "Select[*tuple[Any, ...]]") -> Iterator[RowMapping]:
    with connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(
        wanted
    ) as result:  # closed by whoever stops early too
        yield from result.mappings()
