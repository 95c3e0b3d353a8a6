"""Sentences of our own, read by the whole reader, one family of phenomena a module.

``<family>.<language>.tsv`` holds the rows: a header line, remarks on lines that begin with ``#``, cells divided by tabs. ``cases`` reads them.
A row whose cell ``fails`` is filled is a known failure: the cell says why, and the test fails once the row is read rightly.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
DAY = "2025-06-04"  # a Wednesday: the day of publication where a row names none


def cases(family: str) -> list[Any]:
    """The rows of a family as pytest parameters: dictionaries by column, with ``language`` and ``where`` (file and line) added."""
    found = []
    for path in sorted(HERE.glob(f"{family}.*.tsv")):
        language = path.name.split(".")[-2]
        lines = path.read_text("utf-8").splitlines()
        numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
        header = numbered[0][1].split("\t")
        for n, line in numbered[1:]:
            cells = next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))
            if len(cells) > len(header):
                raise ValueError(f"{path.name}:{n} has {len(cells)} cells, the header {len(header)}")
            row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))
            row |= {"language": language, "where": f"{path.name}:{n}"}
            marks = pytest.mark.xfail(reason=row["fails"], strict=True) if row.get("fails") else ()
            found.append(pytest.param(row, id=row["where"], marks=marks))
    if not found:
        raise FileNotFoundError(f"no rows for the family {family!r} in {HERE}")
    return found
