"""A process that reads articles for another one. Nothing is imported before it has said how many threads libraries may use."""

import gc
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from volgens.model import Article
    from volgens.scale.work import Reads

READY = "ready"  # the model is loaded
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Failed:
    """What is wrong with every article, in one line: the whole run ends."""

    message: str


def main(pipe: Connection, make: "Callable[[], Reads]") -> None:
    """Makes a reader, then answers every list of articles with one reading after the other, until the other side is gone."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for who started us: it stops us when all that is done is kept
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for name in THREADS:
        os.environ[name] = "1"  # there are as many processes as there are cores to work with
    given: SimpleQueue[list[Article]] = SimpleQueue()
    Thread(target=_receive, args=(pipe, given), daemon=True).start()
    from volgens.model import VolgensError
    from volgens.scale import work

    try:
        reader = make()
        gc.collect()
        gc.freeze()  # the tables stay: looking through them for what can go takes 2% of the time of reading
        pipe.send(READY)
        while True:
            for reading in work.together(reader, given.get()):
                pipe.send(reading)
    except VolgensError as e:
        pipe.send(Failed(str(e)))
    except ConnectionError:  # nobody is there to read for
        pass


def _receive(pipe: Connection, given: "SimpleQueue[list[Article]]") -> None:
    """Takes what is sent at once, so that neither side ever waits for the other to listen. Ends the process when the other side is gone."""
    while True:
        try:
            given.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
