"""What ``volgens claims``, ``figures``, ``events``, ``articles`` and ``sources`` have in common: ask the ledger and print what it finds."""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from volgens.cli import DONE, FAILED
from volgens.cli.filters import add_filters, add_form, add_labels, add_ledger, filters


def declare(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, told: str, description: str
) -> argparse.ArgumentParser:
    """The command's parser with the options that all queries share."""
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=told, description=description)
    add_ledger(parser)
    add_form(parser)
    add_labels(parser)
    add_filters(parser)
    return parser


def answer(args: argparse.Namespace, kind: str, ask: str | None = None, **options: Any) -> int:
    """Asks the ledger for one kind of thing and prints it: a table, or JSON lines, or CSV. ``ask``: the question, where it is not called by what it finds;
    ``options``: what it takes beside filters."""
    from volgens.ledger import Ledger

    wanted = filters(args)
    with Ledger.open(args.ledger, create=False) as ledger:
        found = getattr(ledger, ask or kind)(wanted, **options)
        if args.json:
            _json(found)
        elif args.csv:
            _csv(found, kind)
        else:
            _table(found, kind, args, ledger.where)
    return DONE


def _json(found: Iterable[object]) -> None:
    from volgens.export.records import as_json

    for record in found:
        print(json.dumps(as_json(record), ensure_ascii=False))


def _csv(found: Iterable[Any], kind: str) -> None:
    from volgens.export.cells import cell
    from volgens.export.records import ROWS

    write = csv.writer(sys.stdout, lineterminator="\n").writerow
    for n, record in enumerate(found):
        row = ROWS[kind](record)
        if n == 0:
            write(row)
        write(map(cell, row.values()))


def _table(found: Iterable[Any], kind: str, args: argparse.Namespace, path: str) -> None:
    from volgens.cli.layout import columns, style
    from volgens.cli.table import FORMS, lines
    from volgens.wording import labels, preferred

    words = labels(args.labels or preferred())
    count = 0

    def counted() -> Iterator[Any]:
        nonlocal count
        for record in found:
            count += 1
            yield record

    for line in lines(FORMS[kind], counted(), words, columns(), style()):
        print(line)
    sys.stdout.flush()
    told = words.counted(count, f"count.{kind}") if count else words("found.nothing", path=path)
    print(told, file=sys.stderr)


def one_article(args: argparse.Namespace) -> int:
    """Prints the view of one article, or its reading as JSON."""
    from volgens.cli.view import article
    from volgens.ledger import Ledger
    from volgens.wording import labels, preferred

    with Ledger.open(args.ledger, create=False) as ledger:
        ids = ledger.document_ids(args.id)
        reading = ledger.reading(ids[0]) if len(ids) == 1 else None
        found = ledger.reviewed(ids[0]) if reading is not None else None
        newest = ledger.newest(ids[0]) if reading is not None else None
        changed = bool(ledger.versions(ids[0])) if reading is not None else False
    if reading is None or found is None:
        return not_one("article", args.id, ids)
    reviewed, reviews = found
    if args.json:
        # The reading as it was read, and beside it what people made of its records.
        made = {"reviews": {key: r.to_dict() for (_, key), r in reviews.items()}} if reviews else {}
        print(json.dumps({**reading.to_dict(), **made}, ensure_ascii=False))
    else:
        words = args.labels or preferred()
        print(article(reviewed, language=words, reviews=reviews))
        if changed and newest:
            key = "version.older" if newest == reviewed.document.id else "version.earlier"
            print("", labels(words)(key, id=newest), sep="\n")
    return DONE


def not_one(what: str, given: str, ids: list[str]) -> int:
    """Says on standard error that nothing, or more than one thing, has this id."""
    if not ids:
        print(f"volgens: no {what} {given} in this ledger", file=sys.stderr)
    else:
        few = ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")
        print(f"volgens: {len(ids)} ids begin with {given}: {few}; write more of it", file=sys.stderr)
    return FAILED
