"""One source: its id, its claims under every name, what they are about, and where others speak too."""

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


def latest(articles: int) -> ColumnElement[bool]:
    """The claims of so many articles, the last published."""
    a = schema.articles.c
    return C.document_id.in_(select(a.id).order_by(a.published.desc().nulls_last(), a.id.desc()).limit(articles))


def of_page(connection: Connection, mine: ColumnElement[bool], many: int, end: int) -> ColumnElement[bool]:
    """The claims on which a page that ends with number ``end`` can have its place, of a source with ``many`` or more: those of the first articles."""
    counted = select(func.count()).select_from(select(C.id).where(mine).limit(many).subquery())
    if connection.execute(counted).scalar_one() < many:
        return mine
    a = schema.articles.c
    one = select(C.id).where(C.document_id == a.id, mine).correlate(schema.articles).exists()
    first = select(a.id).where(one).order_by(a.published.nulls_first(), a.id).limit(end)
    return and_(mine, C.document_id.in_(select(first.subquery().c.id)))


def about(connection: Connection, mine: ColumnElement[bool]) -> tuple[dict[str, int], dict[str, int]]:
    """What a source speaks of: how many events of each type, and figures of each outcome, hang on its claims, the most first."""
    claims = select(C.document_id, C.id).where(mine)
    if review.any_rejected(connection):
        claims = claims.where(not_rejected("claims", C.document_id, C.id))
    out: list[dict[str, int]] = []
    for t, name in ((schema.events.c, "type"), (schema.figures.c, "outcome")):
        n = func.count()
        wanted = select(t[name], n).where(tuple_(t.document_id, t.claim_id).in_(claims)).group_by(t[name])
        out.append({m[0]: m[1] for m in connection.execute(wanted.order_by(n.desc(), t[name]))})
    return out[0], out[1]


def told_with_others(
    connection: Connection, mine: ColumnElement[bool], limit: int, most: int
) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """The latest incidents of which a source speaks, and more than one article, but no more than ``most`` tell; with article and id of its claims there."""
    claims = select(C.document_id, C.id).where(mine)
    of_it = and_(R.document_id == ACCOUNTS.document_id, R.account_id == ACCOUNTS.id)
    heard = select(ACCOUNTS.incident_id).join(schema.account_records, of_it)
    heard = heard.where(tuple_(R.document_id, R.record_id).in_(claims))
    articles = func.count(ACCOUNTS.document_id.distinct())
    wanted: Any = (
        select(ACCOUNTS.incident_id)
        .where(ACCOUNTS.incident_id.in_(heard))
        .group_by(ACCOUNTS.incident_id)
        .having(articles.between(2, most))
        .order_by(func.max(ACCOUNTS.latest).desc().nulls_last(), ACCOUNTS.incident_id)
    )
    found = list(connection.execute(wanted.limit(limit)).scalars())
    said = select(ACCOUNTS.incident_id, R.document_id, R.record_id).join(schema.account_records, of_it)
    said = said.join(schema.claims, and_(C.document_id == R.document_id, C.id == R.record_id))
    own: dict[str, set[tuple[str, str]]] = {key: set() for key in found}
    for key, document, claim in connection.execute(said.where(ACCOUNTS.incident_id.in_(found), mine)):
        own[key].add((document, claim))
    return [(key, frozenset(some)) for key, some in own.items()]
