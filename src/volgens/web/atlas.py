"""The outlines that the map is drawn from: land with its borders, and areas that are disputed. Degrees, longitude before latitude."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from volgens.web.answer import static
from volgens.wording import Labels

POLAR = 84.0  # degrees
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """An area of which it is not agreed whose it is. ``country``: where the United Nations and most states put it, ISO 3166-1 alpha-2, None where they do
    not agree; ``others``: who holds or claims it against that."""

    id: str
    names: tuple[tuple[str, str], ...]
    country: str | None
    others: tuple[str, ...]
    ring: Ring

    def name(self, labels: Labels) -> str:
        return dict(self.names)[labels.language]

    def views(self, labels: Labels) -> str:
        """Both views in one line: ``Crimea: Ukraine · held or claimed by Russia``."""
        whose = labels.country(self.country) if self.country else labels("map.unsettled")
        told = f"{self.name(labels)}: {whose}"
        if not self.others:
            return told
        return f"{told} · {labels('map.held')} {', '.join(map(labels.country, self.others))}"

    def contains(self, lon: float, lat: float) -> bool:
        """Does the point lie in it? By how often a line to the east crosses the outline."""
        inside = False
        for (x, y), (u, v) in zip(self.ring, (*self.ring[1:], self.ring[0]), strict=True):
            if (y > lat) != (v > lat) and lon < (u - x) * (lat - y) / (v - y) + x:
                inside = not inside
        return inside


@cache
def disputed() -> tuple[Disputed, ...]:
    features = json.loads(static("disputed.json"))["features"]
    return tuple(_disputed(f["id"], f["properties"], f["geometry"]["coordinates"][0]) for f in features)


def _disputed(key: str, told: dict[str, Any], ring: list[list[float]]) -> Disputed:
    names = tuple((language, told[language]) for language in ("en", "nl"))
    others = tuple((told["held_otherwise_by"] or "").split(", ")) if told["held_otherwise_by"] else ()
    return Disputed(key, names, told["country"], others, tuple((x, y) for x, y in ring))


@cache
def land() -> tuple[Ring, ...]:
    """The outlines of all countries, from TopoJSON: borders are stored once, as arcs of whole steps from point to point."""
    world = json.loads(static("vendor/countries-50m.json"))
    (sx, sy), (dx, dy) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [_arc(steps, sx, sy, dx, dy) for steps in world["arcs"]]
    return tuple(
        tuple(_unbroken(_ring(ring, arcs)))
        for country in world["objects"]["countries"]["geometries"]
        for polygon in ([country["arcs"]] if country["type"] == "Polygon" else country["arcs"])
        for ring in polygon
    )


def _unbroken(ring: Iterable[Point]) -> Iterator[Point]:
    """A land that goes on over the 180th meridian goes on there, rather than all the way back around the earth; but for what lies around a pole."""
    turn, last = 0.0, None
    for x, y in ring:
        if last is not None and abs(x - last) > 180 and abs(y) < POLAR:
            turn += 360.0 if x < last else -360.0
        last = x
        yield x + turn, y


def _arc(steps: Sequence[Sequence[int]], sx: float, sy: float, dx: float, dy: float) -> list[Point]:
    x = y = 0
    out = []
    for a, b in steps:
        x, y = x + a, y + b
        out.append((x * sx + dx, y * sy + dy))
    return out


def _ring(indexes: Sequence[int], arcs: Sequence[list[Point]]) -> Iterator[Point]:
    """The arcs one after the other; a negative index is an arc walked backwards. Each begins where the one before it ends."""
    for k, i in enumerate(indexes):
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        yield from arc if k == 0 else arc[1:]
