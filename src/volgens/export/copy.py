"""The articles that fit, with all that was read from them and decided on them, as a ledger of its own in one file."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from volgens.export.source import Source
from volgens.ledger import Ledger
from volgens.ledger.decisions import as_lines
from volgens.model import Reading

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
            yield from ledger.versions(found.document.id)
            reading = ledger.reading(found.document.id)
            if reading is not None:
                yield reading

    made.add_all(readings())
    here = (d for d in ledger.decisions() if d.document_id is None or made.head(d.document_id))
    made.import_decisions(as_lines(here))
    return n
