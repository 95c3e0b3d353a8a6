"""The part of a ledger that is about pages: what was asked for when, and what a page has said before."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection

from volgens.fetch.visit import Visit
from volgens.ledger import readings, versions, visits
from volgens.ledger.database import Done
from volgens.model import Article, Reading


class Pages:
    """Mixed into the ledger."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _write(self, work: Callable[[Connection], Done]) -> Done:
        raise NotImplementedError

    def versions(self, document_id: str) -> list[Reading]:
        """Readings of texts that the article had before, the oldest first; ``document_id``: of any of its versions."""
        with self._reading() as connection:
            return versions.earlier(connection, document_id)

    def with_versions(self) -> list[str]:
        """Articles of which earlier texts are kept, by id."""
        with self._reading() as connection:
            return versions.several(connection)

    def newest(self, document_id: str) -> str | None:
        """The id of the version of an article that lists and incidents speak of; None where there is no such article."""
        with self._reading() as connection:
            return versions.newest(connection, document_id)

    def visit(self, address: str) -> Visit | None:
        """When an address was asked for, and what came of it; None where it never was."""
        with self._reading() as connection:
            return visits.read(connection, address)

    def keep_visit(self, visit: Visit) -> None:
        """Remembers that an address was asked for."""
        self._write(lambda connection: visits.write(connection, visit))

    def article(self, document_id: str) -> Article | None:
        """An article as it came in, or an earlier version of one; None where there is no such article."""
        with self._reading() as connection:
            found = readings.head(connection, document_id)
            old = versions.archived(connection, document_id) if found is None else None
        document = found[0] if found else old.document if old else None
        return document.article() if document else None
