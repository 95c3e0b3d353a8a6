"""How does the ledger behave as it grows? ``python -m evaluation.scale --articles N [--ledger PATH] [--write]``.

Fills a ledger with made readings (``evaluation.made_readings``), a batch a transaction, and stops at sizes on the way: there it adds single articles
and asks the ledger what people ask. Nothing is read: it is the ledger alone that is measured. Times are of the processor, in ms, so that they
say little of what else the machine is doing; the clock's stand beside those of adding. With ``--ledger`` a run that was broken off goes on.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from evaluation import made_readings as made
from volgens.ledger import Ledger, copied, linked, schema

KEPT = Path(__file__).parent / "scale.json"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
ALONE = 200  # articles added one by one at each size
BATCH = 500
TIMES = 3  # that a question is asked; the best counts
PAGE = 50
EVERY = 10**9  # more incidents than there are
Numbers = dict[str, float]


@contextmanager
def timed(parts: dict[str, list[float]]) -> Iterator[None]:
    """Adds up what copies and linking take within the adding of articles."""
    real = {(module, name): getattr(module, name) for module in (copied, linked) for name in ("take_out", "put_in")}

    def watched(module: Any, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            began = time.thread_time()
            try:
                return work(*args)
            finally:
                parts["copies" if module is copied else "linking"].append(time.thread_time() - began)

        return run

    for (module, name), work in real.items():
        setattr(module, name, watched(module, work))
    try:
        yield
    finally:
        for (module, name), work in real.items():
            setattr(module, name, work)


def adding(ledger: Ledger, some: Sequence[Any]) -> Numbers:
    """Adds the readings one by one; milliseconds each."""
    parts: dict[str, list[float]] = {"copies": [], "linking": []}
    busy, clock = [], []
    with timed(parts):
        for reading in some:
            began, at = time.thread_time(), time.perf_counter()
            ledger.add(reading)
            busy.append(time.thread_time() - began)
            clock.append(time.perf_counter() - at)
    return {
        "add, mean": 1000 * statistics.fmean(busy),
        "add, p95": 1000 * statistics.quantiles(busy, n=20)[-1],
        "add, copies": 1000 * sum(parts["copies"]) / len(some),
        "add, linking": 1000 * sum(parts["linking"]) / len(some),
        "add, mean by the clock": 1000 * statistics.fmean(clock),
        **summing_up(ledger, len(some)),
    }


def summing_up(ledger: Ledger, articles: int) -> Numbers:
    """What the end of a run costs, which makes ready what lists show; milliseconds for each of so many articles that were added."""
    began = time.thread_time()
    ledger.sum_up(EVERY)
    return {"add, made ready for lists at the end": 1000 * (time.thread_time() - began) / articles}


def questions(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """What people ask, by what it is called in the table."""
    town, rare_town = made.towns()[0][0].name, made.towns()[0][700].name
    name, rare_name = made.speakers()[0][10][0], made.speakers()[0][2500][0]
    word, common = made.words()[0][3000], made.words()[0][40]
    month = {"since": "2023-01-05", "until": "2023-01-20"}
    with ledger._reading() as connection:
        a = schema.accounts.c
        sizes = (
            select(a.incident_id, func.count().label("n")).group_by(a.incident_id).order_by(func.count(), a.incident_id)
        )
        by_size = [m.incident_id for m in connection.execute(sizes)]
    typical, large, largest = by_size[len(by_size) // 2], by_size[int(len(by_size) * 0.99)], by_size[-1]
    return {
        "the latest incidents": lambda: list(ledger.summaries(limit=PAGE)),
        "incidents that several tell": lambda: list(ledger.summaries(limit=PAGE, several=True)),
        "incidents in the town most in the news": lambda: list(ledger.summaries(limit=PAGE, place=town)),
        "incidents in another town": lambda: list(ledger.summaries(limit=PAGE, place=rare_town)),
        "incidents, air strikes that killed in a fortnight": lambda: list(
            ledger.summaries(limit=PAGE, type="attack.airstrike", outcome="killed", **month)
        ),
        "incidents of which a much heard source speaks": lambda: list(ledger.summaries(limit=PAGE, source=name)),
        "incidents of which it speaks, in that town": lambda: list(
            ledger.summaries(limit=PAGE, source=name, place=town)
        ),
        "incidents of which a source speaks": lambda: list(ledger.summaries(limit=PAGE, source=rare_name)),
        "incidents, a word": lambda: list(ledger.summaries(limit=PAGE, q=word)),
        "one incident": lambda: ledger.incident(typical, limit=PAGE),
        "one incident, of the largest one in a hundred": lambda: ledger.incident(large, limit=PAGE),
        "one incident, the largest": lambda: ledger.incident(largest, limit=PAGE),
        "sources, the most heard": lambda: list(ledger.sources(limit=PAGE)),
        "a source's record": lambda: list(ledger.sources(source=name)),
        "claims of a source": lambda: list(ledger.claims(source=rare_name, limit=PAGE)),
        "full text, a word": lambda: list(ledger.claims(q=word, limit=PAGE)),
        "full text, a common word": lambda: list(ledger.claims(q=common, limit=PAGE)),
        "articles, a word": lambda: list(ledger.articles(q=word, limit=PAGE)),
    }


def asking(ledger: Ledger) -> Numbers:
    """The best of some times that each is asked, in milliseconds."""
    out = {}
    for name, ask in questions(ledger).items():
        took = []
        for _ in range(TIMES):
            began = time.thread_time()
            ask()
            took.append(1000 * (time.thread_time() - began))
            if took[-1] > 2000:
                break  # it will not become quick
        out[name] = min(took)
    return out


def contents(ledger: Ledger, path: Path) -> Numbers:
    """How much is in it."""
    with ledger._reading() as connection:
        count = {
            t.name: connection.execute(select(func.count()).select_from(t)).scalar_one()
            for t in (schema.claims, schema.accounts)
        }
        incidents = connection.execute(select(func.count(schema.accounts.c.incident_id.distinct()))).scalar_one()
        sizes = select(func.count().label("n")).select_from(schema.accounts).group_by(schema.accounts.c.incident_id)
        largest = connection.execute(sizes.order_by(func.count().desc()).limit(1)).scalar_one()
    return {"claims": count["claims"], "accounts": count["accounts"], "incidents": incidents, "accounts of the largest": largest,
            "megabytes": path.stat().st_size / 1e6}  # fmt: skip


def ask_again(path: Path) -> dict[int, Numbers]:
    """The questions alone, of a ledger that is there: after a change to how they are answered."""
    with Ledger(path, create=False) as ledger:
        ledger.sum_up(EVERY)
        found = {len(ledger.document_ids("")): asking(ledger)}
    print(json.dumps(found), flush=True)
    return found


def run(articles: int, path: Path, sizes: Sequence[int] = SIZES) -> dict[int, Numbers]:
    """The numbers at each size up to so many articles, in the order of size."""
    out: dict[int, Numbers] = {}
    with Ledger(path) as ledger:
        done = len(ledger.document_ids(""))
        for size in sorted({s for s in sizes if s < articles} | {articles}):
            alone = max(done, size - ALONE)
            for first in range(done, alone, BATCH):
                ledger.add_all(made.readings(first, min(first + BATCH, alone)))
                ledger.sum_up(EVERY)
                print(f"{min(first + BATCH, alone)}/{articles}", file=sys.stderr, flush=True)
            if done >= size:
                continue
            numbers = adding(ledger, list(made.readings(alone, size)))
            done = size
            out[size] = {**contents(ledger, path), **numbers, **asking(ledger)}
            print(json.dumps({size: out[size]}), flush=True)
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="how many (10 000)")
    parser.add_argument(
        "--ledger", type=Path, metavar="PATH", help="keep the ledger here, and go on with it where it is there already"
    )
    parser.add_argument(
        "--ask", action="store_true", help="only ask the questions again of the ledger at --ledger, as large as it is"
    )
    parser.add_argument(
        "--write", action="store_true", help="write evaluation/scale.json, of which docs/generate.py makes a table"
    )
    args = parser.parse_args(arguments)
    if args.ask and not args.ledger:
        parser.error("--ask takes a ledger to ask: name it with --ledger")
    with tempfile.TemporaryDirectory() as folder:
        found = ask_again(args.ledger) if args.ask else run(args.articles, args.ledger or Path(folder) / "scale.db")
    if args.write:
        before = json.loads(KEPT.read_text("utf8")) if args.ledger and KEPT.is_file() else {}
        kept = before.get("sizes", {})
        for size, numbers in found.items():
            kept.setdefault(str(size), {}).update({k: round(v, 1) for k, v in numbers.items()})
        note = {"note": before["note"]} if "note" in before else {}  # of what an earlier run left in the table
        told = {"cores": os.cpu_count(), **note, "sizes": {k: kept[k] for k in sorted(kept, key=int)}}
        KEPT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
