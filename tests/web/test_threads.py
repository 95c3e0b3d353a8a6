"""A page that many look at takes little memory, and never waits for a connection that another answer holds."""

from pathlib import Path

from starlette.testclient import TestClient

from volgens.ledger import Ledger
from volgens.ledger.sqlite import CACHE, READING
from volgens.web.app import THREADS, create


def test_no_more_answers_at_once_than_there_are_connections(path: Path) -> None:
    with Ledger(path) as ledger:
        pool = ledger._database.engine.pool
        assert pool.size() + pool._max_overflow >= 2 * THREADS  # type: ignore[attr-defined]


def test_no_more_answers_at_once_than_told(path: Path) -> None:
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        assert client.portal is not None
        from anyio import to_thread

        async def most() -> float:
            return to_thread.current_default_thread_limiter().total_tokens

        assert client.portal.call(most) == THREADS


def test_who_only_reads_keeps_few_pages_in_memory(path: Path) -> None:
    def kept(ledger: Ledger, writing: bool) -> int:
        engine = ledger._database.engine
        with (engine.execution_options(writing=True) if writing else engine).connect() as connection:
            return -int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())

    with Ledger(path) as ledger:
        list(ledger.claims())
    with Ledger.open(path, create=False) as ledger:
        assert kept(ledger, False) == READING < CACHE
        assert kept(ledger, True) == CACHE
