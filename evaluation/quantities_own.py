"""Score the number reader on quantity expressions in sentences: ``python -m evaluation.quantities_own DATA``.

DATA is the folder that holds ``quant_nl.tsv`` and ``quant_en.tsv``: tab-separated with a header, columns id, expression, sentence, low, high,
best, bound, unit. An expression is right when the number that stands in it has exactly its low, high, best and bound. The unit is that of the
figure there, where there is one. Speed is that of the number reader alone, on parsed sentences.
"""

import argparse
import csv
import time
from pathlib import Path

from evaluation.measures import Measure, share
from volgens import lexicon
from volgens.extract import figures, numbers
from volgens.model import Parsed
from volgens.parse import Parser

ROUNDS = 20  # times the sentences are read for the speed


def value(cell: str) -> float | None:
    return float(cell) if cell else None


def score(path: Path, language: str, parser: Parser) -> tuple[int, int, int, list[str], list[Parsed]]:
    """How many expressions, values right, units right; a line per value that is wrong; the parsed sentences."""
    words = lexicon.load(language)
    rows = list(csv.DictReader(path.open(encoding="utf8"), delimiter="\t"))
    parses = parser.many([(row["sentence"], language) for row in rows])
    right, units, wrong = 0, 0, []
    for row, parsed in zip(rows, parses, strict=True):
        start = parsed.text.index(row["expression"])
        end = start + len(row["expression"])
        found = numbers.find(parsed, words)
        inside = [n for n in found if n.start < end and n.end > start]
        wanted = (value(row["low"]), value(row["high"]), value(row["best"]), row["bound"])
        if any((n.low, n.high, n.best, n.bound) == wanted for n in inside):
            right += 1
        else:
            got = ", ".join(f"{n.span.text}: {n.low} {n.high} {n.best} {n.bound}" for n in inside) or "nothing"
            wrong.append(f"{language} {row['id']} {row['expression']!r}: wanted {wanted}, got {got}")
        counted = figures.find(parsed, found, (), words)
        units += any(f.number.start < end and f.number.end > start and f.unit == row["unit"] for f in counted)
    return len(rows), right, units, wrong, parses


def measures(folder: Path, parser: Parser) -> list[Measure]:
    """The share of expressions with value and bound right, and of those with their unit right."""
    out = []
    for language in ("nl", "en"):
        of, right, units, _, _ = score(folder / f"quant_{language}.tsv", language, parser)
        out.append(Measure("quantities_own", f"value and bound, {language}", share(right, of), "share", of))
        out.append(Measure("quantities_own", f"unit, {language}", share(units, of), "share", of))
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("data", type=Path, help="the folder with quant_nl.tsv and quant_en.tsv")
    a = ap.parse_args()
    parser = Parser.load()
    for language in ("nl", "en"):
        n, right, units, wrong, parses = score(a.data / f"quant_{language}.tsv", language, parser)
        words = lexicon.load(language)
        began = time.perf_counter()
        for _ in range(ROUNDS):
            for parsed in parses:
                numbers.find(parsed, words)
        speed = ROUNDS * len(parses) / (time.perf_counter() - began)
        print(f"{language}: value and bound {right}/{n}, unit {units}/{n}, {speed:,.0f} sentences a second")
        for line in wrong:
            print(f"  {line}")


if __name__ == "__main__":
    main()
