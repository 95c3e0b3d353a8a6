"""``volgens figures``: numbers, and who gives them."""

import argparse

from volgens.cli.queries import answer, declare

NAME = "figures"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = declare(
        subparsers,
        NAME,
        "numbers, and who gives them",
        "Lists figures: how many, of what, what befell them, who says so, where and when.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return answer(args, NAME)
