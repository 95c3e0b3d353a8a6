"""Many pages at a time, each host one at a time: answers come as they are ready, so that a slow host holds up nobody else."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from volgens.fetch.address import host_of

Job = TypeVar("Job")
Answer = TypeVar("Answer")
WAITING = 32  # answers that nobody has taken yet, from which on no more pages are asked for


class Turns:
    """When each host may be asked next. ``stop`` wakes all that wait, who then get False."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._next: dict[str, float] = {}
        self._stopped = threading.Event()

    def wait(self, host: str) -> bool:
        """Waits for the host's turn; False where all is to stop."""
        left = self._next.get(host, 0.0) - self._clock()
        return not self._stopped.wait(max(0.0, left))

    def asked(self, host: str, delay: float) -> None:
        """The host was asked just now, and may be so again after ``delay`` seconds."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + delay)

    def stop(self) -> None:
        self._stopped.set()


class Crew(Generic[Job, Answer]):
    """Does jobs, each at an address, with several threads; iterate over it for (job, answer), also while more are added.

    ``do`` gives the answer to a job and raises nothing that is expected; what it raises is raised where the answers are taken.
    ``close`` leaves the rest undone and waits for nobody: a thread that is in the middle of a page ends with the program.
    """

    def __init__(self, do: Callable[[Job], Answer], workers: int):
        self._do, self._workers = do, workers
        self._todo: deque[tuple[str, Job]] = deque()
        self._done: deque[tuple[Job, Callable[[], Answer]]] = deque()
        self._busy: set[str] = set()
        self._threads = 0
        self._closed = False
        self._change = threading.Condition()

    def add(self, address: str, job: Job) -> None:
        with self._change:
            self._todo.append((host_of(address), job))
            if self._threads < self._workers and len(self._todo) > self._threads - len(self._busy):
                self._threads += 1
                threading.Thread(target=self._work, daemon=True).start()
            self._change.notify_all()

    def __iter__(self) -> Iterator[tuple[Job, Answer]]:
        while True:
            with self._change:
                while not self._done:
                    if not self._todo and not self._busy:
                        return
                    self._change.wait(0.5)  # not for ever: Ctrl-C comes between two waits on every system
                job, answer = self._done.popleft()
                self._change.notify_all()
            yield job, answer()

    def close(self) -> bool:
        """Is something left undone?"""
        with self._change:
            left = bool(self._todo or self._busy)
            self._closed = True
            self._todo.clear()
            self._change.notify_all()
            return left

    def _work(self) -> None:
        while True:
            with self._change:
                while (k := self._next()) is None:
                    if self._closed:
                        return
                    self._change.wait()
                host, job = self._todo[k]
                del self._todo[k]
                self._busy.add(host)
            answer = self._answer(job)
            with self._change:
                self._busy.discard(host)
                self._done.append((job, answer))
                self._change.notify_all()

    def _answer(self, job: Job) -> Callable[[], Answer]:
        """The answer, or what was raised, for the thread that takes it."""
        try:
            found = self._do(job)
        except Exception as e:
            error = e

            def fail() -> Answer:
                raise error

            return fail
        return lambda: found

    def _next(self) -> int | None:
        """The first job at a host that nobody is asking."""
        if len(self._done) >= WAITING:
            return None
        return next((k for k, (host, _) in enumerate(self._todo) if host not in self._busy), None)
