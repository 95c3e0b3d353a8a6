"""Addresses of things, and where in a text they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from volgens.export.links import of_article, of_incident, permalink
from volgens.ledger.anchors import Anchor
from volgens.ledger.contract import KINDS as WITH_WORDS
from volgens.ledger.contract import core
from volgens.ledger.rows import Record
from volgens.linking.conflicts import Conflict, Corroboration
from volgens.linking.incident import Incident
from volgens.linking.told import Told
from volgens.model import Decision, Reading


def decided_on(d: Decision) -> str | None:
    """The address of what a decision is about; None where it only undoes another."""
    if d.undoes is not None:
        return None
    if d.document_id is None:
        return of_incident(d.target)
    if d.detail.get("kind") not in WITH_WORDS:
        return of_article(d.document_id)
    anchor = Anchor.of(d)
    return permalink(anchor.kind, d.document_id, anchor.record)


def on_the_same_words(reading: Reading, kind: str, at: str) -> Record | None:
    """The record of a kind on the words that an address names; None for none, or where these are no words."""
    first, _, last = at.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        return None
    start, end = int(first), int(last)
    some = [(min(core(r).end, end) - max(core(r).start, start), r) for r in getattr(reading, kind)]
    return max(((n, r) for n, r in some if n > 0), key=lambda x: x[0], default=(0, None))[1]


@dataclass(frozen=True, slots=True)
class Pair:
    """What one voice says, and what another says to the contrary (``conflict``), or that bears it out."""

    conflict: bool
    kind: str
    about: str
    same_side: bool | None
    mine: Told
    other: Told


def pairs(incident: Incident, mine: Callable[[Told], bool]) -> list[Pair]:
    """The contradictions and corroborations in which one of two voices is ``mine``, that one first."""
    every: Iterable[Conflict | Corroboration] = (*incident.conflicts, *incident.corroborations)
    out = []
    for c in every:
        side = c.same_side if isinstance(c, Corroboration) else None
        sides = ((c.a, c.b), (c.b, c.a))
        found = next(((a, b) for a, b in sides if mine(a) and not mine(b)), None)
        if found:
            out.append(Pair(isinstance(c, Conflict), c.kind, c.about, side, *found))
    return out
