"""The native table: a record that a query finds as one row, and the row as that record again."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from volgens.export.columns import FIELDS, NATIVE
from volgens.export.links import permalink
from volgens.export.source import Source
from volgens.ledger.archive import value
from volgens.ledger.found import ClaimFound, EventFound, FigureFound, Head, Paper
from volgens.ledger.items import Item, kind_of, record_of
from volgens.model import Claim, Event, Figure, Place, Review
from volgens.model.record import plain

Row = dict[str, Any]
PARTS = {"document": Head, "claim": Claim, "figure": Figure, "event": Event, "place": Place, "review": Review}
# What a record hangs on stands in the same row, so that these need no columns of their own.
_HANGS = {"figure": ("claim", "event", "place"), "event": ("claim", "place")}
# Each field: where its name and that of what it is in begin and end.
_OF = [(f.path.rpartition("."), f.type) for f in FIELDS]
_NAMES = [f.column.name for f in FIELDS]
_WITHIN = sorted({of for (of, _, _), _ in _OF}, key=lambda p: p.count("."))


def rows(source: Source) -> Iterator[Row]:
    """All rows of an export, in the order of publication and text."""
    for item, paper in source.items():
        yield row(item, paper, source.address)


def row(item: Item, paper: Paper, address: str) -> Row:
    """A record with its article as a row. ``address``: of the page, in front of the permalink."""
    record, kind = record_of(item), kind_of(item)
    whole: dict[str, Any] = {k: getattr(item, k, None) for k in PARTS}
    whole |= {"paper": paper.document, "provenance": paper.provenance}
    for path in _WITHIN:
        within, _, name = path.rpartition(".")
        if within:
            whole[path] = getattr(whole[within], name) if whole[within] is not None else None
    out: Row = {
        "record": kind.removesuffix("s"),
        "id": record.id,
        "permalink": address + permalink(kind, item.document.id, record),
    }
    for ((of, _, name), kind), column in zip(_OF, _NAMES, strict=True):
        held = whole[of]
        cell = None if held is None else getattr(held, name)
        out[column] = [asdict(v) for v in cell] if kind == "array" and cell is not None else cell
    return out


def item(row: Mapping[str, Any]) -> Item:
    """The record that a row was made from."""
    given = {name: _made(cls, name, row) for name, cls in PARTS.items()}
    of = {"claim": ClaimFound, "figure": FigureFound, "event": EventFound}[row["record"]]
    found: Item = of(**{f.name: given[f.name] for f in fields(of)})
    return found


def _made(cls: type, path: str, row: Mapping[str, Any]) -> Any:
    """A value of the class, from the columns that begin with the path; None where all of them are empty."""
    given: dict[str, Any] = {}
    for name, hint in _hints(cls).items():
        column = f"{path}_{name}"
        inner = _class_of(hint)
        if inner is not None:
            given[name] = _made(inner, column, row)
        elif column in row:
            raw = row[column]
            given[name] = value(hint, raw) if raw is not None else None
    if all(v is None for v in given.values()):
        return None
    given |= {f"{of}_id": row[f"{of}_id"] for of in _HANGS.get(path, ()) if f"{path}_{of}_id" not in row}
    return cls(**given)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _class_of(hint: Any) -> type | None:
    """The class of records in a field that holds one, or none."""
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    return next((o for o in options if is_dataclass(o) and isinstance(o, type)), None)


def numbers(row: Row) -> Row:
    """The row with whole numbers as integers, as JSON and people want them."""
    return {k: plain(v) if isinstance(v, float) else v for k, v in row.items()}


__all__ = ["NATIVE", "Row", "item", "numbers", "row", "rows"]
