"""Reading with several processes: order, processes that die, bounds, and the same ledger as one process makes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scale import readers
from tests.scale.made import article, everything, ident, told
from volgens.cli import main
from volgens.ledger import Ledger
from volgens.model import Article, Reading, VolgensError
from volgens.scale import local, work
from volgens.scale.local import Pool


def read(pool: Pool, items: list[Article | work.Known]) -> list[Reading | work.Known]:
    return [each for some in pool.readings(items) for each in some]


def test_readings_come_in_the_order_of_the_articles_with_what_is_known_in_its_place(small: None) -> None:
    items: list[Article | work.Known] = [article(k, f"{readers.SLOW}{0.2 if k < 2 else 0}") for k in range(32)]
    items[3:3] = [work.Known(article(900))]
    items += [article(32, "error"), work.Known(article(901))]
    with Pool(2, readers.Reader) as pool:
        found = read(pool, items)
    assert [ident(r) for r in found] == [ident(i) for i in items]
    assert [i for i, why in told(found) if why] == ["a032"]


def test_only_known_articles_start_no_process() -> None:
    known = [work.Known(article(k)) for k in range(3)]
    with Pool(2, readers.dies) as pool:
        assert read(pool, [*known]) == known


@pytest.mark.parametrize("make", [readers.Reader, readers.Parses])
def test_an_article_at_which_processes_die_is_skipped_and_no_other_is_lost(make: type, small: None) -> None:
    items = [article(k, readers.KILLS if k == 7 else "") for k in range(17)]
    with Pool(2, make) as pool:
        found = read(pool, [*items])
    assert told(found) == [(a.id, "killed" if a.id == "a007" else None) for a in items]
    (why,) = (r.document.skipped["detail"] for r in found if isinstance(r, Reading) and r.document.skipped)
    assert why.startswith("file:7: the process that read it ended, twice (SIGKILL); ")


@pytest.mark.parametrize("make", [readers.Reader, readers.Parses])
def test_an_article_at_which_a_process_dies_once_is_read_by_another(make: type, small: None, tmp_path: Path) -> None:
    items = [article(k, f"{readers.ONCE}{tmp_path / 'once'}" if k == 7 else "") for k in range(17)]
    with Pool(2, make) as pool:
        assert told(read(pool, [*items])) == [(a.id, None) for a in items]
    assert (tmp_path / "once").exists()


def test_processes_that_are_killed_from_outside_lose_nothing(small: None) -> None:
    items = [article(k, f"{readers.SLOW}0.02") for k in range(60)]
    found = []
    with Pool(2, readers.Reader) as pool:
        for n, some in enumerate(pool.readings([*items])):
            found += some
            if n in (1, 4):
                os.kill(pool.pids[0], signal.SIGKILL)
    assert told(found) == [(a.id, None) for a in items]


@pytest.mark.parametrize(
    ("make", "text", "says"),
    [(readers.missing, "", "model.onnx: the model is not there; install it"), (readers.Reader, "wrong", "model.onnx: the model is wrong; mend it"),
     (readers.dies, "", "processes end before they can read .exit code 7.")],
)  # fmt: skip
def test_what_is_wrong_with_every_article_ends_the_run(make: type, text: str, says: str) -> None:
    with Pool(2, make) as pool, pytest.raises(VolgensError, match=says):
        read(pool, [article(0, text)])
    assert pool.pids == []


def test_no_more_articles_are_taken_than_can_wait(small: None) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        for k in range(10_000):
            taken += 1
            yield article(k, f"{readers.SLOW}0.5" if k == 0 else "")

    with Pool(2, readers.Reader) as pool:
        next(pool.readings(endless()))
        assert taken <= 5 * (local.AHEAD * 2 + 1)


PARENT = """
import os, sys
from tests.scale import readers
from tests.scale.made import article, everything, ident, told
from tests.scale.made import article
from volgens.scale.local import Pool
with Pool(2, readers.Reader) as pool:
    for some in pool.readings([article(k, f"{readers.SLOW}{60 * (k == 99)} {'x' * 8000}") for k in range(100)]):
        print(*pool.pids, flush=True)
"""


def test_processes_end_with_the_one_that_started_them() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(p) for p in parent.stdout.readline().split()]
    assert len(pids) == 2
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 5
    while any(_runs(p) for p in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(_runs(p) for p in pids)


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


# The whole command


def test_read_jobs_makes_the_same_ledger(articles: Path, alone: Path, tmp_path: Path, capfd) -> None:
    path = tmp_path / "l.db"
    assert main(["read", "--jobs", "2", str(articles), "--ledger", str(path)]) == 1
    err = capfd.readouterr().err
    assert f"volgens: skipped {articles}:61: there is no text" in err
    assert "Skipped 1 article: 1 empty (no text)" in err
    made = everything(path)
    assert made == everything(alone)
    assert len(made["articles"]) == 60
    assert len(made["figures"]) > 30
    assert main(["read", "--jobs", "2", str(articles), "--ledger", str(path)]) == 1
    assert "Read 0 articles" in (again := capfd.readouterr().err)
    assert "60 stood there already" in again


def test_read_jobs_stopped_keeps_what_is_done_and_goes_on(articles: Path, alone: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    small = "import sys; from volgens import cli; from volgens.scale import work; work.MOST = 5; sys.exit(cli.main())"
    command = [sys.executable, "-c", small, "read", "--jobs", "2", str(articles), "--ledger", str(path)]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _articles(path):
        time.sleep(0.02)
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to all of its processes
    _, err = program.communicate(timeout=30)
    assert program.returncode == 1
    assert "Stopped; what was read is kept, and the same command goes on from there" in err
    assert "Traceback" not in err
    kept = _articles(path)
    assert 0 < kept < 60
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    assert f"; {kept} stood there already" in done.stderr
    assert everything(path) == everything(alone)


def _articles(path: Path) -> int:
    try:
        with Ledger(path, create=False, read_only=True) as ledger:
            return len(ledger.document_ids(""))
    except VolgensError:
        return 0


@pytest.mark.parametrize("given", ["-1", "two", "513"])
def test_read_jobs_wrong_number(given: str, capsys) -> None:
    assert main(["read", "x", f"--jobs={given}"]) == 2
    assert "is no number of processes" in capsys.readouterr().err
