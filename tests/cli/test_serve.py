"""The page as the program serves it: its address is printed, other machines need a token, and it ends at Ctrl-C."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.ledger.readings import dutch
from volgens.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs there are ended otherwise")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "volgens.db"
    with Ledger(path) as ledger:
        ledger.add(dutch())
    return path


@contextmanager
def served(path: Path, *options: str) -> Iterator[str]:
    """The address that it prints."""
    command = [sys.executable, "-m", "volgens.cli", "serve", "--ledger", str(path), "--port", "0", *options]
    pipe = subprocess.PIPE
    environment = {**os.environ, "VOLGENS_REVIEWER": "An de Wit"}
    with subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=environment) as program:
        assert program.stdout
        try:
            yield program.stdout.readline().strip()
        finally:
            program.send_signal(signal.SIGINT)
            program.wait(20)
    assert program.returncode == 0


def test_on_this_machine_it_needs_no_more_than_its_address(path: Path) -> None:
    with served(path) as address, httpx.Client(base_url=address) as client:
        assert address.startswith("http://127.0.0.1:")
        page = client.get("/review").text
        assert 'name="by" value="An de Wit"' in page  # who started the program
        assert client.get("/figures.json").json()["figures"]


def test_other_machines_need_the_token_and_a_name_of_their_own(path: Path) -> None:
    with served(path, "--host", "0.0.0.0") as address:
        base, _, token = address.replace("0.0.0.0", "127.0.0.1").partition("/?token=")
        assert len(token) > 20
        with httpx.Client(base_url=base) as client:
            assert client.get("/").status_code == 401
            assert client.get(f"/?token={token}", follow_redirects=True).status_code == 200
            assert 'name="by" value=""' in client.get("/review").text
