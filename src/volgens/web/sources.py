"""``/sources``: who speaks, how often, and how."""

from starlette.requests import Request
from starlette.responses import Response

from volgens.ledger import Ledger
from volgens.web.answer import listed
from volgens.web.asked import Asked


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    return listed(asked, "sources", ledger.sources(asked.filters, asked.limit + 1, asked.offset), "sources")
