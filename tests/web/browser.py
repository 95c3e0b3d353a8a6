"""A page in a real browser: Playwright (``pip install playwright``) with the system's Chromium; tests are skipped where one of them is missing."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from volgens.web.app import create

api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SIZES = {"desk": (1280, 900), "phone": (390, 844)}


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The page on a ledger, at this address for as long as it lasts."""
    config = uvicorn.Config(create(path), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
