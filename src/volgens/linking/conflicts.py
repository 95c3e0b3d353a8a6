"""Where accounts of one happening contradict each other, and where one bears another out. Both sides are kept, with their words.

A happening may be told a thousand times. So statements that say the same are looked at together: whether another voice stands against them is
known from the first two voices among them, and the work grows with what is said, not with how often.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from volgens.linking.tallies import CURRENT, VAGUE, Entry, Tally, bounds
from volgens.linking.told import Told
from volgens.model import Event, Figure

FAR = 10  # times the highest number that an order of magnitude may begin at to be of the same toll
ABOUT = 0.1  # part of a number by which *about* may differ from another without contradicting it
NUMBERS, BLAME, MUTUAL_BLAME, DENIAL, SIDES = "numbers", "blame", "mutual_blame", "denial", "sides"
CONFIRMS, SAME_FIGURE = "confirms", "same_figure"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both hold. ``about``: an outcome, or a type of event.

    ``kind``: *numbers*; *blame*: two sides named as the actor; *mutual_blame*: each by the other; *denial*; *sides*: the same number or act put on
    different sides.
    """

    kind: str
    about: str
    a: Told
    b: Told


@dataclass(frozen=True, slots=True)
class Corroboration:
    """``b`` bears out ``a``. ``kind``: *confirms*: in so many words; *same_figure*: an independent voice gives the same number.

    ``same_side``: both speak for one side; None where one of the sides is unknown.
    """

    kind: str
    about: str
    a: Told
    b: Told
    same_side: bool | None


def conflicts(told: Sequence[Told], tallies: Iterable[Tally]) -> tuple[Conflict, ...]:
    """Each pair once, the one told first as ``a``; of voices that say the same the first speaks for all."""
    totals = [t for t in tallies if t.party is None]
    found = [c for t in totals for c in (*_numbers(t), *_counted_sides(t))]
    events = _events(t for t in told if not t.rejected)
    found += [*_blame(events), *_denials(events)]
    return tuple({(c.kind, c.about, c.a.key, c.b.key): c for c in found}.values())


def corroborations(told: Sequence[Told], tallies: Iterable[Tally]) -> tuple[Corroboration, ...]:
    found = [c for t in tallies if t.party is None for c in _same_figures(t)]
    found += _confirmed([t for t in told if not t.rejected])
    return tuple({(c.kind, c.about, c.a.key, c.b.key): c for c in found}.values())


Item = TypeVar("Item")


def _first_voices(items: Iterable[Item], say: Callable[[Item], Hashable], told: Callable[[Item], Told]) -> list[Item]:
    """Of the items that ``say`` the same the first of each of the first two voices: whoever is another voice than one of them is so than the
    other. In their order."""
    heard: dict[Hashable, list[str]] = {}
    out = []
    for item in items:
        origins, origin = heard.setdefault(say(item), []), told(item).origin
        if len(origins) < 2 and origin not in origins:
            origins.append(origin)
            out.append(item)
    return out


# Numbers


def _current(tally: Tally) -> list[Entry]:
    return [e for e in tally.entries if e.state == CURRENT]


def _told(e: Entry) -> Told:
    return e.told


def _numbers(tally: Tally) -> Iterator[Conflict]:
    """Numbers of the same people, by different voices, that exclude each other: one pair for each two that are next to each other, and one for
    those farthest apart. Of twenty numbers all pairs would be 190, and no one would read them."""

    def says(e: Entry) -> Hashable:
        return bounds(e.figure), e.figure.bound, e.figure.party

    numbers = sorted(map(_Number.of, _first_voices(_of_this(_current(tally)), says, _told)), key=lambda n: n.middle)
    order = {id(e): k for k, e in enumerate(tally.entries)}
    pairs: dict[frozenset[object], tuple[Entry, Entry]] = {}
    for k, a in enumerate(numbers):
        against = [b for b in numbers[k + 1 :] if a.against(b)]
        if against:
            some = [b for b in against if b.middle == against[0].middle]
            low = not any(b.against(a) for b in numbers[:k])
            farthest = [b for b in against if b.middle == against[-1].middle] if low else []
            for b in (*some, *farthest):
                pairs.setdefault(frozenset((bounds(a.entry.figure), bounds(b.entry.figure))), (a.entry, b.entry))
    ordered = [sorted(pair, key=lambda e: order[id(e)]) for pair in pairs.values()]
    for one, other in sorted(ordered, key=lambda p: (order[id(p[0])], order[id(p[1])])):
        yield Conflict(NUMBERS, tally.outcome, one.told, other.told)


