"""PLOVER categories of English news sentences (Halterman and others 2023), against the gold standard records.

    python -m evaluation.plover FILE.jsonl [--errors]

Each line holds ``text`` and ``event``, the category of the sentence's main event. Volgens gives a sentence as many categories as it has
events: recall is the share of sentences whose category is among them, precision the share of the categories given that are the gold
one. ``first`` counts only the category of the event whose word governs the others: one guess a sentence.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.measures import Measure
from volgens.extract import events
from volgens.lexicon import load
from volgens.model import Event, Parsed
from volgens.parse import Parser

LANGUAGE = "en"


@dataclass(slots=True)
class Tally:
    sentences: int = 0
    hits: int = 0
    given: int = 0
    first: int = 0
    by_category: Counter[str] = field(default_factory=Counter)
    found_by_category: Counter[str] = field(default_factory=Counter)

    def rows(self) -> list[tuple[str, float]]:
        """Scores by name."""
        return [
            ("category recall", self.hits / self.sentences if self.sentences else 0.0),
            ("category precision", self.hits / self.given if self.given else 0.0),
            ("category of the first event", self.first / self.sentences if self.sentences else 0.0),
        ]


def depth(parsed: Parsed, event: Event) -> int:
    """How far below the root the event's word stands."""
    token = parsed.token_at(event.trigger.start)
    return sum(1 for _ in parsed.ancestors(token)) if token else 0


def categories(parsed: Parsed, found: Iterable[Event]) -> list[str]:
    """The categories of a sentence's events, the one of the governing event first."""
    ordered = sorted(found, key=lambda e: depth(parsed, e))
    return list(dict.fromkeys(e.plover for e in ordered if e.plover))


def measure(path: Path, parser: Parser, errors: bool = False) -> Tally:
    """Scores on one file."""
    words, tally = load(LANGUAGE), Tally()
    records = [json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip()]
    for record, parsed in zip(records, parser.many([(r["text"], LANGUAGE) for r in records]), strict=True):
        got = categories(parsed, events.find(parsed, words))
        gold = record["event"]
        tally.sentences += 1
        tally.given += len(got)
        tally.hits += gold in got
        tally.first += got[:1] == [gold]
        tally.by_category[gold] += 1
        tally.found_by_category[gold] += gold in got
        if errors and gold not in got:
            print(f"{gold:12} got {' '.join(got) or '-':30} {record['text']}")
    return tally


def measures(path: Path, parser: Parser) -> list[Measure]:
    """The three scores of a file."""
    tally = measure(path, parser)
    units = ("recall", "precision", "accuracy")
    over = (tally.sentences, tally.given, tally.sentences)
    return [
        Measure("plover", name, score, unit, of)
        for (name, score), unit, of in zip(tally.rows(), units, over, strict=True)
    ]


def main(arguments: list[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("file", type=Path)
    ap.add_argument("--errors", action="store_true", help="print the sentences whose category was not found")
    a = ap.parse_args(arguments)
    tally = measure(a.file, Parser.load(), a.errors)
    for name, score in tally.rows():
        print(f"{score:6.3f}  {name}")
    for category, n in tally.by_category.most_common():
        print(f"        {category:12} {tally.found_by_category[category]} of {n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
