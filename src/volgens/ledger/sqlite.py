"""What is SQLite's own: opening a file, settings, full text, and saying in plain words what went wrong."""

import os
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    SQLColumnExpression,
    column,
    create_engine,
    event,
    inspect,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from volgens.ledger import running
from volgens.ledger.database import Database, numbered
from volgens.ledger.running import Running, Telling
from volgens.ledger.text import AnyText
from volgens.model import LedgerError

DEFAULT_NAME = "volgens.db"
AGAIN = 0.02  # seconds until the setting that SQLite does not wait for is tried again
APPLICATION_ID = 0x564F4C47  # "VOLG": what `file` and we know a ledger by

# A contentless index: the words stand in `articles` and `search`. Deleting needs the words that were put in, so the rows of
# `search` go while their article is still there.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2')",
    """CREATE TRIGGER search_added AFTER INSERT ON search BEGIN
         INSERT INTO search_words(rowid, title, body)
         SELECT new.number, a.title, coalesce(new.body, a.text) FROM articles a WHERE a.id = new.document_id;
       END""",
    """CREATE TRIGGER search_removed BEFORE DELETE ON search BEGIN
         INSERT INTO search_words(search_words, rowid, title, body)
         SELECT 'delete', old.number, a.title, coalesce(old.body, a.text) FROM articles a WHERE a.id = old.document_id;
       END""",
    """CREATE TRIGGER articles_removed BEFORE DELETE ON articles BEGIN
         DELETE FROM search WHERE document_id = old.id;
       END""",
)
# KiB of pages in memory: where one writes, since ids follow from content and every article writes all over the indexes; and where one only reads, of
# which a page that many people look at has as many connections as threads.
CACHE, READING = 64 * 1024, 8 * 1024
LOG = (
    20_000  # pages that the log grows to before they go into the file: a page that many articles write is written once
)
STATEMENTS = 1000  # that a connection remembers having read: those about lists are others for each length
_WORDS = table("search_words", column("rowid"))
MATCHING = "SELECT rowid FROM search_words WHERE search_words MATCH :words"

# SQLite's result codes, by the start of their names (extended codes follow it), most particular first.
_MEANING = (
    ("SQLITE_BUSY", "locked: another program is writing", "try again when it is done, or stop it"),
    ("SQLITE_LOCKED", "locked: another program is writing", "try again when it is done, or stop it"),
    ("SQLITE_READONLY", "cannot be written to", "copy it to a place where you may write, or ask for write permission"),
    ("SQLITE_FULL", "the disk is full; the ledger is as it was before this article", "make room and run the same command again"),
    ("SQLITE_NOTADB", "not a ledger", "name another file with --ledger"),
    ("SQLITE_CORRUPT", "damaged", Database.restore),
    ("SQLITE_CANTOPEN", "cannot be opened", "look whether the folder exists and you may write there"),
    ("SQLITE_PERM", "no permission", "ask for permission, or name another file with --ledger"),
    ("SQLITE_AUTH", "no permission", "ask for permission, or name another file with --ledger"),
    ("SQLITE_IOERR", "the disk cannot be read or written", "look at the disk, then run the same command again"),
    ("SQLITE_CONSTRAINT", "records that do not fit together", "this is a fault in Volgens: please report it with the article"),
)  # fmt: skip
_SAYS_ALL = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_NOTADB")  # SQLite's own words add nothing


