"""``volgens explain ID``: a record in plain words, the sentence that it stands in, and the rules and lexicon rows that made it."""

import argparse
import sys
from pathlib import Path

from volgens.cli import DONE, FAILED
from volgens.cli.filters import add_labels, add_ledger
from volgens.cli.queries import not_one

NAME = "explain"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="why a record is there: which words, which lexicon row, which rule",
        description="Explains a claim, figure, event, place, date or actor: the record, the sentence it stands in with its words "
        "marked, and the rules and lexicon rows that made it.",
    )
    parser.add_argument("id", metavar="ID", help="a record's id, or enough of it: figure-1d455f9, or 1d455f9")
    add_ledger(parser)
    add_labels(parser)
    parser.add_argument("--lexicon", type=Path, action="append", default=[], metavar="DIR",
                        help="the folder of your own rows that the article was read with; may be repeated")  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.cli.explanation import Explanation
    from volgens.cli.layout import columns, style
    from volgens.ledger import Ledger
    from volgens.wording import labels, preferred

    with Ledger.open(args.ledger, create=False) as ledger:
        found = ledger.record(args.id)
        reading = ledger.reading(found[0].document.id) if found else None
        articles = [] if found else ledger.document_ids(args.id)
    if articles:
        print(f"volgens: {args.id} is an article; `volgens articles {args.id}` shows it", file=sys.stderr)
        return FAILED
    # One article may stand in a ledger under two ids with the same record: then either explains it.
    if reading is None or len({r.record.id for r in found}) > 1:
        return not_one("record", args.id, sorted({r.record.id for r in found}))
    words = labels(args.labels or preferred())
    for line in Explanation(found[0], reading, tuple(args.lexicon), words, columns(), style()).lines():
        print(line)
    return DONE
