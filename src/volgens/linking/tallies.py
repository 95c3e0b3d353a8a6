"""The figures of an incident: per outcome the lowest and highest that anybody gives now, and which statements gave them.

Nothing is averaged and nothing is chosen. ``best`` is set by a person (rule ``reviewer: NAME``), else by a named rule alone: ``agreed``, where two
independent voices or more give one exact number and nobody gives another.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from volgens.linking.accounts import when_of
from volgens.linking.told import Told
from volgens.model import Figure

CURRENT, SUPERSEDED, PART, PERIOD, DENIED = "current", "superseded", "part", "period", "denied"
REJECTED = "rejected"
AGREED, REVIEWER = "agreed", "reviewer"
VAGUE = "order"
PART_RULE = "part"  # the reason of a figure that is a part of another (``extract.figure_parts``)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure in an incident. ``state``: *current*; *superseded* by a later report of the same voice (``by``: that figure's id); *part* of a
    total; *period*: over a longer time than this happening; *denied*; *rejected* by a person."""

    told: Told
    figure: Figure
    state: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """One outcome of one kind of thing, of one side or (``party`` None) of all. Bounds are of current figures, and of orders of magnitude only where
    nobody gives a number; ``high`` None where nobody sets one.

    ``open``: somebody says *at least* the highest number. ``sources``: independent voices. ``entries``: all that was told, in order of publication.
    """

    outcome: str
    unit: str
    party: str | None
    low: float | None
    high: float | None
    open: bool
    best: float | None
    rule: str | None
    low_by: tuple[Entry, ...]
    high_by: tuple[Entry, ...]
    sources: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The number that a person holds to be the best, for one outcome and unit, of one side or (``party`` None) of all; ``value`` None: none is."""

    outcome: str
    unit: str
    party: str | None
    value: float | None
    by: str


def tallies(told: Iterable[Told], best: Iterable[Best] = ()) -> tuple[Tally, ...]:
    """Per outcome and unit first over everybody counted, then for each side that is named, in the order of the text."""
    return with_best(_tallies(told), best)


def with_best(some: Sequence[Tally], best: Iterable[Best]) -> tuple[Tally, ...]:
    """Tallies with the numbers that people chose."""
    chosen = {(b.outcome, b.unit, b.party): b for b in best}
    return tuple(_with_best(t, chosen.get((t.outcome, t.unit, t.party))) for t in some)


def _with_best(tally: Tally, best: Best | None) -> Tally:
    return tally if best is None else replace(tally, best=best.value, rule=f"{REVIEWER}: {best.by}")


def _tallies(told: Iterable[Told]) -> tuple[Tally, ...]:
    groups: dict[tuple[str, str], list[Told]] = {}
    for t in told:
        if isinstance(t.record, Figure) and t.record.outcome != "none" and t.record.unit != "percent":
            groups.setdefault((t.record.outcome, t.record.unit), []).append(t)
    out = []
    for (outcome, unit), members in groups.items():
        entries = _entries(members)
        out.append(_tally(outcome, unit, None, entries))
        parties = dict.fromkeys(e.figure.party for e in entries if e.figure.party)
        if len(parties) > 1 or any(e.figure.party is None for e in entries):
            out += [_tally(outcome, unit, p, [e for e in entries if e.figure.party == p]) for p in parties]
    return tuple(out)


def _entries(members: Sequence[Told]) -> list[Entry]:
    plain = [Entry(t, t.record, _state(t, t.record)) for t in members if isinstance(t.record, Figure)]
    tolls = _tolls(plain)
    # Of several numbers that a voice gives in one article the largest is the toll; the others are of some of them.
    plain = [
        replace(e, state=PART) if (_top(e.figure) or 0) < tolls.get(_voice(e), 0) and e.state == CURRENT else e
        for e in plain
    ]
    told: dict[tuple[str, str | None], list[Entry]] = {}
    for e in sorted((e for e in plain if e.state == CURRENT), key=lambda e: e.told.key):
        told.setdefault((e.told.origin, e.figure.party), []).append(e)
    days = {who: [_published(e) for e in some] for who, some in told.items()}
    out = []
    for e in plain:
        who = (e.told.origin, e.figure.party)
        later = bisect_right(days[who], _published(e)) if e.state == CURRENT else 0
        known = e.state == CURRENT and later < len(told[who])
        out.append(Entry(e.told, e.figure, SUPERSEDED, told[who][later].figure.id) if known else e)
    return out


def _voice(e: Entry) -> tuple[str, str]:
    return e.told.origin, e.told.head.id


def _tolls(entries: Iterable[Entry]) -> dict[tuple[str, str], float]:
    """The largest number that each voice gives in each article."""
    out: dict[tuple[str, str], float] = {}
    for e in entries:
        if e.state == CURRENT and e.figure.bound != VAGUE:
            out[_voice(e)] = max(out.get(_voice(e), 0), _top(e.figure) or 0)
    return out


def _published(e: Entry) -> str:
    return e.told.head.published or ""


def _state(told: Told, figure: Figure) -> str:
    if told.rejected:
        return REJECTED
    if figure.polarity == "negative" or (told.claim and told.claim.stance == "denies"):
        return DENIED
    if is_part(figure):
        return PART
    when = when_of(figure, told.account.published)
    if when is None or (when.told and (when.apart(told.account.when) or 0) > 1):
        return PERIOD
    return CURRENT


def is_part(figure: Figure) -> bool:
    """Did the article tell that it is a part of another?"""
    return any(r.rule.rpartition(".")[2] == PART_RULE for r in figure.because)


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """The least and most that a figure leaves open; *about 50* is taken at its word."""
    if figure.bound == "about":
        return figure.best, figure.best
    return figure.low, figure.high


def _tally(outcome: str, unit: str, party: str | None, entries: Sequence[Entry]) -> Tally:
    now = [e for e in entries if e.state == CURRENT]
    # *Dozens* is 20 to 99 for want of a number: where others give one it sets no bound.
    now = [e for e in now if e.figure.bound != VAGUE] or now
    lows = [(low, e) for e in now if (low := bounds(e.figure)[0]) is not None]
    # The most that somebody puts a number on: an upper bound, or what there are at least.
    highs = [(top, e) for e in now if (top := _top(e.figure)) is not None]
    low = min((v for v, _ in lows), default=None)
    high = max((v for v, _ in highs), default=None)
    high_by = tuple(e for v, e in highs if v == high)
    best = _agreed(now)
    return Tally(
        outcome,
        unit,
        party,
        low,
        high,
        any(bounds(e.figure)[1] is None for e in high_by),
        best,
        AGREED if best is not None else None,
        tuple(e for v, e in lows if v == low),
        high_by,
        len({e.told.origin for e in entries if e.state != REJECTED}),
        tuple(entries),
    )


def _top(figure: Figure) -> float | None:
    low, high = bounds(figure)
    return low if high is None else high


def _agreed(now: Sequence[Entry]) -> float | None:
    exact = {bounds(e.figure) for e in now}
    if len(exact) != 1 or len({e.told.origin for e in now}) < 2:
        return None
    low, high = exact.pop()
    return low if low == high and all(e.figure.bound == "exact" for e in now) else None
