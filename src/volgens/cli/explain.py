"""``volgens explain ID``: a record in plain words, the sentence that it stands in, and the rules and lexicon rows that made it; for an
article, what it was taken to be about."""

import argparse
from pathlib import Path

from volgens.cli import DONE
from volgens.cli.filters import add_labels, add_ledger
from volgens.cli.queries import not_one

NAME = "explain"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="why a record is there: which words, which lexicon row, which rule",
        description="Explains a claim, figure, event, place, date or actor: the record, the sentence it stands in with its words "
        "marked, and the rules and lexicon rows that made it. Of an article it says what it was taken to be about, and by which words.",
    )
    parser.add_argument(
        "id", metavar="ID", help="a record's id, or an article's, or enough of it: figure-1d455f9, or 1d455f9"
    )
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
        articles = [] if found else ledger.document_ids(args.id)
        one = found[0].document.id if found else articles[0] if len(articles) == 1 else None
        left = ledger.reviewed(one) if one else None
        reading = left[0] if left else None
    if reading is not None and not found:
        from volgens.cli import about

        for line in about.lines(reading, tuple(args.lexicon), labels(args.labels or preferred()), columns(), style()):
            print(line)
        return DONE
    if articles:
        return not_one("article", args.id, articles)
    # One article may stand in a ledger under two ids with the same record: then either explains it.
    if reading is None or len({r.record.id for r in found}) > 1:
        return not_one("record", args.id, sorted({r.record.id for r in found}))
    words = labels(args.labels or preferred())
    for line in Explanation(found[0], reading, tuple(args.lexicon), words, columns(), style()).lines():
        print(line)
    return DONE
