"""``/articles`` and ``/articles/ID``: the text with its marks and a margin of claims."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from volgens.export import versions as said_before
from volgens.ledger import Ledger
from volgens.model import Event, Figure
from volgens.web.answer import as_data, in_address, listed, moved, only, page
from volgens.web.asked import Asked
from volgens.web.marks import html, marks_of


def several(ledger: Ledger, asked: Asked, request: Request) -> Response:
    return listed(asked, "articles", ledger.articles(asked.filters, asked.limit + 1, asked.offset), "articles")


def one(ledger: Ledger, asked: Asked, request: Request) -> Response:
    """The article as people left it; as data the reading as it was read, with what they made of its records."""
    given = request.path_params["id"]
    whole = f"{given}.{asked.form}"
    if asked.form != "html" and whole in ledger.document_ids(whole) and given not in ledger.document_ids(given):
        given, asked = (
            whole,
            replace(asked, form="html", path=f"{asked.path}.{asked.form}"),
        )  # ids are often names of files
    key = only(ledger.document_ids(given), "article", given)
    if key != given:
        return moved(asked, f"/articles/{in_address(key)}")
    found = ledger.reviewed(key)
    assert found is not None
    newest = ledger.newest(key) or key
    every = said_before.versions(ledger.versions(key), ledger.reading(newest) or found[0])
    if asked.form == "json":
        read = ledger.reading(key)
        assert read is not None
        reviewed = {k: r.to_dict() for (_, k), r in found[1].items()}
        known = [{"id": (d := v.reading.document).id, "retrieved": d.retrieved, "newest": v.newest} for v in every]
        return as_data({**read.to_dict(), "reviews": reviewed, "versions": known})
    reading, reviews = found
    text = html(reading.document.text, marks_of(reading))
    places = {p.id: p for p in reading.places}
    records: list[Event | Figure] = sorted([*reading.events, *reading.figures], key=lambda r: (r.quote.start, r.id))
    hung = {c.id: [r for r in records if r.claim_id == c.id] for c in reading.claims}
    own = [r for r in records if r.claim_id is None]
    return page(
        asked,
        "article",
        reading=reading,
        text=text,
        places=places,
        hung=hung,
        own=own,
        reviews=reviews,
        beside=ledger.neighbours(key),
        newest=newest,
        versions=every,
        said_before=said_before,
    )
