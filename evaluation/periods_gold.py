"""Periods of annotated events and figures: which of them get days that agree with the annotation.

    python -m evaluation.periods_gold FOLDER [--errors]

FOLDER holds annotated articles as JSON (language, published, text, events and figures with quote, trigger or number, earliest, latest).
Triggers and numbers are taken from the annotation, so that only the choice of time is measured: every bound that both give agrees
within a day, and at least one is given by both. Beside it stands what the day of publication as the only bound would reach.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation.measures import Measure, share
from volgens import lexicon
from volgens.extract import times
from volgens.model import Parsed, Token
from volgens.parse import Parser
from volgens.resolve import dates
from volgens.resolve.periods import period_for

Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Case:
    """An annotated event or figure: its words, where they stand, and its days."""

    kind: str
    words: str
    quote: str
    at: int
    days: Days


def cases(article: dict[str, object], text: str) -> Iterator[Case]:
    for kind, key, field in (("event", "events", "trigger"), ("figure", "figures", "number")):
        for row in article[key]:  # type: ignore[attr-defined]
            if row["earliest"] or row["latest"]:
                start = text.find(row["quote"])
                inner = max(row["quote"].find(row[field]), 0)
                yield Case(kind, row[field], row["quote"], start + inner, (row["earliest"], row["latest"]))


def anchor_of(parsed: Parsed, case: Case) -> Token | None:
    """What the case's words hang on; for a numeral what it counts."""
    token = parsed.head_at(case.at, case.at + len(case.words))
    if token is not None and case.kind == "figure" and token.upos == "NUM" and not token.is_root:
        return parsed.tokens[token.head]
    return token


def agree(a: Days, b: Days) -> bool:
    both = [(x, y) for x, y in zip(a, b, strict=True) if x and y]
    return bool(both) and all(abs((date.fromisoformat(x) - date.fromisoformat(y)).days) <= 1 for x, y in both)


def score(folder: Path, parser: Parser, errors: list[str] | None = None) -> dict[str, list[tuple[bool, bool]]]:
    """By kind, for each case: do its days agree, and would the day of publication? What does not agree goes to ``errors``."""
    right: dict[str, list[tuple[bool, bool]]] = {}
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text("utf8"))
        published, words = date.fromisoformat(article["published"]), lexicon.load(article["language"])
        parsed = parser(article["text"], article["language"])
        found = dates.resolve(times.find(parsed, words), published)
        for case in cases(article, article["text"]):
            anchor = anchor_of(parsed, case)
            if anchor is None:
                raise SystemExit(f"{path}#char={case.at}: no word there")
            earliest, latest, _, time = period_for(parsed, found, anchor, published, words)
            ok = agree(case.days, (earliest, latest))
            right.setdefault(case.kind, []).append((ok, agree(case.days, (None, article["published"]))))
            if errors is not None and not ok:
                told = f"{case.words} in {case.quote[:70]!r}: {case.days}, got {(earliest, latest)}"
                errors.append(f"{path.stem}: {told} by {time and time.text}")
    return right


def measures(folder: Path, parser: Parser) -> list[Measure]:
    """The share of events and of figures whose days agree."""
    found = score(folder, parser)
    return [
        Measure("periods_gold", f"days of {kind}s", share(sum(ok for ok, _ in s), len(s)), "accuracy", len(s))
        for kind, s in found.items()
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--errors", action="store_true", help="print those that do not agree")
    args = options.parse_args()
    errors: list[str] = []
    for kind, scores in score(args.folder, Parser.load(), errors).items():
        of = len(scores)
        ours, plain = (sum(s[k] for s in scores) for k in (0, 1))
        print(
            f"{ours / of:.3f} {kind}s with days that agree ({ours}/{of}); by the day of publication alone {plain / of:.3f}"
        )
    for line in errors if args.errors else ():
        print("  " + line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
