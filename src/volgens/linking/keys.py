"""Keys under which accounts that may be alike are found, so that a new account is compared with a few and not with all.

Two accounts that ``likeness`` calls the same share a key: they are of one family, overlap in time but for a day, and either are points within
six kilometres of each other, or have a figure or a target in common in one country.
"""

import math
from collections.abc import Iterator
from datetime import timedelta

from volgens.linking.accounts import Account
from volgens.linking.geography import Spot

DAYS = 8  # in a stretch of time that is one part of a key
CELL = 0.1  # degrees of latitude in a cell: 11 km, more than what counts as near
UNKNOWN = "-"


def stored(account: Account) -> Iterator[str]:
    """The keys under which an account is kept."""
    for when in _stretches(account, 0):
        if account.where and account.where.is_point:
            yield from (f"{account.family}|{when}|{where}" for where in _points(account.where, around=False))
        yield from (f"{account.family}|{when}|{what}" for what in _particulars(account))


def asked(account: Account) -> Iterator[str]:
    """The keys under which accounts that may be like this one are kept."""
    for when in _stretches(account, 1):
        if account.where and account.where.is_point:
            yield from (f"{account.family}|{when}|{where}" for where in _points(account.where, around=True))
        yield from (f"{account.family}|{when}|{what}" for what in _particulars(account))


def _stretches(account: Account, margin: int) -> Iterator[str]:
    when = account.when
    if when.earliest is None or when.latest is None:
        return
    first = (when.earliest - timedelta(days=margin)).toordinal() // DAYS
    last = (when.latest + timedelta(days=margin)).toordinal() // DAYS
    yield from map(str, range(first, last + 1))


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


def _particulars(account: Account) -> Iterator[str]:
    country = (account.where.country if account.where else None) or UNKNOWN
    yield from (f"{country}+{t}" for t in sorted(account.targets))
    for outcome, low in sorted({(c.outcome, c.low) for c in account.counts if c.low is not None}):
        yield f"{country}#{outcome}:{low:g}"
