"""Tables as Parquet files and back, by pyarrow."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from volgens.export.cells import as_json
from volgens.export.output import ExportError
from volgens.export.tables import Table

AT_ONCE = 2_000  # rows of a group, so that memory does not grow with the ledger

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:  # it is an extra
    raise ExportError(
        "Parquet needs pyarrow, which is not here", do="install it with `pip install 'volgens[parquet]'`"
    ) from error


def schema(table: Table) -> "pa.Schema":
    """The columns with their types. Lists are JSON texts, as in CSV: what is only carried along needs no type of its own."""
    kinds = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(), "date": pa.date32()}
    fields = [
        pa.field(
            c.name,
            kinds.get(c.type, pa.string()),
            nullable=not c.needed,
            metadata={"description": c.told, "type": c.type},
        )
        for c in table.columns
    ]
    return pa.schema(fields)


def write(table: Table, rows: Iterable[Mapping[str, Any]], out: BinaryIO) -> int:
    """The rows, some thousand at a time; tells how many."""
    shape, n = schema(table), 0
    with pq.ParquetWriter(out, shape, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [pa.array([_value(row[f.name], f.type) for row in group], f.type) for f in shape]
            writer.write_table(pa.table(columns, schema=shape))
            n += len(group)
    return n


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file, days as ISO texts and lists as lists again."""
    with pq.ParquetFile(path) as file:
        kinds = {f.name: (f.metadata or {}).get(b"type", b"").decode() for f in file.schema_arrow}
        for batch in file.iter_batches(AT_ONCE):
            for row in batch.to_pylist():
                for name, value in row.items():
                    if kinds[name] == "date" and value is not None:
                        row[name] = value.isoformat()
                    elif kinds[name] == "array" and value is not None:
                        row[name] = json.loads(value)
                yield row


def _value(value: Any, kind: "pa.DataType") -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        return as_json(value)
    if isinstance(value, str):
        return date.fromisoformat(value) if pa.types.is_date(kind) else value.encode("utf-8", "replace").decode()
    return float(value) if pa.types.is_floating(kind) else value


def _groups(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    some: list[Mapping[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some
