"""What was compared of an incident, kept by record: text of which each line is read apart, so that a page of it is made without comparing all its
accounts again. Kept are numbers, voices and which records they are of; words are with the records.

The first line tells of the whole incident; then comes one for each article, in their order, and one for each contradiction.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from volgens.linking.conflicts import Conflict, Corroboration
from volgens.linking.incident import Incident, Signs
from volgens.linking.summary import from_values, summary, to_values
from volgens.linking.tallies import Best, Entry, Tally, with_best
from volgens.linking.told import Part, Told
from volgens.model import Event, Figure, Head

BOUNDS = 5  # reports kept of each bound: hundreds may give the same lowest number
Values = list[Any]


class Ref(NamedTuple):
    """An event or figure as one article tells it, without its words. ``event``: it is one, and no figure."""

    document_id: str
    account_id: str
    record_id: str
    event: bool
    claim_id: str | None
    origin: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What is needed of an incident to show so many ``articles`` of it (ids): values as they were kept."""

    incident_id: str
    whole: Values
    articles: tuple[str, ...]
    copies: Mapping[str, str]
    told: tuple[Ref, ...]
    entries: tuple[tuple[int, Ref, str, str | None], ...]
    corroborations: tuple[tuple[int, str, str, bool | None, Ref, Ref], ...]
    conflicts: tuple[tuple[str, str, Ref, Ref], ...]
    signs: Signs

    def refs(self) -> Iterator[Ref]:
        """All that has to be read with its words."""
        yield from self.told
        yield from (ref for pair in self.conflicts for ref in pair[2:])
        yield from (ref for pair in self.corroborations for ref in pair[4:])
        for *_, low_by, high_by in self.whole[1]:
            yield from (Ref(*ref) for ref, _, _ in (*low_by, *high_by))


def kept(found: Incident) -> str:
    """The text of a whole incident, in brief or not."""
    refs = {id(t): _ref(t) for t in found.told}
    disputed, borne = found.signs
    told: dict[str, list[Told]] = {h.id: [] for h in found.articles}
    place: dict[int, int] = {}  # of a statement among those of its article
    for t in found.told:
        place[id(t)] = len(told[t.head.id])
        told[t.head.id].append(t)
    entries: dict[str, list[Values]] = {}
    for number, tally in enumerate(found.tallies):
        for e in tally.entries:
            entries.setdefault(e.told.head.id, []).append([number, place[id(e.told)], e.state, e.by])
    borne_out: dict[str, list[Values]] = {}
    for number, c in enumerate(found.corroborations):
        values = [number, c.kind, c.about, c.same_side, refs[id(c.a)], place[id(c.b)]]
        borne_out.setdefault(c.b.head.id, []).append(values)
    lines: list[Values] = [[to_values(summary(found)), [_tally(t) for t in found.tallies], len(found.articles)]]
    for key, some in told.items():
        own = [refs[id(t)][1:] for t in some]
        signs = [[k for k, t in enumerate(some) if (key, t.record.id) in these] for these in (disputed, borne)]
        lines.append([key, found.copies.get(key), own, entries.get(key, []), borne_out.get(key, []), *signs])
    lines += [[c.kind, c.about, refs[id(c.a)], refs[id(c.b)]] for c in found.conflicts]
    return "\n".join(map(_ENCODER.encode, lines))


_ENCODER = json.JSONEncoder(separators=(",", ":"))  # ASCII alone: no other end of a line than ours


def _ref(t: Told) -> Ref:
    r, c = t.record, t.claim
    return Ref(t.head.id, t.account.id, r.id, isinstance(r, Event), c.id if c else None, t.origin, t.rejected)


def _tally(t: Tally) -> Values:
    bounds = ([[_ref(e.told), e.state, e.by] for e in some[:BOUNDS]] for some in (t.low_by, t.high_by))
    return [t.outcome, t.unit, t.party, t.low, t.high, t.open, t.best, t.rule, t.sources, *bounds]


def read(incident_id: str, text: str, limit: int, offset: int) -> Page:
    """The part of what is kept that shows so many articles, after the first ``offset``, and the first ``limit`` contradictions."""
    lines = text.split("\n")
    whole = json.loads(lines[0])
    copies, told, entries, borne_out = {}, [], [], []
    signs: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    some = [json.loads(line) for line in lines[1 + offset : 1 + min(offset + limit, whole[2])]]
    for key, first, own, counted, bearing, *signed in some:
        refs = [Ref(key, *r) for r in own]
        told += refs
        if first is not None:
            copies[key] = first
        entries += [(number, refs[k], state, by) for number, k, state, by in counted]
        borne_out += [(number, kind, about, same, Ref(*a), refs[k]) for number, kind, about, same, a, k in bearing]
        for these, places in zip(signs, signed, strict=True):
            these.update((key, refs[k].record_id) for k in places)
    conflicts = [json.loads(line) for line in lines[1 + whole[2] :][:limit]]
    return Page(
        incident_id,
        whole,
        tuple(a[0] for a in some),
        copies,
        tuple(told),
        tuple(entries),
        tuple(sorted(borne_out, key=itemgetter(0))),
        tuple((kind, about, Ref(*a), Ref(*b)) for kind, about, a, b in conflicts),
        Signs(*map(frozenset, signs)),
    )


def incident(
    page: Page, heads: Sequence[Head], parts: Sequence[Part], told: Mapping[Ref, Told], best: Iterable[Best]
) -> Incident:
    """The incident of a page. ``heads``: of all its articles, in order; ``parts``: of those shown; ``told``: what ``refs`` names, with its words."""
    known = from_values(page.incident_id, page.whole[0])
    of_tally: list[list[Entry]] = [[] for _ in page.whole[1]]
    for number, ref, state, by in page.entries:
        of_tally[number] += _entry(told[ref], state, by)
    tallies = []
    for (outcome, unit, party, low, high, opened, best_known, rule, sources, *bounds), entries in zip(
        page.whole[1], of_tally, strict=True
    ):
        found = [tuple(e for ref, *how in some for e in _entry(told[Ref(*ref)], *how)) for some in bounds]
        numbers = (low, high, opened, best_known, rule)
        tallies.append(Tally(outcome, unit, party, *numbers, found[0], found[1], sources, tuple(entries)))
    return Incident(
        page.incident_id,
        known.type,
        known.title,
        known.where,
        known.when,
        tuple(heads),
        tuple(parts),
        tuple(told[r] for r in page.told),
        page.copies,
        known.counts[2],
        with_best(tallies, best),
        tuple(Conflict(kind, about, told[a], told[b]) for kind, about, a, b in page.conflicts),
        tuple(Corroboration(kind, about, told[a], told[b], same) for _, kind, about, same, a, b in page.corroborations),
        shown=frozenset(page.articles),
        contradictions=known.conflicts,
        kept_signs=page.signs,
    )


def _entry(told: Told, state: str, by: str | None) -> list[Entry]:
    return [Entry(told, told.record, state, by)] if isinstance(told.record, Figure) else []


__all__ = ["Page", "Ref", "incident", "kept", "read"]
