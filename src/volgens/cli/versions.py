"""``volgens versions``: articles whose page changed; ``volgens versions ID``: what one said before, and what it says otherwise now."""

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from volgens.cli import DONE
from volgens.cli.filters import add_labels, add_ledger

if TYPE_CHECKING:
    from volgens.export.versions import Version
    from volgens.wording import Labels

NAME = "versions"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="what an article said before its page changed",
        description="Lists articles whose page changed since it was first read, or all versions of one of them with what was added, dropped and "
        "changed. Lists and incidents speak of the newest version only; `volgens articles ID` shows any.",
    )
    parser.add_argument("id", nargs="?", metavar="ID", help="the id of any version of an article, or enough of it")
    parser.add_argument("--text", action="store_true", help="show the paragraphs that changed too")
    parser.add_argument("--json", action="store_true", help="print JSON, one article a line")
    add_ledger(parser)
    add_labels(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.cli.queries import not_one
    from volgens.export.versions import as_json, versions
    from volgens.ledger import Ledger
    from volgens.wording import labels, preferred

    words = labels(args.labels or preferred())
    with Ledger.open(args.ledger, create=False) as ledger:
        if args.id is None:
            ids = ledger.with_versions()
        else:
            ids = ledger.document_ids(args.id)
            if len(ids) != 1:
                return not_one("article", args.id, ids)
        for n, key in enumerate(ids):
            newest = ledger.reading(ledger.newest(key) or key)
            assert newest is not None
            some = versions(ledger.versions(key), newest)
            if args.json:
                print(json.dumps(as_json(some), ensure_ascii=False))
                continue
            if n:
                print()
            for line in _lines(some, words, args.text):
                print(line)
        if not ids and not args.json:
            print(words("version.none", path=ledger.where))
    return DONE


def _lines(some: "list[Version]", words: "Labels", text: bool) -> Iterator[str]:
    from volgens.cli.layout import clean, columns, style, wrap
    from volgens.export.versions import DOT, MARKS, counts, moment, told
    from volgens.wording import say

    width, how = columns(), style()
    newest = some[-1].reading.document
    yield from map(how.bold, wrap(clean(say.title(newest.title, newest.text, words)), width))
    about = (clean(newest.publisher or ""), clean(newest.url or ""), words.counted(len(some), "count.versions"))
    yield from map(how.dim, wrap(DOT.join(a for a in about if a), width))
    for n, v in enumerate(some, 1):
        d = v.reading.document
        head = DOT.join(
            (moment(d.retrieved or d.updated, words), d.id, *([words("version.newest")] if v.newest else []))
        )
        yield ""
        yield from map(how.name, wrap(head, width, f"{n}  "))
        if v.since is None:
            continue
        if not (v.since.changes or v.since.passages or v.since.about):
            yield f"   {words('version.same')}"
        counted = DOT.join(words.counted(k, key) for key, k in counts(v.since))
        if counted:
            yield f"   {counted}"
        for name, old, new in v.since.about:
            shown = [clean(x) if x else words("explain.unknown") for x in (old, new)]
            yield from wrap(words("version.field", field=words(f"version.{name}"), old=shown[0], new=shown[1]), width, "   ~ ")  # fmt: skip
        for c in v.since.changes:
            yield from wrap(clean(told(c, words, d.language)), width, f"   {MARKS[c.what]} ")
        for before, after in v.since.passages if text else ():
            for mark, passage in (("-", before), ("+", after)):
                if passage:
                    yield from map(how.dim, wrap(clean(passage), width, f"   {mark} | "))
