"""The part of a ledger that looks after itself: what is wrong with it, making anew what follows from readings and decisions, saving what can be read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, select, update

from volgens.fetch.visit import Visit
from volgens.ledger import archive, checking, decisions, readings, schema, visits
from volgens.ledger.checking import MEND, READ, UNREADABLE, Fault
from volgens.ledger.database import Done
from volgens.model import Decision, Reading, text_hash

if TYPE_CHECKING:
    from volgens.ledger import Ledger

A, D, E = schema.articles, schema.decisions, schema.earlier_versions
CHANGED = "changed"  # the hash of a reading that is not as it was written: the next one takes its place


@dataclass(slots=True)
class Saved:
    """What came out of a damaged ledger, and the ids of what did not."""

    articles: int = 0
    decisions: int = 0
    lost: list[str] = field(default_factory=list)


class Checks:
    """Mixed into the ledger."""

    where: str

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _write(self, work: Callable[[Connection], Done]) -> Done:
        raise NotImplementedError

    def faults(self, step: Callable[[], None] = lambda: None) -> Iterator[Fault]:
        """Everything that is wrong with the ledger; ``step`` is called after each article. Nothing is written."""
        return checking.faults(self._reading, step)

    def count_articles(self) -> int:
        """How many articles there are."""
        with self._reading() as connection:
            return checking.count(connection)

    def mend(self, some: Iterable[Fault]) -> None:
        """Makes anew what follows from readings and decisions, in one transaction. Articles that are damaged themselves (READ) give way to the next
        reading of them; those that cannot be read at all leave the ledger, with nothing lost that people decided."""
        found = [f for f in some if f.mend in (MEND, READ)]
        again = {f.id for f in found if f.mend == READ and f.kind != "unreadable"}
        out = {f.id for f in found if f.kind == "unreadable" and f.id is not None}

        def work(connection: Connection) -> None:
            connection.execute(update(A).where(A.c.id.in_(again)).values(reading_hash=CHANGED, run_id=CHANGED))
            readings.index_all(connection, out)
            readings.link_all(connection)

        if found:
            self._write(work)

    def save_into(self, other: "Ledger") -> Saved:
        """Puts all that can still be read of a damaged ledger into another one: articles whose content is what its hash says, earlier versions of them,
        decisions that are as they were made, and when pages were asked for."""
        saved = Saved()
        for key in self._ids(E.c.document_id):
            other.add_all(self._each(_earlier, key))
        for key in self._ids(
            A.c.id, schema.claims.c.document_id, schema.search.c.document_id, schema.copies.c.document_id
        ):
            found = list(self._each(_whole, key))
            other.add_all(found)
            saved.articles += len(found)
            saved.lost += [] if found else [key]
        made = []
        for key in self._ids(D.c.id, D.c.target):
            if key.startswith("decision-"):
                some = list(self._each(_decision, key))
                made += some
                saved.lost += [] if some else [key]
        saved.decisions = other.import_decisions(decisions.as_lines(sorted(made, key=lambda d: (d.made, d.id))))
        for key in self._ids(schema.visits.c.address):
            for visit in self._each(_visit, key):
                other.keep_visit(visit)
        return saved

    def _each(self, work: Callable[[Connection, str], Iterable[Any]], key: str) -> Iterator[Any]:
        """What can be read; nothing where it cannot."""
        with suppress(*UNREADABLE), self._reading() as connection:
            yield from list(work(connection, key))

    def _ids(self, *columns: "Column[Any]") -> list[str]:
        """All values of some columns that can be read: from the front and from the back, until a page that cannot be."""
        found: set[str] = set()
        for column in columns:
            for order in (column, column.desc()):
                with suppress(*UNREADABLE), self._reading() as connection:
                    for key in connection.execute(select(column).order_by(order)).scalars():
                        found.add(str(key))
        return sorted(found)


def _whole(connection: Connection, key: str) -> list[Reading]:
    """An article, if it is as it was written."""
    reading = readings.read(connection, key)
    kept = connection.execute(select(A.c.reading_hash).where(A.c.id == key)).scalar()
    sound = reading is not None and kept in archive.hashes(reading)
    return [reading] if reading is not None and sound else []


def _earlier(connection: Connection, key: str) -> list[Reading]:
    found = connection.execute(select(E.c.reading, E.c.sha256).where(E.c.document_id == key)).all()
    some = [(archive.loads(m.reading), m.sha256) for m in found]
    return [r for r, sha256 in some if text_hash(r.document.text) == r.document.sha256 == sha256]


def _decision(connection: Connection, key: str) -> list[Decision]:
    return [Decision.from_dict(d.to_dict()) for d in decisions.read(connection, D.c.id == key)]


def _visit(connection: Connection, key: str) -> list[Visit]:
    found = visits.read(connection, key)
    return [found] if found else []
