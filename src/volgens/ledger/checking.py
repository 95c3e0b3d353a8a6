"""Is a ledger whole? What the database says of itself, and whether all that follows from something else is as that says.

Readings, earlier versions and decisions stand for themselves: each bears a hash of its content, and every quotation has to stand in its text. All else
(what people made of records, accounts, incidents, names, counts, the index of words) follows from them and is worked out anew, to be compared. Nothing is
written; ``mending`` makes anew what follows, and ``saving`` takes out of a damaged file what can still be read.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import DBAPIError

from volgens.ledger import (
    account_rows,
    archive,
    brief,
    by_hand,
    database,
    decisions,
    heard,
    large,
    names,
    readings,
    rows,
    schema,
    summaries,
    versions,
)
from volgens.ledger.reviewing import ArticleReview, as_reviewed
from volgens.linking import accounts, keys
from volgens.linking.copies import one_in, runs, stored
from volgens.linking.summary import program
from volgens.model import Decision, Reading, VolgensError, text_hash

A, D, E, V = schema.articles, schema.decisions, schema.earlier_versions, schema.reviewed
# How each kind of fault is mended: MEND makes anew what follows; READ: that, and then the article has to be read again; SAVE: what stands for itself is lost
# here, and comes from a copy.
MEND, READ, SAVE = MENDS = ("mend", "read", "save")
KINDS: Mapping[str, str] = {
    "database": SAVE, "schema": SAVE, "decision": SAVE, "earlier": SAVE,
    "unreadable": READ, "text": READ, "reading": READ, "quote": READ,
    "review": MEND, "accounts": MEND, "search": MEND, "copies": MEND, "names": MEND, "heard": MEND, "hands": MEND, "incident": MEND, "summary": MEND,
}  # fmt: skip
MOST_SHOWN = 60  # characters of a text in a line about it
UNREADABLE = (DBAPIError, VolgensError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
Look = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind``: one of KINDS; ``id``: of the article, incident or decision, None for the ledger as a whole; ``detail``: what stands there, in one line."""

    kind: str
    id: str | None
    detail: str = ""

    @property
    def mend(self) -> str:
        return KINDS[self.kind]


def faults(look: Look, step: Callable[[], None] = lambda: None) -> Iterator[Fault]:
    """Everything that is wrong. ``look`` opens the ledger for reading; ``step`` is called after each article.

    A database that is not sound itself is not looked into further.
    """
    unsound = list(_database(look))
    yield from unsound
    if unsound:
        return
    with look() as connection:
        ids = list(connection.execute(select(A.c.id).order_by(A.c.id)).scalars())
    for document_id in ids:
        yield from _tried("unreadable", document_id, look, _article)
        step()
    for kind, whole in (("decision", _decisions), ("earlier", _earlier), ("hands", _hands), ("heard", _heard), ("incident", _incidents)):  # fmt: skip
        yield from _tried(kind, None, look, whole)


def _tried(
    kind: str, key: str | None, look: Look, work: Callable[[Connection, str], Iterator[Fault]]
) -> Iterator[Fault]:
    """What cannot be read at all is a fault too, whatever stumbles over it."""
    try:
        with look() as connection:
            found = list(work(connection, key or ""))
    except UNREADABLE as error:
        found = [Fault(kind, key, _line(error))]
    yield from found


def _line(error: BaseException) -> str:
    """What an error says, in one line, and which kind it is where it says little."""
    told = error.what if isinstance(error, VolgensError) else str(getattr(error, "orig", None) or error)
    return f"{type(error).__name__}: {' '.join(told.split())}"[:300]


# The database


def _database(look: Look) -> Iterator[Fault]:
    try:
        with look() as connection:
            for line in database.of(connection).unsound(connection):
                yield Fault("database", None, line)
            yield from _schema(connection)
    except UNREADABLE as error:
        yield Fault("database", None, _line(error))


def _schema(connection: Connection) -> Iterator[Fault]:
    """Are all tables there, with their columns and indexes?"""
    seen = inspect(connection)
    there = set(seen.get_table_names())
    for table in schema.metadata.sorted_tables:
        if table.name not in there:
            yield Fault("schema", None, table.name)
            continue
        columns = {c["name"] for c in seen.get_columns(table.name)}
        yield from (Fault("schema", None, f"{table.name}.{c.name}") for c in table.columns if c.name not in columns)
        indexes = {i["name"] for i in seen.get_indexes(table.name)}
        wanted = (i for i in table.indexes if i._ddl_if is None or i._ddl_if.dialect == connection.dialect.name)
        yield from (Fault("schema", None, str(i.name)) for i in wanted if i.name not in indexes)


