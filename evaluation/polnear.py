"""Attribution on PolNeAR (Newell and others 2018): English political news, source, cue and content in brat's standoff format.

    python -m evaluation.polnear FOLDER [--errors]

``FOLDER`` holds ``text/`` and ``attributions/``. An attribution is found where the contents share enough characters (F1 of at least
.5); it counts as found with its source where the source spans also overlap. Several annotators of one text are measured one by one.
PolNeAR also marks private states (thinks, fears, wants) and reports without a source, which Volgens leaves out by design.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.measures import Measure
from volgens.extract import claims
from volgens.lexicon import load
from volgens.model import Claim
from volgens.parse import Parser

ENOUGH = 0.5
Chars = frozenset[int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One annotated attribution, each part as the set of offsets that it covers."""

    source: Chars
    cue: Chars
    content: Chars


@dataclass(slots=True)
class Tally:
    gold: int = 0
    got: int = 0
    found: int = 0
    sourced: int = 0

    def f1(self, hits: int) -> tuple[float, float, float]:
        """Precision, recall, F1 of ``hits``."""
        p = hits / self.got if self.got else 0.0
        r = hits / self.gold if self.gold else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def read_brat(path: Path) -> list[Attribution]:
    """The attributions of one ``.ann`` file that have a source and a content."""
    spans: dict[str, Chars] = {}
    out = []
    for line in path.read_text("utf8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            where = rest.split("\t")[0].partition(" ")[2]
            pairs = [tuple(map(int, p.split())) for p in where.split(";")]
            spans[key] = frozenset(i for start, end in pairs for i in range(start, end))
        elif key.startswith("E"):
            parts: dict[str, Chars] = {}
            for pair in rest.split():
                role, _, span = pair.partition(":")
                role = re.sub(r"\d+$", "", role)
                parts[role] = parts.get(role, frozenset()) | spans.get(span, frozenset())
            if parts.get("Source") and parts.get("Content"):
                out.append(Attribution(parts["Source"], parts.get("Cue", frozenset()), parts["Content"]))
    return out


def overlap(a: Chars, b: Chars) -> float:
    """F1 of the characters of two stretches."""
    both = len(a & b)
    return 2 * both / (len(a) + len(b)) if both else 0.0


def pairs(gold: list[Attribution], got: list[Claim]) -> Iterable[tuple[int, int]]:
    """Greedy one-to-one pairs of contents, best first, cues that overlap before others."""
    spans = [frozenset(range(c.content.start, c.content.end)) for c in got]
    cues = [frozenset(range(c.cue.start, c.cue.end)) if c.cue else frozenset() for c in got]
    ranked = sorted(
        (
            (bool(g.cue & cues[j]) + overlap(g.content, spans[j]), overlap(g.content, spans[j]), i, j)
            for i, g in enumerate(gold)
            for j in range(len(got))
        ),
        reverse=True,
    )
    left, right = set(), set()
    for _, share, i, j in ranked:
        if share >= ENOUGH and i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def measures(folder: Path, parser: Parser) -> list[Measure]:
    """F1 of contents found, and of those with their source."""
    tally = measure(folder, parser)
    hits = (("content found", tally.found), ("content and source", tally.sourced))
    return [Measure("polnear", name, tally.f1(n)[2], "F1", tally.gold) for name, n in hits]


def measure(folder: Path, parser: Parser, errors: bool = False) -> Tally:
    """Read every text of the folder and compare with every annotation of it."""
    lexicon, tally = load("en"), Tally()
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text("utf8")
        got = [c for c in claims.find(parser(text, "en"), lexicon) if c.source.start is not None]
        for annotated in sorted((folder / "attributions").glob(f"{path.stem}_*.ann")):
            gold = read_brat(annotated)
            hits = list(pairs(gold, got))
            tally.gold += len(gold)
            tally.got += len(got)
            tally.found += len(hits)
            for i, j in hits:
                source = got[j].source
                assert source.start is not None
                assert source.end is not None
                tally.sourced += bool(gold[i].source & frozenset(range(source.start, source.end)))
            if errors:
                report(text, gold, got, hits)
    return tally


def report(text: str, gold: list[Attribution], got: list[Claim], hits: list[tuple[int, int]]) -> None:
    """Print what was missed and what was found beside it."""
    left, right = {i for i, _ in hits}, {j for _, j in hits}

    def words(chars: Chars) -> str:
        return text[min(chars) : max(chars) + 1].replace("\n", " ") if chars else ""

    for i, g in enumerate(gold):
        if i not in left:
            print(f"missed [{words(g.source)[:50]} | {words(g.cue)[:40]}] {words(g.content)[:100]}")
    for j, c in enumerate(got):
        if j not in right:
            print(f"extra  [{c.source.name[:50]} | {c.cue.text if c.cue else None}] {c.content.text[:100]!r}")


def main(argv: list[str] | None = None) -> int:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("folder", type=Path)
    args.add_argument("--errors", action="store_true", help="print what was missed and what was found beside it")
    options = args.parse_args(argv)
    tally = measure(options.folder, Parser.load(), options.errors)
    for name, hits in (("content found", tally.found), ("content and source", tally.sourced)):
        p, r, f = tally.f1(hits)
        print(f"{f:6.3f}  {name:20} P {p:.3f} R {r:.3f} n={tally.gold}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
