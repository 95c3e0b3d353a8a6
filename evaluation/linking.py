"""Are articles joined that tell of one happening, and no others? ``python -m evaluation.linking [FOLDER ...] [--made N] [--errors]``.

FOLDER holds annotated articles, of which those with one ``incident`` key tell of the same. Made-up news (``evaluation/incidents``) is read into
the same ledger: happenings in sixty towns, several a day in one country and some in one town, most told once and some by several outlets in two
languages with other figures; and cuts and copies of them. A pair of articles counts as joined where any of their accounts stand in one incident.
"""

import argparse
import csv
import itertools
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from evaluation.measures import Measure, share
from volgens.ingest import article_of
from volgens.ledger import Ledger, schema
from volgens.model import Article, Reading
from volgens.reader import Reader

HERE = Path(__file__).parent / "incidents"
SET = "incidents"
MADE = 500
SEED = 7
FIRST = date(2025, 3, 3)
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Happening:
    """One made-up happening: ``mould`` says of what kind, ``target`` counts from 0 in the list of what is hit."""

    key: str
    town: dict[str, str]
    mould: str
    day: date
    target: int
    killed: int
    injured: int


def happenings(count: int, rng: random.Random) -> list[Happening]:
    """Happenings that are not each other: another town, or days apart, or another target in the same town on the same day."""
    towns = _rows("towns.tsv")
    moulds = list(json.loads((HERE / "news.json").read_text("utf8"))["nl"]["moulds"])
    out: list[Happening] = []
    taken: set[tuple[str, int, int]] = set()
    while len(out) < count:
        town, day, target = rng.choice(towns), rng.randrange(0, max(14, count // 4)), rng.randrange(12)
        near = [t for t in taken if t[0] == town["town_en"] and abs(t[1] - day) <= 4]
        if any(t[1] != day or t[2] == target for t in near):
            continue
        taken.add((town["town_en"], day, target))
        mould = rng.choice(moulds)
        if mould == "capture" and near:
            continue
        killed = rng.randrange(2, 80)
        out.append(
            Happening(f"made-{len(out)}", town, mould, FIRST + timedelta(day), target, killed, rng.randrange(2, 150))
        )
    return out


def article(h: Happening, number: int, language: str, rng: random.Random, other_figures: bool = False) -> Article:
    """One article that tells of it, in one of its moulds."""
    words = json.loads((HERE / "news.json").read_text("utf8"))[language]
    published = h.day + timedelta(rng.randrange(0, 3))
    source = rng.choice(words["sources"])
    attacker = h.town[f"attacker_{language}"]
    killed = max(2, h.killed + rng.choice((-2, -1, 1, 4))) if other_figures else h.killed
    filled = {
        "town": h.town[f"town_{language}"],
        "region": h.town[f"region_{language}"],
        "day": words["days"][h.day.weekday()],
        "hit": words["targets"][h.target],
        "killed": str(killed),
        "injured": str(h.injured),
        "source": source,
        "source_cap": source[0].upper() + source[1:],
        "attacker": attacker,
        "Attacker": attacker[0].upper() + attacker[1:],
    }
    body = rng.choice(words["moulds"][h.mould])
    tails = rng.sample(words["tails"], 3)
    text = "\n\n".join(part.format_map(filled) for part in (body, " ".join(tails)))
    outlet = rng.choice(words["outlets"])
    made_up = article_of(text, language=language, published=published.isoformat(), publisher=outlet)
    return made_up.with_(id=f"{h.key}-{number}")


def made(count: int, seed: int = SEED) -> Iterator[tuple[str, Article]]:
    """Articles with the keys of their happenings: one in eight happenings is told two to four times."""
    rng = random.Random(seed)
    for k, h in enumerate(happenings(count, rng)):
        for number in range(rng.randrange(2, 5) if k % 8 == 0 else 1):
            yield h.key, article(h, number, rng.choice(("nl", "en")), rng, other_figures=bool(number % 2))


def joined(readings: Iterable[Reading]) -> set[Pair]:
    """Pairs of articles with accounts in one incident, in a new ledger that gets the readings in their order."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "linking.db") as ledger:
        ledger.add_all(readings)
        a = schema.accounts.c
        with ledger._reading() as connection:
            rows = connection.execute(select(a.incident_id, a.document_id).distinct().order_by(a.incident_id)).all()
    out: set[Pair] = set()
    for _, group in itertools.groupby(rows, key=lambda r: r[0]):
        out.update(frozenset(p) for p in itertools.combinations(sorted({r[1] for r in group}), 2))
    return out


def _rows(name: str) -> list[dict[str, str]]:
    lines = [x for x in (HERE / name).read_text("utf8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def keyed(folder: Path) -> Iterator[tuple[str | None, Article]]:
    """Annotated articles with their incident keys; None where the annotation names none."""
    same = {row["key"]: row["same_as"] for row in _rows("same.tsv")}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf8"))
        fields: dict[str, Any] = {k: gold.get(k) for k in ("language", "published", "title", "publisher", "url")}
        key = gold.get("incident")
        yield same.get(key, key), article_of(gold["text"], **fields).with_(id=path.stem)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Pairs that should be joined and are (``right``), that are and should not be (``wrong``), and that should be and are not (``missed``)."""

    right: tuple[Pair, ...]
    wrong: tuple[Pair, ...]
    missed: tuple[Pair, ...]

    @property
    def f1(self) -> float:
        return share(2 * len(self.right), 2 * len(self.right) + len(self.wrong) + len(self.missed))

    @property
    def precision(self) -> float:
        return share(len(self.right), len(self.right) + len(self.wrong)) if self.right or self.wrong else 1.0


def compare(articles: Sequence[tuple[str | None, Article]], reader: Reader) -> Outcome:
    """Reads all articles into one ledger, in an order that has nothing to do with their keys, and looks which are joined."""
    groups: dict[str, set[str]] = {}
    for key, a in articles:
        if key is not None:
            groups.setdefault(key, set()).add(a.id)
    wanted = {frozenset(p) for ids in groups.values() for p in itertools.combinations(sorted(ids), 2)}
    shuffled = sorted((a for _, a in articles), key=lambda a: a.sha256)
    found = joined(reader.read(a) for a in shuffled)
    return Outcome(*(tuple(sorted(s, key=sorted)) for s in (wanted & found, found - wanted, wanted - found)))


def measures(folders: Sequence[Path], reader: Reader, count: int = MADE, name: str = SET) -> list[Measure]:
    """Annotated articles and made-up news in one ledger."""
    articles: list[tuple[str | None, Article]] = [k for folder in folders for k in keyed(folder)]
    o = compare([*articles, *made(count)], reader)
    pairs = len(o.right) + len(o.missed)
    return [
        Measure(name, "pairs of articles", o.f1, "F1", pairs),
        Measure(name, "pairs joined rightly", o.precision, "precision", pairs),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="*", help="annotated articles, of which some have an incident key")
    parser.add_argument("--made", type=int, default=MADE, help=f"made-up happenings beside them ({MADE})")
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong or missed")
    args = parser.parse_args(arguments)
    articles = [k for folder in args.folder for k in keyed(folder)]
    o = compare([*articles, *made(args.made)], Reader())
    print(f"F1 {o.f1:.3f}: {len(o.right)} pairs rightly joined, {len(o.wrong)} wrongly, {len(o.missed)} missed")
    for told, pairs in (("wrong", o.wrong), ("missed", o.missed)) if args.errors else ():
        for pair in pairs:
            print(f"  {told:7}{' '.join(sorted(pair))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
