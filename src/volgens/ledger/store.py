"""The ledger: readings of many articles in one file, each article once."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.exc import DBAPIError

from volgens.ledger import archive, copied, linked, migrations, query, rows, schema, sqlite
from volgens.ledger.filters import Filters, Words
from volgens.ledger.found import ArticleFound, ClaimFound, EventFound, FigureFound, RecordFound, SourceFound
from volgens.model import LedgerError, Reading

DEFAULT_PATH = "volgens.db"
BATCH = 500  # readings a transaction when many are added at once


def default_path() -> Path:
    """``$VOLGENS_LEDGER``, else ``volgens.db`` here."""
    return Path(os.environ.get("VOLGENS_LEDGER") or DEFAULT_PATH)


class Ledger:
    """Readings in an SQLite file. Adding the same reading again changes nothing; a new reading of an article takes the old one's place.

    ``path``: the file, by default ``$VOLGENS_LEDGER`` or ``volgens.db``. With ``create`` it is made where there is none.
    ``timeout``: seconds to wait while another program writes. A ledger of an older version is brought up to date when it is
    opened. Every method raises LedgerError, in one line, for a file that is no ledger, of a newer version, locked, damaged,
    or that cannot be read or written; and closes with ``close`` or as a context manager.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 30,
    ):
        self.path = Path(path) if path is not None else default_path()
        where = str(self.path)
        if self.path.is_dir():
            raise LedgerError("a folder, not a ledger", where, f"name a file in it, such as {self.path / DEFAULT_PATH}")
        if not self.path.exists() and (read_only or not create):
            raise LedgerError("no such ledger", where, "make one with `volgens read`, or name another with --ledger")
        self._engine = sqlite.connect(self.path, create and not read_only, read_only, timeout)
        try:
            self._open(create and not read_only, read_only)
        except BaseException:
            self.close()
            raise

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None = None,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 30,
    ) -> Self:
        """The same as calling the class."""
        return cls(path, create, read_only, timeout)

    def _open(self, create: bool, read_only: bool) -> None:
        where = str(self.path)
        with self._reading() as connection:
            version = migrations.version_of(connection, where)
        if version is None and not create:
            raise LedgerError("an empty file, not a ledger", where, "name another file with --ledger")
        if version is not None:
            migrations.check(version, where)
        if version == migrations.current():
            return
        if read_only:
            raise LedgerError("made by an older Volgens", where, "open it once for writing to bring it up to date")
        with self._errors():
            if version is None:
                sqlite.prepare(self._engine)
        with self._writing() as connection:
            version = migrations.version_of(connection, where)  # again: another program may have been quicker
            if version is None:
                migrations.create(connection)
            else:
                migrations.migrate(connection, version)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    def add(self, reading: Reading) -> bool:
        """Writes one reading in one transaction; False where the ledger has the same already.

        A new reading of the same text replaces the old one. Where the text itself changed, the old reading is kept among
        ``versions``. An article that could not be read this time never replaces a reading of it.
        """
        return self.add_all([reading]) == 1

    def add_all(self, readings: Iterable[Reading], batch: int = BATCH) -> int:
        """Writes readings, ``batch`` a transaction, and tells how many changed the ledger."""
        changed, waiting = 0, []
        for reading in readings:
            waiting.append(reading)
            if len(waiting) >= batch:
                changed += self._add(waiting)
                waiting = []
        return changed + (self._add(waiting) if waiting else 0)

    def _add(self, readings: list[Reading]) -> int:
        hashed = [(r, archive.reading_hash(r)) for r in readings]
        with self._reading() as connection:  # what is there already needs no lock
            hashed = [(r, h) for r, h in hashed if _is_new(connection, r, h)]
        if not hashed:
            return 0
        with self._writing() as connection:
            return sum(_write(connection, r, h) for r, h in hashed)

    # Reading

    def has(
        self, document_id: str, sha256: str, model_hash: str, lexicon_hash: str, gazetteer_hash: str | None = None
    ) -> bool:
        """Is there a reading of this very text, by this model, lexicon and gazetteer? Readings before ledger version 2 tell of no gazetteer."""
        a = schema.articles.c
        made = (a.model_hash == model_hash, a.lexicon_hash == lexicon_hash, a.gazetteer_hash.is_(gazetteer_hash))
        same = (a.id == document_id, a.sha256 == sha256, *made)
        with self._reading() as connection:
            return connection.execute(select(a.id).where(*same)).first() is not None

    def reading(self, document_id: str) -> Reading | None:
        """The reading of an article as it was added, or None where there is no such article."""
        with self._reading() as connection:
            return _read(connection, document_id)

    def readings(self) -> Iterator[Reading]:
        """All readings, in the order of their ids."""
        with self._reading() as connection:
            for (document_id,) in connection.execute(select(schema.articles.c.id).order_by(schema.articles.c.id)):
                reading = _read(connection, document_id)
                if reading:
                    yield reading

    def versions(self, document_id: str) -> list[Reading]:
        """Readings of texts that the article had before, by hash of their text."""
        e = schema.earlier_versions.c
        wanted = select(e.reading).where(e.document_id == document_id).order_by(e.sha256)
        with self._reading() as connection:
            return [archive.loads(text) for text in connection.execute(wanted).scalars()]

    def document_ids(self, prefix: str) -> list[str]:
        """Ids of articles that begin with ``prefix``; only that one where an id is the whole of it."""
        with self._reading() as connection:
            return query.ids_like(connection, schema.articles, prefix)

    def record(self, prefix: str) -> list[RecordFound]:
        """Claims, figures, events, places, times and actors whose id is or begins with ``prefix``, with or without its kind."""
        with self._reading() as connection:
            return query.records(connection, prefix)

    def claims(self, filters: Filters | None = None, **words: Words) -> Iterator[ClaimFound]:
        """Claims in the order of publication and text. ``words`` are filters by name: ``ledger.claims(source="Zelenskyy")``."""
        return self._found(query.claims, filters, words)

    def figures(self, filters: Filters | None = None, **words: Words) -> Iterator[FigureFound]:
        """Figures, each with its claim, event and place."""
        return self._found(query.figures, filters, words)

    def events(self, filters: Filters | None = None, **words: Words) -> Iterator[EventFound]:
        """Events, each with its claim and place."""
        return self._found(query.events, filters, words)

    def articles(self, filters: Filters | None = None, **words: Words) -> Iterator[ArticleFound]:
        """Articles that match, or one of whose records does, with counts of what was read from them."""
        return self._found(query.articles, filters, words)

    def sources(self, filters: Filters | None = None, **words: Words) -> Iterator[SourceFound]:
        """Who speaks in the claims that match, those with the most claims first."""
        return self._found(query.sources, filters, words)

    def _found(self, ask: Any, filters: Filters | None, words: dict[str, Words]) -> Iterator[Any]:
        wanted = filters or Filters()
        if words:
            wanted = wanted.and_(Filters.of(**words))

        def found() -> Iterator[Any]:
            with self._reading() as connection:
                yield from ask(connection, wanted)

        return found()

    # Transactions

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._errors(), self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise sqlite.ledger_error(error, self.path) from error