def _of_this(entries: Sequence[Entry]) -> list[Entry]:
    """Without *thousands* where the others count dozens: that is a toll of years, or of a region."""
    most = max(
        (top for e in entries if e.figure.bound != VAGUE for top in bounds(e.figure) if top is not None), default=None
    )
    if most is None:
        return list(entries)
    return [e for e in entries if e.figure.bound != VAGUE or (bounds(e.figure)[0] or 0) <= FAR * most]


def _middle(figure: Figure) -> float:
    """Where a figure stands among others."""
    known = [v for v in bounds(figure) if v is not None]
    return sum(known) / len(known) if known else 0.0


@dataclass(frozen=True, slots=True)
class _Number:
    """What is compared of an entry: ``low`` and ``high`` are what it leaves room for."""

    entry: Entry
    middle: float
    low: float
    high: float
    party: str | None
    origin: str

    @classmethod
    def of(cls, e: Entry) -> "_Number":
        low, high = _room(e)
        least, most = -math.inf if low is None else low, math.inf if high is None else high
        return cls(e, _middle(e.figure), least, most, e.figure.party, e.told.origin)

    def against(self, other: "_Number") -> bool:
        """Do the two exclude each other, as two voices say them of the same people?"""
        if not (self.high < other.low or other.high < self.low) or self.origin == other.origin:
            return False
        return self.party == other.party or self.party is None or other.party is None


def _room(e: Entry) -> tuple[float | None, float | None]:
    low, high = bounds(e.figure)
    if e.figure.bound == "about" and low is not None and high is not None:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _counted_sides(tally: Tally) -> Iterator[Conflict]:
    """One number, counted on one side by one and on another by another; one pair for each two sides."""
    entries = [e for e in _current(tally) if e.figure.party]
    entries = _first_voices(entries, lambda e: (bounds(e.figure), e.figure.party), _told)
    seen = set()
    for k, a in enumerate(entries):
        for b in entries[k + 1 :]:
            differ = a.figure.party != b.figure.party and a.told.origin != b.told.origin
            pair = (bounds(a.figure), frozenset((a.figure.party, b.figure.party)))
            if differ and bounds(a.figure) == bounds(b.figure) and pair not in seen:
                seen.add(pair)
                yield Conflict(SIDES, tally.outcome, a.told, b.told)


def _same_figures(tally: Tally) -> Iterator[Corroboration]:
    """Each later independent voice with the first that gave the number."""
    first: dict[tuple[object, ...], Entry] = {}
    voices: set[tuple[object, ...]] = set()
    for e in _current(tally):
        value = (bounds(e.figure), e.figure.party)
        a = first.setdefault(value, e)
        if a.told.origin != e.told.origin and (value, e.told.origin) not in voices:
            yield Corroboration(SAME_FIGURE, tally.outcome, a.told, e.told, _same_side(a.told, e.told))
        voices.add((value, e.told.origin))


# Acts

_ACTS = (
    "attack",
    "kill",
    "injure",
    "execute",
    "abduct",
    "torture",
    "sexual_violence",
    "capture",
    "damage",
    "ceasefire",
)


def _act(event: Event) -> str | None:
    """Acts that somebody is blamed for, by their coarse type; None for others."""
    coarse = event.type.partition(".")[0]
    return coarse if coarse in _ACTS and event.type != "ceasefire" else None


@dataclass(frozen=True, slots=True)
class _Act:
    """An event that somebody is blamed for, as one article tells it. ``by``, ``on``: the sides that act and are acted on."""

    told: Told
    event: Event
    act: str
    by: str | None
    on: str | None
    denied: bool


