"""``/claims``, ``/figures``, ``/events``, and each record on a page of its own; those of other kinds under ``/records``."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from volgens.export import incidents as told
from volgens.export.records import as_json
from volgens.ledger import Ledger
from volgens.ledger.contract import KINDS as CORRECTABLE
from volgens.ledger.contract import core
from volgens.ledger.found import RecordFound
from volgens.ledger.items import KINDS, Item, kind_of, record_of
from volgens.ledger.store import LARGE
from volgens.model import Decision, Reading
from volgens.web.answer import as_data, in_address, listed, only, page
from volgens.web.asked import Asked
from volgens.web.editing import inputs
from volgens.web.links import Pair, on_the_same_words, pairs
from volgens.web.marks import Mark, html, lines_around, marks_of

OWN = ("article", "at", "was")

Answer = Callable[[Ledger, Asked, Request], Response]


def several(kind: str) -> Answer:
    """The page of one kind of record."""

    def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
        found = getattr(ledger, kind)(asked.filters, asked.limit + 1, asked.offset)
        return listed(asked, kind, found, "records")

    return answer


def one(kind: str | None) -> Answer:
    """A record: where it stands, who says so, what others say of it, what people decided, and what made it."""

    def answer(ledger: Ledger, asked: Asked, request: Request) -> Response:
        given = request.path_params["id"]
        found = _found(ledger, asked, given, kind)
        if isinstance(found, Response):
            return found
        return _shown(ledger, asked, found)

    return answer


def _found(ledger: Ledger, asked: Asked, given: str, kind: str | None) -> RecordFound | Response:
    """The record, or where it is to be found now."""
    article = asked.own["article"]
    some = [r for r in ledger.record(given) if kind in (None, r.kind)]
    if article:
        some = [r for r in some if r.document.id == article] or some
    of = kind or f"{given.partition('-')[0]}s"  # an id begins with what it is of
    of_version = some[0].document.id if some else None
    if of_version and ledger.newest(of_version) != of_version:  # it stands on the page of that version alone
        return RedirectResponse(f"/articles/{in_address(of_version)}#{in_address(some[0].record.id)}", 307)
    if not some and article and of in CORRECTABLE:
        left = ledger.reviewed(article)
        now = on_the_same_words(left[0], of, asked.own["at"]) if left else None
        if now is not None:
            return _moved(asked, of if of in KINDS else "records", now.id, was=given)
    if len({r.record.id for r in some}) == 1:
        some = some[:1]  # an article may stand in a ledger under two ids, with the same records
    found = only(some, "record", given)
    if kind is None and found.kind in KINDS:
        return _moved(asked, found.kind, found.record.id)
    return found


def _moved(asked: Asked, kind: str, record_id: str, **more: str) -> Response:
    words = {k: v for k, v in asked.own.items() if v} | more
    form = "" if asked.form == "html" else f".{asked.form}"
    return RedirectResponse(
        f"/{kind}/{record_id}{form}" + (f"?{urlencode(words, errors='replace')}" if words else ""), 307
    )


def _shown(ledger: Ledger, asked: Asked, found: RecordFound) -> Response:
    document, kind, record = found.document, found.kind, found.record
    plain = {"kind": kind, "document": asdict(document), "record": asdict(record)}
    if kind not in KINDS and asked.form == "json":
        return as_data(plain)
    left = ledger.reviewed(document.id)
    if left is None:
        raise HTTPException(404, f"no article {document.id}")
    reading, _ = left
    items = ledger.in_article(document.id) if kind in KINDS else []
    item = next((i for i in items if record_of(i).id == record.id), None)
    hung = [i for i in items if kind == "claims" and getattr(record_of(i), "claim_id", None) == record.id]
    mine = {record.id, *(record_of(i).id for i in hung)}
    where = ledger.incidents_of(document.id, sorted(mine)) if item else []
    beside = _beside(ledger, [key for key, n in where if n <= LARGE], document.id, mine)
    history = ledger.history(document.id, kind, record.id)
    if asked.form == "json":
        assert item is not None
        return as_data(_values(kind, item, hung, where, beside, history))
    return page(
        asked,
        "record",
        kind=kind,
        document=document,
        record=record,
        item=item,
        review=found.review,
        text=_context(reading, kind, record),
        hung=[(kind_of(i), record_of(i), i) for i in hung],
        incidents=[i for key, _ in where for i in ledger.summaries(incident=key, limit=1)],
        pairs=beside,
        history=history,
        inputs=inputs(kind, record, reading, asked.labels) if kind in CORRECTABLE else None,
        fields=plain["record"],
        trouble=None,
    )


def _context(reading: Reading, kind: str, record: Any) -> Any:
    """The paragraph that it stands in, its words marked; of an actor, who stands in many, nothing."""
    if kind not in CORRECTABLE:
        return ""
    words = getattr(record, "quote", None) or core(record)
    text = reading.document.text
    start, end = lines_around(text, words.start, words.end)
    inside = [m for m in marks_of(reading) if m.start < end and m.end > start]
    moved = [Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.id) for m in inside]
    return html(text[start:end], moved, record.id)


def _beside(ledger: Ledger, incidents: Sequence[str], document_id: str, mine: set[str]) -> list[Pair]:
    found = [ledger.incident(key) for key in incidents]
    return [p for i in found for p in pairs(i, lambda t: t.head.id == document_id and t.record.id in mine)]


def _values(
    kind: str,
    item: Item,
    hung: Sequence[Item],
    incidents: Sequence[tuple[str, int]],
    beside: Sequence[Pair],
    history: Sequence[tuple[Decision, bool]],
) -> dict[str, Any]:
    return {
        "kind": kind,
        "record": as_json(item),
        "hung": [as_json(i) for i in hung],
        "incidents": [{"id": key, "articles": n} for key, n in incidents],
        "beside": [pair_values(p) for p in beside],
        "history": [{"decision": d.to_dict(), "stands": stands} for d, stands in history],
    }


def pair_values(p: Pair) -> dict[str, Any]:
    """A pair as JSON values."""
    values = {k: getattr(p, k) for k in ("conflict", "kind", "about", "same_side")}
    return {**values, "mine": told.side(p.mine), "other": told.side(p.other)}
