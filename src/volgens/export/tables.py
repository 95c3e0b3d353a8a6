"""What a table of an export is: its columns, with their types and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

TYPES = ("string", "integer", "number", "boolean", "date", "array")  # after Frictionless Table Schema; arrays are JSON


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``choices``: all values there are; ``needed``: it is never empty; ``ours``: how we come to the value where that is not plain."""

    name: str
    type: str
    told: str
    choices: Sequence[str | int] = ()
    needed: bool = False
    ours: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in their order; no two rows agree in ``key``. ``code``: where ours follows somebody else's codebook, whose."""

    name: str
    title: str
    told: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    code: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)