def _events(told: Iterable[Told]) -> list[_Act]:
    out = []
    for t in told:
        e = t.record
        if isinstance(e, Event) and (act := _act(e)):
            out.append(
                _Act(t, e, act, e.agent.party if e.agent else None, e.patient.party if e.patient else None, _denied(t))
            )
    return out


def _teller(x: _Act) -> Told:
    return x.told


def _blame(events: Sequence[_Act]) -> Iterator[Conflict]:
    """Different sides named as the actor of one kind of act, by different voices; one pair for each two sides."""
    blaming = [x for x in events if x.by and x.event.polarity == "positive" and not x.denied]
    some = _first_voices(blaming, lambda x: (x.act, x.by, x.on), _teller)
    seen = set()
    for k, a in enumerate(some):
        for b in some[k + 1 :]:
            pair = (a.act, frozenset((a.by, b.by)))
            if a.act != b.act or a.by == b.by or a.told.origin == b.told.origin or pair in seen:
                continue
            if _turned(a, b):
                seen.add(pair)
                yield Conflict(SIDES, a.event.type, a.told, b.told)
            elif _same_victims(a, b):
                seen.add(pair)
                mutual = a.told.party == b.by and b.told.party == a.by
                yield Conflict(MUTUAL_BLAME if mutual else BLAME, a.event.type, a.told, b.told)


def _turned(a: _Act, b: _Act) -> bool:
    """Who acts in one is acted on in the other, both ways."""
    return a.on is not None and (a.by, a.on) == (b.on, b.by)


def _same_victims(a: _Act, b: _Act) -> bool:
    """The same side is hit, or one does not say which: then two actors of one happening stand against each other."""
    return a.on is None or b.on is None or a.on == b.on


def _denied(t: Told) -> bool:
    return t.claim is not None and t.claim.stance == "denies"


def _denials(events: Sequence[_Act]) -> Iterator[Conflict]:
    """What each voice denies of an act, or of who did it, against the first other voice that tells the act of each side, and of none."""
    telling = [x for x in events if x.event.polarity == "positive" and not x.denied]
    telling = _first_voices(telling, lambda x: (x.act, x.by), _teller)
    seen: set[tuple[str, str, str | None]] = set()
    for x in events:
        if not (x.denied or (x.event.polarity == "negative" and x.told.claim)):
            continue
        for other in telling:
            pair = (x.told.origin, x.act, other.by)
            fits = other.act == x.act and (x.by is None or other.by is None or x.by == other.by)
            if fits and pair not in seen and other.told.origin != x.told.origin:
                seen.add(pair)
                a, b = sorted((other.told, x.told), key=lambda t: t.key)
                yield Conflict(DENIAL, other.event.type, a, b)


def _confirmed(told: Sequence[Told]) -> Iterator[Corroboration]:
    """What somebody confirms, with the first voice that told the same before or beside it; not an act of which the two give other numbers."""
    counted: dict[tuple[str, str], set[Hashable]] = {}
    for t in told:
        if isinstance(t.record, Figure) and t.record.event_id:
            said = (t.record.outcome, bounds(t.record))
            counted.setdefault((t.head.id, t.record.event_id), set()).add(said)

    def may_agree(a: Told, b: Told) -> bool:
        one, other = (counted.get((t.head.id, t.record.id), set()) for t in (a, b))
        return not one or not other or not one.isdisjoint(other)

    first: dict[Hashable, list[Told]] = {}
    for t in _first_voices((t for t in told if not _denied(t)), _thing, lambda t: t):
        first.setdefault(_thing(t), []).append(t)
    for t in told:
        if t.claim and t.claim.stance == "confirms":
            other = next((x for x in first.get(_thing(t), ()) if x.origin != t.origin and may_agree(x, t)), None)
            if other is not None:
                yield Corroboration(CONFIRMS, _about(t), other, t, _same_side(other, t))


def _thing(t: Told) -> Hashable:
    """What two statements have in common of which one confirms the other."""
    if isinstance(t.record, Event):
        return t.record.type, t.record.polarity
    return t.record.outcome, bounds(t.record)


def _about(t: Told) -> str:
    return t.record.type if isinstance(t.record, Event) else t.record.outcome


def _same_side(a: Told, b: Told) -> bool | None:
    return a.party == b.party if a.party and b.party else None