class SQLite(Database):
    """The ledger in a file. Nothing is opened yet. ``timeout``: seconds to wait for another program's write.

    Raises LedgerError for a folder, and for a file that is not there where none may be made.
    """

    def __init__(self, path: Path, create: bool, read_only: bool, timeout: float):
        where = str(path)
        if path.is_dir():
            raise LedgerError("a folder, not a ledger", where, f"name a file in it, such as {path / DEFAULT_NAME}")
        if not path.exists() and (read_only or not create):
            raise LedgerError("no such ledger", where, "make one with `volgens read`, or name another with --ledger")
        self._path = path
        self._patience = timeout
        super().__init__(where, _engine(path, create, read_only, timeout))

    def is_empty(self, connection: Connection) -> bool:
        return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()) == 0

    def is_ledger(self, connection: Connection) -> bool:
        marked = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one()) == APPLICATION_ID
        return marked and inspect(connection).has_table("ledger_version")

    def prepare(self) -> None:
        """A setting that is kept in the file and cannot change within a transaction: the log that lets people read while we write.

        SQLite does not wait for another program where this setting changes, so we do.
        """
        connection, until = self.engine.raw_connection(), time.monotonic() + self._patience
        try:
            while True:
                try:
                    connection.cursor().execute("PRAGMA journal_mode = WAL")
                    return
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                        raise
                    time.sleep(AGAIN)
        finally:
            connection.close()

    def create_own(self, connection: Connection) -> None:
        for statement in FULL_TEXT:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

    def index(self, connection: Connection, found: Sequence[Mapping[str, Any]], title: str | None, text: str) -> None:
        """The triggers have done it."""

    def has_words(self, connection: Connection, numbers: Sequence[int]) -> bool:
        # The index keeps the words and not the rows, so it is asked for their numbers alone.
        wanted = select(_WORDS.c.rowid).where(_WORDS.c.rowid.between(numbers[0], numbers[-1])) if numbers else None
        return wanted is None or set(numbers) <= set(connection.execute(wanted).scalars())

    def search_anew(self, connection: Connection, fill: Callable[[], None]) -> None:
        names = ("search_added", "search_removed", "articles_removed")
        for name in names:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql("INSERT INTO search_words(search_words) VALUES ('delete-all')")
        connection.exec_driver_sql("DELETE FROM search")
        connection.exec_driver_sql(FULL_TEXT[1])
        fill()
        for statement in FULL_TEXT[2:]:
            connection.exec_driver_sql(statement)

    def unsound(self, connection: Connection) -> list[str]:
        told = [
            str(line) for line in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars() if line != "ok"
        ]
        if told:
            return [" ".join(line.split()) for line in told]
        # Reads the whole index of words, which this check leaves out.
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.every_word USING fts5vocab(main, search_words, row)")
        connection.exec_driver_sql("SELECT sum(cnt) FROM temp.every_word").all()
        connection.exec_driver_sql("DROP TABLE temp.every_word")
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return sorted({f"{table} -> {parent}" for table, _, parent, _ in broken})

    def matching(self, number: SQLColumnExpression[int], words: tuple[str, ...]) -> ColumnElement[bool]:
        return number.in_(text(MATCHING).bindparams(words=match_expression(words)).columns(literal_column("rowid")))

    def telling(self, total: int | None) -> Telling:
        return running.beside(self._path, total)

    def running(self) -> list[Running]:
        return list(running.running_beside(self._path))

    def matches(self, number: SQLColumnExpression[int], words: tuple[str, ...], more: int = 0) -> ColumnElement[bool]:
        match = literal_column("search_words", AnyText()).op("MATCH", is_comparison=True)(match_expression(words))
        return select(literal(1)).select_from(_WORDS).where(match, *numbered(_WORDS.c.rowid, number, more)).exists()

    def plainly(self, error: DBAPIError) -> LedgerError:
        name = getattr(error.orig, "sqlite_errorname", "")
        detail = " ".join(str(error.orig).split())
        if "no such module: fts5" in detail:
            return LedgerError("this Python's SQLite has no full text (FTS5)", self.where, "use a Python that has it")
        if "decode to UTF-8" in detail:  # Python's own: what stands there is no text
            return LedgerError(f"damaged ({detail[:60]}...)", self.where, self.restore)
        for start, what, do in _MEANING:
            if name.startswith(start):
                return LedgerError(what if start in _SAYS_ALL else f"{what} ({detail})", self.where, do)
        return LedgerError(f"the database refuses ({detail})", self.where, "please report this")


def match_expression(words: tuple[str, ...]) -> str:
    """Words and phrases, all of which have to occur, as FTS5 wants them; a ``*`` at the end stands for any ending."""
    parts = []
    for w in words:
        stem = w.rstrip("*").replace("\x00", " ")  # SQLite takes it for the end of the text
        parts.append('"' + stem.replace('"', '""') + '"' + ("*" if w != stem else ""))
    return " ".join(parts)


def _engine(path: Path, create: bool, read_only: bool, timeout: float) -> Engine:
    mode = "ro" if read_only else "rwc" if create else "rw"
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    if _cannot_be_shared(path):
        uri += "&immutable=1"

    def raw() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=timeout, check_same_thread=False, isolation_level=None, cached_statements=STATEMENTS
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{READING}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=raw, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # The driver's own transactions start too late: a reader that turns writer half-way would be refused instead of waiting.
    writing = connection.get_execution_options().get("writing", False)
    if writing:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _cannot_be_shared(path: Path) -> bool:
    """In a folder where we cannot write, SQLite cannot keep the small file that readers and writers share.

    Then no writer of ours is at work there either, and the file can be read as it is, unless a writer left a log beside it.
    """
    log = path.with_name(path.name + "-wal")
    return (
        path.exists() and not os.access(path.absolute().parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    )