# Articles


def _article(connection: Connection, document_id: str) -> Iterator[Fault]:
    reading = readings.read(connection, document_id)
    assert reading is not None
    now = readings.read(connection, document_id, reviewed=True)
    assert now is not None
    kept = connection.execute(select(A.c.reading_hash).where(A.c.id == document_id)).scalar_one()
    if text_hash(reading.document.text) != reading.document.sha256:
        yield Fault("text", document_id)
    elif kept not in archive.hashes(reading):
        yield Fault("reading", document_id)
    yield from _cells(connection, now, kept)
    yield from (Fault("quote", document_id, told) for told in dict.fromkeys((*misquoted(reading), *misquoted(now))))
    yield from _reviewed(connection, reading, now)
    yield from _linked(connection, now)
    yield from _indexed(connection, reading)


def _cells(connection: Connection, now: Reading, kept: str) -> Iterator[Fault]:
    """What stands beside the fields of the record, to look it up by. The order is the reading's own, but for records that are only kept."""
    key = now.document.id
    wanted = {**rows.record_rows(now), A.name: [rows.document_row(now, kept)]}
    for table in (A, *schema.RECORDS.values()):
        names_of = [c.key for c in table.c if c.key != "seq"]
        own = table.c.id == key if table is A else table.c.document_id == key
        found = connection.execute(select(*(table.c[n] for n in names_of)).where(own)).all()
        if set(map(tuple, found)) != {tuple(r.get(n) for n in names_of) for r in wanted[table.name]}:
            yield Fault("reading", key, table.name)


def misquoted(reading: Reading) -> Iterator[str]:
    """Where words that are said to stand in the text do not, a line each."""
    text = reading.document.text
    for kind in schema.RECORDS:
        for record in getattr(reading, kind):
            for name, start, end, words in _spans(record):
                if text[start:end] != words or not 0 <= start <= end <= len(text):
                    told, stands = (repr(w[:MOST_SHOWN]) for w in (words, text[max(0, start) : end]))
                    yield f"{record.id} {name} {start}-{end}: {told} / {stands}"


def _spans(value: Any, name: str = "") -> Iterator[tuple[str, int, int, str]]:
    start, end, words = (getattr(value, n, None) for n in ("start", "end", "text"))
    if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
        yield name or "text", start, end, words
    for f in fields(value):
        inner = getattr(value, f.name)
        if is_dataclass(inner):
            yield from _spans(inner, f.name)


def _reviewed(connection: Connection, reading: Reading, now: Reading) -> Iterator[Fault]:
    """Are the records what people made of them?"""
    document_id = reading.document.id
    standing = decisions.in_force(connection, decisions.on(document_id))
    found = ArticleReview(reading, standing).records() if standing else []
    wanted = {(r.kind, r.record.id): rows.to_json(r.review.to_dict()) for r in found}
    mine = select(V.c.kind, V.c.record_id, V.c.review).where(V.c.document_id == document_id)
    kept = {(kind, key): told for kind, key, told in connection.execute(mine)}
    if kept != wanted or now != as_reviewed(reading, found):
        yield Fault("review", document_id)


def _linked(connection: Connection, now: Reading) -> Iterator[Fault]:
    document_id = now.document.id
    read = now.document.skipped is None
    wanted = accounts(now) if read else []
    mine = schema.accounts.c.document_id == document_id
    kept = account_rows.read(connection, mine)
    cells = dict(connection.execute(select(schema.accounts.c.id, schema.accounts.c.brief).where(mine)).all())
    told = dict(zip((a.id for a in wanted), brief.cells(wanted, now), strict=True))
    if {a.id: a for a in kept} != {a.id: a for a in wanted} or cells != told:
        yield Fault("accounts", document_id)
    k = schema.account_keys
    under = select(k.c.account_id, k.c.key).where(k.c.document_id == document_id)
    if set(map(tuple, connection.execute(under))) != {(a.id, key) for a in wanted for key in keys.stored(a)}:
        yield Fault("accounts", document_id, "keys")
    c = schema.copies
    copy = connection.execute(select(c.c.size, c.c.one_in).where(c.c.document_id == document_id)).one_or_none()
    mine_runs = runs(now.document.text) if read else set()
    count = select(func.count()).where(schema.runs.c.document_id == document_id)
    made = (len(mine_runs), one_in(mine_runs)) if read else None
    if (tuple(copy) if copy else None) != made:
        yield Fault("copies", document_id)
    kept_runs = schema.runs.c.run.in_(sorted(stored(mine_runs)))  # there is an index by run alone
    found = connection.execute(count.where(kept_runs)).scalar_one() if read else 0
    if found != len(stored(mine_runs)):
        yield Fault("copies", document_id)


