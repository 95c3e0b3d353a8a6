"""``volgens incidents``: what several articles report as one happening."""

import argparse

from volgens.cli.filters import number
from volgens.cli.queries import answer, declare

NAME = "incidents"
SHOWN = 50  # at most, unless told otherwise


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = declare(
        subparsers,
        NAME,
        "what several articles report as one happening",
        "Lists incidents, the latest first: what, where and when, who tells of it, and the lowest and highest figures.",
    )
    parser.add_argument("--several", action="store_true", help="only those that more than one article tells")
    parser.add_argument(
        "--limit", type=number, metavar="N", default=SHOWN, help=f"how many at most ({SHOWN}); 0 for all"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    page = {"limit": args.limit or None, "several": args.several}
    if args.json or args.csv:
        return answer(args, NAME, **page, brief=args.csv)
    return answer(args, NAME, "summaries", **page)
