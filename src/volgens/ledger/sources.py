"""Who speaks in the claims: counted in the database, put together here.

A known actor is one source under all names; others are told apart by name and side. What is counted stands in one index, so that the record of a
source with ten thousand claims does not read them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from volgens.ledger import review, schema
from volgens.ledger.conditions import Conditions, not_rejected
from volgens.ledger.filters import Filters
from volgens.ledger.found import SourceFound
from volgens.ledger.speaker import id_of

ARTICLES, C = schema.articles, schema.claims.c
# In the order of the index.
WHO = (C.source_key, C.source_name, C.source_kind, C.source_party, C.anonymous)
Who = tuple[Any, ...]  # cells of WHO and the id of the actor


@dataclass(slots=True)
class _Tally:
    id: str
    kind: str
    party: str | None
    actor_id: str | None
    anonymous: bool
    names: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    who: dict[Who, None] = field(default_factory=dict)


def sources(
    connection: Connection,
    filters: Filters,
    limit: int | None = None,
    offset: int = 0,
    also: Sequence[ColumnElement[bool]] = (),
) -> Iterator[SourceFound]:
    """Who speaks in the claims that fit, those with the most claims first."""
    where = Conditions(connection, filters)
    conditions = [*where.claims(), *also]
    if not filters.status and review.any_rejected(connection):  # what somebody rejected nobody said
        conditions.append(not_rejected("claims", C.document_id, C.id))
    if where.articles():
        conditions.append(C.document_id.in_(select(ARTICLES.c.id).where(*where.articles())))
    found = _counted(connection, conditions)
    ordered = sorted(
        found, key=lambda t: (-t.stances.total(), _first(t), t.kind, t.party or "", t.actor_id or "", t.anonymous)
    )
    for t in ordered[offset : offset + limit if limit is not None else None]:
        names = tuple(sorted(t.names, key=lambda n: (-t.names[n], -len(n), n)))
        stances = tuple(sorted(t.stances.items(), key=lambda s: (-s[1], s[0])))
        articles = connection.execute(_articles(list(t.who), conditions)).scalar_one()
        more = (t.stances.total(), articles, stances)
        yield SourceFound(t.id, names[0], names, t.kind, t.party, t.actor_id, t.anonymous, *more)


def _counted(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[_Tally]:
    by = (*WHO, C.stance, C.source_actor_id)
    counted = connection.execute(select(*by, func.count()).where(*conditions).group_by(*by)).all()
    found: dict[tuple[object, ...], _Tally] = {}
    # Known ones come first, so that a name of theirs under which an article did not recognise them is counted with them.
    for row in sorted(counted, key=_known_first):
        key, name, kind, party, anonymous, stance, actor_id, n = row
        named = (key, party, anonymous)
        this = (actor_id,) if actor_id else named
        if this not in found:
            found[this] = _Tally(actor_id or id_of(named), kind, party, actor_id, anonymous)
        tally = found[this]
        found.setdefault(named, tally)
        tally.names[name] += n
        tally.stances[stance] += n
        tally.who[key, name, kind, party, anonymous, actor_id] = None
    return list({id(t): t for t in found.values()}.values())


def _known_first(row: Sequence[Any]) -> tuple[object, ...]:
    key, name, kind, party, anonymous, stance, actor_id, _ = row
    return (actor_id is None, actor_id or "", name, key, kind, party or "", anonymous, stance)


def _first(t: _Tally) -> str:
    return min(t.names, key=lambda n: (-t.names[n], -len(n), n))


def _articles(who: Sequence[Who], conditions: Sequence[ColumnElement[bool]]) -> "Select[int]":
    """In how many articles they speak."""
    of = (*WHO, C.source_actor_id)
    same = [and_(*(c.is_(None) if v is None else c == v for c, v in zip(of, w, strict=True))) for w in who]
    return select(func.count(C.document_id.distinct())).where(or_(*same), *conditions)
