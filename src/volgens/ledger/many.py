"""Putting many rows into a table at once: an article has three hundred, and looking each cell's name and type up for every row takes as long as writing them."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

Row = Mapping[str, Any]
Process = Callable[[Any], Any]


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts rows that have a cell for each column of the table."""
    if rows:
        statement, values = _of(table, connection.dialect)
        connection.exec_driver_sql(statement, [values(row) for row in rows])


@lru_cache(maxsize=200)
def _of(table: Table, dialect: Dialect) -> tuple[str, Callable[[Row], Any]]:
    """The statement as the driver takes it, and what makes its values of a row."""
    compiled = insert(table).compile(dialect=dialect)
    processes = {
        c.key: process for c in table.c if (process := c.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    }
    names: list[str] = compiled.positiontup or [c.key for c in table.c]
    cells, own = itemgetter(*names), [processes.get(n) for n in names]

    def in_order(row: Row) -> tuple[Any, ...]:
        return tuple(v if p is None else p(v) for p, v in zip(own, cells(row), strict=True))

    by_name = compiled.positiontup is None
    return str(compiled), (lambda row: dict(zip(names, in_order(row), strict=True))) if by_name else in_order


__all__ = ["put"]
