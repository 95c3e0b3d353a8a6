"""Where a ledger is: a file, or a database on a server."""

import os
import re
from pathlib import Path

from volgens.ledger import postgres
from volgens.ledger.database import Database
from volgens.ledger.sqlite import DEFAULT_NAME, SQLite
from volgens.model import LedgerError


def default_path() -> str:
    """``$VOLGENS_LEDGER``, else ``volgens.db`` here."""
    return os.environ.get("VOLGENS_LEDGER") or DEFAULT_NAME


def database_at(where: str, create: bool, read_only: bool, timeout: float) -> Database:
    """The database of a path or address, not opened yet. Raises LedgerError where there can be none."""
    if postgres.is_address(where):
        return postgres.PostgreSQL(where, read_only, timeout)
    if re.match(r"[a-z][a-z+]+:/", where):  # a drive of Windows has one letter
        raise LedgerError("no kind of ledger", where, "write a path, or postgresql://user@host/database")
    return SQLite(Path(where), create, read_only, timeout)
