"""A ledger to show in which names of persons are masked: a copy that a process of its own fills and keeps up with the ledger, for as long as the page is served.

What is not in the copy cannot be shown, searched for or exported, so that no page has to think of it. An article is there once its names are masked; the masks are those of
``export.mask``, and one person has one of them in all that the copy holds. ``python -m volgens.web.masked``; ends with whoever started it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from volgens.export.copy import masked as as_masked
from volgens.export.mask import Masker
from volgens.export.source import Mask, Source
from volgens.ledger import Filters, Ledger
from volgens.model import VolgensError

NAME = "masked.db"
BEHIND = 10  # how far the process stands back for the page, as ``nice`` counts
OFTEN = 10.0  # seconds between two looks at the ledger
AT_ONCE = 10  # articles
COMMAND = (sys.executable, "-m", "volgens.web.masked")


@contextmanager
def masked(ledger: str | Path) -> Iterator[Path]:
    """The path of the copy, which fills from now on. Raises LedgerError where the ledger cannot be opened."""
    Ledger.open(ledger, create=False).close()
    with tempfile.TemporaryDirectory(prefix="volgens-masked-") as folder:
        path = Path(folder) / NAME
        Ledger(path).close()
        with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, text=True, start_new_session=True) as process:
            try:
                assert process.stdin is not None
                process.stdin.write(json.dumps([str(ledger), str(path)]) + "\n")
                process.stdin.flush()
                yield path
            finally:
                process.kill()


class Keeper:
    """Keeps a copy up with its ledger."""

    def __init__(self, ledger: Ledger, copy: Ledger, mask: Mask):
        self._source, self._copy = Source(ledger, Filters(), "", mask), copy
        self._last: str | None = None  # decision that the copy knows of

    def look(self, go_on: Callable[[], bool] = lambda: True) -> int:
        """Masks what is new in the ledger, and what people decided on since; tells how many articles, unless it is no longer to ``go_on``."""
        ledger = self._source.ledger
        decided = self._decided()
        there = set(self._copy.document_ids(""))
        wanted = [d for d in ledger.document_ids("") if d not in there or d in decided]
        if not wanted:
            return 0
        with self._copy.telling(len(wanted)) as telling:
            for first in range(0, len(wanted), AT_ONCE):
                if not go_on():
                    return first
                some = wanted[first : first + AT_ONCE]
                self._copy.add_all([r for d in some for r in as_masked(self._source, d)])
                telling.tell(first + len(some), 0, len(wanted))
        self._copy.sum_up()
        return len(wanted)

    def _decided(self) -> set[str]:
        """The articles that people decided on since the last look."""
        out: set[str] = set()
        newest: str | None = None
        offset, more = 0, True
        while more:
            found = self._source.ledger.log(None, offset=offset)
            newest = newest or (found[0][0].id if found else None)
            new = [d for d, _ in found]
            ids = [d.id for d in new]
            more = bool(ids) and self._last not in ids
            new = new[: ids.index(self._last)] if self._last in ids else new
            out |= {d.document_id for d in new if d.document_id}
            offset += len(found)
        self._last = newest or self._last
        return out


def main() -> int:
    """Until standard input ends: with the program that started it, however that ends."""
    with suppress(OSError, AttributeError):  # no such thing on this system
        os.nice(BEHIND)
    where, path = json.loads(sys.stdin.readline())
    ended = Event()
    Thread(target=_until_the_end, args=(ended,), daemon=True).start()
    with Ledger.open(where, create=False) as ledger, Ledger(path) as copy:
        keeper = Keeper(ledger, copy, Masker(ledger))
        while not ended.is_set():
            try:
                keeper.look(lambda: not ended.is_set())
            except VolgensError as e:  # a ledger that is busy now is not later
                print(f"{time.strftime('%H:%M:%S')} volgens: {e}", file=sys.stderr)
            ended.wait(OFTEN)
    return 0


def _until_the_end(ended: Event) -> None:
    sys.stdin.read()
    ended.set()


if __name__ == "__main__":
    sys.exit(main())
