"""``volgens lexicon check|try``: are the tables sound, and which rows fire on a sentence."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from volgens.lexicon.check import RowTest

NAME = "lexicon"


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(NAME, help="check the word tables, or try them on a sentence")
    actions = parser.add_subparsers(dest="action", required=True, metavar="check|try")
    check = actions.add_parser("check", help="run every row's example; exit 1 where a row does not fire")
    check.add_argument("--language", action="append", metavar="LL", help="only this language (may be repeated)")
    trial = actions.add_parser("try", help="show which rows fire on a sentence, and what is read from it")
    trial.add_argument("sentence")
    trial.add_argument("--language", metavar="LL", help="the sentence's language; else it is detected")
    for p in (check, trial):
        p.add_argument(
            "--lexicon",
            type=Path,
            action="append",
            default=[],
            metavar="DIR",
            help="a folder of your own rows (nl/, en/, shared/)",
        )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return _check(args) if args.action == "check" else _try(args)


def _check(args: argparse.Namespace) -> int:
    from volgens.lexicon import languages
    from volgens.lexicon.check import check
    from volgens.parse import Parser

    parser, wrong = Parser.load(), 0
    for language in args.language or languages():
        for error in check(language, parser.many, args.lexicon, row_tests()):
            print(error)
            wrong += 1
    print(f"{wrong} rows to mend" if wrong else "every row fires on its example", file=sys.stderr)
    return 1 if wrong else 0


def row_tests() -> "Mapping[str, RowTest]":
    """Tests of the rows that do their work in rules of their own, by table."""
    from volgens.export import persons
    from volgens.extract import claims, times

    return {table: m.row_fires for m in (times, claims, persons) for table in m.TABLES}


def _try(args: argparse.Namespace) -> int:
    from volgens.ingest import article_of
    from volgens.lexicon.check import fired
    from volgens.reader import Reader

    reader = Reader(args.lexicon)
    article = article_of(args.sentence, language=args.language)
    parsed = reader.parser(article.text, article.language or "")
    print("rows that fire:")
    for f in fired(reader.lexicon(parsed.language), parsed):
        cells = ", ".join(f"{k} {v}" for k, v in f.row.cells.items() if v and k not in ("example", "note"))
        print(f"  {f.row.where:32} {' '.join(f.words)!r}: {cells}")
    reading = reader.read(article)
    print("what is read:")
    for kind, records in (("claim", reading.claims), ("figure", reading.figures), ("event", reading.events)):
        for r in records:
            text = getattr(r, "content", None) or getattr(r, "quote", None)
            label = getattr(r, "stance", None) or getattr(r, "outcome", None) or getattr(r, "type", "")
            why = "; ".join(f"{b.rule}" + (f" ({b.row})" if b.row else "") for b in r.because)
            print(f"  {kind:7} {label:18} {text.text if text else ''!r}\n{'':10}because {why}")
    return 0
