"""The names in the records, each once, so that looking one up does not go through all records.

A ledger has ten thousand names in a million claims. A name is found by a word of it; the records that bear it by their own indexes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, delete, literal, select, text

from volgens.ledger import rows, schema
from volgens.model.names import fold

N = schema.names
# Whose names: of sources, of who acts or is acted on, of actors under all their names, and codes and short names of sides.
SOURCE, ACTING, ACTOR, SIDE = "source", "acting", "actor", "side"
_COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    SOURCE: (("claims", "source_key"),),
    ACTING: (("events", "agent_key"), ("events", "patient_key")),
    ACTOR: (("actors", "names_key"),),
    SIDE: (("claims", "source_party"), ("events", "agent_party"), ("events", "patient_party"), ("figures", "party")),
}
# Places: what tells one from others, and the name that an article gave it; found by whole names.
PLACE = "place"
_PLACE = ("geonames_id", "name_key", "country", "kind", "text_key")
AT_ONCE = 500
LONGEST = 100  # characters of a word that are looked at
_ENTER = text(
    "INSERT INTO names (word, kind, hash, key) VALUES (:word, :kind, :hash, :key) ON CONFLICT DO NOTHING"
).bindparams(bindparam("word", type_=N.c.word.type), bindparam("key", type_=N.c.key.type))
Name = tuple[str, str]  # kind, key


class Place(NamedTuple):
    geonames_id: int | None
    name_key: str
    country: str | None
    kind: str


def put_in(connection: Connection, document_id: str, made: Mapping[str, Iterable[rows.Row]] | None = None) -> set[Name]:
    """Enters the names of an article and gives them back; ``made``: the rows of its records, read if not given."""
    mine = {(k, key) for k, key in (_named(made) if made is not None else _stored(connection, document_id))}
    found = [e for name in mine for e in entries(*name)]
    if found:
        connection.execute(_ENTER, [dict(zip(N.c.keys(), e, strict=True)) for e in sorted(found)])
    return mine


def of(connection: Connection, document_id: str) -> set[Name]:
    """The names of an article."""
    return set(_stored(connection, document_id))


def take_out(connection: Connection, gone: Iterable[Name]) -> None:
    """Forgets those of some names that no record bears any more."""
    for kind, key in sorted(gone):
        if not _is_borne(connection, kind, key):
            for word, _, number, _ in entries(kind, key):
                connection.execute(delete(N).where(N.c.word == word, N.c.kind == kind, N.c.hash == number))


def with_words(kind: str, term: str) -> "Select[str]":
    """The keys of a kind in which the words of ``term`` stand, whole and in a row."""
    words = fold(term).split()
    wanted = select(N.c.key).where(N.c.kind == kind, N.c.key.like(f"% {' '.join(words)} %"))
    longest = max(words, key=len, default="")
    return wanted.where(N.c.word == longest[:LONGEST]).distinct()


def places(connection: Connection, name: str) -> list[Place]:
    """Places that an article gave this folded name, or whose own name begins with it: ``geonames_id``, ``name_key``, ``country``, ``kind``."""
    begins = and_(N.c.word >= name[:LONGEST], N.c.word < name[:LONGEST] + "\U0010ffff")
    keys = connection.execute(select(N.c.key).where(N.c.kind == PLACE, begins).distinct()).scalars()
    known = {tuple(json.loads(key)) for key in keys}
    return sorted(
        {Place(*k[:4]) for k in known if k[4] == name or k[1].startswith(name)}, key=lambda p: tuple(map(str, p))
    )


def sides(codes: Iterable[str]) -> "Select[str]":
    """Sides as the records write them, by their codes or short names in any case."""
    return select(N.c.key).where(N.c.kind == SIDE, N.c.word.in_(sorted({_side_word(c) for c in codes})))


def entries(kind: str, key: str) -> list[tuple[str, str, int, str]]:
    """The rows of a name: one for each word of it that it is looked up by."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(digest, "big") >> 1
    if kind == PLACE:
        _, name, _, _, given = json.loads(key)
        words = sorted({name[:LONGEST], given[:LONGEST]})
    else:
        words = [_side_word(key)] if kind == SIDE else sorted({w[:LONGEST] for w in key.split()})
    return [(word, kind, number, key) for word in words]


def has(connection: Connection, some: Iterable[tuple[str, str, int, str]]) -> bool:
    """Are all of these entries there?"""
    wanted = sorted(set(some))
    for k in range(0, len(wanted), AT_ONCE):
        part = wanted[k : k + AT_ONCE]
        kept = select(N).where(N.c.word.in_({e[0] for e in part}), N.c.hash.in_({e[2] for e in part}))
        if set(part) - {tuple(m) for m in connection.execute(kept)}:
            return False
    return True


def _side_word(key: str) -> str:
    return key.lower()[:LONGEST]


def _named(made: Mapping[str, Iterable[rows.Row]]) -> Iterator[Name]:
    for kind, columns in _COLUMNS.items():
        for table, column in columns:
            yield from ((kind, row[column]) for row in made[table] if row[column])
    yield from ((PLACE, rows.to_json([row[c] for c in _PLACE])) for row in made["places"])


def _stored(connection: Connection, document_id: str) -> Iterator[Name]:
    for kind, columns in _COLUMNS.items():
        for table, column in columns:
            c = schema.RECORDS[table].c
            wanted = select(c[column]).where(c.document_id == document_id, c[column].is_not(None)).distinct()
            yield from ((kind, key) for key in connection.execute(wanted).scalars() if key)
    p = schema.places.c
    wanted = select(*(p[c] for c in _PLACE)).where(p.document_id == document_id).distinct()
    yield from ((PLACE, rows.to_json(list(row))) for row in connection.execute(wanted))


def _is_borne(connection: Connection, kind: str, key: str) -> bool:
    """Does any record bear it?"""
    if kind == PLACE:
        p = schema.places.c
        wanted = [
            select(p.id).where(*(p[c].is_not_distinct_from(v) for c, v in zip(_PLACE, json.loads(key), strict=True)))
        ]
    else:
        columns = (schema.RECORDS[table].c[column] for table, column in _COLUMNS[kind])
        wanted = [select(literal(1)).where(c == key) for c in columns]
    return any(connection.execute(w.limit(1)).first() is not None for w in wanted)


__all__ = [
    "ACTING",
    "ACTOR",
    "PLACE",
    "SIDE",
    "SOURCE",
    "entries",
    "has",
    "of",
    "places",
    "put_in",
    "sides",
    "take_out",
    "with_words",
]
