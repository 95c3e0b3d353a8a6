"""Filters as conditions on the tables. Each function gives those of one kind of record; all of them have to hold."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    Table,
    and_,
    false,
    func,
    or_,
    select,
    tuple_,
)

from volgens.ledger import database, schema
from volgens.ledger.filters import Filters, country_of
from volgens.ledger.text import AnyText
from volgens.model.decision import OPEN, REJECTED
from volgens.model.names import fold, name_key

Condition = ColumnElement[bool]
A, C, E, F, P = schema.articles.c, schema.claims.c, schema.events.c, schema.figures.c, schema.places.c
S, ACTORS = schema.search.c, schema.actors.c
V, ACCOUNTS, TOLD = schema.reviewed.c, schema.accounts.c, schema.account_records.c
ACCOUNT = "account-"


class Conditions:
    """The conditions of some filters on each kind of record. Names are looked up once, when it is made."""

    def __init__(self, connection: Connection, filters: Filters):
        self.filters = filters
        self._database = database.of(connection)
        self._places = [_place(connection, term) for term in filters.place]
        self._incidents = [i for term in filters.incident for i in incident_ids(connection, term)]

    def articles(self) -> list[Condition]:
        f = self.filters
        out: list[Condition] = []
        if f.language:
            out.append(A.language.in_(f.language))
        if f.publisher:
            out.append(or_(*(_has_name(A.publisher_key, term) for term in f.publisher)))
        return out

    def documents(self) -> list[Condition]:
        """For a list of articles: on the article itself, and that one of its records fits the rest."""
        f, out = self.filters, self.articles()
        if f.q:
            out.append(A.id.in_(self._matching(S.document_id)))
        if f.incident and not (f.about_records or f.about_claims or f.status):
            out.append(A.id.in_(select(ACCOUNTS.document_id).where(ACCOUNTS.incident_id.in_(self._incidents))))
        elif f.about_records or f.about_claims or f.status:
            kinds: list[tuple[SQLColumnExpression[str], list[Condition]]] = [
                (E.document_id, self.events(with_q=False)),
                (F.document_id, self.figures(with_q=False)),
            ]
            if not f.about_records:
                kinds.append((C.document_id, self.claims(with_q=False)))
            out.append(or_(*(A.id.in_(select(column).where(*where)) for column, where in kinds)))
        return out

    def claims(self, with_q: bool = True) -> list[Condition]:
        f, out = self.filters, self._said()
        if f.about_records:
            hung = [
                tuple_(C.document_id, C.id).in_(select(E.document_id, E.claim_id).where(*self._event_itself())),
                tuple_(C.document_id, C.id).in_(select(F.document_id, F.claim_id).where(*self._figure_itself())),
            ]
            out.append(or_(*hung))
        out += self._reviewed("claims", C.document_id, C.id)
        return out + (self._words("claims", C.document_id, C.id) if with_q else [])

    def events(self, with_q: bool = True) -> list[Condition]:
        out = self._event_itself() + self._hangs_on_claim(E.document_id, E.claim_id)
        out += self._reviewed("events", E.document_id, E.id)
        return out + (self._words("events", E.document_id, E.id) if with_q else [])

    def figures(self, with_q: bool = True) -> list[Condition]:
        out = self._figure_itself() + self._hangs_on_claim(F.document_id, F.claim_id)
        out += self._reviewed("figures", F.document_id, F.id)
        return out + (self._words("figures", F.document_id, F.id) if with_q else [])

    def _reviewed(
        self, kind: str, document_id: SQLColumnExpression[str], key: SQLColumnExpression[str]
    ) -> list[Condition]:
        """What people made of the record, and the incident that it stands in."""
        f, this = self.filters, tuple_(document_id, key)
        out: list[Condition] = []
        if f.status:
            decided = select(V.document_id, V.record_id).where(V.kind == kind)
            found: list[Condition] = [this.in_(decided.where(V.status.in_(f.status)))]
            if OPEN in f.status:
                found.append(this.not_in(decided.where(V.status != OPEN)))
            out.append(or_(*found))
        if f.incident:
            told = select(TOLD.document_id, TOLD.record_id).join(
                schema.accounts, and_(ACCOUNTS.document_id == TOLD.document_id, ACCOUNTS.id == TOLD.account_id)
            )
            out.append(this.in_(told.where(ACCOUNTS.incident_id.in_(self._incidents))))
        return out

    def _words(
        self, kind: str, document_id: SQLColumnExpression[str], key: SQLColumnExpression[str]
    ) -> list[Condition]:
        if not self.filters.q:
            return []
        found = self._matching(S.document_id, S.id).where(S.kind == kind)
        return [tuple_(document_id, key).in_(found)]

    def _matching(self, *columns: SQLColumnExpression[str]) -> "Select[*tuple[Any, ...]]":
        return select(*columns).where(self._database.matching(S.number, self.filters.q))

    def _said(self) -> list[Condition]:
        """On a claim itself: who says it, and how."""
        f = self.filters
        out: list[Condition] = []
        if f.stance:
            out.append(C.stance.in_(f.stance))
        if f.source:
            out.append(or_(*(_who(t, [C.source_key], [C.source_party], [C.source_actor_id]) for t in f.source)))
        return out

    def _hangs_on_claim(
        self, document_id: SQLColumnExpression[str], claim_id: SQLColumnExpression[str | None]
    ) -> list[Condition]:
        said = self._said()
        return [tuple_(document_id, claim_id).in_(select(C.document_id, C.id).where(*said))] if said else []

    def _event_itself(self) -> list[Condition]:
        f = self.filters
        out = self._event_kind() + self._where_and_when(schema.events)
        if f.outcome:
            counted = select(F.document_id, F.event_id).where(F.outcome.in_(f.outcome))
            out.append(tuple_(E.document_id, E.id).in_(counted))
        if f.actor:
            out.append(or_(*(_acts(term) for term in f.actor)))
        return out

    def _event_kind(self) -> list[Condition]:
        f = self.filters
        out: list[Condition] = []
        if f.type:
            out.append(or_(*(or_(E.type == t, E.type.startswith(f"{t}.")) for t in f.type)))
        if f.certainty:
            out.append(E.certainty.in_(f.certainty))
        return out

    def _figure_itself(self) -> list[Condition]:
        f, out = self.filters, self._where_and_when(schema.figures)
        kind = self._event_kind()
        if kind:
            out.append(tuple_(F.document_id, F.event_id).in_(select(E.document_id, E.id).where(*kind)))
        if f.outcome:
            out.append(F.outcome.in_(f.outcome))
        if f.actor:
            acting = select(E.document_id, E.id).where(or_(*(_acts(term) for term in f.actor)))
            counted = [_side(F.party, term) for term in f.actor]
            out.append(or_(*counted, tuple_(F.document_id, F.event_id).in_(acting)))
        return out

    def _where_and_when(self, table: Table) -> list[Condition]:
        f, t = self.filters, table.c
        out: list[Condition] = []
        if f.place:
            out.append(tuple_(t.document_id, t.place_id).in_(select(P.document_id, P.id).where(or_(*self._places))))
        if f.bbox:
            out.append(tuple_(t.document_id, t.place_id).in_(select(P.document_id, P.id).where(_in_box(f.bbox))))
        if f.since:
            out.append(or_(t.latest >= f.since, and_(t.latest.is_(None), t.earliest.is_not(None))))
        if f.until:
            out.append(or_(t.earliest <= f.until, and_(t.earliest.is_(None), t.latest.is_not(None))))
        if f.precision:
            out.append(t.time_precision.in_(f.precision))
        return out


def incident_ids(connection: Connection, prefix: str) -> list[str]:
    """Incidents one of whose accounts has an id that begins so, with or without the word before the dash."""
    begin = prefix if prefix.startswith(ACCOUNT) else ACCOUNT + prefix
    wanted = select(ACCOUNTS.incident_id).where(begins(ACCOUNTS.id, begin)).distinct()
    return list(connection.execute(wanted.order_by(ACCOUNTS.incident_id)).scalars())


def not_rejected(kind: str, document_id: SQLColumnExpression[str], key: SQLColumnExpression[str]) -> Condition:
    """The record is not one that a person rejected."""
    out = select(V.document_id, V.record_id).where(V.kind == kind, V.status == REJECTED)
    return tuple_(document_id, key).not_in(out)


def begins(column: SQLColumnExpression[str], prefix: str) -> Condition:
    """Begins the column with the prefix? A range rather than LIKE: it uses the index, and takes every sign as it is."""
    return and_(column >= prefix, column < prefix + "\U0010ffff")


def _has_name(key: SQLColumnExpression[str | None], term: str) -> Condition:
    """Does a folded name contain these whole words?"""
    return key.like(f"% {fold(term)} %")  # fold leaves no sign that LIKE would take for a wildcard


def _codes(term: str) -> list[str]:
    """How a side may be written that the term names. Short names of groups look like two-letter codes (IS), so those are none."""
    country = country_of(term, "iso3")
    return [term, *([country.iso3] if country else [])]


def _side(party: SQLColumnExpression[str | None], term: str) -> Condition:
    return func.lower(party, type_=AnyText()).in_([c.lower() for c in _codes(term)])


def _who(
    term: str,
    keys: Iterable[SQLColumnExpression[str | None]],
    parties: Iterable[SQLColumnExpression[str | None]],
    actor_ids: Iterable[SQLColumnExpression[str | None]],
) -> Condition:
    """By name, by any name of a known actor, or by side."""
    same = select(ACTORS.id).where(_has_name(ACTORS.names_key, term))
    return or_(
        false(),
        *(_has_name(k, term) for k in keys),
        *(_side(p, term) for p in parties),
        *(i.in_(same) for i in actor_ids),
    )


def _acts(term: str) -> Condition:
    return _who(
        term,
        [E.agent_key, E.patient_key],
        [E.agent_party, E.patient_party],
        [E.agent_actor_id, E.patient_actor_id],
    )


def _place(connection: Connection, term: str) -> Condition:
    """Places that a term names in any spelling of the ledger, and all that lies in them."""
    key = name_key(term)
    country = country_of(term, "iso2", "iso3")
    found: list[Condition] = [P.country == country.iso2] if country else []
    named = or_(P.name_key == key, P.text_key == key, begins(P.name_key, key))
    wanted = select(P.geonames_id, P.name_key, P.country, P.kind).where(named).distinct()
    for place in connection.execute(wanted):
        if place.geonames_id is not None:
            found.append(P.geonames_id == place.geonames_id)
        found.append(and_(P.name_key == place.name_key, P.country.is_not_distinct_from(place.country)))
        if place.kind == "country" and place.country:
            found.append(P.country == place.country)
        if place.kind == "admin1" and place.country:
            found.append(and_(P.country == place.country, P.admin1_key == place.name_key))
    return or_(false(), *found)


def _in_box(box: tuple[float, float, float, float]) -> Condition:
    west, south, east, north = box
    along = P.lon.between(west, east) if west <= east else or_(P.lon >= west, P.lon <= east)
    return and_(P.kind != "country", P.lat.between(south, north), along)
