"""Are two accounts of two articles about the same happening?

The answer follows from the two accounts alone: neither what else is in the ledger nor the order in which articles came can change it. Points
are given for what speaks for it, and each comes with its name, so that a link explains itself.
"""

from dataclasses import dataclass

from volgens.linking.accounts import Account, Count
from volgens.linking.geography import Spot, contains, same

ENOUGH = 6.0  # points from which two accounts are of the same happening
APART = 1  # days by which two told days may differ: a night has two dates, and so have time zones


@dataclass(frozen=True, slots=True)
class Likeness:
    """``points`` and what gave them; ``same``: enough of them, and nothing that rules it out."""

    points: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def same(self) -> bool:
        return self.points >= ENOUGH


NONE = Likeness(0.0, ())


def likeness(a: Account, b: Account) -> Likeness:
    """How alike two accounts are; no points at all where something rules it out."""
    if a.family != b.family or a.document_id == b.document_id:
        return NONE
    time, place = _time(a, b), _place(a.where, b.where)
    if time is None or place is None:
        return NONE
    others = [*_types(a, b), *_sides(a, b), *_targets(a, b), *_figures(a.counts, b.counts)]
    if place[1] < POINT and not any(name in SPECIFIC for name, points in others if points > 0):
        return NONE  # one day and one region have many happenings
    if a.lead and b.lead:
        others.append(("both main news", 1.0))
    reasons = [r for r in (time, place, *others) if r[1]]
    return Likeness(sum(points for _, points in reasons), tuple(reasons))


POINT = 3.0
SPECIFIC = ("figure", "target")
Reason = tuple[str, float]


def _time(a: Account, b: Account) -> Reason | None:
    days = a.when.apart(b.when)
    if days is None:
        return None  # an article without a date is joined by a person or not at all
    if days > (APART if a.when.told and b.when.told else 0):
        return None
    if a.when.told and b.when.told:
        exact = _length(a) <= 1 and _length(b) <= 1
        return ("same day", 2.0 if days == 0 else 1.5) if exact else ("same period", 1.0)
    return "same days of news", 1.0


def _length(a: Account) -> int:
    return (a.when.latest - a.when.earliest).days if a.when.earliest and a.when.latest else 0


def _place(a: Spot | None, b: Spot | None) -> Reason | None:
    if a is None or b is None:
        return None
    if same(a, b):
        if a.is_point:
            return "same place", POINT
        return ("same country", 0.5) if a.kind == "country" else ("same region", 1.5)
    if contains(a, b) or contains(b, a):
        wide = a if contains(a, b) else b
        return ("in that country", 0.5) if wide.kind == "country" else ("in that region", 1.0)
    return None


def _types(a: Account, b: Account) -> list[Reason]:
    if a.types & b.types - CONSEQUENCES:
        return [("same act", 1.0)]
    if {t.partition(".")[0] for t in a.types} & {t.partition(".")[0] for t in b.types}:
        return [("like act", 0.5)]
    return []


CONSEQUENCES = {"kill", "injure", "damage.infrastructure"}


def _sides(a: Account, b: Account) -> list[Reason]:
    out = []
    if a.agents and b.agents:
        out.append(("same actor", 0.5) if a.agents & b.agents else ("other actor", -0.5))
    if a.patients and b.patients:
        out.append(("same victims", 0.5) if a.patients & b.patients else ("other victims", -0.5))
    return out


def _targets(a: Account, b: Account) -> list[Reason]:
    if not a.targets or not b.targets:
        return []
    return [("target", 1.5)] if a.targets & b.targets else [("other target", -2.5)]


def _figures(a: tuple[Count, ...], b: tuple[Count, ...]) -> list[Reason]:
    """A figure that both give; more of them say little more."""
    best = 0.0
    for x in a:
        for y in b:
            if x.outcome == y.outcome and x.low is not None and y.low is not None:
                if x.low == y.low and x.high == y.high:
                    best = max(best, 1.5 if x.low > 2 else 0.75)
                elif x.low == y.low:
                    best = max(best, 1.0 if x.low > 2 else 0.5)
    return [("figure", best)] if best else []
