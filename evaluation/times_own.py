"""Expressions of time in single sentences, each with the TIMEX3 value that it should get.

    python evaluation/times_own.py 2025-01-11 PATH/time_nl.tsv PATH/time_en.tsv

The argument before the files is the day of publication. A file has the columns id, expression, sentence, expected (values that are
right, separated by |) and type; its language is what stands after the last _ of its name. An expression counts when it is found,
a leading preposition or article in or out, with a right value. Exit 1 where a file has fewer right than --floor (default 38).
"""

import argparse
import csv
import re
import sys
from datetime import date
from pathlib import Path

from volgens import lexicon
from volgens.extract import times
from volgens.parse import Parser
from volgens.resolve import dates

LEADING = re.compile(r"^((in|op|van|om|sinds|since|on|from|at|by|during|de|het|the|een|a)\s+)+", re.IGNORECASE)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("published", type=date.fromisoformat)
    options.add_argument("files", type=Path, nargs="+")
    options.add_argument("--floor", type=int, default=38)
    args = options.parse_args()
    parser, failed = Parser.load(), False
    for path in args.files:
        language = path.stem.rpartition("_")[2]
        rows = list(csv.DictReader(path.read_text("utf8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
        right = 0
        for row in rows:
            parsed = parser(row["sentence"], language)
            found = dates.resolve(times.find(parsed, lexicon.load(language)), args.published)
            wanted = core(row["expression"])
            good = [t for t in found if core(t.text) == wanted and t.value in row["expected"].split("|")]
            right += bool(good)
            if not good:
                print(
                    f"{path.name}:{row['id']} {row['expression']!r}: {row['expected']}, got {[(t.text, t.value) for t in found]}"
                )
        print(f"{right}/{len(rows)} {path.name}")
        failed |= right < args.floor
    return 1 if failed else 0


def core(text: str) -> str:
    """The expression without a preposition or article in front, in lower case."""
    return LEADING.sub("", text.lower())


if __name__ == "__main__":
    sys.exit(main())
