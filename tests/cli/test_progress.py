import io
import logging
from pathlib import Path

import pytest

from tests.ledger.test_open import restore
from volgens.cli import main
from volgens.cli.progress import Progress, count, duration, rate


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def progress(total: int | None, stream: io.StringIO, seconds: float, done: int, skipped: int = 0) -> Progress:
    clock = Clock()
    p = Progress("Reading", total, stream, clock)
    for k in range(done):
        clock.now += seconds / done
        p.step(skipped=k < skipped)
    return p


def test_progress_line():
    p = progress(5000, Terminal(), 31, 1240, 12)
    assert p.line() == "Reading 1\u00a0240/5\u00a0000 · 40/s · 12 skipped · 1m34s left"
    assert progress(None, Terminal(), 10, 5).line() == "Reading 5 · 0.50/s"
    assert progress(5, Terminal(), 10, 5).line() == "Reading 5/5 · 0.50/s"


def test_progress_starts_on_a_terminal_only():
    terminal, plain = Terminal(), io.StringIO()
    for stream in (terminal, plain):
        Progress("Reading", 3, stream, Clock()).start()
    assert terminal.getvalue() == "\r\x1b[KReading 0/3"
    assert plain.getvalue() == ""


def test_progress_one_line_that_is_rewritten_on_a_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    stream = Terminal()
    p = progress(100, stream, 10, 50)
    p.say("a line that stays")
    p.clear()
    drawn = stream.getvalue().split("\r\x1b[K")
    assert drawn[0] == ""
    assert len(drawn) > 40
    assert all(len(line) < 20 for line in drawn[:-1])
    assert drawn[-1] == "a line that stays\n"


def test_progress_drawn_ten_times_a_second_at_most():
    stream = Terminal()
    progress(1000, stream, 1, 1000)
    assert 9 <= stream.getvalue().count("\r") <= 11


def test_progress_plain_lines_are_rare():
    stream = io.StringIO()
    progress(1000, stream, 100, 1000)
    assert stream.getvalue().count("\n") == 3
    assert "\r" not in stream.getvalue()


@pytest.mark.parametrize(
    ("seconds", "want"), [(0.2, "0s"), (8, "8s"), (59.7, "1m00s"), (100, "1m40s"), (3900, "1h05m")]
)
def test_duration(seconds, want):
    assert duration(seconds) == want


@pytest.mark.parametrize(
    ("n", "seconds", "want"), [(380, 10, "38/s"), (38, 10, "3.8/s"), (1, 4, "0.25/s"), (5, 0, "0.00/s")]
)
def test_rate(n, seconds, want):
    assert rate(n, seconds) == want


def test_count():
    assert count(1234567) == "1\u00a0234\u00a0567"


def test_how_far_an_older_ledger_is_brought_up_to_date_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("volgens.cli.progress.PLAIN", 0)
    path = tmp_path / "old.db"
    restore(4, path)
    for told in ("Bringing the ledger up to date 2/2", ""):
        assert main(("incidents", "--ledger", str(path))) == 0
        assert capsys.readouterr().err.startswith(told)
    assert not logging.getLogger("volgens.ledger.store").handlers
