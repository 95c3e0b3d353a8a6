"""Reading with several processes on this machine.

A pipe to each process, of its own: so it is known what a process that dies had in hand, which neither ``concurrent.futures`` nor loky tells (one death
breaks their whole pool). Nothing here is stored: who takes the readings writes them down.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from volgens.ingest import skipped
from volgens.model import Article, Document, InputError, Reading, VolgensError
from volgens.scale.work import Known, Reads, groups
from volgens.scale.worker import READY, Failed, main

IN_HAND = 2  # groups a process: one that it reads, and one that it finds when it is done
AHEAD = 4  # groups a process that may be under way or wait for an earlier one: what bounds the memory
DEATHS = 2  # of processes at an article, after which it is skipped
FALSE_STARTS = 3  # processes in a row that end before they can read


def loaded(folders: tuple[Path, ...] = ()) -> Reads:
    """A reader with one thread, its model and gazetteer loaded; ``folders`` of a user's own rows."""
    from volgens.reader import Reader  # in the process that reads alone: who started it has no use for the model

    reader = Reader(folders, threads=1)
    _ = reader.parser, reader.gazetteer
    return reader


@dataclass(eq=False, slots=True)
class _Slot:
    """The place of one article in the order of all."""

    item: Article | Known
    done: Reading | Known | None = None
    deaths: int = 0


@dataclass(eq=False, slots=True)
class _Task:
    """Articles that a process gets together, without those that it has answered. ``begun``: it has answered one, so that all are parsed."""

    slots: deque[_Slot]
    begun: bool = False


@dataclass(eq=False, slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    tasks: deque[_Task] = field(default_factory=deque)  # what it was sent and has not answered whole


class Pool:
    """``jobs`` processes, each with a reader that ``make`` makes there; ``make`` has to be picklable. A context manager.

    Of a process that is killed nothing is lost: its articles are read by another one. An article at which processes die ``DEATHS`` times is skipped.
    """

    def __init__(self, jobs: int, make: Callable[[], Reads]):
        if jobs < 1:
            raise ValueError(f"{jobs} processes")
        self._jobs, self._make = jobs, make
        self._workers: list[_Worker] = []
        self._queue: deque[_Task] = deque()
        self._false_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all processes, at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    @property
    def pids(self) -> list[int]:
        """The numbers of the processes that are there."""
        return [w.process.pid for w in self._workers if w.process.pid is not None]

    def readings(self, items: Iterable[Article | Known]) -> Iterator[list[Reading | Known]]:
        """What is read, in the order of ``items``, as many at a time as are ready. What is known already is passed on in its place.

        Raises VolgensError for what would be wrong with every article.
        """
        order: deque[list[_Slot]] = deque()
        for group in groups(items):
            slots = [_Slot(item, item if isinstance(item, Known) else None) for item in group]
            order.append(slots)
            articles = deque(s for s in slots if s.done is None)
            if articles:
                self._queue.append(_Task(articles))
            yield from self._work(order, lambda: bool(self._queue) or len(order) > AHEAD * self._jobs)
        yield from self._work(order, lambda: bool(order))

    def _work(self, order: deque[list[_Slot]], busy: Callable[[], bool]) -> Iterator[list[Reading | Known]]:
        """Sends, receives and hands over as long as it is ``busy``."""
        while True:
            self._send()
            ready: list[Reading | Known] = []
            while order and all(s.done is not None for s in order[0]):
                ready += [s.done for s in order.popleft() if s.done is not None]
            if ready:
                yield ready
            elif not busy():
                return
            else:
                self._receive()

    def _send(self) -> None:
        """Gives what waits to processes that have room, those with the least in hand first; starts those that are missing."""
        while self._queue:
            if len(self._workers) < self._jobs:
                self._start()
            worker = min(self._workers, key=lambda w: len(w.tasks))
            if len(worker.tasks) >= IN_HAND:
                return
            task = self._queue.popleft()
            worker.tasks.append(task)
            try:
                worker.pipe.send([s.item for s in task.slots])
            except ConnectionError:
                self._dead(worker)

    def _start(self) -> None:
        context = get_context("spawn")  # the libraries that read do not survive a fork
        here, there = context.Pipe()
        process = context.Process(target=main, args=(there, self._make), daemon=True)
        with _no_interrupt():
            process.start()
        there.close()  # so that its end is the end of the pipe
        self._workers.append(_Worker(process, here))

    def _receive(self) -> None:
        """Waits for what processes say, and takes one message of each that says something."""
        by_pipe = {w.pipe: w for w in self._workers}
        for pipe in connection.wait(list(by_pipe)):
            assert isinstance(pipe, Connection)
            worker = by_pipe[pipe]
            try:
                told = pipe.recv()
            except (EOFError, OSError):
                self._dead(worker)
                continue
            if isinstance(told, Failed):
                raise VolgensError(told.message)
            if told == READY:
                worker.ready, self._false_starts = True, 0
                continue
            task = worker.tasks[0]
            task.slots.popleft().done, task.begun = told, True
            if not task.slots:
                worker.tasks.popleft()

    def _dead(self, worker: _Worker) -> None:
        """Gives what it had in hand to others: what it was reading one by one, the rest as it is."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        code = worker.process.exitcode
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts >= FALSE_STARTS:
                raise VolgensError(
                    f"processes end before they can read ({_how(code)})",
                    "--jobs",
                    "name a smaller number: each takes half a GB",
                )
            self._queue.extendleft(reversed(worker.tasks))
            return
        in_hand, *waiting = worker.tasks or [_Task(deque())]
        suspects = in_hand.slots if not in_hand.begun else deque([in_hand.slots.popleft()])
        rest = [] if in_hand.slots is suspects else [_Task(in_hand.slots)]
        for slot in suspects:
            slot.deaths += 1
            if slot.deaths >= DEATHS:
                slot.done = _given_up(slot.item, code)
        alone = [_Task(deque([s])) for s in suspects if s.done is None]
        self._queue.extendleft(reversed([t for t in (*alone, *rest, *waiting) if t.slots]))


def _given_up(item: Article | Known, code: int | None) -> Reading:
    """What stands in the place of the reading of an article at which processes die."""
    assert isinstance(item, Article)
    what = f"the process that read it ended, twice ({_how(code)})"
    where = item.origin or item.id
    return Reading(
        Document.of(
            skipped(InputError("killed", what, where, "look whether there is memory enough, or report it"), item)
        )
    )


def _how(code: int | None) -> str:
    """How a process ended."""
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """A process that is started now does not hear Ctrl-C before it has said that it does not want to."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
