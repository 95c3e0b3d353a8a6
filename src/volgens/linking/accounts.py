"""What one article tells of one happening: an account. Accounts of several articles are what an incident is made of.

An account is a group of a reading's events that belong together: of one family (``shared/event_types.tsv``, column ``incident``), at places
that do not exclude each other, in one time, none of them a sum over months. Which events stand in an account follows from the reading alone, so
that the same article gives the same accounts in every ledger.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from volgens.lexicon.shared import shared
from volgens.linking.geography import Spot, compatible, most_precise, spot_of
from volgens.linking.targets import targets_in
from volgens.model import Event, Figure, Reading
from volgens.model.ids import content_id

LEAD = 500  # characters at the start of an article that tell its main news
LONGEST = timedelta(days=31)  # what took longer is a period, not a happening
FRESH = timedelta(days=3)  # news that names no day is of the last few
NEVER = ("9999-12-31", "")  # the reach of what names no day


@dataclass(frozen=True, slots=True)
class When:
    """Days within which it happened. ``told``: the article says so; otherwise they follow from its publication."""

    earliest: date | None
    latest: date | None
    told: bool

    def apart(self, other: "When") -> int | None:
        """Days between the two, 0 where they overlap; None where nothing is known of one of them."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return None
        return max(0, (other.earliest - self.latest).days, (self.earliest - other.latest).days)


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of an account, as far as likeness needs it."""

    outcome: str
    low: float | None
    high: float | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Account:
    """One article's account of one happening.

    ``id`` follows from the article and the account's first event. ``family``: what kind of happening. ``types``: of its events. ``parties``: sides
    that act or are acted on. ``targets``: what was hit, as kinds that no language has (*school*). ``lead``: it is the article's main news.
    ``events``, ``figures``, ``claims``: ids of the reading's records that tell it. ``reach``: the first and last day (ISO) that any of them may be of,
    a toll since then among them; "" and 9999-12-31 where it is open.
    """

    id: str
    document_id: str
    family: str
    types: frozenset[str]
    when: When
    where: Spot | None
    published: date | None
    agents: frozenset[str]
    patients: frozenset[str]
    targets: frozenset[str]
    counts: tuple[Count, ...]
    lead: bool
    events: tuple[str, ...]
    figures: tuple[str, ...]
    claims: tuple[str, ...]
    reach: tuple[str, str] = NEVER


# Families of which news says "the attack" when it speaks of one again.
ATTACKS = frozenset({"capture", "territory", "abuse"})


@cache
def families() -> dict[str, str]:
    """The family of each event type that makes a happening; types that make none are left out."""
    return {row.type: row.incident for row in shared("event_types") if row.incident}


@dataclass(slots=True)
class _Group:
    family: str
    events: list[Event] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    days: list[When] = field(default_factory=list)

    def takes(self, event: Event, when: When, spot: Spot | None) -> bool:
        if spot and any(not compatible(spot, s) for s in self.spots):
            return False
        return all(w.apart(when) in (None, 0, 1) for w in self.days)


def accounts(reading: Reading) -> tuple[Account, ...]:
    """The accounts of a reading, in the order of their first events. Denied, demanded and expected acts are part of the account of the act."""
    published = _day(reading.document.published)
    spots = {p.id: spot_of(p) for p in reading.places}
    groups: list[_Group] = []
    for event in sorted(reading.events, key=lambda e: (e.trigger.start, e.trigger.end, e.id)):
        family = families().get(event.type)
        when = when_of(event, published)
        if family is None or when is None:
            continue
        spot = spots.get(event.place_id or "")
        # The group told last is the one that a reader is in.
        open_to_it = [g for g in reversed(groups) if g.takes(event, when, spot)]
        group = next((g for g in open_to_it if g.family == family), None)
        if group is None and _only_points_back(event):
            group = next((g for g in open_to_it if g.family in ATTACKS), None)
        if group is None:
            group = _Group(family)
            groups.append(group)
        groups.remove(group)
        groups.append(group)
        group.events.append(event)
        group.days.append(when)
        group.spots += [spot] if spot else []
    figures = _figures(reading.figures)
    taken: Counter[tuple[object, ...]] = Counter()
    made = [_account(reading, g, figures, published, taken) for g in groups]
    starts = {e.id: e.trigger.start for e in reading.events}
    return tuple(sorted(made, key=lambda a: (starts[a.events[0]], a.id)))


def _only_points_back(event: Event) -> bool:
    """An attack of which nothing is said: *de aanval kon niet worden bevestigd*."""
    return event.type == "attack.other" and event.agent is None and event.patient is None


def when_of(event: Event | Figure, published: date | None) -> When | None:
    """When it happened, for linking; None for a period that is too long for one happening, or lies wholly ahead."""
    earliest, latest = _day(event.earliest), _day(event.latest)
    if earliest and latest:
        return When(earliest, latest, True) if latest - earliest <= LONGEST else None
    if earliest and published and earliest >= published:
        return None  # still to come when it was told
    if latest and published and latest < published:
        return When(latest - LONGEST, latest, False)
    return When(published - FRESH, published, False) if published else When(None, None, False)


def _figures(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    out: dict[str, list[Figure]] = {}
    for f in figures:
        if f.event_id:
            out.setdefault(f.event_id, []).append(f)
    return out


def _account(
    reading: Reading,
    group: _Group,
    figures: dict[str, list[Figure]],
    published: date | None,
    taken: Counter[tuple[object, ...]],
) -> Account:
    events = group.events
    first = events[0].trigger
    known_by = (reading.document.id, group.family, first.start, first.end)
    taken[known_by] += 1  # two readings of one word can be the start of two accounts
    counted = [f for e in events for f in figures.get(e.id, [])]
    records: list[Event | Figure] = [*events, *counted]
    claims = {r.claim_id: None for r in records if r.claim_id}
    told = [w for w in group.days if w.told]
    text = reading.document.text
    quotes = [text[r.quote.start : r.quote.end] for r in records]
    quotes += [e.patient.text for e in events if e.patient]
    return Account(
        content_id("account", *known_by, *([taken[known_by]] if taken[known_by] > 1 else [])),
        reading.document.id,
        group.family,
        frozenset(e.type for e in events),
        _common(told) or group.days[0],
        most_precise(group.spots),
        published,
        frozenset(e.agent.party for e in events if e.agent and e.agent.party),
        frozenset(e.patient.party for e in events if e.patient and e.patient.party),
        frozenset(targets_in(quotes, reading.document.language)),
        tuple(_counts(counted)),
        min(e.trigger.start for e in events) < LEAD,
        tuple(e.id for e in events),
        tuple(dict.fromkeys(f.id for f in counted)),
        tuple(claims),
        _reach(records),
    )


def _reach(records: Iterable[Event | Figure]) -> tuple[str, str]:
    dated = [r for r in records if r.earliest or r.latest]
    firsts = [r.earliest or NEVER[1] for r in dated]
    lasts = [r.latest or NEVER[0] for r in dated]
    return min(firsts, default=NEVER[0]), max(lasts, default=NEVER[1])


def _common(days: list[When]) -> When | None:
    """The days that all of them leave open; where they leave none, those of the first."""
    if not days:
        return None
    earliest = max(w.earliest for w in days if w.earliest)
    latest = min(w.latest for w in days if w.latest)
    return When(earliest, latest, True) if earliest <= latest else days[0]


def _counts(figures: Iterable[Figure]) -> Iterator[Count]:
    for f in figures:
        if f.polarity == "positive" and f.outcome != "none" and f.unit != "percent":
            low, high = (f.best, f.best) if f.best is not None and f.bound == "about" else (f.low, f.high)
            yield Count(f.outcome, low, high, f.bound in ("exact", "at_least"))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso and len(iso) >= 10 else None
