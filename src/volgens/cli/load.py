"""``volgens load DIR``: readings that ``volgens read --partitions DIR`` left, into the ledger."""

import argparse
from collections import Counter
from pathlib import Path

from volgens.cli import DONE, FAILED
from volgens.cli.filters import add_ledger
from volgens.cli.progress import Progress, count, duration

NAME = "load"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="put what was read into partitions into the ledger",
        description="Adds the readings in folders of Parquet files, which `volgens read --partitions DIR` made, to the ledger. What it has "
        "already is passed over.",
        epilog="Exit code: 0 all is in the ledger, 1 it was stopped, 2 wrong usage. Ctrl-C keeps what is done; the same command goes on.",
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a folder of partitions")
    add_ledger(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.cli.read import summed_up
    from volgens.ledger import Ledger
    from volgens.ledger.query import batched
    from volgens.ledger.store import BATCH
    from volgens.scale.partitions import Partitions

    some = [Partitions(folder, create=False) for folder in args.folders]
    left = Counter(document_id for partitions in some for document_id in partitions.document_ids())
    progress = Progress("Loading", left.total())
    progress.start()
    added, stopped = 0, False

    def wanted(document_id: str) -> bool:
        """Of several readings of an article the last; the others only where it is new to the ledger, which then keeps its earlier texts."""
        left[document_id] -= 1
        return left[document_id] == 0 or ledger.head(document_id) is None

    with summed_up(Ledger(args.ledger)) as ledger, ledger.telling(progress.total) as telling:
        try:
            for partitions in some:
                for readings in batched(partitions.readings(), BATCH):
                    added += ledger.add_all(r for r in readings if wanted(r.document.id))
                    for reading in readings:
                        progress.step(skipped=reading.document.skipped is not None)
                    telling.tell(progress.done, progress.skipped, progress.total)
        except KeyboardInterrupt:
            stopped = True
        progress.clear()
        ledger.sum_up()
        known = progress.done - added
        progress.say(
            f"Loaded {count(added)} readings in {duration(progress.seconds)} into {ledger.where}"
            + (f"; {count(known)} stood there already" if known else "")
        )
        if stopped:
            progress.say("Stopped; what was loaded is kept, and the same command goes on from there")
    return FAILED if stopped else DONE
