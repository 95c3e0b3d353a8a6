"""How fast are the rules beside the reading model? ``python -m evaluation.speed [FOLDER]``.

Reads the annotated articles of a folder, with the parser alone and with the whole reader, by turns, and takes the best of each: words a
second of both, and how much of the processors' time the rules take, as a ratio to plain Python work on the same texts in the same run, which hardly
depends on the machine or on what else it is doing. A measure against the reading model's time would sink when the model gets faster.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.articles import HERE
from evaluation.measures import Measure
from volgens.ingest import article_of
from volgens.reader import Reader

ROUNDS = 5
LONGEST = 6  # letters of the parts of words that the yardstick counts
TIMES = 100  # how often it does
RULES = "parts of words counted in plain Python in the time of the rules"


def _yardstick(texts: Sequence[str]) -> Counter[str]:
    """Work that only the machine's speed at plain Python changes: how often each run of letters occurs in the words."""
    return Counter(
        w[k : k + n] for t in texts for w in t.split() for n in range(1, LONGEST) for k in range(len(w) - n + 1)
    )


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
    parsing, reading, plain = [], [], []
    for _ in range(ROUNDS):
        parsing.append(_seconds(lambda: [reader.parser(a.text, a.language or "") for a in articles]))
        reading.append(_seconds(lambda: list(reader.many(articles))))
        plain.append(_seconds(lambda: [_yardstick([a.text for a in articles]) for _ in range(TIMES)]))
    busy = [min(s for s, _ in some) for some in (parsing, reading, plain)]
    clock = [min(s for _, s in some) for some in (parsing, reading)]
    return [
        Measure("speed", RULES, busy[2] / (busy[1] - busy[0]), "ratio", words),
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