def _is_new(connection: Connection, reading: Reading, reading_hash: str) -> bool:
    a = schema.articles.c
    old = connection.execute(select(a.reading_hash, a.skipped_reason).where(a.id == reading.document.id)).one_or_none()
    if old is None:
        return True
    lost = reading.document.skipped is not None and old.skipped_reason is None
    return bool(old.reading_hash != reading_hash) and not lost


def _write(connection: Connection, reading: Reading, reading_hash: str) -> bool:
    if not _is_new(connection, reading, reading_hash):
        return False
    document = reading.document
    old = _read(connection, document.id)
    were, group = linked.take_out(connection, document.id), copied.take_out(connection, document.id)
    if old:
        if old.document.sha256 != document.sha256 and old.document.skipped is None:
            _keep(connection, old)
        connection.execute(delete(schema.articles).where(schema.articles.c.id == document.id))
        _forget(connection, document.id, document.sha256)  # a text that is back is no earlier version any more
    connection.execute(insert(schema.articles), rows.document_row(reading, reading_hash))
    for name, values in rows.record_rows(reading).items():
        if values:
            connection.execute(insert(schema.RECORDS[name]), values)
    connection.execute(insert(schema.search), list(_search_rows(reading)))
    copied.put_in(connection, document.id, document.text, group)
    linked.put_in(connection, reading, were)
    return True


def _keep(connection: Connection, old: Reading) -> None:
    values = {"document_id": old.document.id, "sha256": old.document.sha256, "reading": archive.dumps(old)}
    connection.execute(insert(schema.earlier_versions), values)


def _forget(connection: Connection, document_id: str, text_hash: str) -> None:
    e = schema.earlier_versions
    connection.execute(delete(e).where(e.c.document_id == document_id, e.c.sha256 == text_hash))


def _search_rows(reading: Reading) -> Iterator[rows.Row]:
    document_id = reading.document.id
    found: list[tuple[str, str, str | None]] = [("articles", document_id, None)]
    found += [("claims", c.id, f"{c.source.name}\n{c.content.text}") for c in reading.claims]
    found += [("figures", f.id, f.quote.text) for f in reading.figures]
    found += [("events", e.id, e.quote.text) for e in reading.events]
    for kind, key, body in found:
        digest = sha256("\n".join((document_id, kind, key)).encode("utf-8", "surrogatepass")).digest()
        number = int.from_bytes(digest[:8], "big") >> 1  # 63 bits: a positive integer in any database
        yield {"number": number, "document_id": document_id, "kind": kind, "id": key, "body": body}


def _read(connection: Connection, document_id: str) -> Reading | None:
    a = schema.articles
    found = connection.execute(select(a).where(a.c.id == document_id)).mappings().one_or_none()
    if found is None:
        return None
    cells = rows.Cells(found, a)

    def records(table: Table) -> tuple[Any, ...]:
        wanted = select(table).where(table.c.document_id == document_id).order_by(table.c.seq)
        return tuple(rows.record_of(table.name, m) for m in connection.execute(wanted).mappings())

    s = schema
    return Reading(
        rows.document_of(cells),
        records(s.claims),
        records(s.figures),
        records(s.events),
        records(s.places),
        records(s.times),
        records(s.actors),
        rows.warnings_of(cells),
        rows.provenance_of(cells),
    )
