"""Incidents as GeoJSON (RFC 7946): a point where the place is known, an area where only an area is, and no geometry where only a country is."""

import math
from collections.abc import Iterator
from typing import Any, BinaryIO

from volgens.export import stream
from volgens.export.incidents import as_row
from volgens.export.links import of_incident
from volgens.export.source import Source
from volgens.linking.geography import EARTH, POINTS, Spot
from volgens.linking.incident import Incident

# Kilometres around the middle within which it may have happened, by the kind of place.
RADIUS = {"facility": 1, "town": 3, "city": 8, "admin2": 25, "admin1": 100, "region": 100, "river": 50, "sea": 200}
CORNERS = 32  # of a circle
Values = dict[str, Any]


def write(source: Source, out: BinaryIO) -> int:
    document = {"type": "FeatureCollection", "features": []}
    return stream.write(out, document, "features", features(source))


def features(source: Source) -> Iterator[Values]:
    for incident in source.incidents():
        yield feature(incident, source.address)


def feature(incident: Incident, address: str) -> Values:
    """An incident. Its properties are those of the table of incidents."""
    where = incident.where
    more = {
        "place_radius_km": RADIUS.get(where.kind) if where else None,
        "permalink": address + of_incident(incident.id),
    }
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": geometry(where),
        "properties": {**as_row(incident), **more},
    }


def geometry(where: Spot | None) -> Values | None:
    """Where it happened; None for a country, which is no point, and for a circle that a flat map would tear apart: over the 180th meridian or a pole."""
    if where is None or where.lat is None or where.lon is None or where.kind not in RADIUS:
        return None
    if where.kind in POINTS and where.kind != "admin2":
        return {"type": "Point", "coordinates": [where.lon, where.lat]}
    ring = [_corner(where.lat, where.lon, RADIUS[where.kind], 2 * math.pi * k / CORNERS) for k in range(CORNERS)]
    if any(abs(lon) > 180 or abs(lat) > 89 for lon, lat in ring):
        return None
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _corner(lat: float, lon: float, radius: float, turn: float) -> list[float]:
    """The point so many kilometres from another; ``turn`` against the clock from the east, as RFC 7946 wants rings."""
    p, far = math.radians(lat), radius / EARTH
    q = math.asin(math.sin(p) * math.cos(far) + math.cos(p) * math.sin(far) * math.sin(turn))
    east = math.atan2(math.cos(turn) * math.sin(far) * math.cos(p), math.cos(far) - math.sin(p) * math.sin(q))
    return [round(lon + math.degrees(east), 5), round(math.degrees(q), 5)]
