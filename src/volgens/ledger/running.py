"""Which programs are reading articles into a ledger just now, and how far they are, for who looks at it meanwhile.

Nothing of it is kept: it goes with the program that tells it, also where that is killed. Beside a file it is a small file that its writer holds a lock
on, which the system takes away with the writer; on a server it is the name of an idle connection.
"""

import json
import os
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import BinaryIO, Self

try:
    import fcntl
except ImportError:  # a system without such locks: nothing is told there
    fcntl = None  # type: ignore[assignment]

OFTEN = 0.5  # seconds between two tellings, at least
BESIDE = "-reading-"  # after the name of the ledger


@dataclass(frozen=True, slots=True)
class Running:
    """How far a program is. ``started``: seconds since 1970; ``total`` None where it is not known how many articles there are."""

    started: int
    done: int = 0
    skipped: int = 0
    total: int | None = None

    @classmethod
    def of(cls, values: list[int | None]) -> "Running":
        """From what was told. Raises ValueError for anything else."""
        started, done, skipped, total = values
        if started is None or done is None or skipped is None or not all(isinstance(v, int | None) for v in values):
            raise ValueError
        return cls(started, done, skipped, total)


class Telling(ABC):
    """Tells how far the program is, until it is closed. Whether that can be told makes no difference to the reading itself."""

    def __init__(self, total: int | None = None) -> None:
        self._started, self._told = int(time.time()), 0.0
        self.tell(0, 0, total)

    def tell(self, done: int, skipped: int, total: int | None) -> None:
        """How many articles were looked at, how many of them were skipped, of how many; passed over where that was told just now."""
        now = time.monotonic()
        if now - self._told >= OFTEN or done == total:
            self._told = now
            self._put(Running(self._started, done, skipped, total))

    @abstractmethod
    def _put(self, running: Running) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Silent(Telling):
    """Where nothing can be told."""

    def _put(self, running: Running) -> None: ...

    def close(self) -> None: ...


def held(path: Path, buffering: int = -1) -> BinaryIO:
    """A new file, open for writing, with a lock that goes with its writer. Raises OSError."""
    while True:
        file = open(path, "w+b", buffering=buffering)  # noqa: SIM115  # as long as its writer has something to say
        if fcntl is None:
            return file
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):  # somebody who looked between the two lines took it for one left behind
            if os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
        file.close()


def left_behind(folder: Path, begins: str, ends: str = "") -> Iterator[Path]:
    """Files made by ``held`` whose names begin and end so, and that nobody writes any more."""
    for path in sorted(folder.glob(f"{_plainly(begins)}*{_plainly(ends)}")) if fcntl else ():
        with suppress(OSError), open(path, "rb") as file:
            if not _is_held(file.fileno()):
                yield path


class Beside(Telling):
    """In a file beside the ledger's, locked as long as the program lives."""

    def __init__(self, ledger: Path, total: int | None = None) -> None:
        self._path = ledger.with_name(f"{ledger.name}{BESIDE}{secrets.token_hex(4)}")
        self._file = held(self._path, buffering=0)
        super().__init__(total)

    def _put(self, running: Running) -> None:
        told = json.dumps(astuple(running)).encode()
        with suppress(OSError):  # a full disk is the ledger's to tell
            self._file.seek(0)
            self._file.write(told)
            self._file.truncate()

    def close(self) -> None:
        with suppress(OSError):
            self._path.unlink()
        self._file.close()


def beside(ledger: Path, total: int | None) -> Telling:
    """Tells it in a file beside the ledger; nothing where there can be none."""
    if fcntl is None:
        return Silent(total)
    try:
        return Beside(ledger, total)
    except OSError:
        return Silent(total)


def running_beside(ledger: Path) -> Iterator[Running]:
    """What programs tell beside this ledger. Files that one who was killed left behind go."""
    for path in sorted(ledger.parent.glob(f"{_plainly(ledger.name)}{BESIDE}*")) if fcntl else ():
        with suppress(OSError, ValueError), open(path, "rb") as file:
            if _is_held(file.fileno()):
                yield Running.of(json.loads(file.read()))
            else:
                path.unlink()


def _is_held(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def _plainly(name: str) -> str:
    """A name in which no letter has a meaning to ``glob``."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
