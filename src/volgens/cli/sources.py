"""``volgens sources``: who is given as a source."""

import argparse

from volgens.cli.queries import answer, declare

NAME = "sources"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = declare(
        subparsers,
        NAME,
        "who is given as a source",
        "Lists sources: how many claims each makes, in how many articles, and how.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return answer(args, NAME)
