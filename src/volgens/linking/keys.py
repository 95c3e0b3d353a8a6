"""Keys under which accounts that may be alike are found, so that a new account is compared with a few and not with all.

Two accounts that ``likeness`` calls the same share a key: they are of one family, overlap in time but for a day, and either are points within
six kilometres of each other, or, where one of them is no point, have a figure or a target in common in one country.
"""

import math
from collections.abc import Iterator
from datetime import timedelta

from volgens.linking.accounts import FRESH, Account
from volgens.linking.geography import Spot

SHORT = FRESH.days + 1  # days that an account may take to be kept by day
DAYS = 8  # in a stretch of time under which a longer one is kept
CELL = 0.1  # degrees of latitude in a cell: 11 km, more than what counts as near
UNKNOWN = "-"
POINT, AREA = "+", "*"  # what the account is that is kept under a particular


def stored(account: Account) -> Iterator[str]:
    """The keys under which an account is kept."""
    spot = account.where
    if spot is None:
        return
    kind = POINT if spot.is_point else AREA
    for when in _kept_days(account):
        if spot.is_point:
            yield from (f"{account.family}|{when}|{where}" for where in _points(spot, around=False))
        yield from (f"{account.family}|{when}|{kind}{what}" for what in _particulars(account, spot))


def asked(account: Account) -> Iterator[str]:
    """The keys under which accounts that may be like this one are kept."""
    spot = account.where
    if spot is None:
        return
    # Two points are found by their places alone.
    kinds = (AREA,) if spot.is_point else (AREA, POINT)
    particulars = [f"{kind}{what}" for kind in kinds for what in _particulars(account, spot)]
    wheres = [*(_points(spot, around=True) if spot.is_point else ()), *particulars]
    for when in _asked_days(account):
        yield from (f"{account.family}|{when}|{where}" for where in wheres)


def _span(account: Account, margin: int) -> tuple[int, int] | None:
    """The first and last day by number, a margin around them."""
    when = account.when
    if when.earliest is None or when.latest is None:
        return None
    around = timedelta(days=margin)
    return (when.earliest - around).toordinal(), (when.latest + around).toordinal()


def _kept_days(account: Account) -> list[str]:
    span = _span(account, 0)
    if span is None:
        return []
    first, last = span
    if last - first < SHORT:
        return [str(d) for d in range(first, last + 1)]
    return [f"{d}-" for d in range(first // DAYS, last // DAYS + 1)]


def _asked_days(account: Account) -> list[str]:
    span = _span(account, 1)
    if span is None:
        return []
    first, last = span
    return [*map(str, range(first, last + 1)), *(f"{d}-" for d in range(first // DAYS, last // DAYS + 1))]


def _points(spot: Spot, around: bool) -> Iterator[str]:
    """Cells by coordinates, and the name for what has none. Columns are as wide in degrees as they must be at the cell's latitude."""
    yield f"={spot.country or UNKNOWN}:{spot.name}"
    if spot.lat is None or spot.lon is None:
        return
    row = math.floor(spot.lat / CELL)
    for r in range(row - 1, row + 2) if around else (row,):
        wide = CELL / max(0.05, math.cos(math.radians((r + 0.5) * CELL)))
        column, columns = math.floor(spot.lon / wide), round(360 / wide)
        for c in range(column - 1, column + 2) if around else (column,):
            yield f"@{r}:{c % columns}"


def _particulars(account: Account, spot: Spot) -> list[str]:
    country = spot.country or UNKNOWN
    numbers = sorted({(c.outcome, c.low) for c in account.counts if c.low is not None})
    return [f"{country}:{t}" for t in sorted(account.targets)] + [f"{country}#{o}:{low:g}" for o, low in numbers]
