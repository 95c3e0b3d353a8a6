"""``volgens read PATH...``: articles in, readings into the ledger, on the terminal or as JSON lines."""

import argparse
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from volgens.cli import UsageError
from volgens.cli.addresses import add_addresses, hours, web_of
from volgens.cli.filters import add_labels, add_ledger
from volgens.fetch.visit import older_than
from volgens.ingest import FIELDS, Defaults, Inputs, Words, iso

if TYPE_CHECKING:
    from volgens.cli.reading import Crew, Store
    from volgens.ledger import Ledger
    from volgens.reader import Reader

NAME = "read"
MOST_JOBS = 512


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="read articles: who says what happened",
        description="Reads text files, saved web pages, JSONL and JSON articles, web archives (WARC), exports of Telegram, PDF, mail, Parquet, folders of "
        "these, or standard input (-), packed with gzip or not, and pages and feeds (RSS, Atom) by their addresses, and writes what they say into the "
        "ledger. Articles that the ledger has already are not read again.",
        epilog="Exit code: 0 all read, 1 something was skipped, 2 wrong usage. Ctrl-C keeps what is done; the same command goes on.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, a folder, - for standard input, or the address of a page or feed",
    )
    parser.add_argument("--urls", action="append", default=[], metavar="FILE", help="a file with one address a line")
    parser.add_argument("--json", action="store_true", help="print the readings, one JSON object a line")
    own = parser.add_argument_group("for articles that do not say it themselves")
    own.add_argument(
        "--published", type=_date, metavar="DATE", help="day of publication, 2025-01-31; 'Saturday' is counted from it"
    )
    own.add_argument("--language", metavar="LL", help="language, such as nl; else it is detected")
    own.add_argument("--title", help="title")
    own.add_argument("--publisher", help="who published it")
    own.add_argument("--url", help="address; of a Telegram channel (https://t.me/NAME), for its posts' addresses")
    own.add_argument("--column", type=_column, action="append", default=[], metavar="FIELD=NAME",
                     help="of a corpus in JSONL or Parquet: what it calls a field, such as text=body; may be repeated")  # fmt: skip
    add_ledger(parser)
    parser.add_argument("--no-ledger", action="store_true", help="write nothing to a ledger")
    parser.add_argument("--again", action="store_true", help="read articles again that the ledger has already")
    parser.add_argument("--lexicon", type=Path, action="append", default=[], metavar="DIR",
                        help="a folder of your own rows (nl/, en/, shared/); may be repeated")  # fmt: skip
    parser.add_argument("--jobs", type=_jobs, default=1, metavar="N",
                        help="read with N processes; 0 is one for every core (1: this process, its parser on all cores)")  # fmt: skip
    parser.add_argument("--cluster", metavar="ADDRESS",
                        help="read on a Dask cluster: its scheduler's address (tcp://host:8786) or the file that it wrote")  # fmt: skip
    parser.add_argument("--partitions", type=Path, metavar="DIR",
                        help="write Parquet files into this folder and not into a ledger; `volgens load DIR` does that later")  # fmt: skip
    add_addresses(parser).add_argument(
        "--max-age", type=hours, default=hours("24"), metavar="HOURS",
        help="do not ask again for a page that was had less than so long ago (default: 24); with --again all are",
    )  # fmt: skip
    add_labels(parser)
    parser.set_defaults(run=run)


def _date(value: str) -> str:
    found = iso(value)
    if not found:
        raise argparse.ArgumentTypeError(f"{value!r} is no date; write it as 2025-01-31")
    return found


def _column(value: str) -> tuple[str, str]:
    name, _, column = value.partition("=")
    if name not in FIELDS or not column:
        raise argparse.ArgumentTypeError(
            f"{value!r} names no column; write FIELD=NAME, FIELD one of {', '.join(FIELDS)}"
        )
    return name, column


def _jobs(value: str) -> int:
    if not value.isascii() or not value.isdecimal() or int(value) > MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of processes; write one from 0 to {MOST_JOBS}")
    return int(value) or os.cpu_count() or 1


def run(args: argparse.Namespace) -> int:
    from volgens.cli.reading import Run  # with the reading model and the ledger, which `volgens --help` does not need
    from volgens.ledger import Ledger
    from volgens.reader import Reader

    if args.no_ledger and args.ledger:
        raise UsageError("--ledger and --no-ledger exclude each other")
    if args.partitions and (args.ledger or args.no_ledger):
        raise UsageError(
            "--partitions takes the place of a ledger", do="load them later: volgens load DIR --ledger PATH"
        )
    if args.cluster and args.jobs > 1:
        raise UsageError("--cluster and --jobs exclude each other")
    folders = tuple(args.lexicon)
    words = Words.load(folders)
    language = words.code(args.language) if args.language else None
    if language and language not in words.names:
        raise UsageError(f"{args.language!r} is no language code", do=f"write one of {', '.join(words.languages)}")
    if not args.paths and not args.urls:
        raise UsageError(
            "nothing to read",
            do="name a file, a folder or an address, or a list with --urls; `volgens read --help` tells more",
        )
    defaults = Defaults(language, args.published, args.title, args.publisher, args.url, dict(args.column))
    reader = Reader(folders)
    with _store(args) as store, _crew(args, reader, folders) as crew:
        due = older_than(timedelta() if args.again else args.max_age)
        web = web_of(args, store if isinstance(store, Ledger) else None, due)
        inputs = Inputs(args.paths, words, defaults, lists=args.urls, web=web)
        return Run(reader, store, args.json, args.again, args.labels, crew).all(inputs)


def _store(args: argparse.Namespace) -> "AbstractContextManager[Store | None]":
    """Where the readings go."""
    from volgens.ledger import Ledger

    if args.partitions:
        from volgens.scale.partitions import Partitions

        return Partitions(args.partitions)
    return nullcontext() if args.no_ledger else summed_up(Ledger(args.ledger))


@contextmanager
def summed_up(ledger: "Ledger") -> Iterator["Ledger"]:
    """A ledger that is made ready for lists when a run over many articles is done with it, and closed."""
    with ledger:
        yield ledger
        ledger.sum_up()


def _crew(
    args: argparse.Namespace, reader: "Reader", folders: tuple[Path, ...]
) -> "AbstractContextManager[Crew | None]":
    """Who reads, where that is not this process."""
    from volgens.scale import local

    make = partial(local.loaded, tuple(f.absolute() for f in folders))
    if args.cluster:
        from volgens.scale.cluster import Cluster

        return Cluster(args.cluster, make, reader)
    return local.Pool(args.jobs, make) if args.jobs > 1 else nullcontext()
