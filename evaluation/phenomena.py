"""The rows of ``tests/phenomena``, and which of them are known failures: ``python -m evaluation.phenomena [--failures]``.

The tests run every row through the whole reader and hold both ends: a row that is not marked has to be read rightly, and one that is marked
(column ``fails``, which says why) has to fail, or the mark must go. So the marks are what the reader cannot do, and counting them is measuring.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.measures import Measure, share

HERE = Path(__file__).parents[1] / "tests" / "phenomena"
TEXT = ("text", "sentence")


@dataclass(frozen=True, slots=True)
class Row:
    """``fails`` says why a row is not read rightly, None for one that is."""

    family: str
    language: str
    text: str
    fails: str | None


def rows(folder: Path = HERE) -> Iterator[Row]:
    """The rows of all families, in the order of their files."""
    for path in sorted([*folder.glob("*.*.tsv"), *folder.glob("*.*.json")]):
        family, language, kind = path.name.split(".")
        for cells in _json(path) if kind == "json" else _tsv(path):
            text = next(str(cells[k]) for k in TEXT if k in cells)
            yield Row(family, language, text, str(cells.get("fails") or "") or None)


def _tsv(path: Path) -> list[dict[str, object]]:
    lines = [x for x in path.read_text("utf-8").splitlines() if x.strip() and not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def _json(path: Path) -> list[dict[str, object]]:
    return list(json.loads(path.read_text("utf-8")))


def measures(folder: Path = HERE) -> list[Measure]:
    """The share of rows read rightly, by family."""
    found: dict[str, list[bool]] = {}
    for row in rows(folder):
        found.setdefault(row.family, []).append(row.fails is None)
    return [Measure("phenomena", family, share(sum(ok), len(ok)), "rows", len(ok)) for family, ok in found.items()]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--failures", action="store_true", help="list the known failures")
    args = options.parse_args()
    for m in measures():
        print(f"{m.value:.3f}  {m.name} ({m.of} sentences)")
    for row in rows() if args.failures else ():
        if row.fails:
            print(f"  {row.family}.{row.language}: {row.text}\n      {row.fails}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
