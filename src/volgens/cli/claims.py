"""``volgens claims``: who says what."""

import argparse

from volgens.cli.queries import answer, declare

NAME = "claims"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = declare(subparsers, NAME, "who says what", "Lists claims: who says it, how, and in what words.")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return answer(args, NAME)
