"""``volgens check``: is the ledger whole? What is wrong with it, and how to mend it."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from volgens.cli import DONE, FAILED, UsageError
from volgens.cli.filters import add_labels, add_ledger
from volgens.cli.progress import Progress

if TYPE_CHECKING:
    from volgens.ledger import Ledger
    from volgens.ledger.checking import Fault
    from volgens.wording import Labels

NAME = "check"
MOST = 5  # faults of one kind that are shown by themselves


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="is the ledger whole? what is wrong, and how to mend it",
        description="Looks through the whole ledger: the database itself, every article and the words that its records quote, what people decided, and "
        "whether incidents, counts and the index of words are what follows from these. Nothing is written unless --mend or --save is given.",
        epilog="Exit code: 0 nothing is wrong (or it was mended), 1 something is, 2 wrong usage.",
    )
    do = parser.add_mutually_exclusive_group()
    do.add_argument("--mend", action="store_true", help="make anew what follows from readings and decisions")
    do.add_argument(
        "--save", type=Path, metavar="NEW", help="put what can still be read of a damaged ledger into a new one"
    )
    parser.add_argument("--json", action="store_true", help="print the faults as JSON, one a line")
    add_ledger(parser)
    add_labels(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.ledger import Ledger
    from volgens.wording import labels, preferred

    words = labels(args.labels or preferred())
    if args.save is not None and args.save.exists():
        raise UsageError("there is something already", str(args.save), "name a new file")
    with Ledger.open(args.ledger, create=False, read_only=not args.mend) as ledger:
        if args.save is not None:
            return _save(ledger, args.save, words)
        some, articles = _faults(ledger)
        _tell(ledger, some, articles, words, args.json)
        if not args.mend or not some:
            return FAILED if some else DONE
        ledger.mend(some)
        print(words("check.mended"), file=sys.stderr)
        left, articles = _faults(ledger)
        _tell(ledger, left, articles, words, args.json)
    return FAILED if left or any(f.mend == "read" for f in some) else DONE


def _faults(ledger: "Ledger") -> "tuple[list[Fault], int]":
    from volgens.model import LedgerError

    try:
        progress = Progress("Checking", ledger.count_articles())
    except LedgerError:  # what is wrong with it is told below
        progress = Progress("Checking")
    progress.start()
    some = list(ledger.faults(progress.step))
    progress.clear()
    return some, progress.total or 0


def _tell(ledger: "Ledger", some: "list[Fault]", articles: int, words: "Labels", as_json: bool) -> None:
    if as_json:
        for f in some:
            print(json.dumps({"kind": f.kind, "id": f.id, "detail": f.detail, "mend": f.mend}, ensure_ascii=False))
        return
    told = {"path": ledger.where, "articles": words.counted(articles, "count.articles")}
    if not some:
        print(words("check.sound", **told))
        return
    print(words("check.wrong", **told, faults=words.counted(len(some), "count.faults")))
    from volgens.cli.layout import clean

    by_kind = Counter(f.kind for f in some)
    for kind, n in by_kind.items():
        print(f"{words(f'check.{kind}')}: {n}")
        for f in [f for f in some if f.kind == kind][:MOST]:
            print(f"  {' '.join(clean(t) for t in (f.id, f.detail) if t)}".rstrip())
        if n > MOST:
            print("  ...")
    for mend in dict.fromkeys(f.mend for f in some):
        print(words(f"check.do.{mend}"))


def _save(ledger: "Ledger", to: Path, words: "Labels") -> int:
    from volgens.cli.layout import clean
    from volgens.ledger import Ledger

    with Ledger(to) as other:
        saved = ledger.save_into(other)
        other.sum_up()
    lost = ", ".join(clean(key) for key in saved.lost) or "0"
    counts = {"articles": words.counted(saved.articles, "count.articles")}
    counts["decisions"] = words.counted(saved.decisions, "count.decisions")
    print(words("check.saved", path=str(to), **counts, lost=lost))
    return FAILED if saved.lost else DONE
