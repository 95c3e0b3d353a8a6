"""One source: its id, its claims under every name, what they are about, and where others speak too."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, tuple_

from volgens.ledger import review, schema
from volgens.ledger.conditions import not_rejected
from volgens.model import Claim
from volgens.model.names import name_key

C = schema.claims.c
R, ACCOUNTS = schema.account_records.c, schema.accounts.c
NAMED, SIDE, UNNAMED = "~", "@", "+anonymous"  # the parts of an id of somebody who is no known actor
Key = tuple[str, str | None, bool]  # folded name, side, anonymous
Pair = tuple[str, str]  # an article and a claim in it


def source_id(claim: Claim) -> str:
    """The id of who speaks in a claim: that of a known actor, else one made of name and side."""
    s = claim.source
    return s.actor_id or id_of((name_key(s.name), s.party, claim.anonymous))


def id_of(key: Key) -> str:
    """The id of somebody who is no known actor."""
    name, party, anonymous = key
    return (
        NAMED + "-".join(name.split()) + (f"{SIDE}{_escaped(party)}" if party else "") + (UNNAMED if anonymous else "")
    )


def _key_of(given: str) -> Key:
    text = given.removeprefix(NAMED)
    anonymous = text.endswith(UNNAMED)
    name, _, party = text.removesuffix(UNNAMED).partition(SIDE)
    words = " ".join(name.split("-"))
    return (f" {words} " if words else "", unquote(party, errors="surrogatepass") or None, anonymous)


def _escaped(party: str) -> str:
    """A side as an address can carry it, whatever it is made of."""
    return quote(party, safe=" ", errors="surrogatepass")


def known_as(connection: Connection, given: str) -> str | None:
    """The id under which a source is known: of a name that is a known actor's, the actor. None where nobody in the ledger is."""
    if given.startswith(NAMED):
        here = _is(_key_of(given))
        actor = select(C.source_actor_id).where(here, C.source_actor_id.is_not(None)).order_by(C.source_actor_id)
        found = connection.execute(actor.limit(1)).scalar_one_or_none()
        if found is not None:
            return str(found)
        return given if connection.execute(select(C.id).where(here).limit(1)).first() else None
    there = connection.execute(select(C.id).where(C.source_actor_id == given).limit(1)).first()
    return given if there else None


def spoken_by(connection: Connection, source: str) -> ColumnElement[bool]:
    """The claims of a source that is known so."""
    if source.startswith(NAMED):
        return and_(_is(_key_of(source)), C.source_actor_id.is_(None))
    names = select(C.source_key, C.source_party, C.anonymous).where(C.source_actor_id == source).distinct()
    keys: set[Key] = {(m[0], m[1], m[2]) for m in connection.execute(names)}
    folded = sorted({k[0] for k in keys})
    first = select(C.source_key, C.source_party, C.anonymous).where(
        C.source_actor_id < source, C.source_key.in_(folded)
    )
    keys -= {(m[0], m[1], m[2]) for m in connection.execute(first.distinct())}  # another known actor's before
    unknown = and_(C.source_actor_id.is_(None), or_(*(_is(k) for k in sorted(keys, key=str))))
    return or_(C.source_actor_id == source, unknown) if keys else C.source_actor_id == source


def _is(key: Key) -> ColumnElement[bool]:
    name, party, anonymous = key
    return and_(C.source_key == name, C.source_party.is_not_distinct_from(party), C.anonymous.is_(anonymous))


def claims(connection: Connection, mine: ColumnElement[bool], latest: int | None) -> list[Pair]:
    """Article and id of the claims of a source; of so many ``latest`` articles in which it speaks, or all."""
    wanted = select(C.document_id, C.id).where(mine)
    if latest is not None:
        a = schema.articles.c
        one = select(C.id).where(C.document_id == a.id, mine).correlate(schema.articles).exists()
        last = select(a.id).where(one).order_by(a.published.desc().nulls_last(), a.id.desc()).limit(latest)
        wanted = wanted.where(C.document_id.in_(list(connection.execute(last).scalars())))
    if review.any_rejected(connection):
        wanted = wanted.where(not_rejected("claims", C.document_id, C.id))
    return [(m[0], m[1]) for m in connection.execute(wanted)]


def of_page(connection: Connection, mine: ColumnElement[bool], many: int, end: int) -> ColumnElement[bool]:
    """The claims on which a page that ends with number ``end`` can have its place, of a source with ``many`` or more: those of the first articles."""
    counted = select(func.count()).select_from(select(C.id).where(mine).limit(many).subquery())
    if connection.execute(counted).scalar_one() < many:
        return mine
    a = schema.articles.c
    one = select(C.id).where(C.document_id == a.id, mine).correlate(schema.articles).exists()
    first = select(a.id).where(one).order_by(a.published.nulls_first(), a.id).limit(end)
    return and_(mine, C.document_id.in_(select(first.subquery().c.id)))


def about(connection: Connection, some: Sequence[Pair]) -> tuple[dict[str, int], dict[str, int]]:
    """What claims speak of: how many events of each type, and figures of each outcome, hang on them, the most first."""
    here = sorted({document for document, _ in some})  # else a database may look through all there is
    out: list[dict[str, int]] = []
    for t, name in ((schema.events.c, "type"), (schema.figures.c, "outcome")):
        n = func.count()
        hung = (t.document_id.in_(here), tuple_(t.document_id, t.claim_id).in_(some))
        wanted = select(t[name], n).where(*hung).group_by(t[name])
        out.append({m[0]: m[1] for m in connection.execute(wanted.order_by(n.desc(), t[name]))})
    return out[0], out[1]


def told_with_others(
    connection: Connection, some: Sequence[Pair], limit: int, most: int
) -> list[tuple[str, frozenset[Pair]]]:
    """The latest incidents that claims tell of, and more than one article, but no more than ``most``; each with those of the claims."""
    told = select(ACCOUNTS.incident_id, R.document_id, R.record_id)
    told = told.join(schema.account_records, and_(R.document_id == ACCOUNTS.document_id, R.account_id == ACCOUNTS.id))
    told = told.where(R.document_id.in_(sorted({document for document, _ in some})))
    own: dict[str, set[Pair]] = {}
    for key, document, claim in connection.execute(told.where(tuple_(R.document_id, R.record_id).in_(some))):
        own.setdefault(key, set()).add((document, claim))
    articles = func.count(ACCOUNTS.document_id.distinct())
    wanted: Any = (
        select(ACCOUNTS.incident_id)
        .where(ACCOUNTS.incident_id.in_(sorted(own)))
        .group_by(ACCOUNTS.incident_id)
        .having(articles.between(2, most))
        .order_by(func.max(ACCOUNTS.latest).desc().nulls_last(), ACCOUNTS.incident_id)
    )
    return [(key, frozenset(own[key])) for key in connection.execute(wanted.limit(limit)).scalars()]
