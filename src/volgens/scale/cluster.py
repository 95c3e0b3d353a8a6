"""Reading on the machines of a Dask cluster: any that has a scheduler's address, dask-jobqueue's among them.

The articles go out in groups and readings come back; nothing has to be installed there but the same Volgens, and no folder shared. Of a worker that is
lost Dask gives the tasks to others. A group that loses too many (Dask's ``distributed.scheduler.allowed-failures``) is sent again, each article
alone, once nothing else is under way.
"""

import logging
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from types import TracebackType
from typing import Any, Protocol, Self

from volgens.ingest import skipped
from volgens.model import Article, Document, InputError, Provenance, Reading, VolgensError
from volgens.scale import work
from volgens.scale.work import Known, Reads, groups

AHEAD = 200  # groups that may be under way, at the least; and
BUSY = 4  # for each thread of the cluster
WAIT = 30.0  # seconds for a scheduler to answer
_LOCK = Lock()
log = logging.getLogger(__name__)


class Expects(Protocol):
    """What tells by which versions an article would be read here (``volgens.reader.Reader``)."""

    def provenance(self, article: Article) -> Provenance: ...


@lru_cache(maxsize=1)
def _reader(make: Callable[[], Reads]) -> Reads:
    return make()


def read_group(articles: list[Article], make: Callable[[], Reads]) -> list[Reading]:
    """What a worker does. Its reader is made once; a worker with several threads reads with one."""
    with _LOCK:
        return list(work.together(_reader(make), articles))


@dataclass(eq=False, slots=True)
class _Group:
    """``done``: what is read of it, by the place in it."""

    items: list[Article | Known]
    done: dict[int, Reading]

    def whole(self) -> bool:
        return all(isinstance(i, Known) or k in self.done for k, i in enumerate(self.items))

    def result(self) -> list[Reading | Known]:
        return [i if isinstance(i, Known) else self.done[k] for k, i in enumerate(self.items)]


class Cluster:
    """A Dask cluster by its address (``tcp://host:8786``) or its scheduler's file. A context manager; leaving it takes back what is under way.

    ``make`` makes a reader on a worker; ``expects`` says what it has to be made of: a worker with another Volgens, model or lexicon ends the run.
    Raises VolgensError, in one line, for a cluster that does not answer and for what would be wrong with every article.
    """

    def __init__(self, address: str, make: Callable[[], Reads], expects: Expects):
        try:
            import distributed
        except ImportError:
            raise VolgensError("a cluster takes Dask", "--cluster", "pip install 'volgens[cluster]'") from None
        self._dask: Any = distributed
        self._make, self._expects, self.where = make, expects, address
        if not log.isEnabledFor(logging.DEBUG):  # what goes wrong there comes as an error, in one line
            logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
        file = None if "://" in address else address
        if file is not None and not Path(file).is_file():
            raise VolgensError("no address and no file of a scheduler", address, "write one such as tcp://host:8786")
        try:
            self._client: Any = self._dask.Client(
                None if file else address, scheduler_file=file, timeout=WAIT, set_as_default=False
            )
        except (OSError, ValueError) as e:
            raise VolgensError(f"the cluster does not answer ({e})", address, "look whether its scheduler runs") from e
        self._came: SimpleQueue[Any] = SimpleQueue()
        self._of: dict[Any, tuple[_Group, list[int]]] = {}  # by the task's key, which articles of which group; and
        self._tasks: dict[Any, Any] = {}  # the task, which Dask forgets when nobody holds it
        self._suspects: deque[tuple[_Group, int]] = deque()  # articles of groups that workers died at
        self._alone: tuple[_Group, int] | None = None  # the one of them that is under way

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def readings(self, items: Iterable[Article | Known]) -> Iterator[list[Reading | Known]]:
        """What is read, in the order of ``items``, as many at a time as are ready. What is known already is passed on in its place."""
        order: deque[_Group] = deque()
        for group in (_Group(some, {}) for some in groups(items)):
            order.append(group)
            self._submit(group, [k for k, i in enumerate(group.items) if isinstance(i, Article)])
            yield from self._ready(order)
            while len(order) > max(AHEAD, BUSY * sum(self._client.nthreads().values())):
                self._take()
                yield from self._ready(order)
        while order:
            self._take()
            yield from self._ready(order)

    def _ready(self, order: deque[_Group]) -> Iterator[list[Reading | Known]]:
        while order and order[0].whole():
            yield order.popleft().result()

    def _submit(self, group: _Group, which: list[int]) -> None:
        if which:
            articles = [group.items[k] for k in which]
            task = self._client.submit(read_group, articles, self._make, pure=False)
            self._of[task.key], self._tasks[task.key] = (group, which), task
            task.add_done_callback(self._came.put)

    def _take(self) -> None:
        """Waits for a task that is done.

        Dask blames a death on every task that the worker was given: only an article that is read while nothing else is under way can be told.
        """
        if not self._of:
            self._alone = group, k = self._suspects.popleft()
            self._submit(group, [k])
        while True:
            try:
                task = self._came.get(timeout=WAIT)
                break
            except Empty:  # nothing for long is fine, unless nobody is there
                if self._client.status != "running":
                    raise self._lost(f"its scheduler is {self._client.status}") from None
        group, which = self._of.pop(task.key)
        del self._tasks[task.key]
        try:
            found = task.result()  # waits where the worker that had it died meanwhile, and another one reads it again
        except self._dask.KilledWorker:
            if self._alone:
                group.done[which[0]] = _given_up(group.items[which[0]])
            else:
                self._suspects += [(group, k) for k in which]
            self._alone = None
            return
        except VolgensError:
            raise
        except (Exception, CancelledError) as e:
            raise self._lost(f"{type(e).__name__}: {' '.join(str(e).split())}") from e
        for k, reading in zip(which, found, strict=True):
            self._check(group.items[k], reading)
            group.done[k] = reading
        self._alone = None

    def _lost(self, why: str) -> VolgensError:
        return VolgensError(
            f"the cluster does not read ({why})", self.where, "look at its log, then run the same command again"
        )

    def _check(self, item: Article | Known, reading: Reading) -> None:
        if (
            isinstance(item, Article)
            and reading.provenance
            and reading.provenance != (here := self._expects.provenance(item))
        ):
            differing = [
                n for n in Provenance.__slots__ if getattr(here, n) != getattr(reading.provenance, n) and n != "run_id"
            ]
            raise VolgensError(
                f"a worker reads with something else than is here ({', '.join(differing)})",
                self.where,
                "install the same Volgens and words everywhere",
            )


def _given_up(item: Article | Known) -> Reading:
    """What stands in the place of the reading of an article at which workers die."""
    assert isinstance(item, Article)
    what = "the workers that read it died, one after the other"
    where = item.origin or item.id
    return Reading(
        Document.of(
            skipped(InputError("killed", what, where, "look whether they have memory enough, or report it"), item)
        )
    )
