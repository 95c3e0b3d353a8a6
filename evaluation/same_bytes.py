"""Do the same articles give the same bytes? ``python -m evaluation.same_bytes [--write]``.

Reads articles of our own in processes of their own, each in other circumstances: another seed of Python's hashes, other numbers of threads, another locale and time
zone, articles in another order, another level of the processor's instructions as far as the libraries let one choose. Their readings are compared byte for byte,
without what tells the run itself. Ends with 1 where two differ.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = Path(__file__).parent / "same_bytes.json"
FOLDERS = ("articles", "second", "third", "fourth")
# By name: the environment, and what the process is told.
WAYS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "as it is": ({}, ()),
    "again": ({}, ()),
    "another seed of hashes": ({"PYTHONHASHSEED": "1"}, ()),
    "a third seed of hashes": ({"PYTHONHASHSEED": "4000000000"}, ()),
    "one thread": ({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}, ("--threads", "1")),
    "two threads": ({"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"}, ("--threads", "2")),
    "four threads": ({}, ("--threads", "4")),
    "another locale and time zone": ({"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "LANG": "C"}, ()),
    "the articles the other way round": ({}, ("--backwards",)),
    "OpenBLAS and numpy without AVX": ({"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3 AVX512F"}, ()),
    "another seed, time zone, locale, and threads": (
        {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "C"}, ("--threads", "2", "--backwards")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """``different``: an article and the way in which it was read otherwise."""

    articles: int
    records: int
    ways: int
    different: list[str]


def compared(ways: Sequence[str], articles: int) -> Compared:
    """So many articles of each folder, read in each of these ways."""
    found = {way: _read(way, articles) for way in ways}
    first = found[ways[0]]
    different = [f"{name}: {way}" for way in ways[1:] for name in first if found[way].get(name) != first[name]]
    return Compared(len(first), sum(n for _, n in first.values()), len(ways), different)


def _read(way: str, articles: int) -> dict[str, tuple[str, int]]:
    """By article, the sum of its reading and how many records it has."""
    environment, told = WAYS[way]
    command = [sys.executable, "-m", "evaluation.same_bytes", "--one", str(articles), *told]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.PIPE, check=True)
    return {name: (total, n) for name, (total, n) in json.loads(done.stdout).items()}


def _one(most: int, threads: int, backwards: bool) -> None:
    from volgens.ingest import article_of
    from volgens.reader import Reader

    reader, found = Reader(threads=threads), {}
    paths = [p for folder in FOLDERS for p in sorted((ROOT / "evaluation" / folder).glob("*.json"))[:most]]
    for path in reversed(paths) if backwards else paths:
        gold = json.loads(path.read_text("utf-8"))
        reading = reader.read(
            article_of(gold["text"], **{k: gold.get(k) for k in ("language", "published", "title", "publisher", "url")})
        )
        told = _plain(reading)
        count = sum(len(told[k]) for k in ("claims", "figures", "events"))
        raw = json.dumps(told, ensure_ascii=False).encode()
        found[path.stem] = (hashlib.sha256(raw).hexdigest(), count)
    print(json.dumps(found))


def _plain(reading: Any) -> dict[str, Any]:
    """Everything of a reading but the number of the run."""
    from dataclasses import asdict

    told = asdict(reading)
    if told.get("provenance"):
        told["provenance"].pop("run_id")
    return told


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=8, metavar="N", help="of each folder (8)")
    parser.add_argument(
        "--write", action="store_true", help="write evaluation/same_bytes.json, of which docs/trust.md tells"
    )
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--backwards", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.one:
        _one(args.one, args.threads, args.backwards)
        return 0
    found = compared(tuple(WAYS), args.articles)
    for line in found.different:
        print(line)
    told = {"articles": found.articles, "records": found.records, "ways": found.ways, "different": len(found.different)}
    print(json.dumps(told))
    if args.write:
        KEPT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return 1 if found.different else 0


if __name__ == "__main__":
    sys.exit(main())
