"""The gate: every score on every set, against its floor.

    python -m evaluation.gate                        the sets of the repository
    python -m evaluation.gate --shared FOLDER        also those whose data is not part of it: FOLDER holds gold/ and data/
    python -m evaluation.gate --fast                 those that the tests run too, about half a minute
    python -m evaluation.gate --shared FOLDER --raise --write     lift the floors to what was measured; write scores.json and the table

Ends with 1 where a score is below its floor or a measure with a floor is no longer taken, with 0 else. A set whose data is not there is not
measured, and the gate says so. ``scores.json`` keeps the last scores of every set; ``docs/generate.py`` makes the table of them.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from evaluation import floors
from evaluation.measures import Measure
from evaluation.sets import ROOT, SETS, Set
from volgens.reader import Reader

SCORES = Path(__file__).parent / "scores.json"


def where(s: Set, shared: Path | None) -> Path | None:
    """The data of a set, or None where it is not there."""
    if s.outside and shared is None:
        return None
    path = (shared if s.outside and shared else ROOT) / s.data
    return path if path.exists() else None


def measure(sets: Sequence[Set], shared: Path | None, reader: Reader) -> tuple[dict[str, list[Measure]], list[Set]]:
    """The measures of each set, and the sets that were not measured."""
    found: dict[str, list[Measure]] = {}
    missing = []
    for s in sets:
        data = where(s, shared)
        if data is None:
            missing.append(s)
            continue
        began = time.perf_counter()
        found[s.name] = s.run(data, reader)
        print(f"{s.name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return found, missing


def report(found: dict[str, list[Measure]], missing: Sequence[Set], wanted: dict[floors.Key, floors.Floor]) -> int:
    """Prints all scores beside their floors. How many are not as they should be."""
    bad = 0
    for name, some in found.items():
        print(f"\n{name}")
        low = {m.key for m in floors.below(some, wanted)}
        for m in some:
            floor = wanted.get(m.key)
            mark = "BELOW" if m.key in low else ""
            told = f"floor {floor.value:.3f}" if floor else "no floor"
            print(f"  {m.value:9.3f}  {told:13}  {m.unit:14} {m.name} ({m.of}) {mark}".rstrip())
        lost = floors.gone(some, wanted)
        for _, measure_name in lost:
            print(f"  not taken any more, though it has a floor: {measure_name}")
        bad += len(low) + len(lost)
    for s in missing:
        print(f"\n{s.name}: NOT MEASURED, its data is not there ({s.data}; name its folder with --shared)")
    kept = sum(len(some) for some in found.values())
    print(f"\n{kept} scores on {len(found)} sets, {bad} below their floor; {len(missing)} sets not measured")
    return bad


def write_scores(found: dict[str, list[Measure]], path: Path = SCORES) -> None:
    """Puts the scores in the place of the older ones of the same sets; those of sets not measured now stay."""
    kept = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    for s in SETS:
        if s.name in found:
            rows = [{"name": m.name, "value": round(m.value, 4), "unit": m.unit, "of": m.of} for m in found[s.name]]
            kept[s.name] = {"told": s.told, "data": s.data, "outside": s.outside, "command": s.command, "measures": rows}  # fmt: skip
    ordered = {s.name: kept[s.name] for s in SETS if s.name in kept}
    path.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, metavar="FOLDER", help="the folder with gold/ and data/")
    options.add_argument("--fast", action="store_true", help="only the sets that the tests run")
    options.add_argument("--only", nargs="+", choices=[s.name for s in SETS], metavar="SET", help="only these sets")
    options.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    options.add_argument("--write", action="store_true", help="write evaluation/scores.json and the table in the docs")
    args = options.parse_args(arguments)
    if args.shared is not None and not args.shared.is_dir():
        options.error(f"{args.shared}: no such folder")
    wanted = [s for s in SETS if (s.fast or not args.fast) and (not args.only or s.name in args.only)]
    found, missing = measure(wanted, args.shared, Reader())
    at_hand = floors.load()
    bad = report(found, missing, at_hand)
    if args.lift:
        floors.write(floors.lifted([m for some in found.values() for m in some], at_hand))
    if args.write:
        write_scores(found)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
