"""``/sources``, and each source on a page of its own: what it said, about what, and who agreed or said otherwise."""

from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from volgens.export.records import as_json
from volgens.ledger import ClaimFound, Ledger
from volgens.ledger.items import Item, kind_of, record_of
from volgens.linking.told import Told
from volgens.web.answer import as_data, listed, moved, page
from volgens.web.asked import Asked
from volgens.web.links import pairs
from volgens.web.records import pair_values


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    return listed(asked, "sources", ledger.sources(asked.filters, asked.limit + 1, asked.offset), "sources")


def one(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """A source by its id, or by that of another of its names."""
    given = request.path_params["id"]
    found = ledger.source(given, asked.filters)
    if found is None:
        raise HTTPException(404, f"no source {given}")
    if found.id != given:
        return moved(asked, f"/sources/{found.id}")
    claims = list(ledger.said_by(found.id, asked.filters, asked.limit + 1, asked.offset))
    more, claims = len(claims) > asked.limit, claims[: asked.limit]
    told = [(i, pairs(i, partial(_is_among, own))) for i, own in found.beside]
    if asked.form == "json":
        values: dict[str, Any] = {
            "source": as_json(found.found) if found.found else None,
            "latest": found.latest,
            "types": dict(found.types),
            "outcomes": dict(found.outcomes),
            "offset": asked.offset,
            "more": more,
            "claims": [as_json(c) for c in claims],
            "incidents": [{"id": i.id, "beside": [pair_values(p) for p in some]} for i, some in told],
        }
        return as_data(values)
    return page(asked, "source", source=found, rows=claims, more=more, hung=_hung(ledger, claims), told_by=told)


def _is_among(own: frozenset[tuple[str, str]], t: Told) -> bool:
    return t.claim is not None and (t.head.id, t.claim.id) in own


def _hung(ledger: Ledger, claims: list[ClaimFound]) -> dict[tuple[str, str], list[tuple[str, Any, Item]]]:
    """What hangs on each claim, by article and claim."""
    out: dict[tuple[str, str], list[tuple[str, Any, Item]]] = {}
    for item in ledger.hanging_on([(c.document.id, c.claim.id) for c in claims]):
        key = (item.document.id, getattr(record_of(item), "claim_id", ""))
        out.setdefault(key, []).append((kind_of(item), record_of(item), item))
    return out
