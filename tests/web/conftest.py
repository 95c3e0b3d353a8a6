"""A small ledger of articles and the page on it, for tests that decide or look at single records."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.ledger.readings import dutch, english
from tests.ledger.test_linked import reading
from volgens.ledger import Ledger
from volgens.web.app import create


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all([dutch(), english(), *(reading(k) for k in "abcd")])
    return tmp_path / "volgens.db"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        yield client
