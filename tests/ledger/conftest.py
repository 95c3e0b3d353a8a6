"""The same tests over both databases."""

from collections.abc import Iterator

import pytest

from tests.ledger.readings import dutch, english, skipped
from tests.ledger.rooms import KINDS, OnServer, Rooms, in_files
from tests.ledger.test_linked import reading
from volgens.ledger import Ledger


@pytest.fixture(scope="session")
def on_server(server: str) -> OnServer:
    return OnServer(server)


@pytest.fixture(params=KINDS)
def rooms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    """Gives the place of a new, empty ledger, each time another: files first, then on a server."""
    yield from _rooms(request, tmp_path_factory)


@pytest.fixture
def ledger(rooms: Rooms) -> Iterator[Ledger]:
    """Three articles, one of which could not be read. Tests that need others make their own."""
    with Ledger(rooms()) as opened:
        opened.add_all([dutch(), english(), skipped()])
        yield opened


@pytest.fixture
def strikes(rooms: Rooms) -> Iterator[Ledger]:
    """Four articles of two air strikes."""
    with Ledger(rooms()) as opened:
        opened.add_all(reading(k) for k in "abcd")
        yield opened


@pytest.fixture(params=KINDS, scope="module")
def module_rooms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    """The same for all tests of a module."""
    yield from _rooms(request, tmp_path_factory)


def _rooms(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[Rooms]:
    # The server is asked for here, so that it is not started for files alone.
    postgres = request.param == "postgres"
    with request.getfixturevalue("on_server").lent() if postgres else in_files(folders.mktemp("ledger")) as rooms:
        yield rooms
