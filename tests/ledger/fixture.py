"""Keeps a ledger of the version of today as SQL, for later versions to migrate: ``python -m tests.ledger.fixture``.

Run it once, when the version of the ledger goes up; a fixture never changes after that.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.ledger.readings import dutch, skipped
from volgens.ledger import Ledger, migrations, sqlite

FIXTURES = Path(__file__).parent / "fixtures"


def as_sql(path: Path) -> str:
    """The ledger as a script that a plain SQLite can run. The index of words is made by its triggers, from rows put in last."""
    first, last = [], []
    with closing(sqlite3.connect(path)) as connection:
        for line in connection.iterdump():
            if line.startswith('INSERT INTO "search" '):
                last.append(line)
            elif (
                "search_words" not in line
                and "writable_schema" not in line
                and line not in ("BEGIN TRANSACTION;", "COMMIT;")
            ):
                first.append(line)
    own = [s.rstrip(";") + ";" for s in sqlite.FULL_TEXT]
    triggers = ("CREATE TRIGGER",)
    return "\n".join(["BEGIN;", *(s for s in first if not s.startswith(triggers)), *own, *last, "COMMIT;", ""])


def keep() -> Path:
    """Writes the fixture of the current version and returns its path."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(path) as ledger:
            ledger.add_all([dutch(), skipped()])
        target = FIXTURES / f"version_{migrations.current()}.sql"
        target.write_text(as_sql(path), "utf8")
    return target


if __name__ == "__main__":
    print(keep())
