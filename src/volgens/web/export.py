"""``/export?to=...``: all that fits the filters as a file, in every format that ``volgens export`` has."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from volgens.export.formats import FORMATS
from volgens.ledger import Ledger
from volgens.web.asked import Asked
from volgens.web.exporting import Export, Order

OWN = ("to", "mask")


def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The file, as a process of its own makes it. ``mask=1``: with names of persons masked. Raises HTTPException 400 for no such format."""
    chosen = FORMATS.get(asked.own["to"])
    if chosen is None:
        raise HTTPException(400, f"to cannot be {asked.own['to']!r}; use {', '.join(FORMATS)}")
    state = request.app.state
    address, mask = str(request.base_url).rstrip("/"), asked.own["mask"] not in ("", "0") and not asked.masked
    order = Order(state.ledger, chosen.name, asked.chosen, address, mask, asked.labels.language)
    return Export(state.exports, order, chosen.media, chosen.file)
