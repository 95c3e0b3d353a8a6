"""Where accounts of one happening contradict each other, and where one bears another out. Both sides are kept, with their words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from volgens.linking.tallies import CURRENT, Entry, Tally, bounds
from volgens.linking.told import Told
from volgens.model import Event

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
    counting = [t for t in told if not t.rejected]
    found += [*_blame(counting), *_denials(counting)]
    return tuple(dict.fromkeys(found))


def corroborations(told: Sequence[Told], tallies: Iterable[Tally]) -> tuple[Corroboration, ...]:
    found = [c for t in tallies if t.party is None for c in _same_figures(t)]
    found += _confirmed([t for t in told if not t.rejected])
    return tuple(dict.fromkeys(found))


# Numbers


def _current(tally: Tally) -> list[Entry]:
    return [e for e in tally.entries if e.state == CURRENT]


def _numbers(tally: Tally) -> Iterator[Conflict]:
    """One pair for each two numbers that exclude each other, of the same people, by different voices."""
    first: dict[tuple[object, ...], Entry] = {}
    for e in _current(tally):
        first.setdefault((bounds(e.figure), e.figure.bound, e.figure.party, e.told.origin), e)
    seen = set()
    entries = list(first.values())
    for k, a in enumerate(entries):
        for b in entries[k + 1 :]:
            same_people = a.figure.party == b.figure.party or None in (a.figure.party, b.figure.party)
            values = frozenset((bounds(a.figure), bounds(b.figure)))
            if a.told.origin != b.told.origin and same_people and values not in seen and _exclude(a, b):
                seen.add(values)
                yield Conflict(NUMBERS, tally.outcome, a.told, b.told)


def _exclude(a: Entry, b: Entry) -> bool:
    (low_a, high_a), (low_b, high_b) = _room(a), _room(b)
    return bool(
        (high_a is not None and low_b is not None and high_a < low_b)
        or (high_b is not None and low_a is not None and high_b < low_a)
    )


def _room(e: Entry) -> tuple[float | None, float | None]:
    low, high = bounds(e.figure)
    if e.figure.bound == "about" and low is not None and high is not None:
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def _counted_sides(tally: Tally) -> Iterator[Conflict]:
    """One number, counted on one side by one and on another by another."""
    entries = [e for e in _current(tally) if e.figure.party]
    for k, a in enumerate(entries):
        for b in entries[k + 1 :]:
            differ = a.figure.party != b.figure.party and a.told.origin != b.told.origin
            if differ and bounds(a.figure) == bounds(b.figure):
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


def _events(told: Iterable[Told]) -> list[tuple[Told, Event, str]]:
    return [(t, t.record, act) for t in told if isinstance(t.record, Event) and (act := _act(t.record))]


def _blame(told: Sequence[Told]) -> Iterator[Conflict]:
    """Different sides named as the actor of one kind of act, by different voices; one pair for each two sides."""
    first: dict[tuple[str, str, str], tuple[Told, Event]] = {}
    for t, e, act in _events(told):
        if e.agent and e.agent.party and e.polarity == "positive" and not _denied(t):
            first.setdefault((act, e.agent.party, t.origin), (t, e))
    seen = set()
    entries = list(first.items())
    for k, ((act, party, origin), (a, event)) in enumerate(entries):
        for (other_act, other_party, other_origin), (b, other) in entries[k + 1 :]:
            pair = (act, *sorted((party, other_party)))
            if act != other_act or party == other_party or origin == other_origin or pair in seen:
                continue
            if _turned(event, other):
                seen.add(pair)
                yield Conflict(SIDES, event.type, a, b)
            elif _same_victims(event, other):
                seen.add(pair)
                mutual = a.party == other_party and b.party == party
                yield Conflict(MUTUAL_BLAME if mutual else BLAME, event.type, a, b)


def _turned(a: Event, b: Event) -> bool:
    """Who acts in one is acted on in the other, both ways."""
    sides = [(e.agent.party if e.agent else None, e.patient.party if e.patient else None) for e in (a, b)]
    return None not in sides[0] and sides[0] == sides[1][::-1]


def _same_victims(a: Event, b: Event) -> bool:
    """The same side is hit, or one does not say which: then two actors of one happening stand against each other."""
    hit = {e.patient.party for e in (a, b) if e.patient and e.patient.party}
    return len(hit) <= 1


def _denied(t: Told) -> bool:
    return t.claim is not None and t.claim.stance == "denies"


def _denials(told: Sequence[Told]) -> Iterator[Conflict]:
    """What each voice denies of an act, or of who did it, against the first other voice that tells the act of each side, and of none."""
    events = _events(told)
    seen: set[tuple[str, str, str | None]] = set()
    for t, e, act in events:
        if not (_denied(t) or (e.polarity == "negative" and t.claim)):
            continue
        for other, event, other_act in events:
            told_so = event.polarity == "positive" and not _denied(other) and other.origin != t.origin
            pair = (t.origin, act, event.agent.party if event.agent else None)
            if told_so and act == other_act and pair not in seen and _no_other_actor(e, event):
                seen.add(pair)
                a, b = sorted((other, t), key=lambda x: x.key)
                yield Conflict(DENIAL, event.type, a, b)


def _no_other_actor(a: Event, b: Event) -> bool:
    parties = {e.agent.party for e in (a, b) if e.agent and e.agent.party}
    return len(parties) <= 1


def _confirmed(told: Sequence[Told]) -> Iterator[Corroboration]:
    """What somebody confirms, with the first voice that told the same before or beside it."""
    for t in told:
        if not (t.claim and t.claim.stance == "confirms"):
            continue
        for other in told:
            if other.origin != t.origin and _same_thing(other, t) and not _denied(other):
                yield Corroboration(CONFIRMS, _about(t), other, t, _same_side(other, t))
                break


def _same_thing(a: Told, b: Told) -> bool:
    if isinstance(a.record, Event):
        return isinstance(b.record, Event) and a.record.type == b.record.type and a.record.polarity == b.record.polarity
    return not isinstance(b.record, Event) and (a.record.outcome, bounds(a.record)) == (
        b.record.outcome,
        bounds(b.record),
    )


def _about(t: Told) -> str:
    return t.record.type if isinstance(t.record, Event) else t.record.outcome


def _same_side(a: Told, b: Told) -> bool | None:
    return a.party == b.party if a.party and b.party else None
