"""``volgens articles``: the articles of the ledger; ``volgens articles ID``: what one of them says, and who says it."""

import argparse

from volgens.cli import UsageError
from volgens.cli.filters import filters
from volgens.cli.queries import answer, declare, one_article
from volgens.ledger.filters import Filters

NAME = "articles"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = declare(
        subparsers,
        NAME,
        "what was read; one article with its sources",
        "Lists articles, or shows who says what in one of them.",
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="an article's id, or enough of it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.id is None:
        return answer(args, NAME)
    if args.csv or filters(args) != Filters():
        raise UsageError("one article takes no filters and no --csv", do="leave out the id, or the filters")
    return one_article(args)
