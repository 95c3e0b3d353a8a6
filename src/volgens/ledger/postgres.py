"""What is PostgreSQL's own: an address, one writer at a time, full text, and saying in plain words what went wrong."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    SQLColumnExpression,
    cast,
    column,
    create_engine,
    event,
    false,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import DBAPIError

from volgens.ledger.database import Database, numbered
from volgens.ledger.running import Running, Telling
from volgens.ledger.words import words_of
from volgens.model import LedgerError

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
MARK = "Volgens ledger"  # the comment on its table of versions, by which we know a ledger
WRITING = 0x564F4C47  # "VOLG": the lock that a writer holds; it is the database's, so that it is there before any table
REACHED_WITHIN = 10  # seconds to wait for an answer, unless the address says otherwise

# `words`: which words there are, for the index. `said`: them all in their order, title and body a line each, for phrases. A row goes
# with its row of `search`. Words are cut out by us and not by the server, so that they are the same as in SQLite.
FULL_TEXT = (
    """CREATE TABLE search_words (
         number BIGINT PRIMARY KEY REFERENCES search (number) ON DELETE CASCADE,
         words TSVECTOR NOT NULL,
         said TEXT COLLATE "C" NOT NULL
       )""",
    "CREATE INDEX search_words_words ON search_words USING gin (words)",
)
INDEX = text("INSERT INTO search_words (number, words, said) VALUES (:number, array_to_tsvector(:words), :said)")
LONGEST = 250  # characters of a word in the index: more than any word has, and less than a database page
MOST = 1_000_000  # bytes of the different words of one text in the index; no news has as many
W = table("search_words", column("number"), column("words"), column("said"))


def is_address(where: str) -> bool:
    """Is this the address of a PostgreSQL database, rather than a path?"""
    return where.partition("://")[0] in SCHEMES


# Everybody may see the names of connections, and they go with them. A name has 63 letters, so the schema is told by a number.
READING = "volgens-read"
_NAMES = text(
    "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() "
    f"AND application_name LIKE '{READING} ' || :here || ' %' ORDER BY backend_start"
)


def _here(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT to_hex(hashtext(current_schema()))").scalar_one())


class _Named(Telling):
    """In the name of a connection that does nothing else."""

    def __init__(self, engine: Engine, total: int | None):
        self._connection: Connection | None = None
        with suppress(DBAPIError):  # the server has none left: the reading itself is told of it if it needs one
            self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._here = _here(self._connection)
        super().__init__(total)

    def _put(self, running: Running) -> None:
        if self._connection is None:
            return
        told = " ".join("-" if v is None else str(v) for v in astuple(running))
        with suppress(DBAPIError):
            name = {"name": f"{READING} {self._here} {told}"}
            self._connection.execute(text("SELECT set_config('application_name', :name, false)"), name)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # not back to where the next one would get it, name and all
            self._connection.close()


class PostgreSQL(Database):
    """The ledger of a team, in a database on a server. ``address``: as PostgreSQL's own programs take it, postgresql://user@host/database;
    ``?options=-csearch_path%3Dname`` for one in a schema of its own. ``timeout``: seconds to wait for another program's write.

    Raises LedgerError where the driver is missing.
    """

    kind = "database"
    # A writer has to see what the one before it did, up to the moment it got the lock: so each statement looks anew.
    for_writing = {"isolation_level": "READ COMMITTED"}  # noqa: RUF012  # a Mapping, as the class above has it

    def __init__(self, address: str, read_only: bool, timeout: float):
        where = _without_password(address)
        self._patience = max(1, round(timeout * 1000))
        super().__init__(where, _engine(address, where, read_only))
        event.listen(self.engine, "begin", self._begin)

    def _begin(self, connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {self._patience}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")

    def is_empty(self, connection: Connection) -> bool:
        """No table but those that belong to an extension."""
        return bool(connection.exec_driver_sql(_IS_EMPTY).scalar_one())

    def is_ledger(self, connection: Connection) -> bool:
        mark = connection.exec_driver_sql("SELECT obj_description(to_regclass('ledger_version'), 'pg_class')")
        return bool(mark.scalar_one() == MARK)

    def prepare(self) -> None:
        with self.errors(), self.engine.connect() as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            do = "make one with `createdb --encoding=UTF8 --template=template0 NAME`"
            raise LedgerError(f"a database in {encoding}, which cannot hold every text", self.where, do)

    def create_own(self, connection: Connection) -> None:
        for statement in FULL_TEXT:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"COMMENT ON TABLE ledger_version IS '{MARK}'")

    def index(self, connection: Connection, found: Sequence[Mapping[str, Any]], title: str | None, text: str) -> None:
        of_title = words_of(title or "")
        values = []
        for row in found:
            words = words_of(text if row["body"] is None else row["body"])
            said = f" {' '.join(of_title)} \n {' '.join(words)} "
            values.append({"number": row["number"], "words": _indexed(of_title + words), "said": said})
        connection.execute(INDEX, values)

    def has_words(self, connection: Connection, numbers: Sequence[int]) -> bool:
        wanted = select(W.c.number).where(W.c.number.in_(numbers))
        return set(numbers) <= set(connection.execute(wanted).scalars())

    def search_anew(self, connection: Connection, fill: Callable[[], None]) -> None:
        connection.exec_driver_sql("DELETE FROM search")
        fill()

    def unsound(self, connection: Connection) -> list[str]:
        """The server holds to references itself; every row is read, so that a page that cannot be is found."""
        here = "SELECT quote_ident(table_name) FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
        out = []
        for name in connection.exec_driver_sql(here).scalars().all():
            try:
                with connection.begin_nested():
                    connection.exec_driver_sql(f"SELECT count(t::text) FROM {name} t").all()
            except DBAPIError as error:
                out.append(f"{name}: {_told(error)}")
        return out

    def matching(self, number: SQLColumnExpression[int], words: tuple[str, ...]) -> ColumnElement[bool]:
        return number.in_(select(W.c.number).where(*self._having(words)))

    def matches(self, number: SQLColumnExpression[int], words: tuple[str, ...], more: int = 0) -> ColumnElement[bool]:
        where = (*numbered(W.c.number, number, more), *self._having(words))
        return select(literal(1)).select_from(W).where(*where).exists()

    def _having(self, words: tuple[str, ...]) -> list[ColumnElement[bool]]:
        every: list[str] = []
        phrases: list[ColumnElement[bool]] = []
        for term in words:
            parts, star = words_of(term), term.endswith("*")
            every += [f"'{p[:LONGEST]}'" + (":*" if star and n + 1 == len(parts) else "") for n, p in enumerate(parts)]
            if len(parts) > 1:
                phrases.append(W.c.said.like(f"% {' '.join(parts)}{'' if star else ' '}%"))
        if not every:
            return [false()]
        return [W.c.words.op("@@", is_comparison=True)(cast(" & ".join(every), TSQUERY)), *phrases]

    def is_passing(self, error: DBAPIError) -> bool:
        """A deadlock or a conflict between transactions: not among our own writers, of whom there is one at a time, but with somebody else's."""
        return _state(error) in ("40P01", "40001")

    def telling(self, total: int | None) -> Telling:
        return _Named(self.engine, total)

    def running(self) -> list[Running]:
        with self.reading() as connection:
            names = connection.execute(_NAMES, {"here": _here(connection)}).scalars().all()
        out = []
        for name in names:
            with suppress(ValueError):  # anybody may name a connection as he likes
                out.append(Running.of([None if v == "-" else int(v) for v in name.split()[2:]]))
        return out

    def plainly(self, error: DBAPIError) -> LedgerError:
        state, detail = _state(error), _told(error)
        for start, what, do in _MEANING:
            if state.startswith(start):
                return LedgerError(f"{what} ({detail})", self.where, do)
        return LedgerError(f"the database refuses ({detail})", self.where, "please report this")


