"""Is anything lost where the program is killed? ``python -m evaluation.faults [--kills N] [--only NAME ...] [--write] [--again]``.

A process that reads, loads, links, decides, exports, brings an older ledger up to date or writes partitions is killed (SIGKILL) at a moment drawn over the whole of its
work, on an embedded ledger and on PostgreSQL; some works are killed several times in a row. After each kill ``faults`` of the ledger has to find nothing
(no half article, no decision that does not hold), every decision that was answered as taken has to stand there, and a file that is exported is the
old one or whole. Then the same work is done again to its end, and the ledger has to be, row for row, that of a work nobody disturbed. Readings are
made (``evaluation.made_readings``), so that the work is quick and kills fall all over it; ``--real`` kills ``volgens read`` itself, with its parser.

Every kill has a number, and what is drawn follows from it: the same number kills after the same share of the work. With ``--write`` what came of it is kept in
``evaluation/faults.json`` after every work, and a run that was cut off goes on. Ends with 1 where something was lost. Needs a PostgreSQL to start
(``tests/server.py``); without one the embedded ledger alone is tried.
"""

import argparse
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, redirect_stderr, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from evaluation.fault_works import EMPTY, WORKS, Work, contents, older, partitions, reading
from volgens.ledger import Ledger, schema
from volgens.model import LedgerError

KEPT = Path(__file__).parent / "faults.json"
MOST_IN_A_ROW = 3
KILLS = 20  # of each work on each database: 200 and more in all
FORK = multiprocessing.get_context("fork")  # so that a process starts at once, with everything loaded


# Where the ledgers are


class Files:
    """Ledgers in files."""

    name = "sqlite"

    def __init__(self, folder: Path):
        self._folder = folder
        self._before: dict[str, Path] = {}

    def keep(self, name: str, fill: Callable[[str], None]) -> None:
        self._before[name] = self._folder / f"before-{name}.db"
        fill(str(self._before[name]))

    @contextmanager
    def room(self, name: str | None) -> Iterator[str]:
        """A new place; with what ``keep`` was given under this name in it."""
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            path = Path(folder) / "volgens.db"
            if name is not None:
                shutil.copyfile(self._before[name], path)
            yield str(path)


class Server:
    """Ledgers on a server, each in a database."""

    name = "postgresql"

    def __init__(self, address: str):
        self._address, self._made = address, 0

    def _run(self, statement: str) -> None:
        import psycopg

        with closing(psycopg.connect(self._address, autocommit=True)) as connection:
            connection.execute(statement.encode())

    def _at(self, name: str) -> str:
        return self._address.replace("/postgres?", f"/{name}?")

    def keep(self, name: str, fill: Callable[[str], None]) -> None:
        self._run(f"CREATE DATABASE before_{name}")
        fill(self._at(f"before_{name}"))

    @contextmanager
    def room(self, name: str | None) -> Iterator[str]:
        self._made += 1
        here = f"room_{self._made}"
        self._run(f"CREATE DATABASE {here}" + (f" TEMPLATE before_{name}" if name else ""))
        try:
            yield self._at(here)
        finally:
            self._run(f"DROP DATABASE {here} WITH (FORCE)")


Rooms = Files | Server


# One work, undisturbed and killed


@dataclass(frozen=True, slots=True)
class Whole:
    """A work that nobody disturbed: how long it takes, what the ledger holds then, and the files by their names."""

    seconds: float
    rows: dict[str, list[tuple[Any, ...]]]
    files: dict[str, bytes]


