"""The articles that fit, with all that was read from them and decided on them, as a ledger of its own in one file."""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from volgens.export.source import Source
from volgens.ledger import Ledger
from volgens.ledger.decisions import as_lines
from volgens.model import Reading
from volgens.model.decision import REJECTED

NAME = "volgens.db"


def write(source: Source, out: BinaryIO) -> int:
    """A ledger in SQLite, made elsewhere and then copied in; tells how many articles it has. An article goes whole: its records hang together."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        with Ledger(path) as made:
            n = _fill(source, made)
        with path.open("rb") as file:
            shutil.copyfileobj(file, out)
    return n


def _fill(source: Source, made: Ledger) -> int:
    ledger, n = source.ledger, 0

    def readings() -> Iterator[Reading]:
        nonlocal n
        for found in ledger.articles(source.filters):
            n += 1
            yield from masked(source, found.document.id) if source.mask else _whole(ledger, found.document.id)

    made.add_all(readings())
    if source.mask is None:
        here = (d for d in ledger.decisions() if d.document_id is None or made.head(d.document_id))
        made.import_decisions(as_lines(here))
    return n


def _whole(ledger: Ledger, document_id: str) -> Iterator[Reading]:
    yield from ledger.versions(document_id)
    reading = ledger.reading(document_id)
    if reading is not None:
        yield reading


def masked(source: Source, document_id: str) -> Iterator[Reading]:
    """An article with its names masked; nothing where it is not there. As people left it, without what they rejected: decisions and earlier texts hold names, and do not go along."""
    found = source.ledger.reviewed(document_id)
    if found is None or source.mask is None:
        return
    reading, reviews = found
    out = {key for (_, key), r in reviews.items() if r.status == REJECTED}
    claims = tuple(c for c in reading.claims if c.id not in out)
    events = tuple(e for e in reading.events if e.id not in out and e.claim_id not in out)
    there = {e.id for e in events}
    counted = (f for f in reading.figures if f.id not in out and f.claim_id not in out)
    figures = tuple(replace(f, event_id=f.event_id if f.event_id in there else None) for f in counted)
    yield source.mask.reading(replace(reading, claims=claims, events=events, figures=figures))
