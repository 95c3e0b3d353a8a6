"""What several folders of tests have in common."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.server import NoServerError, running


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, started once; where there can be none, what needs it is skipped."""
    pytest.importorskip("psycopg", reason="PostgreSQL's driver psycopg is not here")
    with ExitStack() as stack:
        try:
            address = stack.enter_context(running())
        except NoServerError as why:
            pytest.skip(str(why))
        yield address
