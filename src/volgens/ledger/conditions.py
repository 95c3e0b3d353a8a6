"""Filters as conditions on the tables. Each function gives those of one kind of record; all of them have to hold.

What few records fit is looked up in an index, and is where the database begins. What many fit is not gathered: it is looked at of one record after
the other, in the order of the list, until a page is full. Which of the two holds is counted first, up to ``FEW``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    SQLColumnExpression,
    Table,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    union_all,
)

from volgens.ledger import database, names, schema
from volgens.ledger.filters import Filters, country_of
from volgens.model.decision import OPEN, REJECTED
from volgens.model.names import fold, name_key

Condition = ColumnElement[bool]
Columns = tuple[SQLColumnExpression[Any], ...]
A, C, E, F, P = schema.articles.c, schema.claims.c, schema.events.c, schema.figures.c, schema.places.c
S, ACTORS, INCIDENTS = schema.search.c, schema.actors.c, schema.incidents.c
V, ACCOUNTS, TOLD = schema.reviewed.c, schema.accounts.c, schema.account_records.c
ACCOUNT = "account-"
FEW = 10_000  # records that are gathered; more are looked at one by one
FEW_TOLD = 3 * FEW  # records with some words, for a list of incidents: each of these has many records to look at


class Conditions:
    """The conditions of some filters on each kind of record. Names are looked up once, when it is made; ``few``: the filters that few records fit, ``gathers``: there is one, so that its records are where to begin;
    where there is no ``limit`` all have to be gathered, so that all count as such. ``words``: how many with the words of ``q`` are few."""

    def __init__(self, connection: Connection, filters: Filters, limit: int | None = None, words: int = FEW):
        self.filters = filters
        self._database = database.of(connection)
        self._places = [c for term in filters.place for c in _place(connection, term)]
        self._incidents = [i for term in filters.incident for i in incident_ids(connection, term)]
        self.few: frozenset[str] = frozenset(_PROBES)  # until it is known, all is looked up
        if limit is not None:
            few = {**dict.fromkeys(_PROBES, FEW), "q": words}
            self.few = frozenset(n for n in few if getattr(filters, n) and self._is_few(connection, n, few[n]))
        of_few = filters.incident or (filters.status and OPEN not in filters.status)
        self.gathers = limit is None or bool(self.few or of_few)

    def _is_few(self, connection: Connection, name: str, few: int) -> bool:
        some = _PROBES[name](self).limit(few).subquery()
        return int(connection.execute(select(func.count()).select_from(some)).scalar_one()) < few

    def _among(self, few: bool, here: Columns, there: Columns, *where: Condition) -> Condition:
        """Is there a row with these conditions whose columns ``there`` are as ``here``?"""
        if few:
            return tuple_(*here).in_(select(*there).where(*where))
        same = [t == h for t, h in zip(there, here, strict=True)]
        one = select(literal(1)).select_from(there[0].table).where(*same, *where)  # type: ignore[attr-defined]
        return one.correlate(here[0].table).exists()  # type: ignore[attr-defined]

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
            out.append(A.id.in_(self._found(S.document_id)) if "q" in self.few else self._in_article(A.id))
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
        if f.source and "source" in self.few:
            out = [tuple_(C.document_id, C.id).in_(self._claims_said())]
        out += self._hung((C.document_id, C.id))
        out += self._reviewed("claims", C.document_id, C.id)
        return out + (self._words("claims", C.document_id, C.id) if with_q else [])

    def of_sources(self) -> "Select[*tuple[Any, ...]] | None":
        """Article and id of the claims, where few sources are asked for and nothing else of a claim but what hangs on it: its row is not read then."""
        f = self.filters
        if not f.source or "source" not in self.few or f.q or f.status or f.incident:
            return None
        said = self._claims_said().subquery()
        here = (said.c.document_id, said.c.id)
        return select(*here).where(*self._hung(here))

    def _hung(self, claim: Columns) -> list[Condition]:
        """On what hangs on a claim: an event or figure of the kind that is asked for does."""
        if not self.filters.about_records:
            return []
        few = bool(self.few & {"type", "outcome", "actor", "place"})
        events = self._among(few, claim, (E.document_id, E.claim_id), *self._event_itself())
        return [or_(events, self._among(few, claim, (F.document_id, F.claim_id), *self._figure_itself()))]

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
            if OPEN in f.status:  # most are: looked at one by one
                same = and_(V.document_id == document_id, V.kind == kind, V.record_id == key)
                out.append(not_(select(literal(1)).where(same, V.status.not_in(f.status)).exists()))
            else:
                decided = select(V.document_id, V.record_id).where(V.kind == kind)
                out.append(this.in_(decided.where(V.status.in_(f.status))))
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
        if "q" in self.few:
            return [tuple_(document_id, key).in_(self._found(S.document_id, S.id).where(S.kind == kind))]
        return [self._of_words(S.document_id == document_id, S.kind == kind, S.id == key)]

    def _found(self, *columns: SQLColumnExpression[Any]) -> "Select[*tuple[Any, ...]]":
        return select(*columns).where(self._database.matching(S.number, self.filters.q))

    def _of_words(self, *where: Condition) -> Condition:
        """Have the records that full text knows under these conditions the words?"""
        return select(literal(1)).where(*where, self._database.matches(S.number, self.filters.q)).exists()

    def _in_article(self, document_id: SQLColumnExpression[str]) -> Condition:
        """Has any of the rows of an article the words? They are numbered from that of its text on."""
        of_text = (S.document_id == document_id, S.kind == "articles", S.id == document_id)
        found = self._database.matches(S.number, self.filters.q, schema.ROOM - 1)
        return select(literal(1)).where(*of_text, found).exists()

    def before(self, document_id: SQLColumnExpression[str]) -> list[Condition]:
        """What is quickly known of an article before its records are looked at one by one."""
        return [self._in_article(document_id)] if self.filters.q and "q" not in self.few else []

    def _said(self) -> list[Condition]:
        """On a claim itself: who says it, and how."""
        return [*self._stance(), *([or_(*self._sources())] if self.filters.source else [])]

    def _stance(self) -> list[Condition]:
        f = self.filters
        return [self._own("stance", C.stance).in_(f.stance)] if f.stance else []

    def _sources(self) -> list[Condition]:
        """The ways in which a claim may be of one of the sources."""
        columns = [self._own("source", c) for c in (C.source_key, C.source_party, C.source_actor_id)]
        return [way for t in self.filters.source for way in _ways(names.SOURCE, t, *([c] for c in columns))]

    def _claims_said(self, most: int | None = None) -> "Select[*tuple[Any, ...]]":
        """Article and id of the claims of few sources, by each way to name one apart: an index holds all that is asked then, and with all ways in one
        condition SQLite reads every claim. ``most``: so many of each."""
        some = [select(C.document_id, C.id).where(way, *self._stance()).limit(most) for way in self._sources()]
        every = union_all(*(select(*one.subquery().c) for one in some)).subquery()
        return select(*every.c).distinct()

    def _own(self, name: str, column: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
        """The column of a record itself, out of reach of the indexes where looking it up would find too many."""
        return column if name in self.few else column.concat("")

    def _hangs_on_claim(
        self, document_id: SQLColumnExpression[str], claim_id: SQLColumnExpression[str | None]
    ) -> list[Condition]:
        said = self._said()
        if self.filters.source and "source" in self.few:
            return [tuple_(document_id, claim_id).in_(self._claims_said())]
        few = "stance" in self.few
        return [self._among(few, (document_id, claim_id), (C.document_id, C.id), *said)] if said else []

    def _event_itself(self) -> list[Condition]:
        f = self.filters
        out = self._event_kind() + self._where_and_when(schema.events)
        if f.outcome:
            counted = self._own("outcome", F.outcome).in_(f.outcome)
            out.append(self._among("outcome" in self.few, (E.document_id, E.id), (F.document_id, F.event_id), counted))
        if f.actor:
            out.append(self._acts())
        return out

    def _event_kind(self) -> list[Condition]:
        f = self.filters
        out: list[Condition] = []
        if f.type:
            kind = self._own("type", E.type)
            out.append(or_(*(or_(kind == t, begins(kind, f"{t}.")) for t in f.type)))
        if f.certainty:
            out.append(E.certainty.in_(f.certainty))
        return out

    def _acts(self) -> Condition:
        """Does one of the actors act in the event, or is acted on?"""

        def own(*columns: SQLColumnExpression[Any]) -> list[SQLColumnExpression[Any]]:
            return [self._own("actor", c) for c in columns]

        keys, parties = own(E.agent_key, E.patient_key), own(E.agent_party, E.patient_party)
        ids = own(E.agent_actor_id, E.patient_actor_id)
        return or_(*(way for term in self.filters.actor for way in _ways(names.ACTING, term, keys, parties, ids)))

    def _figure_itself(self) -> list[Condition]:
        f, out = self.filters, self._where_and_when(schema.figures)
        kind, of = self._event_kind(), ((F.document_id, F.event_id), (E.document_id, E.id))
        if kind:
            out.append(self._among("type" in self.few, *of, *kind))
        if f.outcome:
            out.append(self._own("outcome", F.outcome).in_(f.outcome))
        if f.actor:
            counted = [_side(self._own("actor", F.party), term) for term in f.actor]
            out.append(or_(*counted, self._among("actor" in self.few, *of, self._acts())))
        return out

    def _where_and_when(self, table: Table) -> list[Condition]:
        f, t = self.filters, table.c
        out: list[Condition] = []
        of = ((t.document_id, t.place_id), (P.document_id, P.id))
        if f.place and "place" in self.few:
            # As one plain select: SQLite looks a pair up in an index for that, and for no compound one.
            here = self._in_places(P.document_id, P.id).subquery()
            out.append(tuple_(*of[0]).in_(select(*here.c).distinct()))
        elif f.place:
            out.append(self._among(False, *of, or_(false(), *self._places)))
        if f.bbox:
            out.append(self._among(False, *of, _in_box(f.bbox)))
        if f.since:
            out.append(or_(t.latest >= f.since, and_(t.latest.is_(None), t.earliest.is_not(None))))
        if f.until:
            out.append(or_(t.earliest <= f.until, and_(t.earliest.is_(None), t.latest.is_not(None))))
        if f.precision:
            out.append(t.time_precision.in_(f.precision))
        return out

    def _in_places(self, *columns: SQLColumnExpression[Any]) -> "CompoundSelect[*tuple[Any, ...]]":
        """By each way to name a place apart: an index holds all that is asked then."""
        return union_all(*(select(*columns).where(c) for c in (self._places or [false()])))

    def incidents(self) -> list[Condition]:
        """On an incident itself: may any of its records be of the days?"""
        f = self.filters
        out = [INCIDENTS.last >= f.since] if f.since else []
        return out + ([INCIDENTS.first <= f.until] if f.until else [])


# How many records fit a filter: what is counted, by its name.
_PROBES: Mapping[str, Callable[[Conditions], "Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]"]] = {
    "q": lambda c: c._found(S.number),
    "type": lambda c: select(E.type).where(*c._event_kind()),
    "outcome": lambda c: select(F.outcome).where(F.outcome.in_(c.filters.outcome)),
    "actor": lambda c: select(E.id).where(c._acts()),
    "source": lambda c: c._claims_said(FEW),
    "place": lambda c: c._in_places(P.id),
    "stance": lambda c: select(C.stance).where(C.stance.in_(c.filters.stance)),
}


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
    return party.in_(names.sides(_codes(term)))


def _ways(
    kind: str,
    term: str,
    keys: Iterable[SQLColumnExpression[str | None]],
    parties: Iterable[SQLColumnExpression[str | None]],
    actor_ids: Iterable[SQLColumnExpression[str | None]],
) -> list[Condition]:
    """By name, by any name of a known actor, or by side: each way apart. ``kind``: whose names the keys are."""
    same = select(ACTORS.id).where(ACTORS.names_key.in_(names.with_words(names.ACTOR, term))).distinct()
    return [
        *(k.in_(names.with_words(kind, term)) for k in keys),
        *(_side(p, term) for p in parties),
        *(i.in_(same) for i in actor_ids),
    ]


def _place(connection: Connection, term: str) -> list[Condition]:
    """Places that a term names in any spelling of the ledger, and all that lies in them."""
    key = name_key(term)
    country = country_of(term, "iso2", "iso3")
    found: list[Condition] = [P.country == country.iso2] if country else []
    for place in names.places(connection, key):
        if place.geonames_id is not None:
            found.append(P.geonames_id == place.geonames_id)
        found.append(and_(P.name_key == place.name_key, P.country.is_not_distinct_from(place.country)))
        if place.kind == "country" and place.country:
            found.append(P.country == place.country)
        if place.kind == "admin1" and place.country:
            found.append(and_(P.country == place.country, P.admin1_key == place.name_key))
    return found


def _in_box(box: tuple[float, float, float, float]) -> Condition:
    west, south, east, north = box
    along = P.lon.between(west, east) if west <= east else or_(P.lon >= west, P.lon <= east)
    return and_(P.kind != "country", P.lat.between(south, north), along)
