"""Reading an export of the native table back: the rows, and with ``native.item`` the records that they were made from."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from volgens.export.cells import value
from volgens.export.columns import NATIVE
from volgens.export.output import ExportError
from volgens.export.tables import Table

BIGGEST = 1 << 30  # characters of a cell: an article's claim may be longer than the library takes by itself


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file by its ending: .csv, .jsonl or .parquet. Raises ExportError for another, or one that is no such export."""
    readers = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
    if path.suffix not in readers:
        raise ExportError("no export that can be read back", str(path), f"name one that ends in {', '.join(readers)}")
    return readers[path.suffix](path)


def _csv(path: Path, table: Table = NATIVE) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(BIGGEST)
    kinds = [(c.name, c.type) for c in table.columns]
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        if next(lines, None) != [name for name, _ in kinds]:
            raise ExportError(f"not the columns of the table {table.name}", str(path), "export it again")
        for line in lines:
            yield {name: value(cell, kind) for (name, kind), cell in zip(kinds, line, strict=True)}


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    from volgens.export import parquet

    return parquet.read(path)
