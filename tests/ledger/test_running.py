"""Who looks at a ledger sees what is being read into it, and nothing of it stays."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.ledger.rooms import Rooms
from volgens.ledger import Ledger
from volgens.ledger.running import BESIDE, Beside, Running, running_beside

TELLS = """
import sys, time
from volgens.ledger import Ledger
with Ledger(sys.argv[1]) as ledger, ledger.telling(5) as telling:
    telling.tell(5, 1, 5)
    print("told", flush=True)
    time.sleep(60)
"""


def test_it_is_seen_from_elsewhere_and_goes_when_it_ends(rooms: Rooms) -> None:
    where = rooms()
    with Ledger(where) as ledger, Ledger(where) as other:
        assert other.running() == []
        with ledger.telling(3) as telling:
            assert [(r.done, r.skipped, r.total) for r in other.running()] == [(0, 0, 3)]
            telling.tell(3, 1, 3)
            assert [(r.done, r.skipped, r.total) for r in other.running()] == [(3, 1, 3)]
            with other.telling() as second:
                second.tell(1, 0, None)
                assert {r.total for r in ledger.running()} == {3, None}
        assert other.running() == []


def test_it_goes_with_one_who_is_killed(rooms: Rooms) -> None:
    where = rooms()
    with Ledger(where) as ledger:
        reader = subprocess.Popen([sys.executable, "-c", TELLS, where], stdout=subprocess.PIPE)
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"told\n"
        assert [(r.done, r.skipped, r.total) for r in ledger.running()] == [(5, 1, 5)]
        reader.kill()
        reader.wait()
        reader.stdout.close()
        for _ in range(50):  # a server takes a moment to see that nobody is there any more
            if not ledger.running():
                break
            time.sleep(0.1)
        assert ledger.running() == []
    if "://" not in where:
        assert list(Path(where).parent.glob(f"*{BESIDE}*")) == []


def test_names_that_glob_would_take_for_a_pattern(tmp_path: Path) -> None:
    with Beside(tmp_path / "a[b]*.db") as telling:
        telling.tell(1, 0, 1)
        assert [r.done for r in running_beside(tmp_path / "a[b]*.db")] == [1]
        assert list(running_beside(tmp_path / "ab.db")) == []


def test_telling_often_writes_seldom(tmp_path: Path) -> None:
    with Beside(tmp_path / "x.db") as telling:
        for k in range(1000):
            telling.tell(k, 0, 2000)
        assert [r.done for r in running_beside(tmp_path / "x.db")] == [0]


def test_where_no_file_can_be_made_nothing_is_told(tmp_path: Path) -> None:
    from volgens.ledger.running import beside

    with beside(tmp_path / "missing" / "x.db", 3) as telling:
        telling.tell(3, 0, 3)
    assert list(running_beside(tmp_path / "missing" / "x.db")) == []


@pytest.mark.parametrize("values", [[1, 2, 3], [None, 1, 1, 1], ["x", 1, 1, 1]])
def test_what_is_no_telling_is_refused(values: list[int | None]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Running.of(values)
