"""What differs between the databases that can hold a ledger. All else is the same statements for each of them."""

import json
import random
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Engine, SQLColumnExpression
from sqlalchemy.exc import DBAPIError

from volgens.ledger.running import Running, Telling
from volgens.model import LedgerError

Done = TypeVar("Done")
TRIES = 5  # of a transaction that the database gave up because of another one
# What reading a cell gives whose bytes are no longer those that were written: every cell is UTF-8, and many are JSON.
NO_TEXT = (UnicodeDecodeError, json.JSONDecodeError)
PAUSE = 0.05  # seconds before the second try, at most; twice as long before each further one


class Database(ABC):
    """A database with a ledger in it, or with room for one. ``where`` tells people which, without any password."""

    kind: ClassVar[str] = "file"
    restore: ClassVar[str] = "restore a copy, or save what can still be read with `volgens check --save NEW.db`"
    for_writing: ClassVar[Mapping[str, Any]] = {}  # options of a connection that is going to write

    def __init__(self, where: str, engine: Engine):
        self.where, self.engine = where, engine
        engine.update_execution_options(ledger_database=self)

    # What each has in its own way

    @abstractmethod
    def is_empty(self, connection: Connection) -> bool:
        """No table at all: room for a new ledger."""

    @abstractmethod
    def is_ledger(self, connection: Connection) -> bool:
        """Does it bear the mark of a ledger?"""

    @abstractmethod
    def prepare(self) -> None:
        """What has to be done before the first table, outside any transaction. Raises LedgerError where no ledger can be made."""

    @abstractmethod
    def create_own(self, connection: Connection) -> None:
        """Makes the parts of the schema that only this database has, and the mark of a ledger."""

    @abstractmethod
    def index(self, connection: Connection, found: Sequence[Mapping[str, Any]], title: str | None, text: str) -> None:
        """Puts new rows of ``search`` into the index of words, those without a body with the article's text, all with its title.

        They leave it with their rows.
        """

    @abstractmethod
    def has_words(self, connection: Connection, numbers: Sequence[int]) -> bool:
        """Are all of these rows of ``search`` in the index of words?"""

    @abstractmethod
    def search_anew(self, connection: Connection, fill: Callable[[], None]) -> None:
        """Empties ``search`` and the index of words, and fills them anew; ``fill`` writes the rows and calls ``index``."""

    @abstractmethod
    def unsound(self, connection: Connection) -> list[str]:
        """What the database finds wrong with itself: its pages, indexes and references, a line each."""

    @abstractmethod
    def matching(self, number: SQLColumnExpression[int], words: tuple[str, ...]) -> ColumnElement[bool]:
        """Is this the number of a row of ``search`` in whose body or title all words and phrases occur? A ``*`` at the end stands for any ending.

        Words are runs of letters and digits, without case and accents. What is no letter or digit never has a meaning.
        """

    @abstractmethod
    def matches(self, number: SQLColumnExpression[int], words: tuple[str, ...], more: int = 0) -> ColumnElement[bool]:
        """The same, looked up for this one row and so many ``more`` after it: where so many rows have the words that gathering their numbers would
        take longer."""

    @abstractmethod
    def plainly(self, error: DBAPIError) -> LedgerError:
        """What went wrong, in one line."""

    def is_passing(self, error: DBAPIError) -> bool:
        """Was the transaction given up because of another one, so that it may well succeed when it is done again?"""
        return False

    @abstractmethod
    def telling(self, total: int | None) -> Telling:
        """Tells those who look at the ledger that articles are being read into it."""

    @abstractmethod
    def running(self) -> list[Running]:
        """Who tells so just now."""

    # Transactions

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is now, whatever others write meanwhile."""
        with self.errors(), self.engine.connect() as connection:
            yield connection

    def write(self, work: Callable[[Connection], Done]) -> Done:
        """Does ``work`` in one transaction, alone among the writers; again, from the start, where it was given up because of another one."""
        for tried in range(TRIES):
            try:
                with self.engine.connect() as plain:
                    connection = plain.execution_options(writing=True, **self.for_writing)
                    with connection.begin():
                        return work(connection)
            except DBAPIError as error:
                if tried + 1 == TRIES or not self.is_passing(error):
                    raise self.plainly(error) from error
            except NO_TEXT as error:
                raise self._damaged(error) from error
            time.sleep(random.uniform(0.5, 1) * PAUSE * 2**tried)
        raise AssertionError("the last try returns or raises")

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Errors of the database become a LedgerError of one line."""
        try:
            yield
        except DBAPIError as error:
            raise self.plainly(error) from error
        except NO_TEXT as error:
            raise self._damaged(error) from error

    def _damaged(self, error: ValueError) -> LedgerError:
        return LedgerError(f"damaged ({' '.join(str(error).split())[:80]})", self.where, self.restore)

    def close(self) -> None:
        self.engine.dispose()


def numbered(
    here: SQLColumnExpression[int], number: SQLColumnExpression[int], more: int
) -> tuple[ColumnElement[bool], ...]:
    """Is it this number, or one of so many after it?"""
    return (here >= number, here <= number + more) if more else (here == number,)


def of(connection: Connection) -> Database:
    """The database that a connection of its engine goes to."""
    return cast(Database, connection.get_execution_options()["ledger_database"])
