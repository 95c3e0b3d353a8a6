"""Asking the ledger: one function a kind of thing found, each a stream of rows in an order that follows from the content."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, and_, case, func, literal, select

from volgens.ledger import review, rows, schema
from volgens.ledger.conditions import Condition, Conditions, begins
from volgens.ledger.filters import Filters
from volgens.ledger.found import ArticleFound, ClaimFound, EventFound, FigureFound, Head, RecordFound

ARTICLES, CLAIMS, EVENTS, FIGURES, PLACES = schema.articles, schema.claims, schema.events, schema.figures, schema.places
A = ARTICLES.c
OPENING = 200  # characters of a text that has no title
HEAD = (A.id, A.title, A.publisher, A.published, A.language, A.url, A.forwarded)
ROWS_AT_A_TIME = 500

Query = Callable[..., Iterator[Any]]
Also = Sequence[ColumnElement[bool]]  # conditions that no filter says


def _reviewed(kind: str) -> Callable[[Query], Query]:
    """With what people made of each record, looked up for many at a time."""

    def wrapped(ask: Query) -> Query:
        def asked(
            connection: Connection,
            filters: Filters,
            limit: int | None = None,
            offset: int = 0,
            also: Also = (),
        ) -> Iterator[Any]:
            found = cast("Generator[Any]", ask(connection, filters, limit, offset, also))
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
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0, also: Also = ()
) -> Iterator[ClaimFound]:
    where = Conditions(connection, filters, limit)
    wanted = (
        select(*HEAD, *rows.columns(CLAIMS))
        .join(ARTICLES, A.id == CLAIMS.c.document_id)
        .where(*_of_page(where, CLAIMS, where.claims(), limit, offset, also))
        .order_by(A.published.nulls_first(), A.id, CLAIMS.c.content_start, CLAIMS.c.id)
    )
    for m in stream(connection, wanted.limit(limit).offset(offset)):
        yield ClaimFound(_head(m), rows.claim_of(rows.cells(m, CLAIMS)))


@_reviewed("figures")
def figures(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0, also: Also = ()
) -> Iterator[FigureFound]:
    where, f = Conditions(connection, filters, limit), FIGURES.c
    wanted = (
        select(*HEAD, *rows.columns(FIGURES, CLAIMS, EVENTS, PLACES))
        .join(ARTICLES, A.id == f.document_id)
        .outerjoin(CLAIMS, and_(CLAIMS.c.document_id == f.document_id, CLAIMS.c.id == f.claim_id))
        .outerjoin(EVENTS, and_(EVENTS.c.document_id == f.document_id, EVENTS.c.id == f.event_id))
        .outerjoin(PLACES, and_(PLACES.c.document_id == f.document_id, PLACES.c.id == f.place_id))
        .where(*_of_page(where, FIGURES, where.figures(), limit, offset, also))
        .order_by(A.published.nulls_first(), A.id, f.number_start, f.id)
    )
    for m in stream(connection, wanted.limit(limit).offset(offset)):
        yield FigureFound(
            _head(m),
            rows.figure_of(rows.cells(m, FIGURES)),
            rows.claim_of(rows.cells(m, CLAIMS)) if m[CLAIMS.c.id] is not None else None,
            rows.event_of(rows.cells(m, EVENTS)) if m[EVENTS.c.id] is not None else None,
            rows.place_of(rows.cells(m, PLACES)) if m[PLACES.c.id] is not None else None,
        )


@_reviewed("events")
def events(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0, also: Also = ()
) -> Iterator[EventFound]:
    where, e = Conditions(connection, filters, limit), EVENTS.c
    wanted = (
        select(*HEAD, *rows.columns(EVENTS, CLAIMS, PLACES))
        .join(ARTICLES, A.id == e.document_id)
        .outerjoin(CLAIMS, and_(CLAIMS.c.document_id == e.document_id, CLAIMS.c.id == e.claim_id))
        .outerjoin(PLACES, and_(PLACES.c.document_id == e.document_id, PLACES.c.id == e.place_id))
        .where(*_of_page(where, EVENTS, where.events(), limit, offset, also))
        .order_by(A.published.nulls_first(), A.id, e.trigger_start, e.id)
    )
    for m in stream(connection, wanted.limit(limit).offset(offset)):
        yield EventFound(
            _head(m),
            rows.event_of(rows.cells(m, EVENTS)),
            rows.claim_of(rows.cells(m, CLAIMS)) if m[CLAIMS.c.id] is not None else None,
            rows.place_of(rows.cells(m, PLACES)) if m[PLACES.c.id] is not None else None,
        )


def _of_page(
    where: Conditions, table: Table, conditions: list[Condition], limit: int | None, offset: int, also: Also
) -> list[Condition]:
    """The conditions of a list. Where records are looked at one by one, only those of the first articles that have one are: as many as there can be up
    to the end of the page."""
    if limit is None or where.gathers or also:
        return [*where.articles(), *conditions, *also]
    one = select(literal(1)).where(table.c.document_id == A.id, *conditions).correlate(ARTICLES).exists()
    first = (
        select(A.id)
        .where(*where.articles(), *where.before(A.id), one)
        .order_by(A.published.nulls_first(), A.id)
        .limit(limit + offset)
    )
    return [A.id.in_(select(first.subquery().c.id)), *conditions]


def articles(
    connection: Connection, filters: Filters, limit: int | None = None, offset: int = 0
) -> Iterator[ArticleFound]:
    def count(table: Table, what: str = "*") -> ColumnElement[int]:
        counted = func.count() if what == "*" else func.count(table.c[what].distinct())
        return select(counted).where(table.c.document_id == A.id).scalar_subquery()

    counts = [count(t) for t in (CLAIMS, FIGURES, EVENTS, PLACES)] + [count(CLAIMS, "source_key")]
    labelled = [c.label(f"count_{k}") for k, c in enumerate(counts)]
    opening = case((A.title.is_(None), func.substr(A.text, 1, OPENING)), else_="").label("opening")
    wanted = (
        select(*HEAD, A.skipped_reason, A.skipped_detail, opening, *labelled)
        .where(*Conditions(connection, filters, limit).documents())
        .order_by(A.published.nulls_first(), A.id)
    )
    for m in stream(connection, wanted.limit(limit).offset(offset)):
        skipped = None
        if m[A.skipped_reason] is not None:
            skipped = {"reason": m[A.skipped_reason], "detail": m[A.skipped_detail]}
        yield ArticleFound(_head(m), skipped, *(m[f"count_{k}"] for k in range(len(labelled))), opening=m["opening"])


def ids_like(connection: Connection, table: Table, prefix: str) -> list[str]:
    """Ids that begin with ``prefix``, with or without the kind before the dash; one alone where it is the whole id."""
    if connection.execute(select(table.c.id).where(table.c.id == prefix).limit(1)).first():
        return [prefix]
    kind = table.name.removesuffix("s")
    named = prefix.startswith(f"{kind}-") or f"{kind}-".startswith(prefix)
    # One stretch of the index at a time: for two of them at once SQLite goes through all of it.
    starts = [prefix] if named else [prefix, f"{kind}-{prefix}"]
    found: set[str] = set()
    for start in starts:
        found.update(connection.execute(select(table.c.id).where(begins(table.c.id, start))).scalars())
    return sorted(found)


def records(connection: Connection, prefix: str) -> list[RecordFound]:
    """Records of every kind whose id begins with ``prefix``, in the order of kind and id."""
    found = []
    for name, table in schema.RECORDS.items():
        for key in ids_like(connection, table, prefix):
            every = select(*HEAD, *rows.columns(table)).join(ARTICLES, A.id == table.c.document_id)
            for row in connection.execute(every.where(table.c.id == key).order_by(table.c.document_id)):
                head, cells = row[: len(HEAD)], row[len(HEAD) :]
                found.append(RecordFound(name, Head(*head), rows.record_of(name, cells)))
    known = review.of_documents(connection, [f.document.id for f in found])
    return [replace(f, review=known.get((f.document.id, f.kind, f.record.id))) for f in found]


def head(connection: Connection, document_id: str) -> Head | None:
    """What an article is known by."""
    m = connection.execute(select(*HEAD).where(A.id == document_id)).mappings().one_or_none()
    return _head(m) if m is not None else None


def _head(m: RowMapping) -> Head:
    return Head(*(m[column] for column in HEAD))


def stream(connection: Connection, wanted: "Select[*tuple[Any, ...]]") -> Iterator[RowMapping]:
    """The rows of a query, some at a time."""
    with connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(
        wanted
    ) as result:  # closed by whoever stops early too
        yield from result.mappings()
