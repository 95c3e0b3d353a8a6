"""What several folders of tests have in common."""

import logging
import signal
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.server import NoServerError, running


@pytest.fixture(autouse=True)
def _logged_as_before() -> Iterator[None]:
    """``volgens --debug`` has a whole process say more, so also the tests that come after it."""
    log = logging.getLogger("volgens")
    level = log.level
    yield
    log.setLevel(level)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, started once; where there can be none, what needs it is skipped."""
    pytest.importorskip("psycopg", reason="PostgreSQL's driver psycopg is not here")
    with ExitStack() as stack:
        try:
            address = stack.enter_context(running())
        except NoServerError as why:
            pytest.skip(str(why))
        # Tests that are told to end do so as at Ctrl-C: the server is stopped and its folder goes.
        stack.callback(signal.signal, signal.SIGTERM, signal.signal(signal.SIGTERM, signal.default_int_handler))
        yield address
