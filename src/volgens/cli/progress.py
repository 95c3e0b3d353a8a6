"""How far a long command is: one line that is rewritten on a terminal, a plain line now and then elsewhere."""

import logging
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

REDRAW = 0.1  # seconds between two drawings on a terminal
PLAIN = 30.0  # seconds between two plain lines
_CLEAR = "\r\x1b[K"


def count(n: int) -> str:
    """``5 000``, with a space that does not break."""
    return f"{n:,}".replace(",", "\u00a0")


def duration(seconds: float) -> str:
    """``1h05m``, ``1m40s``, ``8s``."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole % 3600 // 60
    if hours:
        return f"{hours}h{minutes:02}m"
    return f"{minutes}m{whole % 60:02}s" if minutes else f"{whole}s"


def rate(n: int, seconds: float) -> str:
    """``38/s``, ``3.8/s``, ``0.38/s``."""
    per = n / seconds if seconds > 0 else 0.0
    return f"{per:.0f}/s" if per >= 10 else f"{per:.1f}/s" if per >= 1 else f"{per:.2f}/s"


class Progress:
    """Counts articles and shows them on ``stream``; ``total`` is None where it is not known, ``clock`` gives seconds."""

    def __init__(
        self,
        verb: str,
        total: int | None = None,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self.verb, self.total = verb, total
        self.done = self.skipped = 0
        self._stream, self._clock = stream or sys.stderr, clock
        self._live = self._stream.isatty()
        self._started = clock()
        self._shown = self._started - REDRAW if self._live else self._started
        self._drawn = False

    @property
    def seconds(self) -> float:
        return self._clock() - self._started

    def start(self) -> None:
        """Shows on a terminal that something is going on: the first article waits for the model."""
        if self._live:
            self._draw()

    def step(self, skipped: bool = False) -> None:
        """One article more."""
        self.done += 1
        self.skipped += skipped
        now = self._clock()
        if now - self._shown >= (REDRAW if self._live else PLAIN):
            self._shown = now
            self._draw()

    def say(self, line: str) -> None:
        """A line that stays, above the one that is rewritten."""
        self.clear()
        print(line, file=self._stream, flush=True)

    def clear(self) -> None:
        """Takes the line away, before something else is printed."""
        if self._drawn:
            self._stream.write(_CLEAR)
            self._stream.flush()
            self._drawn = False

    def line(self) -> str:
        """``Reading 1 240/5 000 · 38/s · 12 skipped · 1m40s left``."""
        seconds = self.seconds
        parts = [f"{self.verb} {count(self.done)}" + (f"/{count(self.total)}" if self.total else "")]
        if self.done:
            parts.append(rate(self.done, seconds))
        if self.skipped:
            parts.append(f"{count(self.skipped)} skipped")
        if self.total and 0 < self.done < self.total:
            parts.append(f"{duration(seconds / self.done * (self.total - self.done))} left")
        return " · ".join(parts)

    def show(self, line: str) -> None:
        """Another line in the place of the one that is rewritten; elsewhere than on a terminal a plain line, now and then."""
        now = self._clock()
        if self._live or now - self._shown >= PLAIN:
            self._shown = now
            self._draw(line)

    def _draw(self, line: str | None = None) -> None:
        shown = self.line() if line is None else line
        if not self._live:
            print(shown, file=self._stream, flush=True)
            return
        width = shutil.get_terminal_size().columns
        self._stream.write(_CLEAR + shown[: width - 1])
        self._stream.flush()
        self._drawn = True


class _Told(logging.Handler):
    """Shows what the ledger tells of being brought up to date: how many articles are done, of how many."""

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None

    def emit(self, record: logging.LogRecord) -> None:
        match record.args:
            case (_, int(done), int(total)):
                if self._progress is None:
                    self._progress = Progress("Bringing the ledger up to date", total)
                self._progress.done = done
                self._progress.show(self._progress.line())
                if done == total:
                    self._progress.clear()


@contextmanager
def bringing_up_to_date() -> Iterator[None]:
    """Meanwhile it is shown how far a ledger of an older version is brought up to date, wherever one is opened."""
    log, told = logging.getLogger("volgens.ledger.store"), _Told()
    level = log.level
    log.addHandler(told)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(told)
        log.setLevel(level)
