"""``/map``: incidents where they happened, each as large as its place is known. What is only known by country stands in the list alone."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from volgens.export import say as plain
from volgens.ledger import Ledger
from volgens.linking.incident import Incident
from volgens.web.answer import as_data, page
from volgens.web.asked import Asked

# Kilometres around the middle within which it may have happened, by the kind of place.
RADIUS = {"facility": 1, "town": 3, "city": 8, "admin2": 25, "admin1": 100, "region": 100, "river": 50, "sea": 200}


def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
    rows = list(ledger.incidents(asked.filters, limit=asked.limit, offset=asked.offset, several=asked.several))
    spots = [_spot(i, asked) for i in rows if _drawn(i)]
    if asked.form == "json":
        return as_data({"incidents": spots})
    return page(asked, "map", spots=spots, others=[i for i in rows if not _drawn(i)])


def _drawn(i: Incident) -> bool:
    return i.where is not None and i.where.lat is not None and i.where.kind in RADIUS


def _spot(i: Incident, asked: Asked) -> dict[str, Any]:
    assert i.where is not None
    return {
        "id": i.id,
        "headline": plain.headline(i, asked.labels),
        "title": i.title,
        "lat": i.where.lat,
        "lon": i.where.lon,
        "kind": i.where.kind,
        "radius_km": RADIUS[i.where.kind],
        "articles": len(i.articles),
        "conflicts": len(i.conflicts),
    }
