"""Going through what can be decided on: which article comes next, and what there is in it, in the order of the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, tuple_, union_all

from volgens.ledger import query, schema
from volgens.ledger.conditions import Conditions
from volgens.ledger.contract import core
from volgens.ledger.filters import Filters
from volgens.ledger.found import ClaimFound, EventFound, FigureFound, Head
from volgens.ledger.rows import Record
from volgens.model.decision import OPEN

A = schema.articles.c
Item = ClaimFound | EventFound | FigureFound
MOST = 1_000_000  # more than any article has
KINDS = ("claims", "events", "figures")
_KIND: dict[type, str] = {ClaimFound: "claims", EventFound: "events", FigureFound: "figures"}


def kind_of(item: Item) -> str:
    """The table that its record stands in."""
    return _KIND[type(item)]


def record_of(item: Item) -> Record:
    found: Record = getattr(item, kind_of(item).removesuffix("s"))
    return found


def undecided(filters: Filters) -> Filters:
    """What to go through: by default that on which nobody decided."""
    return filters if filters.status else replace(filters, status=(OPEN,))


def in_article(connection: Connection, filters: Filters, document_id: str) -> list[Item]:
    """The records of an article that fit, in the order of the text."""
    asks = (query.claims, query.events, query.figures)
    # With a limit a filter that many records fit is not looked up in all of the ledger.
    found: list[Item] = [f for ask in asks for f in ask(connection, filters, MOST, also=(A.id == document_id,))]
    return sorted(found, key=_in_text)


def hanging_on(connection: Connection, claims: Sequence[tuple[str, str]]) -> list[Item]:
    """The events and figures that hang on some claims, each by article and id, in the order of the text."""
    found: list[Item] = []
    here = A.id.in_(sorted({document for document, _ in claims}))  # else a database may look through all articles
    for ask, t in ((query.events, schema.events.c), (query.figures, schema.figures.c)):
        found += ask(connection, Filters(), also=(here, tuple_(t.document_id, t.claim_id).in_(claims)))
    return sorted(found, key=lambda f: (f.document.id, *_in_text(f)))


def _in_text(f: Item) -> tuple[int, int, str]:
    return core(record_of(f)).start, KINDS.index(kind_of(f)), record_of(f).id


def beside(connection: Connection, filters: Filters, at: Head | None = None, back: bool = False) -> Head | None:
    """The first article with a record that fits; after ``at``, or the last one before it. None where there is none."""
    where = Conditions(connection, filters, limit=1)
    some = ((schema.claims.c, where.claims()), (schema.events.c, where.events()), (schema.figures.c, where.figures()))
    has: ColumnElement[bool]
    if where.gathers:
        has = A.id.in_(union_all(*(select(c.document_id).where(*conditions) for c, conditions in some)))
    else:  # one by one: the first are soon found
        has = or_(*(select(c.id).where(c.document_id == A.id, *conditions).exists() for c, conditions in some))
    return _first(connection, select(A.id).where(*where.articles(), has, *(_past(at, back) if at else ())), back)


def neighbour(connection: Connection, at: Head, back: bool = False) -> Head | None:
    """The article after another in the order of publication, or the one before it, whatever is in it."""
    return _first(connection, select(A.id).where(*_past(at, back)), back)


def _first(connection: Connection, wanted: "Select[str]", back: bool) -> Head | None:
    order = (A.published.desc().nulls_last(), A.id.desc()) if back else (A.published.nulls_first(), A.id)
    found = connection.execute(wanted.order_by(*order).limit(1)).scalar_one_or_none()
    return query.head(connection, found) if found is not None else None


def _past(at: Head, back: bool) -> list[ColumnElement[bool]]:
    """After an article in the order of publication, those without a date first; a range that the index of that order can be entered by."""
    if at.published is None:
        same = and_(A.published.is_(None), A.id < at.id if back else A.id > at.id)
        return [same if back else or_(same, A.published.is_not(None))]
    if back:
        earlier = and_(A.published <= at.published, or_(A.published < at.published, A.id < at.id))
        return [or_(earlier, A.published.is_(None))]
    return [A.published >= at.published, or_(A.published > at.published, A.id > at.id)]


def every(connection: Connection, filters: Filters) -> Iterator[Item]:
    """All that fit, article by article."""
    at = beside(connection, filters)
    while at is not None:
        yield from in_article(connection, filters, at.id)
        at = beside(connection, filters, at)


def stream(connection: Connection, filters: Filters) -> Iterator[Item]:
    """The same, as three streams that run side by side: for all of a ledger quicker than article by article."""
    asks = (query.claims, query.events, query.figures)
    return merge(*(ask(connection, filters) for ask in asks), key=_in_ledger)


def _in_ledger(f: Item) -> tuple[bool, str, str, int, int, str]:
    return f.document.published is not None, f.document.published or "", f.document.id, *_in_text(f)
