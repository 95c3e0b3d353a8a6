"""The options of the commands that fetch pages, and how they are to be fetched then."""

import argparse
import os
from datetime import timedelta
from typing import TYPE_CHECKING

from volgens.fetch import Manners

if TYPE_CHECKING:
    from volgens.fetch.visit import Due
    from volgens.ingest.web import Web
    from volgens.ledger import Ledger

CONTACT = "VOLGENS_CONTACT"


def add_addresses(parser: argparse.ArgumentParser) -> "argparse._ArgumentGroup":
    """``--delay``, ``--contact``, ``--allow-private``."""
    group = parser.add_argument_group(
        "for web addresses",
        "Pages are fetched as robots.txt allows, one at a time of each host, and from the public internet only.",
    )
    group.add_argument("--delay", type=seconds, default=Manners().delay, metavar="S",
                       help="seconds between two pages of one host (default: 1; longer where robots.txt says so)")  # fmt: skip
    group.add_argument("--contact", default=os.environ.get(CONTACT), metavar="WHO",
                       help=f"your address or page, told to the servers (default: ${CONTACT})")  # fmt: skip
    group.add_argument("--allow-private", action="store_true",
                       help="fetch from this machine and from local networks too")  # fmt: skip
    return group


def seconds(value: str) -> float:
    """A number of seconds from 0."""
    try:
        found = float(value)
    except ValueError:
        found = -1.0
    if not 0 <= found < 1e9:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of seconds")
    return found


def web_of(args: argparse.Namespace, ledger: "Ledger | None", due: "Due", watching: bool = False) -> "Web":
    """How the command line wants pages fetched; ``ledger``: remembers them."""
    from volgens.ingest.web import Web

    manners = Manners(delay=args.delay, contact=args.contact, private=args.allow_private)
    return Web(manners, ledger, due, watching)


def hours(value: str) -> timedelta:
    """A number of hours from 0."""
    return timedelta(seconds=seconds(value) * 3600)