def files_in(folder: Path) -> dict[str, bytes]:
    """What was written under the names that were asked for, by them; a package tells of no moment, so that it is the same each time."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".") and "partition" not in p.parts[-2])  # fmt: skip
    return {str(p.relative_to(folder)): p.read_bytes() for p in found if p.parent.name != "written"}


def _child(work: Work, where: str, folder: Path, pipe: Connection) -> None:
    with open(os.devnull, "w") as nowhere, redirect_stderr(nowhere):
        pipe.send("begun")
        work(where, folder, pipe.send)
        pipe.send("done")


def killed(work: Work, where: str, folder: Path, seconds: float | None) -> tuple[bool, list[str]]:
    """Does the work in a process of its own, which is killed after so many seconds if it is not done by then. Was it, and what did it promise?"""
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_child, args=(work, where, folder, theirs))
    process.start()
    theirs.close()
    told: list[str] = []
    until: float | None = None
    try:
        while True:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not ours.poll(left):
                process.kill()
                break
            told.append(ours.recv())
            if told[-1] == "begun" and seconds is not None:
                until = time.monotonic() + seconds
    except EOFError:
        pass
    while ours.poll():  # what it said before it was killed counts
        with suppress(EOFError):
            told.append(ours.recv())
            continue
        break
    process.join()
    ours.close()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"{work.__name__} ends with {process.exitcode}")
    return process.exitcode != 0, [t for t in told if t not in ("begun", "done")]


def undisturbed(name: str, rooms: Rooms, folder: Path, prepared: Path) -> Whole:
    with rooms.room(None if name in EMPTY else name) as where, _workshop(folder, prepared) as here:
        began = time.perf_counter()
        killed(WORKS[name], where, here, None)
        took = time.perf_counter() - began
        with Ledger(where, create=False) as ledger:
            wrong = list(ledger.faults())
        if wrong:
            raise RuntimeError(f"{name} leaves faults undisturbed: {wrong[:3]}")
        return Whole(took, contents(where), files_in(here))


@contextmanager
def _workshop(folder: Path, prepared: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        here = Path(name)
        (here / "partitions").symlink_to(prepared)
        yield here


def disturbed(
    name: str, rooms: Rooms, folder: Path, prepared: Path, whole: Whole, number: int, most: int
) -> Counter[str]:
    """A work that is killed, up to so many times, looked through after each, and then done to its end. What came of it, counted."""
    chance, seen = random.Random(f"{name} {rooms.name} {number}"), Counter[str]()
    promised: list[str] = []
    with rooms.room(None if name in EMPTY else name) as where, _workshop(folder, prepared) as here:
        for _ in range(chance.randint(1, most)):
            was, told = killed(WORKS[name], where, here, chance.uniform(0, whole.seconds))
            promised += told
            if not was:
                break
            seen["kills"] += 1
            seen += looked_at(where, here, whole, promised, name)
        killed(WORKS[name], where, here, None)
        seen["works"] += 1
        rows = contents(where)
        seen["differing"] += rows != whole.rows or files_in(here) != whole.files
        left = [p for p in here.rglob(".*") if p.is_file()]
        seen["left behind"] += bool(left)
    return seen


def looked_at(where: str, here: Path, whole: Whole, promised: Sequence[str], name: str) -> Counter[str]:
    seen: Counter[str] = Counter()
    for file, content in files_in(here).items():
        seen["half files"] += content != whole.files.get(file)
    if where.endswith(".db") and not Path(where).exists():
        seen["lost"] += len(promised)
        return seen
    try:
        # An older ledger that nobody has brought up to date stays as it was: the next who opens it does it.
        with Ledger(where, create=False, read_only=name != "migrating") as ledger:
            seen["damaged"] += any(True for _ in ledger.faults())
            known = {d.id for d in ledger.decisions()}
            seen["lost"] += len(set(promised) - known)
    except LedgerError as error:
        seen["damaged"] += "empty" not in error.what  # it was about to be made
        seen["lost"] += len(promised)
    return seen


# All of them


def prepare(rooms: Rooms, names: Sequence[str]) -> None:
    fills = {"migrating": older}
    for name in names:
        if name not in EMPTY:
            rooms.keep(name, fills.get(name, lambda where: reading(where, Path(), lambda _: None)))


def run(
    rooms: Rooms, folder: Path, names: Sequence[str], kills: int, known: dict[str, dict[str, float]], keep: Callable[[], None]
) -> None:  # fmt: skip
    """Each work until it was killed so often. ``known``: what is known already, by work and database, which is added to."""
    prepared = partitions(folder / f"partitions-{rooms.name}")
    prepare(rooms, names)
    for name in names:
        mine = known.setdefault(f"{name}, {rooms.name}", {})
        seen = Counter({k: int(v) for k, v in mine.items()})
        if seen["kills"] >= kills:
            continue
        whole = undisturbed(name, rooms, folder, prepared)
        while seen["kills"] < kills:
            left = min(MOST_IN_A_ROW, kills - seen["kills"])
            seen["tries"] += 1
            seen += disturbed(name, rooms, folder, prepared, whole, seen["tries"], left)
            mine.update({k: seen[k] for k in ("kills", "tries", "works", *WRONG)})
            keep()
        print(f"{name}, {rooms.name}: {dict(mine)}", flush=True)


WRONG = ("damaged", "half files", "lost", "differing", "left behind")


def real(folder: Path, kills: int, jobs: int) -> dict[str, float]:
    """``volgens read`` itself on articles in Dutch, killed and started again."""
    articles = folder / f"articles-{jobs}.jsonl"
    lines = (
        {"text": f"Bij een aanval op Koersk zijn maandag {n} mensen gedood, zei de gouverneur.", "published": "2025-01-13", "language": "nl",
         "url": f"https://example.org/{n}"}
        for n in range(3, 83)
    )  # fmt: skip
    articles.write_text("\n".join(json.dumps(line) for line in lines), "utf8")
    command = [sys.executable, "-m", "volgens.cli", "read", str(articles), "--jobs", str(jobs), "--ledger"]
    seen, chance = Counter[str](), random.Random(f"real {jobs}")
    whole, path = folder / f"whole-{jobs}.db", folder / f"killed-{jobs}.db"
    began = time.perf_counter()
    subprocess.run([*command, str(whole)], check=True, capture_output=True)
    took = time.perf_counter() - began
    while seen["kills"] < kills:
        child = subprocess.Popen([*command, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.2, 0.8) * took)
            break  # all that was left took less
        child.kill()
        child.wait()
        seen["kills"] += 1
        if path.exists():
            seen += looked_at(str(path), folder / "none", Whole(0, {}, {}), [], "")
    subprocess.run([*command, str(path)], check=True, capture_output=True)
    seen["works"] += 1
    seen["differing"] += _but_times(contents(str(whole))) != _but_times(contents(str(path)))
    return {k: seen[k] for k in ("kills", "works", *WRONG)}


def _but_times(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Without when, and in which run, an article was read."""
    moments = {n for n, c in enumerate(schema.articles.c) if c.key in ("retrieved", "run_id")}
    return {**rows, "articles": [tuple(v for n, v in enumerate(r) if n not in moments) for r in rows["articles"]]}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--kills", type=int, default=KILLS, metavar="N", help=f"of each work on each database ({KILLS})"
    )
    parser.add_argument("--only", nargs="+", choices=WORKS, default=list(WORKS), metavar="NAME", help=", ".join(WORKS))
    parser.add_argument("--real", type=int, default=0, metavar="N", help="kills of `volgens read` and as many with --jobs 2 too (0)")  # fmt: skip
    parser.add_argument("--write", action="store_true", help="write evaluation/faults.json, and go on from it")
    parser.add_argument("--again", action="store_true", help="not from what is in it")
    args = parser.parse_args(arguments)
    known: dict[str, dict[str, float]] = {}
    if args.write and not args.again and KEPT.exists():
        known = json.loads(KEPT.read_text("utf8"))

    def keep() -> None:
        if args.write:
            KEPT.write_text(json.dumps(known, indent=1) + "\n", "utf8")

    from tests import server

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        all_rooms: list[Rooms] = [Files(folder)]
        try:
            all_rooms.append(Server(stack.enter_context(server.running())))
        except server.NoServerError as error:
            print(f"no PostgreSQL: {error}", file=sys.stderr)
        for rooms in all_rooms:
            run(rooms, folder, args.only, args.kills, known, keep)
        for jobs in (1, 2) if args.real else ():
            known[f"volgens read --jobs {jobs}"] = real(folder, args.real, jobs)
            keep()
    print(json.dumps(known, indent=1))
    return 1 if any(found.get(k) for found in known.values() for k in WRONG) else 0


if __name__ == "__main__":
    sys.exit(main())
