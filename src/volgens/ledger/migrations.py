"""Making a ledger, and bringing an older one up to date, step by numbered step.

A new ledger is made from ``schema`` as it is. A step brings a ledger of the version before it to its own version, and all
steps that are due run in one transaction: after an error the file is as it was. What has to be done with every article follows in many (``refill``). The tests keep a ledger of every version and
compare what the steps make of it with a new one.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, bindparam, func, insert, inspect, select, update
from sqlalchemy.schema import CreateColumn

from volgens.fetch import page_key
from volgens.ledger import database, readings, refill, schema
from volgens.model import LedgerError, is_made

APPLICATION = "volgens"
FIRST = 1
NUMBERED = 3  # from here on the rows of an article stand side by side in ``search``
MANY = (
    1_000  # articles, from which on people are told that a ledger is brought up to date: some ten are done in a second
)
LOG = logging.getLogger("volgens.ledger")


@dataclass(frozen=True, slots=True)
class Step:
    """``run`` changes tables and rows from version ``to - 1`` to ``to``. ``relink``: what follows from the readings is made anew afterwards."""

    to: int
    what: str
    run: Callable[[Connection], None]
    relink: bool = False


def _add(connection: Connection, column: "Column[str]") -> None:
    """A column that may be empty, with the type that it has in this database; nothing where an earlier step made the table as it is now."""
    if column.name in {c["name"] for c in inspect(connection).get_columns(column.table.name)}:
        return
    shown = CreateColumn(column).compile(dialect=connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {column.table.name} ADD COLUMN {shown}")


def _gazetteer(connection: Connection) -> None:
    _add(connection, schema.articles.c.gazetteer_hash)


def _tables(connection: Connection, *names: str) -> None:
    schema.metadata.create_all(connection, [schema.metadata.tables[n] for n in names])


def _incidents(connection: Connection) -> None:
    _tables(connection, "accounts", "account_records", "account_keys", "runs", "copies")
    _tables(connection, "decisions", "reviewed", "differences")


def _size(connection: Connection) -> None:
    """What follows from the readings is made anew in the new tables; decisions stay."""
    for table in (schema.account_keys, schema.account_records, schema.accounts):
        table.drop(connection, checkfirst=True)
    _tables(connection, "accounts", "account_records", "account_keys", "incidents", "hands", "names")
    for less in ("claims_source", "places_name"):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {less}")  # others hold more, or it is made again
    for records in (schema.claims, schema.places, schema.events, schema.figures, schema.actors):
        for index in sorted(records.indexes, key=lambda i: str(i.name)):
            index.create(connection, checkfirst=True)


def _quick(connection: Connection) -> None:
    _add(connection, schema.accounts.c.brief)
    schema.incidents.drop(connection, checkfirst=True)
    _tables(connection, "incidents", "compared", "heard")
    _pages(connection)
    refill.later(connection, refill.BRIEF)


def _pages(connection: Connection) -> None:
    """Articles that are versions of one page stood side by side: of each page the newest stays."""
    for column in (schema.articles.c.page, schema.articles.c.updated, schema.articles.c.forwarded):
        _add(connection, column)
    _add(connection, schema.earlier_versions.c.newest)
    for table in (schema.articles, schema.earlier_versions):
        for index in table.indexes:
            index.create(connection, checkfirst=True)
    _tables(connection, "visits")
    a, e = schema.articles, schema.earlier_versions
    connection.execute(update(e).values(newest=e.c.document_id))
    found = connection.execute(select(a.c.id, a.c.url).where(a.c.url.is_not(None), a.c.skipped_reason.is_(None))).all()
    known = [{"article": key, "page": page} for key, url in found if is_made(key) and (page := page_key(url))]
    if known:
        change = update(a).where(a.c.id == bindparam("article")).values(page=bindparam("page"))
        connection.execute(change, known)
    several = select(a.c.page).group_by(a.c.page).having(func.count() > 1)
    for key in list(connection.execute(select(a.c.id).where(a.c.page.in_(several)).order_by(a.c.id)).scalars()):
        readings.leave_to_newest(connection, key)


def _compared(connection: Connection) -> None:
    """A table that fills as incidents are summed up. What hangs on a claim is found with its place; what stands in an article by the article."""
    _tables(connection, "compared")
    for less in ("events_claim", "events_place", "figures_claim", "figures_event", "figures_place"):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {less}")
    for records in (schema.events, schema.figures):
        for index in sorted(records.indexes, key=lambda i: str(i.name)):
            index.create(connection, checkfirst=True)


STEPS: tuple[Step, ...] = (
    Step(2, "the hash of the gazetteer beside those of the model and the lexicon", _gazetteer),
    Step(3, "accounts and the incidents they make, copies, decisions of people", _incidents, relink=True),
    Step(4, "incidents, names and what people joined in rows of their own, for large ledgers", _size, relink=True),
    Step(
        5, "what is counted of incidents kept with them; of each page the newest version, the others beside it", _quick
    ),
    Step(6, "what was compared of large incidents; fewer indexes", _compared),
)


def current() -> int:
    """The version that this Volgens writes."""
    return max((s.to for s in STEPS), default=FIRST)


def version_of(connection: Connection, where: str) -> int | None:
    """The version of the ledger in this database; None for one that is new and empty.

    Raises LedgerError for a database that is no ledger.
    """
    at = database.of(connection)
    if at.is_empty(connection):
        return None
    if not at.is_ledger(connection):
        raise LedgerError("a database, but not a ledger", where, "name another file with --ledger")
    known = schema.ledger_version
    return int(connection.execute(select(known.c.version).where(known.c.application == APPLICATION)).scalar_one())


def check(version: int, where: str) -> None:
    """Raises LedgerError for a ledger that a newer Volgens made."""
    if version > current():
        raise LedgerError(
            f"made by a newer Volgens (ledger version {version}; this one knows up to {current()})",
            where,
            "update Volgens, or name another file with --ledger",
        )


def create(connection: Connection) -> None:
    """All tables, in the newest version."""
    schema.metadata.create_all(connection)
    database.of(connection).create_own(connection)
    connection.execute(insert(schema.ledger_version), {"application": APPLICATION, "version": current()})


def migrate(connection: Connection, version: int) -> None:
    """The steps from ``version`` to the newest, within the connection's transaction."""
    due = sorted((s for s in STEPS if s.to > version), key=lambda s: s.to)
    many = connection.execute(select(func.count()).select_from(schema.articles)).scalar_one()
    if due and many > MANY:
        where = database.of(connection).where
        LOG.warning(
            "%s: made by an older Volgens; its %d articles are brought up to date, which may take a while", where, many
        )
    for step in due:
        step.run(connection)
    if version < NUMBERED:
        readings.index_all(connection)
    if any(s.relink for s in due):
        refill.later(connection, refill.RELINK)
    known = schema.ledger_version
    connection.execute(update(known).where(known.c.application == APPLICATION).values(version=current()))
