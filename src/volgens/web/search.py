"""``/search``: what has some words, of every kind at once."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from volgens.export.records import as_json
from volgens.ledger import Ledger
from volgens.ledger.items import KINDS
from volgens.web.answer import as_data, page
from volgens.web.asked import Asked

FOUND = ("incidents", "articles", *KINDS)
FEW = 5  # of each kind; the rest is in its list


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The first few of each kind that fit; without any filter nothing is looked for."""
    few = asked.limit if "limit" in dict(asked.given) else FEW
    found: dict[str, list[Any]] = {kind: [] for kind in FOUND}
    if asked.chosen:
        found = {kind: list(getattr(ledger, kind)(asked.filters, few + 1)) for kind in ("articles", *KINDS)}
        list_ = ledger.incidents if asked.form == "json" else ledger.summaries
        found = {"incidents": list(list_(asked.filters, few + 1)), **found}
    if asked.form == "json":
        return as_data({kind: [as_json(r) for r in some[:few]] for kind, some in found.items()})
    return page(asked, "search", found=found, few=few)
