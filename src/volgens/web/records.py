"""``/claims``, ``/figures``, ``/events`` and ``/records/ID``."""

from collections.abc import Callable
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import Response

from volgens.ledger import Ledger
from volgens.web.answer import as_data, listed, only, page
from volgens.web.asked import Asked

KINDS = ("claims", "figures", "events")


def several(kind: str) -> Callable[[Ledger, Asked, Request], Response]:
    """The page of one kind of record."""

    def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
        found = getattr(ledger, kind)(asked.filters, asked.limit + 1, asked.offset)
        return listed(asked, kind, found, "records")

    return answer


def one(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """A record of any kind by its id: where it stands, its fields, and what made it."""
    given = request.path_params["id"]
    record = only(ledger.record(given), "record", given)
    values = {"kind": record.kind, "document": asdict(record.document), "record": asdict(record.record)}
    return as_data(values) if asked.form == "json" else page(asked, "record", found=record, fields=values["record"])