_IS_EMPTY = """
    SELECT to_regclass('ledger_version') IS NULL AND NOT EXISTS (
        SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    )"""

_REACH = "look whether the server runs, and whether host, database, user and password are right"
# By the start of the SQLSTATE, most particular first. A connection that does not come about has none.
_MEANING = (
    ("none", "cannot be reached", _REACH),
    ("08", "the connection was lost", "what was written is kept; run the same command again"),
    ("57P", "the server is stopping or starting", "what was written is kept; run the same command again"),
    ("57014", "the server broke off the statement", "try again, or ask for a longer statement_timeout"),
    ("28", "access refused", _REACH),
    ("3D000", "no such database", "make it with `createdb NAME`, or name another with --ledger"),
    ("3F000", "there is no such schema", "make it with `CREATE SCHEMA`, or name another in the address"),
    ("42501", "no permission", "ask the owner of the database for it"),
    ("25006", "cannot be written to", "open it for writing, on a server that takes writes"),
    ("55P03", "locked: another program is writing", "try again when it is done, or stop it"),
    ("40", "other programs were in the way again and again", "try again when they are done"),
    ("53100", "the disk is full; the ledger is as it was before this article", "make room and run the same command again"),
    ("53", "the server has no room for us", "try again later, or ask for more connections or memory"),
    ("58", "the server's disk cannot be read or written", "look at the disk, then run the same command again"),
    ("XX", "damaged", Database.restore),
    ("23", "records that do not fit together", "this is a fault in Volgens: please report it with the article"),
)  # fmt: skip


def _engine(address: str, where: str, read_only: bool) -> Engine:
    try:
        import psycopg
    except ImportError as error:
        do = "install it with `pip install 'volgens[postgres]'`"
        raise LedgerError("PostgreSQL needs the driver psycopg, which is not here", where, do) from error
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)  # what it has to say of a failure comes to us as the error
    plain = re.sub(r"^\w+(\+\w+)?://", "postgresql://", address)
    given: dict[str, Any] = {"client_encoding": "utf8", "fallback_application_name": "volgens"}
    if "connect_timeout=" not in address:
        given["connect_timeout"] = REACHED_WITHIN

    def raw() -> "psycopg.Connection[Any]":
        connection = psycopg.connect(plain, **given)
        connection.read_only = read_only or None
        return connection

    # Readers see one state of the ledger through all statements of a question.
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "use_native_hstore": False}
    return create_engine("postgresql+psycopg://", creator=raw, pool_pre_ping=True, **options)


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    user, at, host = parts.netloc.rpartition("@")
    query = "&".join(p for p in parts.query.split("&") if not p.startswith("password="))
    return f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}" + (f"?{query}" if query else "")


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or "none"


def _told(error: DBAPIError) -> str:
    """What the server says, without the statement that it says it of; or what the driver says of the connection."""
    told = getattr(getattr(error.orig, "diag", None), "message_primary", None) or str(error.orig)
    return " ".join(told.split())


def _indexed(words: Sequence[str]) -> list[str]:
    out: list[str] = []
    room = MOST
    for word in dict.fromkeys(w[:LONGEST] for w in words):
        room -= len(word.encode())
        if room < 0:
            break
        out.append(word)
    return out
