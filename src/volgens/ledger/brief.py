"""Records of accounts in brief: what is counted and compared of them, without their words, in one cell an account. Lists, and incidents that hundreds
of articles tell, are made from these; the words are read of what is shown."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from volgens.ledger.rows import to_json
from volgens.linking import Account
from volgens.linking.tallies import PART_RULE, is_part
from volgens.model import Claim, Event, Figure, Participant, Reading, Reason, Source, Span

NO_WORDS = Span(0, 0, "")
PARTED = (Reason(PART_RULE),)
Values = list[Any]


def cells(accounts: Sequence[Account], reading: Reading) -> list[str]:
    """The cell of each account of a reading."""
    events = {e.id: e for e in reading.events}
    figures = {f.id: f for f in reading.figures}
    claims = {c.id: c for c in reading.claims}
    return [
        cell([events[k] for k in a.events], [figures[k] for k in a.figures], [claims[k] for k in a.claims])
        for a in accounts
    ]


def cell(events: Iterable[Event], figures: Iterable[Figure], claims: Iterable[Claim]) -> str:
    """The cell of these records."""
    return to_json([[*map(_of_event, events)], [*map(_of_figure, figures)], [*map(_of_claim, claims)]])


def read(some: Sequence[str]) -> list[tuple[list[Event | Figure], dict[str, Claim]]]:
    """The records of each cell, and the claims that they hang on, by id."""
    every = json.loads(f"[{','.join(some)}]")  # in one go: a call for each takes longer than what it reads
    return [
        ([*(_event(*e) for e in events), *(_figure(*f) for f in figures)], {c[0]: _claim(*c) for c in claims})
        for events, figures, claims in every
    ]


def _of_event(e: Event) -> Values:
    sides = (p.party if p else None for p in (e.agent, e.patient))
    return [e.id, e.quote.start, e.type, *sides, e.certainty, e.polarity, e.claim_id]


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
    by, on = _side(agent), _side(patient)
    return Event(key, NO_WORDS, _at(start), kind, None, None, None, by, on, None, certainty, polarity, claim_id)


def _of_figure(f: Figure) -> Values:
    numbers = (None if v is None else float(v) for v in (f.low, f.high, f.best))
    what = (f.bound, f.unit, f.outcome, f.party, f.polarity)
    return [
        f.id,
        f.quote.start,
        *numbers,
        *what,
        f.claim_id,
        f.event_id,
        f.earliest,
        f.latest,
        f.time_precision,
        int(is_part(f)),
    ]


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
    parted: int,
) -> Figure:
    what = (low, high, best, bound, unit, outcome, None, party, polarity, None, None)
    hangs = (claim_id, event_id, None, earliest, latest, precision, PARTED if parted else ())
    return Figure(key, NO_WORDS, _at(start), *what, *hangs)


def _of_claim(c: Claim) -> Values:
    s = c.source
    return [c.id, s.name, s.kind, s.party, s.actor_id, c.stance, int(c.anonymous)]


def _claim(
    key: str, name: str, kind: str, party: str | None, actor_id: str | None, stance: str, anonymous: int
) -> Claim:
    return Claim(key, _source(name, kind, party, actor_id), None, None, (), NO_WORDS, stance, bool(anonymous))


@lru_cache(maxsize=10_000)
def _at(start: int) -> Span:
    return Span(start, start, "")


@lru_cache(maxsize=1000)
def _side(party: str | None) -> Participant | None:
    return Participant("", 0, 0, party) if party else None


@lru_cache(maxsize=100_000)
def _source(name: str, kind: str, party: str | None, actor_id: str | None) -> Source:
    return Source(name, kind, party, actor_id, None, None)


__all__ = ["cell", "cells", "read"]
