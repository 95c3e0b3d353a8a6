"""Score readings against annotated articles: ``python -m evaluation.articles [FOLDER] [--errors]``.

Reads every article of the folder (``evaluation/articles`` where none is named) with the shipped reader and compares the records with the
annotation. A figure or event is found where its number or trigger overlaps the annotated one, a claim where at least half of its
words are the annotated ones (F1 of characters). Counts are over all articles together.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from volgens.ingest import article_of
from volgens.model import Reading
from volgens.reader import Reader
from volgens.resolve.place_choice import distance

HERE = Path(__file__).parent / "articles"
REACH = {
    "city": 25,
    "town": 15,
    "facility": 25,
    "admin1": 150,
    "admin2": 60,
}  # kilometres that a place may be off, by kind
FAR = 200  # the same for regions, rivers and seas
ENOUGH = 0.5  # F1 of characters from which a claim's content counts as found
LEAD = re.compile(r"^(?:(?:in|op|van|sinds|vanaf|tot|tegen|rond|since|on|from|until|till|by|during|de|het|the)\s+)+")
Spot = tuple[int, int]


@dataclass
class Count:
    """Right, annotated and read records of one kind."""

    right: int = 0
    annotated: int = 0
    read: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.annotated + self.read) if self.annotated + self.read else 0.0


@dataclass
class Scores:
    counts: dict[str, Count] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, right: int, annotated: int, read: int) -> None:
        c = self.counts.setdefault(name, Count())
        c.right, c.annotated, c.read = c.right + right, c.annotated + annotated, c.read + read


def spot(text: str, quote: str, inner: str | None = None) -> Spot:
    """Where ``quote``, or ``inner`` within it, first stands in the text."""
    at = text.index(quote)
    if inner is None:
        return at, at + len(quote)
    at += quote.index(inner) if inner in quote else 0
    return at, at + len(inner)


def shared(a: Spot, b: Spot) -> float:
    """F1 of the characters of two stretches."""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * common / ((a[1] - a[0]) + (b[1] - b[0]))


def pairs(gold: Sequence[Any], read: Sequence[Any], likeness: Callable[[Any, Any], float]) -> Iterator[tuple[Any, Any]]:
    """One-to-one pairs, the most alike first."""
    ranked = sorted(
        ((likeness(g, r), -i, -j) for i, g in enumerate(gold) for j, r in enumerate(read)),
        key=lambda x: x,
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for value, i, j in ranked:
        if value > 0 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield gold[-i], read[-j]


def same_name(a: str | None, b: str | None) -> bool:
    """Both none, or at least half of the words of the shorter name in the other."""
    if not a or not b:
        return not a and not b
    x, y = (set(re.findall(r"\w+", n.lower())) for n in (a, b))
    return len(x & y) * 2 >= min(len(x), len(y))


def score_article(gold: dict[str, Any], reading: Reading, scores: Scores) -> None:
    """Adds one article's counts."""
    text, name = gold["text"], gold["id"]
    said = {c.id: c.source.name for c in reading.claims}

    def like_claim(g: dict[str, Any], c: Any) -> float:
        value = shared(spot(text, g["content"]), (c.content.start, c.content.end))
        return value if value >= ENOUGH else 0.0

    found = list(pairs(gold["claims"], reading.claims, like_claim))
    sizes = len(gold["claims"]), len(reading.claims)
    scores.add("claims, content", len(found), *sizes)
    scores.add("claims, content and source", sum(same_name(g["source"], c.source.name) for g, c in found), *sizes)
    scores.errors += _missed(name, "claim", gold["claims"], found, "content")

    def like_figure(g: dict[str, Any], f: Any) -> float:
        return shared(spot(text, g["quote"], g["number"]), (f.number.start, f.number.end))

    found = list(pairs(gold["figures"], reading.figures, like_figure))
    sizes = len(gold["figures"]), len(reading.figures)
    scores.add("figures, found", len(found), *sizes)
    whole = sum(_whole(g, f, said.get(f.claim_id or "")) for g, f in found)
    scores.add("figures, whole (value, unit, outcome, source, polarity)", whole, *sizes)
    scores.errors += _missed(name, "figure", gold["figures"], found, "quote")

    def like_event(g: dict[str, Any], e: Any) -> float:
        value = shared(spot(text, g["quote"], g["trigger"]), (e.trigger.start, e.trigger.end))
        return value + 0.1 * (value > 0 and g["type"] == e.type)

    found = list(pairs(gold["events"], reading.events, like_event))
    sizes = len(gold["events"]), len(reading.events)
    scores.add("events, trigger", len(found), *sizes)
    scores.add("events, trigger and type", sum(g["type"] == e.type for g, e in found), *sizes)
    scores.errors += _missed(name, "event", gold["events"], found, "quote")

    _score_names(gold, reading, scores)


def _score_names(gold: dict[str, Any], reading: Reading, scores: Scores) -> None:
    """Times and places: each distinct text counts once; vague times (``_REF``) do not count."""
    core = lambda words: LEAD.sub("", words.lower())  # noqa: E731
    value = lambda v: re.sub(r"-(?:START|MID|END)$", "", v)  # noqa: E731
    times = {core(t["text"]): value(t["value"]) for t in gold["times"] if not t["value"].endswith("_REF")}
    read = {core(t.text): value(t.value) for t in reversed(reading.times) if not t.value.endswith("_REF")}
    scores.add("times", sum(read.get(k) == v for k, v in times.items()), len(times), len(read))
    places = {p["text"]: p for p in gold["places"]}
    known = {p.text: p for p in reversed(reading.places)}
    scores.add("places", sum(k in known and _near(p, known[k]) for k, p in places.items()), len(places), len(known))


def _whole(gold: dict[str, Any], f: Any, source: str | None) -> bool:
    keys = ("best",) if gold["bound"] == "about" else ("low", "high")
    return (
        all(gold[k] == getattr(f, k) for k in keys)
        and (gold["bound"], gold["unit"], gold["outcome"]) == (f.bound, f.unit, f.outcome)
        and same_name(gold["source"], source)
        and gold["denied"] == (f.polarity == "negative")
    )


def _near(gold: dict[str, Any], p: Any) -> bool:
    if gold["country"] != p.country:
        return False
    if gold["kind"] == "country":
        return bool(p.kind == "country")
    return p.lat is not None and distance(gold["lat"], gold["lon"], p.lat, p.lon) <= REACH.get(gold["kind"], FAR)


def _missed(
    article: str, kind: str, gold: Sequence[dict[str, Any]], found: Sequence[tuple[Any, Any]], key: str
) -> list[str]:
    hit = {id(g) for g, _ in found}
    return [f"{article}: missed {kind} {g[key][:90]!r}" for g in gold if id(g) not in hit]


def score(folder: Path = HERE, reader: Reader | None = None) -> Scores:
    """The scores of the shipped reader on all annotated articles of a folder."""
    reader, scores = reader or Reader(), Scores()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        fields = {k: gold.get(k) for k in ("language", "published", "title", "publisher", "url")}
        score_article(gold, reader.read(article_of(gold["text"], **fields)), scores)
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=HERE)
    parser.add_argument("--errors", action="store_true", help="list what was missed")
    args = parser.parse_args()
    if not list(args.folder.glob("*.json")):
        parser.error(f"{args.folder}: no annotated articles (*.json) there")
    scores = score(args.folder)
    for name, c in scores.counts.items():
        print(f"{c.f1:.3f}  {name:58} {c.right} right of {c.annotated} annotated, {c.read} read")
    for line in scores.errors if args.errors else ():
        print("  " + line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
