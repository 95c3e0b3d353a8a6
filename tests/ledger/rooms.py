"""Room for ledgers, in files and on a server; and all that a ledger holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from evaluation.fault_works import contents

from volgens.ledger import Ledger, schema

Rooms = Callable[[], str]
KINDS = ("sqlite", "postgres")
_numbers = count()


@contextmanager
def in_files(folder: Path) -> Iterator[Rooms]:
    """A new path, each time."""
    yield lambda: str(folder / f"ledger-{next(_numbers)}.db")


class OnServer:
    """Ledgers on a server, each in a schema. They are kept, emptied, for who comes next: making one takes longer than most tests."""

    def __init__(self, address: str):
        self._address = address
        self._free: list[str] = []

    def new(self) -> str:
        """The address of a new schema, without a table."""
        name = f"ledger_{next(_numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        return f"{self._address}&options=-csearch_path%3D{name}"

    @contextmanager
    def lent(self) -> Iterator[Rooms]:
        """Addresses of empty ledgers, each time another."""
        taken: list[str] = []

        def take() -> str:
            if not self._free:
                self._free.append(self.new())
                Ledger(self._free[-1]).close()
            taken.append(self._free.pop())
            return taken[-1]

        yield take
        for address in taken:
            with Ledger(address) as ledger:
                tables = [t for t in reversed(schema.metadata.sorted_tables) if t is not schema.ledger_version]
                ledger._write(lambda connection: [connection.execute(t.delete()) for t in tables])  # noqa: B023
        self._free += taken

    def execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(statement.encode())


__all__ = ["KINDS", "OnServer", "Rooms", "contents", "in_files"]
