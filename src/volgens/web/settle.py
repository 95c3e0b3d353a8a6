"""``/decisions``: what people decided. ``/settle``: where readings and decisions no longer say the same, or people decided differently, with both versions side by side."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from volgens.export import reviews
from volgens.ledger import Ledger
from volgens.web.answer import as_data, page
from volgens.web.asked import Asked
from volgens.web.links import decided_on

LOG = ("person",)


def log(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """``/decisions``: who decided what, the latest first."""
    by = " ".join(asked.own["person"].split()) or None
    found = ledger.log(by, asked.limit + 1, asked.offset)
    more, found = len(found) > asked.limit, found[: asked.limit]
    if asked.form == "json":
        made = [{"decision": d.to_dict(), "stands": stands} for d, stands in found]
        return as_data({"offset": asked.offset, "more": more, "decisions": made})
    rows = [(d, stands, decided_on(d)) for d, stands in found]
    return page(asked, "decisions", rows=rows, more=more, person=by or "")


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    every = ledger.differences()
    some = every[asked.offset : asked.offset + asked.limit]
    more = asked.offset + asked.limit < len(every)
    found = [ledger.waiting(document, x) for document, x in some]
    if asked.form == "json":
        return as_data({"offset": asked.offset, "more": more, "waiting": [reviews.as_json(w) for w in found]})
    others = {d.id: d for w in found if w.difference.others for d in ledger.decisions_of(w.difference.others)}
    values: dict[str, Any] = {"rows": found, "others": others, "more": more, "count": len(every)}
    last = ledger.last_decision(asked.reviewer) if asked.reviewer else None
    return page(asked, "settle", last=last, **values)
