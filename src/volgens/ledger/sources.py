"""Who speaks in the claims: counted in the database, put together here.

A known actor is one source under all names; others are told apart by name and side. What is counted stands in one index, so that the record of a
source with ten thousand claims does not read them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from volgens.ledger import heard, review, schema
from volgens.ledger.conditions import Conditions, not_rejected
from volgens.ledger.filters import Filters
from volgens.ledger.found import SourceFound
from volgens.ledger.heard import WHO, Who
from volgens.ledger.speaker import id_of
from volgens.lexicon import languages
from volgens.linking.names import is_itself

ARTICLES, C = schema.articles, schema.claims.c


@dataclass(slots=True)
class _Tally:
    named: tuple[str, str | None, bool]  # folded name, side, anonymous
    kind: str
    actor_id: str | None
    claims: int = 0
    names: dict[str, int] = field(default_factory=dict)
    stances: list[Mapping[str, int]] = field(default_factory=list)
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
    found = _put_together(heard.every(connection) if whole else _counted(connection, conditions))
    ordered = sorted(
        found, key=lambda t: (-t.claims, _first(t), t.kind, t.named[1] or "", t.actor_id or "", t.named[2])
    )
    for t in ordered[offset : offset + limit if limit is not None else None]:
        names = tuple(sorted(t.names, key=lambda n: (not _itself(n, t.actor_id), -t.names[n], -len(n), n)))
        stances = tuple(sorted(sum(map(Counter, t.stances), Counter()).items(), key=lambda s: (-s[1], s[0])))
        articles = t.articles if whole and len(t.who) == 1 else None
        if articles is None:
            articles = connection.execute(_articles(list(t.who), conditions)).scalar_one()
        _, party, anonymous = t.named
        more = (t.claims, articles, stances)
        yield SourceFound(t.actor_id or id_of(t.named), names[0], names, t.kind, party, t.actor_id, anonymous, *more)


Said = tuple[Who, int, Mapping[str, int]]  # who, in how many articles (0: not counted yet), how often in which stance


def _counted(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> list[Said]:
    by = (*WHO, C.stance)
    counted = connection.execute(select(*by, func.count()).where(*conditions).group_by(*by)).all()
    found: dict[Who, dict[str, int]] = {}
    for *who, stance, n in counted:
        found.setdefault(tuple(who), {})[stance] = n
    return [(who, 0, stances) for who, stances in found.items()]


def _put_together(counted: Sequence[Said]) -> list[_Tally]:
    found: dict[tuple[object, ...], _Tally] = {}
    # Known ones come first, so that a name of theirs under which an article did not recognise them is counted with them.
    for who, articles, stances in sorted(counted, key=_known_first):
        key, name, kind, party, anonymous, actor_id = who
        named = (key, party, anonymous)
        this = (actor_id,) if actor_id else named
        if this not in found:
            found[this] = _Tally(named, kind, actor_id)
        tally = found[this]
        found.setdefault(named, tally)
        said = sum(stances.values())
        tally.names[name] = tally.names.get(name, 0) + said
        tally.claims += said
        tally.stances.append(stances)
        tally.who[who] = None
        tally.articles = articles
    return list({id(t): t for t in found.values()}.values())


def _known_first(said: Said) -> tuple[object, ...]:
    key, name, kind, party, anonymous, actor_id = said[0]
    return (actor_id is None, actor_id or "", name, key, kind, party or "", anonymous)


def _itself(name: str, actor_id: str | None) -> bool:
    """Is it no name of somebody who only speaks for a known actor? In whatever language."""
    return actor_id is None or any(is_itself(name, language, actor_id) for language in languages())


def _first(t: _Tally) -> str:
    return next(iter(t.names)) if len(t.names) == 1 else min(t.names, key=lambda n: (-t.names[n], -len(n), n))


def _articles(who: Sequence[Who], conditions: Sequence[ColumnElement[bool]]) -> "Select[int]":
    """In how many articles they speak."""
    same = [and_(*(c.is_(None) if v is None else c == v for c, v in zip(WHO, w, strict=True))) for w in who]
    return select(func.count(C.document_id.distinct())).where(or_(*same), *conditions)
