"""Who speaks in the claims: counted in the database, put together here.

A known actor is one source under all names; others are told apart by name and side. What is counted stands in one index, so that the record of a
source with ten thousand claims does not read them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from volgens.ledger import heard, review, schema
from volgens.ledger.conditions import Conditions, not_rejected
from volgens.ledger.filters import Filters
from volgens.ledger.found import SourceFound
from volgens.ledger.heard import WHO, Who
from volgens.ledger.speaker import id_of

ARTICLES, C = schema.articles, schema.claims.c


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
    articles: int = 0  # with the last of ``who``


def sources(
    connection: Connection,
    filters: Filters,
    limit: int | None = None,
    offset: int = 0,
    also: Sequence[ColumnElement[bool]] = (),
) -> Iterator[SourceFound]:
    """Who speaks in the claims that fit, those with the most claims first."""
    rejected = not filters.status and review.any_rejected(connection)
    whole = filters == Filters() and not also and not rejected
    where = Conditions(connection, filters)
    conditions = [*where.claims(), *also]
    if rejected:  # what somebody rejected nobody said
        conditions.append(not_rejected("claims", C.document_id, C.id))
    if where.articles():
        conditions.append(C.document_id.in_(select(ARTICLES.c.id).where(*where.articles())))
    found = _put_together(_kept(connection) if whole else _counted(connection, conditions))
    ordered = sorted(
        found, key=lambda t: (-t.stances.total(), _first(t), t.kind, t.party or "", t.actor_id or "", t.anonymous)
    )
    for t in ordered[offset : offset + limit if limit is not None else None]:
        names = tuple(sorted(t.names, key=lambda n: (-t.names[n], -len(n), n)))
        stances = tuple(sorted(t.stances.items(), key=lambda s: (-s[1], s[0])))
        articles = t.articles if whole and len(t.who) == 1 else None
        if articles is None:
            articles = connection.execute(_articles(list(t.who), conditions)).scalar_one()
        more = (t.stances.total(), articles, stances)
        yield SourceFound(t.id, names[0], names, t.kind, t.party, t.actor_id, t.anonymous, *more)


Said = tuple[
    Who, str, int, int
]  # who, in which stance how often, in how many articles in any stance (0: not counted yet)


def _counted(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[Said]:
    by = (*WHO, C.stance)
    counted = connection.execute(select(*by, func.count()).where(*conditions).group_by(*by)).all()
    return [(tuple(m[:-2]), m[-2], m[-1], 0) for m in counted]


def _kept(connection: Connection) -> list[Said]:
    return [(who, s, n, articles) for who, articles, said in heard.every(connection) for s, n in said.items()]


def _put_together(counted: Sequence[Said]) -> list[_Tally]:
    found: dict[tuple[object, ...], _Tally] = {}
    # Known ones come first, so that a name of theirs under which an article did not recognise them is counted with them.
    for who, stance, n, articles in sorted(counted, key=_known_first):
        key, name, kind, party, anonymous, actor_id = who
        named = (key, party, anonymous)
        this = (actor_id,) if actor_id else named
        if this not in found:
            found[this] = _Tally(actor_id or id_of(named), kind, party, actor_id, anonymous)
        tally = found[this]
        found.setdefault(named, tally)
        tally.names[name] += n
        tally.stances[stance] += n
        tally.who[who] = None
        tally.articles = articles
    return list({id(t): t for t in found.values()}.values())


def _known_first(said: Said) -> tuple[object, ...]:
    (key, name, kind, party, anonymous, actor_id), stance, _, _ = said
    return (actor_id is None, actor_id or "", name, key, kind, party or "", anonymous, stance)


def _first(t: _Tally) -> str:
    return min(t.names, key=lambda n: (-t.names[n], -len(n), n))


def _articles(who: Sequence[Who], conditions: Sequence[ColumnElement[bool]]) -> "Select[int]":
    """In how many articles they speak."""
    same = [and_(*(c.is_(None) if v is None else c == v for c, v in zip(WHO, w, strict=True))) for w in who]
    return select(func.count(C.document_id.distinct())).where(or_(*same), *conditions)
