"""Several programs that write into one ledger at once: nothing is lost, and the result is that of one program alone."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from evaluation.made_readings import reading

from tests.ledger.rooms import Rooms, contents
from tests.ledger.test_linked import reading as strike
from volgens.ledger import Ledger
from volgens.model import Reading

PROGRAMS, ARTICLES, EACH = 3, 18, 9
SPAWN = multiprocessing.get_context("spawn")  # as programs start: with nothing of ours in memory


def older(k: int) -> Reading:
    """The article as another lexicon read it: fewer events, and no figures."""
    r = reading(k)
    assert r.provenance is not None
    return replace(
        r, events=r.events[: len(r.events) // 2], figures=(), provenance=replace(r.provenance, lexicon_hash="o" * 64)
    )


def add(where: str, number: int) -> int:
    """What one of the programs does: its share of the articles in its own order, some of them first as they were read before."""
    mine = random.Random(number).sample(range(ARTICLES), EACH) + list(range(number, ARTICLES, PROGRAMS))
    changed = 0
    with Ledger(where) as ledger:
        for k in dict.fromkeys(mine):
            if k % PROGRAMS == number and k % 3 == 0:
                changed += ledger.add(older(k))
            changed += ledger.add(reading(k))
    return changed


@pytest.fixture(scope="module")
def programs() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(PROGRAMS, SPAWN) as pool:
        yield pool


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """What one program makes of the articles, in a file."""
    where = str(tmp_path_factory.mktemp("alone") / "ledger.db")
    with Ledger(where) as ledger:
        ledger.add_all(reading(k) for k in range(ARTICLES))
    return contents(where)


def test_programs_that_add_the_same_articles_at_once(
    rooms: Rooms, programs: ProcessPoolExecutor, alone: dict[str, list[tuple[object, ...]]]
) -> None:
    where = rooms()
    changed = list(programs.map(add, [where] * PROGRAMS, range(PROGRAMS)))
    assert sum(changed) >= ARTICLES
    assert contents(where) == alone
    assert len({row[2] for row in alone["accounts"]}) < len(alone["accounts"]), "articles that tell of the same"


HAPPENINGS = 8


def told_at_once(number: int) -> list[Reading]:
    """What one of the programs has of each happening, while the others have theirs: each a strike told by three publishers."""
    out = []
    for n in range(HAPPENINGS):
        r = strike("abc"[number], (date(2020, 1, 1) + timedelta(days=40 * n)).isoformat())
        out.append(replace(r, document=replace(r.document, id=f"article-{n}-{number}")))
    return out


def add_told(where: str, number: int) -> None:
    with Ledger(where) as ledger:
        for r in told_at_once(number):
            ledger.add(r)


def test_programs_that_add_different_articles_on_the_same_happening(
    rooms: Rooms, programs: ProcessPoolExecutor
) -> None:
    where, alone = rooms(), rooms()
    list(programs.map(add_told, [where] * PROGRAMS, range(PROGRAMS)))
    for number in range(PROGRAMS):
        add_told(alone, number)
    assert contents(where) == contents(alone)
    with Ledger(where) as ledger:
        assert [len(i.articles) for i in ledger.incidents()] == [PROGRAMS] * HAPPENINGS


def test_a_program_killed_in_the_middle_leaves_whole_articles(
    rooms: Rooms, alone: dict[str, list[tuple[object, ...]]]
) -> None:
    where = rooms()
    Ledger(where).close()
    program = SPAWN.Process(target=add_all, args=(where,))
    program.start()
    assert program.pid is not None
    wait(lambda: count(where) >= 3)
    os.kill(program.pid, signal.SIGKILL)
    program.join()
    with Ledger(where) as ledger:
        assert 3 <= len(list(ledger.readings())) <= ARTICLES
        assert all(r == reading(int(r.document.id.rsplit("-", 1)[-1])) for r in ledger.readings())
    add_all(where)
    assert contents(where) == alone


def add_all(where: str) -> None:
    with Ledger(where) as ledger:
        for k in range(ARTICLES):
            ledger.add(reading(k))


def count(where: str) -> int:
    with Ledger(where) as ledger:
        return sum(1 for _ in ledger.articles())


def wait(until: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not until():
        assert time.monotonic() < end, "nothing happens"
        time.sleep(0.02)
