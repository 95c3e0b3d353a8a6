"""Records of incidents in brief: what is counted and compared of them, without their words. Lists, and incidents that hundreds of articles tell, are made
from these; the words are read of what is shown."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, and_, select

from volgens.ledger import rows, schema
from volgens.model import Claim, Event, Figure, Participant, Source, Span

A, R = schema.accounts.c, schema.account_records.c
E, F, C = schema.events.c, schema.figures.c, schema.claims.c
NO_WORDS = Span(0, 0, "")
Key = tuple[str, str]  # article and account
EVENT = (E.id, E.quote_start, E.type, E.agent_party, E.patient_party, E.certainty, E.polarity, E.claim_id)
FIGURE = (F.id, F.quote_start, F.low, F.high, F.best, F.bound, F.unit, F.outcome, F.party, F.polarity, F.claim_id,
          F.event_id, F.earliest, F.latest, F.time_precision, F.because)  # fmt: skip
CLAIM = (C.id, C.source_name, C.source_kind, C.source_party, C.source_actor_id, C.stance, C.anonymous)


def records(connection: Connection, these: Any) -> Iterator[tuple[Key, Event | Figure]]:
    """Events and figures of the accounts for which a condition holds."""
    for row in _of(connection, these, schema.events, EVENT):
        yield (row[0], row[1]), _event(*row[2:])
    for row in _of(connection, these, schema.figures, FIGURE):
        yield (row[0], row[1]), _figure(*row[2:])


def claims(connection: Connection, these: Any) -> Iterator[tuple[Key, Claim]]:
    """The claims that they hang on."""
    for document, account, key, name, kind, party, actor_id, stance, anonymous in _of(
        connection, these, schema.claims, CLAIM
    ):
        source = _source(name, kind, party, actor_id)
        yield (document, account), Claim(key, source, None, None, (), NO_WORDS, stance, anonymous)


def _of(connection: Connection, these: Any, table: Table, columns: Sequence[Any]) -> Iterator[Any]:
    told = and_(R.document_id == A.document_id, R.account_id == A.id, R.kind == table.name)
    same = and_(table.c.document_id == R.document_id, table.c.id == R.record_id)
    wanted = select(A.document_id, A.id, *columns).select_from(schema.accounts)
    return iter(connection.execute(wanted.join(schema.account_records, told).join(table, same).where(these)))


def _event(
    key: str,
    start: int,
    kind: str,
    agent: str | None,
    patient: str | None,
    certainty: str,
    polarity: str,
    claim_id: str | None,
) -> Event:
    quote = Span(start, start, "")
    by, on = _side(agent), _side(patient)
    return Event(key, NO_WORDS, quote, kind, None, None, None, by, on, None, certainty, polarity, claim_id)


def _figure(
    key: str,
    start: int,
    low: float | None,
    high: float | None,
    best: float | None,
    bound: str,
    unit: str,
    outcome: str,
    party: str | None,
    polarity: str,
    claim_id: str | None,
    event_id: str | None,
    earliest: str | None,
    latest: str | None,
    precision: str,
    because: str,
) -> Figure:
    what = (low, high, best, bound, unit, outcome, None, party, polarity, None, None)
    hangs = (claim_id, event_id, None, earliest, latest, precision, rows.reasons(because))
    return Figure(key, NO_WORDS, Span(start, start, ""), *what, *hangs)


@lru_cache(maxsize=1000)
def _side(party: str | None) -> Participant | None:
    return Participant("", 0, 0, party) if party else None


@lru_cache(maxsize=100_000)
def _source(name: str, kind: str, party: str | None, actor_id: str | None) -> Source:
    return Source(name, kind, party, actor_id, None, None)
