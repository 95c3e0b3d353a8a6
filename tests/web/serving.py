"""The page as a program serves it, on a port of its own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from volgens.web.app import create
from volgens.web.guard import ANY, LOCAL


@contextmanager
def served(path: Path, token: str | None = None) -> Iterator[str]:
    """The page on a ledger, at this address for as long as it lasts; behind a ``token`` under any name."""
    app = create(path, token, (ANY,) if token else LOCAL)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(5)
