"""``volgens export``: what the ledger holds, in the forms that other people and programs take."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from volgens.cli import DONE, UsageError
from volgens.cli.filters import add_filters, add_labels, add_ledger, filters
from volgens.cli.serve import PORT

if TYPE_CHECKING:
    from volgens.export.mask import Masker
    from volgens.ledger import Ledger

NAME = "export"
STDOUT = "-"
ADDRESS = f"http://127.0.0.1:{PORT}"
# The same names as in ``export.formats``, which takes the database library to load; a test holds them together.
NAMES = ("csv", "jsonl", "parquet", "acled", "ucdp", "sqlite", "geojson", "annotations", "schemaorg", "rdf", "bibtex")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="give out what the ledger holds, in other people's formats",
        description="Writes claims, figures, events, incidents or articles in a format that other programs take. A file is written whole or not at all. "
        "With a folder (a name that ends in /) every format that is asked for is written into it, with datapackage.json and a codebook.",
    )
    parser.add_argument(
        "--to",
        required=True,
        action="append",
        choices=NAMES,
        metavar="FORMAT",
        help=f"{', '.join(NAMES)}; with a folder may be repeated",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        default=STDOUT,
        help="a file, a folder that ends in /, or - for standard output (the default)",
    )
    parser.add_argument(
        "--address",
        metavar="URL",
        default=ADDRESS,
        help=f"where `volgens serve` is reached, for permalinks ({ADDRESS})",
    )
    parser.add_argument(
        "--mask-persons",
        action="store_true",
        help="mask the names of persons who are detained, captured, killed or wounded, and of minors, in quotations and texts too",
    )
    add_ledger(parser)
    add_labels(parser)
    add_filters(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    wanted = filters(args)
    names = list(dict.fromkeys(args.to))
    folder = args.output.endswith(("/", "\\")) or (args.output != STDOUT and Path(args.output).is_dir())
    if len(names) > 1 and not folder:
        raise UsageError(f"{len(names)} formats need a folder: write `-o FOLDER/`")
    from volgens.export.formats import FORMATS
    from volgens.export.output import whole
    from volgens.export.package import write as write_folder
    from volgens.export.source import Source
    from volgens.ledger import Ledger
    from volgens.wording import labels, preferred

    words = labels(args.labels or preferred())
    chosen = [FORMATS[name] for name in names]
    if args.output == STDOUT and chosen[0].binary and sys.stdout.isatty():
        raise UsageError(f"{names[0]} is nothing for a terminal: write `-o FILE`")
    with Ledger.open(args.ledger, create=False) as ledger:
        mask = _masker(ledger) if args.mask_persons else None
        source = Source(ledger, wanted, args.address.rstrip("/"), mask, words.language)
        if folder:
            counts = write_folder(source, chosen, Path(args.output))
        elif args.output == STDOUT:
            counts = [chosen[0].write(source, sys.stdout.buffer)]
        else:
            with whole(Path(args.output)) as (out,):
                counts = [chosen[0].write(source, out)]
        where = ledger.where
    for name, n in zip(names, counts, strict=True):
        told = words.counted(n, "count.rows") if n else words("found.nothing", path=where)
        print(f"{name}: {told}", file=sys.stderr)
    if mask is not None:
        print(words.counted(mask.people, "count.masked"), file=sys.stderr)
    return DONE


def _masker(ledger: "Ledger") -> "Masker":
    from volgens.export.mask import Masker  # it loads the reading model

    return Masker(ledger)
