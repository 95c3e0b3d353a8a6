"""Many at once: nobody gets an error, and what was answered as decided stands in the ledger, once."""

import argparse
import asyncio
import sqlite3
from pathlib import Path

import pytest

from evaluation import load
from tests.web.filled import filled
from tests.web.serving import served

ARGS = argparse.Namespace(minutes=0, readers=5, reviewers=3, reads=0.05, decides=0.05)
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def test_nothing_is_lost_with_many_at_once(tmp_path: Path) -> None:
    path = filled(tmp_path / "volgens.db")
    with served(path) as base:
        seen = asyncio.run(load.crowd(base, ["article-1", "article-2", "article-a"], ARGS))
    assert seen.errors == []
    assert len(seen.read) > ARGS.readers
    assert len(seen.taken) > ARGS.reviewers
    assert load.lost(path, seen.taken) == (0, 0)
    assert load.summary(seen, (0, 0), 3, ARGS)["decision p95, ms"] > 0
    # And it would be seen.
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM decisions WHERE reason = ?", (seen.taken[0],))
    connection.close()
    assert load.lost(path, seen.taken) == (1, 0)


def test_an_error_is_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "volgens.db")
    with served(path) as base:
        seen = asyncio.run(load.crowd(base, ["no-such-article"], argparse.Namespace(**{**vars(ARGS), "readers": 0})))
    assert any("404" in line for line in seen.errors)
