"""Reading a table of words: TSV checked against its Table Schema, every row knowing where it stands.

The schema of a table (``data/schema/<table>.json``) follows Frictionless Table Schema: ``fields`` with ``name``, ``type``
(string, list, integer, number), ``description`` and ``constraints`` (``required``, ``enum``), and a ``primaryKey``. Two keys are ours:
``scope`` (``language`` or ``shared``) and ``match`` (how a row fires: ``lemma``, ``noun``, ``phrase`` or ``none``).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from volgens.model import LexiconError

LIST_SEPARATOR = " | "
Cell = str | float | int | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    required: bool
    enum: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Schema:
    table: str
    scope: str
    match: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``where`` is ``nl/reporting.tsv:41``; cells are read as attributes: ``row.event_type``."""

    table: str
    where: str
    cells: Mapping[str, Cell]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.cells[name]
        except KeyError:
            raise AttributeError(f"table {self.table!r} has no column {name!r}") from None

    def words(self, column: str) -> tuple[str, ...]:
        """The cell's words in lower case; none where it is empty."""
        return tuple(str(self.cells.get(column) or "").lower().split())

    def __reduce__(self) -> Any:
        return (Row, (self.table, self.where, dict(self.cells)))

    def __hash__(self) -> int:
        return hash((self.table, self.where))


@cache
def schemas() -> dict[str, Schema]:
    """All tables by name."""
    out = {}
    for path in sorted((files("volgens.lexicon") / "data" / "schema").iterdir(), key=lambda p: p.name):
        raw = json.loads(path.read_text("utf8"))
        columns = tuple(
            Column(
                f["name"],
                f.get("type", "string"),
                f.get("constraints", {}).get("required", False),
                tuple(f.get("constraints", {}).get("enum", ())),
                f["description"],
            )
            for f in raw["fields"]
        )
        name = path.name.removesuffix(".json")
        out[name] = Schema(name, raw["scope"], raw["match"], raw["description"], columns, tuple(raw["primaryKey"]))
    return out


def _cell(text: str, column: Column, where: str) -> Cell:
    if not text:
        if column.required:
            raise LexiconError(
                "LEX004", f"the column {column.name!r} is empty", where, f"give it a value: {column.description}"
            )
        return () if column.type == "list" else None
    values = tuple(v.strip() for v in text.split(LIST_SEPARATOR)) if column.type == "list" else (text,)
    if column.enum and column.type != "list":
        for v in values:
            if v not in column.enum:
                allowed = ", ".join(column.enum)
                raise LexiconError(
                    "LEX005", f"{v!r} is not allowed in the column {column.name!r}", where, f"use one of: {allowed}"
                )
    if column.type == "list":
        return values
    if column.type in ("integer", "number"):
        try:
            return int(text) if column.type == "integer" else float(text)
        except ValueError:
            raise LexiconError(
                "LEX006", f"{text!r} in the column {column.name!r} is not a {column.type}", where
            ) from None
    return text


def read_table(path: Path, schema: Schema, label: str) -> Iterator[Row]:
    """The rows of one file. ``label`` is how messages and ``explain`` name it, ``nl/events.tsv``.

    Raises LexiconError LEX001 (not UTF-8), LEX002 (header), LEX003 (number of cells), LEX004-6 (a cell), LEX007 (a row twice).
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        raise LexiconError("LEX001", f"cannot be read as UTF-8 text ({e})", label, "save it as UTF-8") from None
    names = [c.name for c in schema.columns]
    header: list[str] | None = None
    seen: dict[tuple[Cell, ...], int] = {}
    for n, line in enumerate(text.split("\n"), 1):
        line, where = line.rstrip("\r"), f"{label}:{n}"
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            if cells != names:
                raise LexiconError(
                    "LEX002",
                    f"the header is {' '.join(cells)!r}",
                    where,
                    f"it has to be {' '.join(names)!r}, tab-separated",
                )
            header = cells
            continue
        if len(cells) > len(names):
            raise LexiconError("LEX003", f"{len(cells)} cells for {len(names)} columns", where, "look for a stray tab")
        cells += [""] * (len(names) - len(cells))
        values = {c.name: _cell(v, c, where) for c, v in zip(schema.columns, cells, strict=True)}
        key = tuple(values[k] for k in schema.key)
        if key in seen:
            raise LexiconError(
                "LEX007", f"the same {', '.join(schema.key)} stand on line {seen[key]}", where, "keep one of the two"
            )
        seen[key] = n
        yield Row(schema.table, where, values)
