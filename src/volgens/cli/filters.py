"""The options that all queries share: which ledger, which records, in what form."""

import argparse

from volgens.cli import UsageError
from volgens.ledger.filters import Filters, known_names
from volgens.wording import LANGUAGES

_MANY = "may be repeated"
_HELP = {
    "q": ("WORDS", 'words of a quote or title, all of them; "a phrase", bomb* for any ending'),
    "type": ("TYPE", "event type, such as attack.airstrike, or attack for all of them; comma-separated"),
    "outcome": ("OUTCOME", "what befell those counted: killed, captured, displaced ...; comma-separated"),
    "actor": ("NAME", f"who acts, is acted on or is counted: a name, a country or a side such as UKR; {_MANY}"),
    "source": ("NAME", f"who says it: a name, a country or a side such as UKR; {_MANY}"),
    "place": ("NAME", f"a place by any spelling, with what lies in it; a country by name or code; {_MANY}"),
    "bbox": ("W,S,E,N", "places within these degrees; countries are not points and are left out (--bbox=-5,10,5,20)"),
    "since": ("DATE", "what may have happened on or after this day, month or year"),
    "until": ("DATE", "what may have happened on or before this day, month or year"),
    "precision": ("HOW", "how well the date is known: day, week, month, year, more, unknown; comma-separated"),
    "certainty": ("HOW", "certain, probable, possible; comma-separated"),
    "stance": ("HOW", "how it is said: states, claims, confirms, denies ...; comma-separated"),
    "status": ("HOW", "what a person made of it: open, accepted, rejected, corrected; comma-separated"),
    "language": ("LL", "language of the article, such as nl; comma-separated"),
    "publisher": ("NAME", f"who published the article; {_MANY}"),
    "incident": ("ID", "told of this incident: any id that it ever had, or enough of it; comma-separated"),
}


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
        metavar, told = _HELP[name]
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
