"""``volgens parse``: CoNLL-U from raw text, or from a file's own sentences and tokens."""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from volgens.parse import Parser
    from volgens.parse.conllu import Block

NAME = "parse"
BATCH = 200  # sentences of a CoNLL-U file that are read at a time


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        NAME,
        help="print the parse of a text as CoNLL-U",
        description="Prints the parse of a text as CoNLL-U. With --tokens FILE is CoNLL-U: its sentences, tokens, comments and MISC are "
        "kept; UPOS, FEATS, LEMMA, HEAD and DEPREL are filled, XPOS and DEPS are emptied, empty nodes dropped.",
    )
    parser.add_argument("file", metavar="FILE", help="a text, or - for standard input")
    parser.add_argument("--tokens", action="store_true", help="FILE is CoNLL-U: keep its sentences and tokens")
    parser.add_argument(
        "--language", default="", metavar="LL", help="nl or en: helps with lemmas and with what is one token"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from volgens.parse import Parser, conllu

    lines = _lines(args.file)
    parser = Parser.load()
    if not args.tokens:
        text = "".join(lines)
        name = "text" if args.file == "-" else Path(args.file).stem
        for block in conllu.blocks(text, *parser.read(text, args.language), name):
            sys.stdout.write(str(block))
        return 0
    some: list[Block] = []
    for block in conllu.read(lines, args.file):
        some.append(block)
        if len(some) == BATCH:
            sys.stdout.writelines(_filled(parser, some, args.language))
            some = []
    sys.stdout.writelines(_filled(parser, some, args.language))
    return 0


def _lines(file: str) -> Iterator[str]:
    """Lines of the file or of standard input, UTF-8. Raises ``InputError`` where there is no such text."""
    from volgens.model import InputError

    try:
        if file == "-":
            yield from io.StringIO(sys.stdin.buffer.read().decode("utf-8-sig"), newline="\n")
            return
        with Path(file).open(encoding="utf-8-sig", newline="\n") as f:
            yield from f
    except FileNotFoundError as error:
        raise InputError("missing", "no such file", file, "check the path") from error
    except UnicodeDecodeError as error:
        raise InputError("encoding", f"not UTF-8 (byte {error.start})", file, "convert it to UTF-8") from error
    except OSError as error:
        raise InputError("unreadable", error.strerror or "cannot be read", file, "check the file") from error


def _filled(parser: "Parser", blocks: "list[Block]", language: str) -> Iterator[str]:
    from volgens.parse import conllu

    analyses = parser.network.analyse([[w.form for w in b.words] for b in blocks], language)
    for block, analysis in zip(blocks, analyses, strict=True):
        yield str(conllu.filled(block, analysis))
