"""How fast are the rules beside the reading model? ``python -m evaluation.speed [FOLDER]``.

Reads the annotated articles of a folder, with the parser alone and with the whole reader, by turns, and takes the best of each: words a
second of both, and their ratio, which hardly depends on the machine: the share of the time that the reading model takes. 1 would be rules that
cost nothing.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from evaluation.articles import HERE
from evaluation.measures import Measure
from volgens.ingest import article_of
from volgens.reader import Reader

ROUNDS = 5


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measures(folder: Path = HERE, reader: Reader | None = None) -> list[Measure]:
    """The ratio and both speeds. ``of`` is the number of words."""
    reader = reader or Reader()
    articles = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf8"))
        articles.append(article_of(gold["text"], gold["language"], gold.get("published")))
    words = sum(len(reader.parser(a.text, a.language or "").tokens) for a in articles)
    list(reader.many(articles))  # what is loaded once is loaded
    parsing, reading = [], []
    for _ in range(ROUNDS):
        parsing.append(_seconds(lambda: [reader.parser(a.text, a.language or "") for a in articles]))
        reading.append(_seconds(lambda: list(reader.many(articles))))
    parse, read = min(parsing), min(reading)
    return [
        Measure("speed", "share of the time that the reading model takes", parse / read, "ratio", words),
        Measure("speed", "the reading model", words / parse, "words a second", words),
        Measure("speed", "the whole reader", words / read, "words a second", words),
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=HERE)
    for m in measures(options.parse_args().folder):
        print(f"{m.value:10.3f} {m.unit}: {m.name} ({m.of} words)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
