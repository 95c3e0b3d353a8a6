"""A whole reading as one JSON text and back, and the hash by which two readings are known to be the same."""

import hashlib
import json
import types
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from volgens.ledger.rows import to_json
from volgens.model import Reading


def reading_hash(reading: Reading) -> str:
    """SHA-256 over the reading, but for the moment of retrieval: fetching the same article again is no news."""
    document = _plain(reading.document)
    del document["retrieved"]
    for later in ("updated", "forwarded"):  # readings of before there were these keep their hashes
        if document[later] is None:
            del document[later]
    return _hash({**_plain(reading), "document": document})


def hashes(reading: Reading) -> tuple[str, ...]:
    """The hashes that stand for it in a ledger: this one, and that of ledger version 1, which knew of no gazetteer."""
    p = reading.provenance
    if p is None or p.gazetteer_hash is not None:
        return (reading_hash(reading),)
    document = {k: v for k, v in _plain(reading.document).items() if k not in ("retrieved", "updated", "forwarded")}
    first = {k: v for k, v in _plain(p).items() if k != "gazetteer_hash"}
    return reading_hash(reading), _hash({**_plain(reading), "document": document, "provenance": first})


def _hash(values: dict[str, Any]) -> str:
    text = to_json(values, default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def dumps(reading: Reading) -> str:
    return to_json(_plain(reading), default=_plain)


def _plain(record: Any) -> dict[str, Any]:
    """A record's own fields, which JSON asks for one record at a time: a copy of all at once takes five times as long."""
    names: tuple[str, ...] = type(record).__slots__
    return {name: getattr(record, name) for name in names}


def loads(text: str) -> Reading:
    """The reading that ``dumps`` was given."""
    reading: Reading = value(Reading, json.loads(text))
    return reading


def value(kind: Any, raw: Any) -> Any:
    """``raw`` JSON as a value of the type ``kind``: dataclasses, tuples of one type, optionals and plain values."""
    if raw is None:
        return None
    if isinstance(kind, types.UnionType):
        return value(next(k for k in typing.get_args(kind) if k is not types.NoneType), raw)
    if typing.get_origin(kind) is tuple:
        return tuple(value(typing.get_args(kind)[0], v) for v in raw)
    if is_dataclass(kind):
        record = typing.cast(Any, kind)
        return record(**{name: value(of, raw[name]) for name, of in _fields(record) if name in raw})
    return raw


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Names and types of the fields of a dataclass: working them out takes longer than reading a record."""
    hints = typing.get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind))
