"""A program that is killed while it writes leaves whole articles behind, and the same command goes on."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from evaluation import made_readings
from volgens.ledger import Ledger, schema
from volgens.model import LedgerError

ARTICLES, BATCH = 40, 4

ADDING = f"""
import sys
from evaluation import made_readings
from volgens.ledger import Ledger
with Ledger(sys.argv[1]) as ledger:
    print("begun", flush=True)
    ledger.add_all(made_readings.readings(0, {ARTICLES}), batch={BATCH})
"""


def killed_after(command: list[str], seconds: float) -> None:
    """Starts the command, waits until it has opened its ledger, and kills it so much later if it is not done by then."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "begun"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.communicate()


def whole(path: Path) -> int:
    """How many articles there are, each equal to what was added, with its words, its accounts and its place among the copies."""
    with Ledger(path, create=False) as ledger:
        found = list(ledger.readings())
        for reading in found:
            assert reading == made_readings.reading(int(reading.document.id.rpartition("-")[2]))
        ids = {r.document.id for r in found}
        with ledger._reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            for table in (schema.copies, schema.search, schema.accounts, schema.runs):
                assert set(connection.execute(select(table.c.document_id).distinct()).scalars()) == ids
            rows = connection.execute(select(func.count()).select_from(schema.search)).scalar_one()
            indexed = connection.exec_driver_sql("SELECT count(*) FROM search_words").scalar_one()
            assert indexed == rows == sum(1 + len(r.claims) + len(r.figures) + len(r.events) for r in found)
    return len(found)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.95])
def test_killed_while_it_adds(tmp_path: Path, share: float, whole_run: tuple[Path, float]) -> None:
    path = tmp_path / "volgens.db"
    command = [sys.executable, "-c", ADDING, str(path)]
    killed_after(command, share * whole_run[1])
    before = whole(path)
    assert before % BATCH == 0
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == ""
    assert whole(path) == ARTICLES
    with Ledger(path) as ledger, Ledger(whole_run[0]) as other:
        assert list(ledger.incidents()) == list(other.incidents())


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A ledger made without a break, and how many seconds it took."""
    path = tmp_path_factory.mktemp("whole") / "volgens.db"
    child = subprocess.Popen([sys.executable, "-c", ADDING, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    began = time.perf_counter()
    child.communicate()
    took = time.perf_counter() - began
    assert child.returncode == 0
    assert whole(path) == ARTICLES
    return path, took


def test_killed_while_it_reads(tmp_path: Path) -> None:
    articles, path = tmp_path / "articles.jsonl", tmp_path / "volgens.db"
    lines = (
        {"text": f"Bij een aanval op Koersk zijn maandag {n} mensen gedood, zei de gouverneur.", "published": "2025-01-13",
         "language": "nl", "url": f"https://example.org/{n}"}
        for n in range(3, 43)
    )  # fmt: skip
    articles.write_text("\n".join(json.dumps(line) for line in lines), "utf8")
    command = [sys.executable, "-m", "volgens.cli", "read", str(articles), "--ledger", str(path)]
    seen = 0
    for _ in range(2):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while child.poll() is None and count(path) <= seen and time.monotonic() < deadline:
            time.sleep(0.01)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        assert count(path) >= seen
        seen = count(path)
    assert seen > 0
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"{seen} stood there already" in done.stderr
    with Ledger(path, create=False) as ledger:
        found = list(ledger.readings())
        assert len(found) == 40
        assert all(len(r.claims) == 1 and r.events and r.figures for r in found)
        assert sum(len(i.articles) for i in ledger.incidents()) == 40


def count(path: Path) -> int:
    """Articles in the ledger; none while it is being made."""
    try:
        with Ledger(path, create=False, read_only=True) as ledger:
            return sum(1 for _ in ledger.articles())
    except LedgerError:
        return 0
