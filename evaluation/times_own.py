"""Expressions of time in single sentences, each with the TIMEX3 value that it should get.

    python -m evaluation.times_own 2025-01-11 PATH/time_nl.tsv PATH/time_en.tsv

The argument before the files is the day of publication. A file has the columns id, expression, sentence, expected (values that are
right, separated by |) and type; its language is what stands after the last _ of its name. An expression counts when it is found,
a leading preposition or article in or out, with a right value.
"""

import argparse
import csv
import re
import sys
from datetime import date
from pathlib import Path

from evaluation.measures import Measure, share
from volgens import lexicon
from volgens.extract import times
from volgens.parse import Parser
from volgens.resolve import dates

PUBLISHED = date(2025, 1, 11)  # of the sentences in the measuring data
LEADING = re.compile(r"^((in|op|van|om|sinds|since|over|on|from|at|by|during|de|het|the|een|a)\s+)+", re.IGNORECASE)


def score(path: Path, published: date, parser: Parser) -> tuple[int, int, list[str]]:
    """How many expressions of a file are right, of how many, and a line for each that is not."""
    language = path.stem.rpartition("_")[2]
    rows = list(csv.DictReader(path.read_text("utf8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row, parsed in zip(rows, parser.many([(row["sentence"], language) for row in rows]), strict=True):
        found = dates.resolve(times.find(parsed, lexicon.load(language)), published)
        wanted = core(row["expression"])
        if not any(core(t.text) == wanted and t.value in row["expected"].split("|") for t in found):
            got = [(t.text, t.value) for t in found]
            wrong.append(f"{path.name}:{row['id']} {row['expression']!r}: {row['expected']}, got {got}")
    return len(rows) - len(wrong), len(rows), wrong


def measures(folder: Path, parser: Parser) -> list[Measure]:
    """The share that is right of ``time_nl.tsv`` and ``time_en.tsv``."""
    out = []
    for language in ("nl", "en"):
        right, of, _ = score(folder / f"time_{language}.tsv", PUBLISHED, parser)
        out.append(Measure("times_own", f"value, {language}", share(right, of), "share", of))
    return out


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("published", type=date.fromisoformat)
    options.add_argument("files", type=Path, nargs="+")
    args = options.parse_args()
    parser = Parser.load()
    for path in args.files:
        right, of, wrong = score(path, args.published, parser)
        for line in wrong:
            print(line)
        print(f"{right}/{of} {path.name}")
    return 0


def core(text: str) -> str:
    """The expression without a preposition or article in front, in lower case."""
    return LEADING.sub("", text.lower())


if __name__ == "__main__":
    sys.exit(main())
