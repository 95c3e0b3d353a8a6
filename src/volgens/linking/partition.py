"""Accounts into incidents: who is linked to whom, what people joined and what they keep apart.

The result follows from the set of links and decisions, not from their order (Kruskal's way: strongest links first, and none that would bring
together what a person keeps apart).
"""

from collections.abc import Iterable
from dataclasses import dataclass

BY_HAND = float("inf")  # points of a link that a person made


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts, by id, that are of one happening, with the points that say so."""

    a: str
    b: str
    points: float


@dataclass(frozen=True, slots=True)
class Apart:
    """Two sets of accounts that a person keeps apart: none of one stands with any of the other."""

    some: frozenset[str]
    others: frozenset[str]


def partition(accounts: Iterable[str], links: Iterable[Link], apart: Iterable[Apart] = ()) -> dict[str, str]:
    """For each account the id of its incident: the least of the ids of the accounts in it."""
    parent = {a: a for a in accounts}
    sides = _Sides(apart)

    def top(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    # Among equal links the order of ids decides, whatever order they came in.
    for link in sorted(links, key=lambda k: (-k.points, min(k.a, k.b), max(k.a, k.b))):
        a, b = top(link.a), top(link.b)
        if a != b and not sides.forbid(a, b):
            low, high = min(a, b), max(a, b)
            parent[high] = low
            sides.join(low, high)
    return {a: top(a) for a in parent}


class _Sides:
    """Which sides of which decisions the accounts under a top stand on."""

    def __init__(self, apart: Iterable[Apart]):
        self._of: dict[str, set[tuple[int, bool]]] = {}
        for k, pair in enumerate(apart):
            for side, members in ((True, pair.some), (False, pair.others)):
                for account in members:
                    self._of.setdefault(account, set()).add((k, side))

    def forbid(self, a: str, b: str) -> bool:
        on_b = self._of.get(b, set())
        return any((k, not side) in on_b for k, side in self._of.get(a, ()))

    def join(self, kept: str, gone: str) -> None:
        if gone in self._of:
            self._of.setdefault(kept, set()).update(self._of.pop(gone))