def _indexed(connection: Connection, reading: Reading) -> Iterator[Fault]:
    document_id, s = reading.document.id, schema.search
    kept = select(s.c.number, s.c.kind, s.c.id, s.c.body).where(s.c.document_id == document_id)
    wanted = {(r["number"], r["kind"], r["id"], r["body"]) for r in readings.search_rows(reading)}
    found = {tuple(m) for m in connection.execute(kept)}
    if found != wanted or not database.of(connection).has_words(connection, sorted(n for n, *_ in wanted)):
        yield Fault("search", document_id)
    entered = {e for name in names.of(connection, document_id) for e in names.entries(*name)}
    if not names.has(connection, entered):
        yield Fault("names", document_id)


# What stands for itself beside them


def _decisions(connection: Connection, _: str) -> Iterator[Fault]:
    known: set[str] = set()
    refer: list[tuple[str, str]] = []
    for m in connection.execute(select(D).order_by(D.c.made, D.c.id)).mappings():
        try:
            d = Decision.from_dict({**m, "detail": json.loads(m["detail"])})
        except (ValueError, TypeError, RecursionError) as error:
            yield Fault("decision", m["id"], _line(error))
            continue
        known.add(d.id)
        refer += [(d.id, other) for other in (d.undoes, d.detail.get("part_of")) if other]
    yield from (Fault("decision", key, other) for key, other in refer if other not in known)


def _earlier(connection: Connection, _: str) -> Iterator[Fault]:
    for m in connection.execute(select(E).order_by(E.c.document_id, E.c.sha256)):
        try:
            reading = archive.loads(m.reading)
        except UNREADABLE as error:
            yield Fault("earlier", m.document_id, _line(error))
            continue
        d = reading.document
        if (d.id, d.sha256) != (m.document_id, m.sha256) or text_hash(d.text) != d.sha256:
            yield Fault("earlier", m.document_id, "sha256")
        yield from (Fault("earlier", m.document_id, told) for told in misquoted(reading))
        if versions.newest(connection, m.newest or "") != m.newest:
            yield Fault("earlier", m.document_id, f"newest {m.newest}")


def _hands(connection: Connection, _: str) -> Iterator[Fault]:
    if set(connection.execute(select(by_hand.H)).all()) != {tuple(r.values()) for r in by_hand.rows_of(connection)}:
        yield Fault("hands", None)


def _heard(connection: Connection, _: str) -> Iterator[Fault]:
    kept = {who: (n, Counter(said)) for who, n, said in heard.every(connection)}
    wanted = heard.counted(connection)
    yield from (Fault("heard", None, str(who[1])) for who in kept.keys() | wanted.keys() if kept.get(who) != wanted.get(who))  # fmt: skip


def _incidents(connection: Connection, _: str) -> Iterator[Fault]:
    i, a = schema.incidents.c, schema.accounts.c
    least = dict(connection.execute(select(a.incident_id, func.min(a.id)).group_by(a.incident_id)).all())
    yield from (Fault("incident", key, str(first)) for key, first in sorted(least.items()) if key != first)
    kept = {m[0]: tuple(m[1:]) for m in connection.execute(select(*(i[n] for n in summaries.OF_ACCOUNTS)))}
    wanted = {m[0]: tuple(m[1:]) for m in connection.execute(summaries.counted())}
    yield from (Fault("incident", k) for k in sorted(kept.keys() | wanted.keys()) if kept.get(k) != wanted.get(k))
    told = select(i.id, i.summary).where(i.made_by == program()).order_by(i.id)
    every = connection.execute(told).all()
    for n in range(0, len(every), summaries.AT_ONCE):
        some = {m.id: m.summary for m in every[n : n + summaries.AT_ONCE]}
        fresh = dict(summaries.sums(connection, list(some)))
        yield from (Fault("summary", key) for key, summary in some.items() if fresh.get(key) != summary)
    yield from (Fault("summary", key, "compared") for key in large.stale(connection))


def count(connection: Connection) -> int:
    """How many articles there are to look at."""
    return int(connection.execute(select(func.count()).select_from(A)).scalar_one())


__all__ = ["KINDS", "MEND", "MENDS", "READ", "SAVE", "UNREADABLE", "Fault", "count", "faults", "misquoted"]
