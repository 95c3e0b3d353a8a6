"""``volgens incident ID``: the accounts of one happening side by side."""

import argparse
import json

from volgens.cli import DONE
from volgens.cli.filters import add_labels, add_ledger, number

NAME = "incident"
SHOWN = 50  # articles whose words are shown at once, unless told otherwise


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="the accounts of one happening side by side",
        description="Shows one incident: its articles, each figure over time with who gave it, who says that what was done, and where the "
        "accounts contradict or bear out each other. Of one that many articles tell the numbers are those of all, the words those of some.",
    )
    parser.add_argument("id", metavar="ID", help="an incident's id, or enough of it; any id that it ever had")
    add_ledger(parser)
    add_labels(parser)
    parser.add_argument(
        "--limit",
        type=number,
        metavar="N",
        default=SHOWN,
        help=f"words of how many articles at most ({SHOWN}); 0 for all",
    )
    parser.add_argument("--offset", type=number, metavar="N", default=0, help="after the first N articles")
    parser.add_argument("--json", action="store_true", help="print JSON, of all articles")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.cli.incident_view import incident
    from volgens.cli.queries import not_one
    from volgens.export.records import as_json
    from volgens.ledger import Ledger
    from volgens.wording import preferred

    with Ledger.open(args.ledger, create=False) as ledger:
        ids = ledger.incident_ids(args.id)
        if len(ids) != 1:
            return not_one("incident", args.id, ids)
        found = ledger.incident(ids[0], None if args.json else args.limit or None, args.offset)
    if args.json:
        print(json.dumps(as_json(found), ensure_ascii=False))
    else:
        print(incident(found, language=args.labels or preferred()))
    return DONE
