"""``/settle``: where readings and decisions no longer say the same, or people decided differently, with both versions side by side."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from volgens.export import reviews
from volgens.ledger import Ledger
from volgens.web.answer import as_data, page
from volgens.web.asked import Asked

PATH = "/settle"


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
