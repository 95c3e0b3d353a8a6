"""The options that all queries share: which ledger, which records, in what form."""

import argparse

from volgens.cli import UsageError
from volgens.ledger.filters import TOLD, Filters, known_names
from volgens.wording import LANGUAGES


def add_ledger(parser: argparse.ArgumentParser) -> None:
    """``--ledger``."""
    parser.add_argument(
        "--ledger",
        metavar="PATH",
        help="the ledger: a file, or postgresql://user@host/database (default: $VOLGENS_LEDGER, else volgens.db here)",
    )


def add_labels(parser: argparse.ArgumentParser) -> None:
    """``--labels``."""
    parser.add_argument("--labels", choices=LANGUAGES, help="language of the labels (default: your locale's, else en)")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """One option a filter, under its own name."""
    group = parser.add_argument_group(
        "filters",
        "All of them have to hold. A claim holds where one of its figures or events does, an article where one of its records does.",
    )
    for name in known_names():
        metavar, told = TOLD[name]
        group.add_argument(f"--{name}", action="append", metavar=metavar, help=told)


def add_form(parser: argparse.ArgumentParser) -> None:
    """``--json``, ``--csv``."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, one record a line")
    form.add_argument("--csv", action="store_true", help="print CSV, for a spreadsheet")


def filters(args: argparse.Namespace) -> Filters:
    """The filters that were given. Raises UsageError for one that cannot be meant."""
    try:
        return Filters.of(**{name: getattr(args, name) for name in known_names()})
    except ValueError as e:
        raise UsageError(str(e)) from None


def number(text: str) -> int:
    """A whole number from 0, for ``--limit`` and ``--offset``."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)
