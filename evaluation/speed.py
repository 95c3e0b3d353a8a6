"""How fast are the rules beside the reading model? ``python -m evaluation.speed [FOLDER]``.

Reads the annotated articles of a folder, with the parser alone and with the whole reader, by turns, and takes the best of each: words a
second of both, and the share of the processors' time that the reading model takes, which hardly depends on the machine or on what else it is
doing. 1 would be rules that cost nothing.
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


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """What the work takes: seconds of processors, all threads together, and seconds on the clock."""
    busy, began = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - busy, time.perf_counter() - began


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
    busy = [min(s for s, _ in some) for some in (parsing, reading)]
    clock = [min(s for _, s in some) for some in (parsing, reading)]
    return [
        Measure("speed", "share of the time that the reading model takes", busy[0] / busy[1], "ratio", words),
        Measure("speed", "the reading model", words / clock[0], "words a second", words),
        Measure("speed", "the whole reader", words / clock[1], "words a second", words),
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=HERE)
    for m in measures(options.parse_args().folder):
        print(f"{m.value:10.3f} {m.unit}: {m.name} ({m.of} words)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
