"""What a person names on the command line, as files to read: in the order named, folders whole and sorted."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from volgens.fetch import is_address
from volgens.ingest.source import Link
from volgens.model import InputError

STDIN = "-"
# By the end of the name. In a folder only these are read, packed with gzip or not; a file that is named itself is read whatever its name.
KINDS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
         ".json": "json", ".rss": "feed", ".atom": "feed", ".warc": "warc", ".pdf": "pdf", ".eml": "mail", ".mbox": "mbox", ".parquet": "parquet"}  # fmt: skip
PACKED = ".gz"


def kind_of(path: Path) -> str | None:
    """What the name says that is in a file, or None where it does not tell."""
    name = path.name.lower().removesuffix(PACKED)
    return KINDS.get(Path(name).suffix)


@dataclass(frozen=True, slots=True)
class Input:
    """One file. ``path`` is None for the standard input; ``kind`` is what its name says, None where that does not tell."""

    name: str
    path: Path | None
    kind: str | None


Item = Input | Link | InputError


@dataclass(frozen=True, slots=True)
class Found:
    """``items`` in the order named, an InputError in the place of what cannot be read; ``passed_over`` files that are no articles."""

    items: tuple[Item, ...]
    passed_over: tuple[Path, ...]


def find(names: Iterable[str], lists: Iterable[str] = ()) -> Found:
    """What is behind ``names``: files, folders, ``-`` and web addresses; ``lists``: files with an address a line."""
    items: list[Item] = []
    passed: list[Path] = []
    for name in names:
        path = Path(name)
        if name == STDIN:
            items.append(Input("<stdin>", None, None))
        elif is_address(name):
            items.append(Link(name))
        elif path.is_dir():
            items.extend(_folder(path, passed))
        elif path.exists():
            items.append(Input(name, path, kind_of(path)))
        else:
            items.append(InputError("missing", "no such file or folder", name, "look at the name"))
    for name in lists:
        items.extend(_listed(name))
    return Found(tuple(items), tuple(passed))


def _listed(name: str) -> Iterator[Link | InputError]:
    """The addresses in a file. Blank lines, and those that begin with #, are left out."""
    try:
        text = sys.stdin.read() if name == STDIN else Path(name).read_text("utf-8-sig")
    except (OSError, ValueError) as e:
        what = f"the list of addresses cannot be read ({getattr(e, 'strerror', None) or e})"
        yield InputError("unreadable", what, name, "give a text file with one address a line")
        return
    for n, line in enumerate(text.splitlines(), 1):
        address = line.strip()
        if is_address(address):
            yield Link(address)
        elif address and not address.startswith("#"):
            yield InputError("address", f"{address[:100]!r} is no web address", f"{name}:{n}", "write https://...")


def _folder(folder: Path, passed: list[Path]) -> list[Input | InputError]:
    found: list[Input | InputError] = []
    for path in _walk(folder, found):
        kind = kind_of(path)
        if kind:
            found.append(Input(str(path), path, kind))
        else:
            passed.append(path)
    if not found:
        kinds = " ".join(KINDS)
        found.append(InputError("no_articles", "no articles in this folder", str(folder), f"articles end in {kinds}"))
    return found


def _walk(folder: Path, errors: list[Input | InputError]) -> Iterator[Path]:
    """Files below a folder, names sorted, hidden ones left out, links to folders not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as e:
        errors.append(
            InputError(
                "unreadable", f"the folder cannot be opened ({e.strerror})", str(folder), "look at its permissions"
            )
        )
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            below, file = entry.is_dir(follow_symlinks=False), entry.is_file()
        except OSError as e:  # a link to where one may not look, or round in a circle
            errors.append(InputError("unreadable", f"the file cannot be read ({e.strerror})", entry.path, "look at its permissions"))  # fmt: skip
            continue
        if below:
            yield from _walk(Path(entry.path), errors)
        elif file:
            yield Path(entry.path)
