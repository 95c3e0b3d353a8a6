"""``volgens review``: accept, reject and correct what was read, join and split incidents, settle what newer readings say otherwise."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from volgens.cli import DONE, UsageError
from volgens.cli.filters import add_filters, add_labels, add_ledger, filters

if TYPE_CHECKING:
    from volgens.ledger import Ledger
    from volgens.model import Decision

NAME = "review"
VARIABLE = "VOLGENS_REVIEWER"
SHOWN = 200  # records that one sitting goes through, unless told otherwise


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="accept, reject and correct what was read; join and split incidents",
        description="Without an action, on a terminal: goes through what has to be settled and then through the records that fit the filters, by "
        "default those on which nobody decided. Every decision is kept with its maker, time and reason; nothing is ever erased.",
    )
    _common(parser)
    add_filters(parser)
    parser.add_argument("--limit", type=int, metavar="N", default=SHOWN, help=f"how many records at most ({SHOWN})")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", title="actions")
    for name, about, told in (
        ("accept", "ID", "a record is right; of an article: all of its records on which nobody decided"),
        ("reject", "ID", "a record is wrong: it is out of every count, and shown as rejected"),
        ("keep", "DECISION", "settle a difference: the decision stands"),
        ("take", "DECISION", "settle a difference: the reading as it is now"),
        ("undo", "DECISION", "take decisions back; of an undo: have them back"),
    ):
        action = _action(actions, name, told)
        action.add_argument("ids", nargs="+", metavar=about)
    correct = _action(actions, "correct", "set fields of a record, or the best number of an incident's figure")
    correct.add_argument("ids", nargs=1, metavar="ID")
    correct.add_argument("values", nargs="+", metavar="FIELD VALUE", help="such as `low 3 high 5 best null bound range`, `value '>=3'`, "
                         "`when 2025-03`, `source.name 'Amira Haddad'`; of an incident `killed 31`; null for unknown")  # fmt: skip
    join = _action(actions, "join", "make one incident of several")
    join.add_argument("ids", nargs="+", metavar="INCIDENT")
    split = _action(actions, "split", "keep some accounts of an incident apart from the others")
    split.add_argument(
        "ids",
        nargs="+",
        metavar="INCIDENT ACCOUNT",
        help="an account by its id, its article's or that of a record in it",
    )
    log = _action(
        actions, "log", "all decisions, or those about a record, article, incident or decision", decides=False
    )
    log.add_argument("id", nargs="?", metavar="ID")
    log.add_argument("--person", metavar="NAME", help="only those of this person")
    log.add_argument("--standing", action="store_true", help="only those in force")
    _action(actions, "queue", "what has to be settled", decides=False)
    export = _action(actions, "export", "all decisions as JSON lines, for another ledger", decides=False)
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file (default: standard output)")
    take_in = _action(
        actions, "import", "take in decisions that somebody exported; once more changes nothing", decides=False
    )
    take_in.add_argument("file", metavar="FILE", help="JSON lines, or - for standard input")
    parser.set_defaults(run=run)


def _common(parser: argparse.ArgumentParser) -> None:
    add_ledger(parser)
    add_labels(parser)
    parser.add_argument("--by", metavar="NAME", help=f"who decides (default: ${VARIABLE})")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _action(
    actions: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, told: str, decides: bool = True
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
    add = parser.add_argument
    # What stood before the action is not to be forgotten, so there is no default here.
    add("--ledger", metavar="PATH", default=argparse.SUPPRESS, help="the ledger")
    add("--labels", choices=("en", "nl"), default=argparse.SUPPRESS, help="language of the labels")
    add("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON, one object a line")
    if decides:
        add("--by", metavar="NAME", default=argparse.SUPPRESS, help=f"who decides (default: ${VARIABLE})")
        add("--reason", metavar="TEXT", help="why")
    if name in ("accept", "reject", "correct"):
        add("--article", metavar="ID", help="the article, where several have the record")
    return parser


def reviewer(args: argparse.Namespace) -> str:
    """The name of who decides. Raises UsageError where none was given: decisions are of people, and never of a default."""
    name = " ".join((args.by or os.environ.get(VARIABLE) or "").split())
    if not any(c.isalnum() for c in name):
        raise UsageError(
            "who decides?", do=f"say so with --by 'Your Name', or once and for all: export {VARIABLE}='Your Name'"
        )
    return name


def run(args: argparse.Namespace) -> int:
    from volgens.ledger import Ledger

    wanted = filters(args)
    if args.action is None and not args.json and sys.stdin.isatty() and sys.stdout.isatty():
        from volgens.cli.keys import read_key
        from volgens.cli.layout import columns, style
        from volgens.cli.sitting import Sitting
        from volgens.wording import labels, preferred

        by = reviewer(args)
        with Ledger.open(args.ledger, create=False) as ledger:
            words = labels(args.labels or preferred())
            Sitting(ledger, by, words, columns(), style(), read_key, input, print).run(wanted, args.limit)
        return DONE
    by = reviewer(args) if args.action in _DECIDING else ""
    # What the words of a command say is looked at before the ledger is opened.
    values = _pairs(args.values) if args.action == "correct" else None
    with Ledger.open(args.ledger, create=False, read_only=args.action in READING) as ledger:
        if args.action in _DECIDING:
            _print(args, _DECIDING[args.action](ledger, args, by, values))
        elif args.action == "log":
            _print(args, ledger.decisions(args.id, args.person, args.standing))
        elif args.action == "export":
            _export(ledger, args.output)
        elif args.action == "import":
            _import(ledger, args)
        else:
            _queue(ledger, args)
    return DONE


READING = ("log", "export", "queue", None)
Values = dict[str, str]
Deciding = Callable[["Ledger", argparse.Namespace, str, Values | None], "list[Decision]"]


def _pairs(given: list[str]) -> Values:
    if len(given) % 2:
        raise UsageError(f"{given[-1]} has no value", do="write FIELD VALUE, and null for what is not known")
    return dict(zip(given[::2], given[1::2], strict=True))


def _each(ledger: "Ledger", args: argparse.Namespace, by: str, values: Values | None) -> "list[Decision]":
    more = {"reason": args.reason, "values": values, "document": args.article}
    return [ledger.decide(args.action, one, by=by, **more) for one in args.ids]


def _together(ledger: "Ledger", args: argparse.Namespace, by: str, values: Values | None) -> "list[Decision]":
    return [ledger.decide(args.action, *args.ids, by=by, reason=args.reason)]


def _settle(ledger: "Ledger", args: argparse.Namespace, by: str, values: Values | None) -> "list[Decision]":
    return [getattr(ledger, args.action)(one, by, args.reason) for one in args.ids]


_DECIDING: dict[str | None, Deciding] = {
    **dict.fromkeys(("accept", "reject", "correct"), _each),
    **dict.fromkeys(("join", "split"), _together),
    **dict.fromkeys(("undo", "keep", "take"), _settle),
}


def _print(args: argparse.Namespace, some: "Iterable[Decision]") -> None:
    from volgens.cli.layout import clean, columns, wrap
    from volgens.export import reviews
    from volgens.wording import labels, preferred

    words = labels(args.labels or preferred())
    found = list(some)
    for d in found:
        if args.json:
            print(json.dumps(d.to_dict(), ensure_ascii=False))
            continue
        for line in wrap(clean(reviews.decision(d, words)), columns(), "", "  "):
            print(line)
        if reviews.quoted(d):
            for line in wrap(words("quote", text=clean(reviews.quoted(d))), columns(), "  "):
                print(line)
    if args.action == "log" and not args.json:
        sys.stdout.flush()
        print(words.counted(len(found), "count.decisions"), file=sys.stderr)


def _queue(ledger: "Ledger", args: argparse.Namespace) -> None:
    from volgens.cli.layout import columns, style
    from volgens.cli.sitting import waiting_lines
    from volgens.export import reviews
    from volgens.wording import labels, preferred

    words = labels(args.labels or preferred())
    found = ledger.queue()
    for one in found:
        if args.json:
            print(json.dumps(reviews.as_json(one), ensure_ascii=False))
            continue
        for line in waiting_lines(one, words, columns(), style()):
            print(line)
        print()
    if not args.json:
        sys.stdout.flush()
        print(words.counted(len(found), "count.waiting") if found else words("review.nothing"), file=sys.stderr)


def _export(ledger: "Ledger", output: Path | None) -> None:
    lines = ledger.export_decisions()
    if output is None:
        for line in lines:
            print(line)
        return
    from volgens.export.output import ExportError, whole

    try:
        with whole(output) as (out,):
            out.writelines(f"{line}\n".encode("utf-8", "surrogatepass") for line in lines)
    except ExportError as e:
        raise UsageError(e.what, e.where, "name another file with -o") from None


def _import(ledger: "Ledger", args: argparse.Namespace) -> None:
    try:
        text = sys.stdin.read() if args.file == "-" else Path(args.file).read_text("utf-8", "surrogatepass")
    except (OSError, UnicodeDecodeError) as e:
        why = e.strerror if isinstance(e, OSError) else "not text in UTF-8"
        raise UsageError(f"cannot be read ({why})", args.file, "name a file of `volgens review export`") from None
    # JSON leaves other line ends (U+2028) within strings as they are.
    new = ledger.import_decisions(text.split("\n"))
    from volgens.wording import labels, preferred

    if args.json:
        print(json.dumps({"new": new}))
    else:
        print(labels(args.labels or preferred()).counted(new, "count.new_decisions"))
