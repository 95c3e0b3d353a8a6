"""``volgens events``: what is said to have happened."""

import argparse

from volgens.cli.queries import answer, declare

NAME = "events"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = declare(
        subparsers,
        NAME,
        "what is said to have happened",
        "Lists events: what, who to whom, how certain, who says so, where and when.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return answer(args, NAME)
