"""The command line: ``volgens COMMAND``, one module a command.

A command module has ``add(subparsers)``, which declares its arguments and sets ``run``, and ``run(args) -> int``. Exit codes: 0 done, 1
something was skipped or failed, 2 wrong usage. A VolgensError anywhere becomes one line on standard error.
"""

import argparse
import errno
import importlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from volgens import __version__
from volgens.cli.progress import bringing_up_to_date
from volgens.model import VolgensError

# In the order of the help. The modules bear the same names, and only the one that is asked for is loaded.
COMMANDS = (
    "read",
    "load",
    "watch",
    "articles",
    "versions",
    "claims",
    "figures",
    "events",
    "sources",
    "incidents",
    "incident",
    "review",
    "serve",
    "export",
    "explain",
    "check",
    "parse",
    "model",
    "lexicon",
)

DONE, FAILED, USAGE = 0, 1, 2
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class UsageError(VolgensError):
    """Arguments that do not fit together, found after they were parsed."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}; `{self.prog} --help` tells more\n")


class Help(argparse.HelpFormatter):
    """Help whose column leaves room for the longest command: argparse forgets that commands are indented."""

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        for name in action.choices or () if isinstance(action, argparse._SubParsersAction) else ():
            self._action_max_length = max(self._action_max_length, len(name) + 2 * self._indent_increment)


def parser_for(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The argument parser with these commands."""
    parser = Parser(
        prog="volgens",
        description="Reads news about armed conflict and writes down who says what happened.",
        epilog="`volgens COMMAND --help` tells more of a command.",
        formatter_class=Help,
    )
    parser.add_argument("--version", action="version", version=f"volgens {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name in commands:
        importlib.import_module(f"volgens.cli.{name}").add(subparsers)
        subparsers.choices[name].add_argument(
            "--debug", action="store_true", help="show where in the program an error comes from"
        )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # records are UTF-8 wherever they are printed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader of our output (`head`) has had enough
        _drop_output()
        return FAILED
    except OSError as e:
        if e.errno not in NO_ROOM or e.filename is not None:  # a file has its name; what has none is what we print to
            raise
        _drop_output()
        print(
            f"volgens: standard output: cannot be written ({e.strerror}); make room, or write elsewhere",
            file=sys.stderr,
        )
        return FAILED
    except KeyboardInterrupt:
        print("volgens: stopped", file=sys.stderr)
        return FAILED


def _drop_output() -> None:
    """What is still to be printed would fail once more when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    named = arguments[0] if arguments else ""
    try:
        args = parser_for((named,) if named in COMMANDS else COMMANDS).parse_args(arguments)
    except SystemExit as e:  # argparse's way to end: help, version, or wrong usage
        return e.code if isinstance(e.code, int) else USAGE
    if args.debug:
        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger("volgens").setLevel(logging.DEBUG)
    try:
        with bringing_up_to_date():
            code: int = args.run(args)
        return code
    except VolgensError as e:
        if args.debug:
            traceback.print_exc()
        print(f"volgens: {e}", file=sys.stderr)
        return USAGE if isinstance(e, UsageError) else FAILED
