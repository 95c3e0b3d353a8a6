"""``/map``: places with what happened there, each as large as it is known. What is only known by country stands in the list alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from volgens.export import say as plain
from volgens.export.geojson import RADIUS
from volgens.ledger import Ledger
from volgens.linking import Spot
from volgens.linking.summary import Summary
from volgens.web import atlas
from volgens.web.answer import SVG, as_data, page
from volgens.web.asked import Asked
from volgens.web.map_picture import Disc, svg


@dataclass(frozen=True, slots=True)
class Located:
    """A place with its incidents. ``disputed``: the area of two views that it lies in."""

    spot: Spot
    incidents: tuple[Summary, ...]
    disputed: atlas.Disputed | None

    @property
    def radius(self) -> float:
        """Kilometres."""
        return RADIUS[self.spot.kind]


def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
    found = list(ledger.summaries(asked.filters, limit=asked.limit + 1, offset=asked.offset, several=asked.several))
    more, rows = len(found) > asked.limit, found[: asked.limit]
    places, others = located(rows), [i for i in rows if not _drawn(i.where)]
    if asked.form == "svg":
        discs = [_disc(p, asked) for p in places]
        return Response(svg(discs, len(rows), asked.labels), media_type=SVG)
    values = {"places": [_place(p, asked) for p in places], "others": [_incident(i, asked) for i in others]}
    if asked.form == "json":
        return as_data({"offset": asked.offset, "more": more, **values})
    return page(asked, "map", places=places, others=others, more=more, count=len(rows), drawn=values["places"],
                areas=atlas.disputed(), areas_told={a.id: a.views(asked.labels) for a in atlas.disputed()})  # fmt: skip


def located(incidents: Iterable[Summary]) -> list[Located]:
    """Incidents by place, in the order of the first of each."""
    by: dict[Spot, list[Summary]] = {}
    for i in incidents:
        if i.where is not None and _drawn(i.where):
            by.setdefault(i.where, []).append(i)
    return [Located(spot, tuple(some), _area(spot)) for spot, some in by.items()]


def _drawn(spot: Spot | None) -> bool:
    """A country is no point, and a place without coordinates is nowhere."""
    return spot is not None and spot.lat is not None and spot.lon is not None and spot.kind in RADIUS


def _area(spot: Spot) -> atlas.Disputed | None:
    assert spot.lat is not None
    assert spot.lon is not None
    return next((a for a in atlas.disputed() if a.contains(spot.lon, spot.lat)), None)


def _disc(place: Located, asked: Asked) -> Disc:
    spot = place.spot
    assert spot.lat is not None
    assert spot.lon is not None
    conflicts = any(i.conflicts for i in place.incidents)
    return Disc(
        asked.labels.place_name(spot.geonames_id, spot.name),
        spot.lon,
        spot.lat,
        place.radius,
        len(place.incidents),
        conflicts,
    )


def _incident(i: Summary, asked: Asked) -> dict[str, Any]:
    headline = plain.headline(i, asked.labels)
    return {
        "id": i.id,
        "headline": headline,
        "title": i.title,
        "articles": i.counts[0],
        "conflicts": i.conflicts,
    }


def _place(place: Located, asked: Asked) -> dict[str, Any]:
    spot = place.spot
    return {
        "name": plain.spot(spot, asked.labels),
        "lat": spot.lat,
        "lon": spot.lon,
        "kind": spot.kind,
        "radius_km": place.radius,
        "disputed": place.disputed.views(asked.labels) if place.disputed else None,
        "incidents": [_incident(i, asked) for i in place.incidents],
    }
