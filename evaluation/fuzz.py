"""Does every reader stand whatever bytes come? ``python -m evaluation.fuzz [READER ...] [--inputs N] [--work FOLDER] [--write]``.

A coverage-guided search (atheris, libFuzzer) changes sound samples of each format, keeps what takes a new branch of the code, and goes on from there. Whatever is
raised that is no refusal in the project's own words is a fault; so is an input that takes more than {SLOW} seconds of the processor, and a
process that fills more memory than its cap. What went wrong is kept, an example of each kind, below ``--work``. A search that was broken off goes on
where it was: it ends once every reader had so many inputs. Ends with 1 where something went wrong. ``evaluation/fuzz_targets.py`` has the readers. It needs ``pip install -e '.[dev,fuzz]'``.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

KEPT = Path(__file__).parent / "fuzz.json"
INPUTS = 100_000
FEWER = {"reading": 3_000}  # where one takes a good part of a second
# By reader, the modules whose branches guide the search. They must not be loaded before it begins, so that nothing of ours is imported here.
WATCHED = {
    "text": ("volgens.ingest",),
    "html": ("volgens.ingest", "trafilatura"),
    "jsonl": ("volgens.ingest",),
    "feed": ("volgens.ingest", "feedparser"),
    "warc": ("volgens.ingest", "trafilatura"),
    "telegram": ("volgens.ingest",),
    "mail": ("volgens.ingest", "email"),
    "pdf": ("volgens.ingest",),
    "parquet": ("volgens.ingest",),
    "packed": ("volgens.ingest",),
    "lexicon": ("volgens.lexicon",),
    "gold": ("evaluation.gold", "evaluation.scoring"),
    "address": ("volgens.fetch", "courlan", "urllib"),
    "robots": ("volgens.fetch", "protego"),
    "answer": ("volgens.fetch", "httpcore2", "h11"),
    "parameters": ("volgens.web", "volgens.ledger"),
    "reading": ("volgens.extract", "volgens.resolve", "volgens.parse"),
}
BROKEN_OFF = 20  # times that a process may be brought down before the search for a reader is given up


def searched(name: str, inputs: int, folder: Path) -> dict[str, Any]:
    """Tries so many inputs, those of earlier runs in this folder among them, and tells what came of it."""
    from evaluation.fuzz_child import COUNT, MEGABYTES

    folder.mkdir(parents=True, exist_ok=True)
    seconds, spent, down = folder / "seconds", time.perf_counter(), 0
    before = float(seconds.read_text("utf-8")) if seconds.exists() else 0.0
    while True:
        with (folder / "log").open("ab") as log:
            told = [sys.executable, "-m", "evaluation.fuzz_child", name, str(inputs), str(folder)]
            done = subprocess.run(told, stdout=log, stderr=log)
        seconds.write_text(str(before + time.perf_counter() - spent), "utf-8")
        if not done.returncode or down == BROKEN_OFF:
            break
        down += 1
        if not (folder / "count").exists():
            raise SystemExit(f"{name}: the search does not begin; {folder / 'log'} says why")
    count, slowest = COUNT.unpack((folder / "count").read_bytes())
    wrong = sorted(p.name for p in (folder / "wrong").iterdir() if not p.name.endswith(".txt"))
    peak = json.loads((folder / "peak.json").read_text("utf-8")) if (folder / "peak.json").exists() else MEGABYTES
    return {"inputs": count, "minutes": round(float(seconds.read_text("utf-8")) / 60, 1), "brought down": down, "wrong": wrong,
            "slowest, s": round(slowest, 2), "peak, MB": peak, "kept": sum(1 for _ in (folder / "corpus").iterdir())}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER", help=f"which; else all: {', '.join(WATCHED)}")
    parser.add_argument("--inputs", type=int, default=INPUTS, metavar="N", help=f"of each ({INPUTS}; of whole readings {FEWER['reading']})")  # fmt: skip
    parser.add_argument("--work", type=Path, default=Path("work/fuzz"), metavar="FOLDER", help="what is kept between runs (work/fuzz)")  # fmt: skip
    parser.add_argument("--write", action="store_true", help="write evaluation/fuzz.json, of which docs/trust.md tells")
    args = parser.parse_args(arguments)
    unknown = [r for r in args.readers if r not in WATCHED]
    if unknown:
        parser.error(f"there is no reader {unknown[0]!r}; there are {', '.join(WATCHED)}")
    told = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    bad = 0
    for name in args.readers or WATCHED:
        found = searched(name, min(args.inputs, FEWER.get(name, args.inputs)), args.work / name)
        told[name] = found
        bad += len(found["wrong"]) + found["brought down"]
        print(f"{name:10} {json.dumps(found)}", flush=True)
        if args.write:
            KEPT.write_text(json.dumps({n: told[n] for n in WATCHED if n in told}, indent=1) + "\n", "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
