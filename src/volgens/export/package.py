"""A folder with several forms of one ledger, and a description of it that other programs read: a Frictionless data package."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from volgens import __version__
from volgens.export.codebook import codebook
from volgens.export.formats import Format
from volgens.export.output import ExportError, whole
from volgens.export.source import Source
from volgens.export.tables import Column, Table

DESCRIPTION, CODEBOOK = "datapackage.json", "codebook.md"
CHUNK = 1 << 20


def write(source: Source, formats: Sequence[Format], folder: Path) -> list[int]:
    """Every format as a file in the folder, with ``datapackage.json`` and the codebook; all of them or none. Tells how many rows each has."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"no folder can be made there ({error.strerror})", str(folder), "name another") from error
    names = [f.file for f in formats]
    with ExitStack() as stack:
        outs = stack.enter_context(whole(*(folder / n for n in (*names, DESCRIPTION, CODEBOOK))))
        counts = [f.write(source, out) for f, out in zip(formats, outs, strict=False)]
        for out in outs:
            out.flush()
        resources = [_resource(f, Path(out.name), n) for f, out, n in zip(formats, outs, counts, strict=False)]
        described = {**_about(source), "resources": resources}
        outs[-2].write(json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
        tables = {f.table.name: f.table for f in formats if f.table}
        outs[-1].write(f"# Codebook\n\n{codebook(tables.values())}".encode())
    return counts


def _about(source: Source) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "volgens-export",
        "title": "Who says what happened, read from the news by Volgens",
        "description": "Read by a program, in part checked by people; no verdict on truth. The texts are their publishers'.",
        "version": __version__,
        "filters": {k: v for k in source.filters.__slots__ if (v := getattr(source.filters, k))},
        "names_masked": source.mask is not None,
    }


def _resource(f: Format, path: Path, rows: int) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    out: dict[str, Any] = {
        "name": f.name,
        "path": f.file,
        "title": f.told,
        "format": f.ending,
        "mediatype": f.media,
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "count": rows,  # of articles, incidents or records; ``rows`` is the description's own word for lines of a table
    }
    if f.table is not None and f.ending == "csv":
        dialect = {"lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
        out |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": dialect,
            "schema": table_schema(f.table),
        }
    return out


def table_schema(table: Table) -> dict[str, Any]:
    """The table as a Frictionless table schema."""
    return {"fields": [_field(c) for c in table.columns], "primaryKey": list(table.key), "missingValues": [""]}


def _field(c: Column) -> dict[str, Any]:
    out: dict[str, Any] = {"name": c.name, "type": c.type, "description": f"{c.told}; {c.ours}" if c.ours else c.told}
    constraints: dict[str, Any] = {"required": True} if c.needed else {}
    if c.choices:
        constraints["enum"] = list(c.choices)
    return {**out, "constraints": constraints} if constraints else out
