"""Places as far as two accounts can be compared by them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from volgens.lexicon.shared import shared
from volgens.model import Place

NEAR = 6.0  # km within which two points are one place: a town and its outskirts
EARTH = 6371.0  # km, mean radius
POINTS = frozenset({"city", "town", "facility", "admin2"})
FINEST_FIRST = ("facility", "town", "city", "admin2", "admin1", "region", "river", "sea", "country")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place without its mention. ``country`` is ISO 3166-1 alpha-2; degrees."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None

    @property
    def is_point(self) -> bool:
        return self.kind in POINTS


def spot_of(place: Place) -> Spot:
    return Spot(place.name, place.kind, place.country, place.admin1, place.lat, place.lon, place.geonames_id)


def same(a: Spot, b: Spot) -> bool:
    """The same place, or two points so near that news does not tell them apart."""
    if a.geonames_id is not None and a.geonames_id == b.geonames_id:
        return True
    if a.name == b.name and a.country == b.country and (a.kind == b.kind or a.admin1 == b.admin1):
        return True
    if not (a.is_point and b.is_point):
        return False
    far = distance(a, b)
    return far is not None and far <= NEAR


def contains(a: Spot, b: Spot) -> bool:
    """Lies ``b`` in the area ``a``, as far as the gazetteer knows?"""
    if a.kind == "country":
        return b.kind != "country" and b.country == a.country
    if a.kind == "admin1":
        return b.kind not in ("country", "admin1") and b.country == a.country and b.admin1 == a.name
    if a.kind == "region":
        inside = b.kind not in ("country", "region") and b.country == a.country
        return inside and (b.admin1 == a.name or (a.country is not None and whole(a)))
    return False


def compatible(a: Spot, b: Spot) -> bool:
    """May the two be one place, more and less finely told?"""
    return same(a, b) or contains(a, b) or contains(b, a)


@cache
def _whole() -> frozenset[str]:
    """Regions that are all there is of a country on the map, such as the Gaza Strip to news of its towns."""
    return frozenset(n for row in shared("regions") if row.country for n in row.names_en)


def whole(region: Spot) -> bool:
    return region.name in _whole()


def most_precise(spots: Iterable[Spot]) -> Spot | None:
    """The finest of them, the first of equals."""
    return min(spots, key=lambda s: FINEST_FIRST.index(s.kind), default=None)


def distance(a: Spot, b: Spot) -> float | None:
    """Kilometres along the great circle (haversine); None where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))
