"""Who speaks in a ledger: all sources, those with the most claims first.

A known actor is one source under all names; others are told apart by name, side and whether they are named. A name of a known actor under which an article did
not recognise them is counted with them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, func, select

from volgens.ledger import query, schema
from volgens.ledger.conditions import Conditions, not_rejected
from volgens.ledger.filters import Filters
from volgens.ledger.found import SourceFound
from volgens.ledger.speaker import id_of

A, C = schema.articles.c, schema.claims.c


@dataclass(slots=True)
class _Tally:
    id: str
    kind: str
    party: str | None
    actor_id: str | None
    anonymous: bool
    names: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def sources(
    connection: Connection,
    filters: Filters,
    limit: int | None = None,
    offset: int = 0,
    also: Sequence[ColumnElement[bool]] = (),
) -> Iterator[SourceFound]:
    """Who speaks in the claims that fit, those with the most claims first."""
    where = Conditions(connection, filters)
    who = (C.source_actor_id, C.source_name, C.source_key, C.source_kind, C.source_party, C.anonymous)
    wanted = (
        select(*who, C.document_id, C.stance, func.count().label("n"))
        .join(schema.articles, A.id == C.document_id)
        .where(*where.articles(), *where.claims(), *also)
        .group_by(*who, C.document_id, C.stance)
        .order_by(C.source_actor_id.is_(None), *(w.nulls_first() for w in who), C.document_id, C.stance)
    )
    if not filters.status:  # what somebody rejected nobody said
        wanted = wanted.where(not_rejected("claims", C.document_id, C.id))
    found: dict[tuple[object, ...], _Tally] = {}
    for m in query.stream(connection, wanted):
        # Known actors come first, so that they take their names.
        named = (m[C.source_key], m[C.source_party], m[C.anonymous])
        actor = m[C.source_actor_id]
        key = (actor,) if actor else named
        if key not in found:
            found[key] = _Tally(actor or id_of(named), m[C.source_kind], m[C.source_party], actor, m[C.anonymous])
        tally = found[key]
        found.setdefault(named, tally)
        tally.names[m[C.source_name]] += m["n"]
        tally.stances[m[C.stance]] += m["n"]
        tally.articles.add(m[C.document_id])
    out = [_source(t) for t in {id(t): t for t in found.values()}.values()]
    ordered = sorted(out, key=lambda s: (-s.claims, s.name, s.kind, s.party or "", s.actor_id or ""))
    yield from ordered[offset : offset + limit if limit is not None else None]


def _source(t: _Tally) -> SourceFound:
    names = tuple(sorted(t.names, key=lambda n: (-t.names[n], -len(n), n)))
    stances = tuple(sorted(t.stances.items(), key=lambda s: (-s[1], s[0])))
    more = (t.stances.total(), len(t.articles), stances)
    return SourceFound(t.id, names[0], names, t.kind, t.party, t.actor_id, t.anonymous, *more)
