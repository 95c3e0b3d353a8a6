"""A web site on this machine for the tests: what each path answers is set by the test, and what was asked is kept."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    drip: float = 0.0  # seconds between two bytes


@dataclass(frozen=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    moment: float


class Site:
    """``answers``: by path, an Answer or a function of what was asked. A path without one is not found."""

    def __init__(self, port: int):
        self.port = port
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, html: str, **headers: str) -> str:
        """Puts a page there and gives its address; underscores in names of headers stand for hyphens."""
        named = {k.replace("_", "-"): v for k, v in headers.items()}
        self.answers[path] = Answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8", **named})
        return self.at(path)

    def paths(self, *but: str) -> list[str]:
        """What was asked for, robots.txt and ``but`` left out."""
        return [a.path for a in self.asked if a.path not in ("/robots.txt", *but)]


@contextmanager
def serving() -> Iterator[Site]:
    """A site for as long as this lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = Asked(self.path, dict(self.headers.items()), time.monotonic())
            site.asked.append(asked)
            found = site.answers.get(self.path, Answer(b"no", 404))
            self._give(found(asked) if callable(found) else found)

        def _give(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.close_connection = True
            try:
                if not answer.drip:
                    self.wfile.write(answer.body)
                for k in range(len(answer.body) if answer.drip else 0):
                    self.wfile.write(answer.body[k : k + 1])
                    time.sleep(answer.drip)
            except OSError:
                return  # whoever asked has had enough

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    server = Server(("127.0.0.1", 0), Handler)
    site = Site(server.server_address[1])
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
