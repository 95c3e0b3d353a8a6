"""One page: robots.txt first, then the request, redirects one by one, as many bytes as are allowed, within the time that is allowed."""

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpcore2

from volgens.fetch.address import asks_first, checked, host_of
from volgens.fetch.crew import Turns
from volgens.fetch.manners import LONGEST_DELAY, LONGEST_RETRY, ROBOTS_BYTES, Manners
from volgens.fetch.network import Checked, PrivateAddress, Resolve, resolve
from volgens.fetch.robots import Robots
from volgens.model import InputError

OK, UNCHANGED = 200, 304
_MOVED = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_REFUSED = (401, 402, 403, 405, 406, 407, 451)
_BUSY = (429, 503)
_NO_TEXT = ("image/", "audio/", "video/", "font/")
_AGAIN = "try again later"
_HEADERS = {
    b"accept": b"text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5",
    b"accept-encoding": b"gzip, deflate",
    b"connection": b"close",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``address``: where the last redirect led; ``status``: 200, or 304 where the page is as it was; ``kind``: its media type;
    ``charset``: as the server names it; ``moment``: when it was asked for, ISO in UTC; ``etag``, ``modified``: as the server gave them."""

    address: str
    status: int
    body: bytes
    kind: str | None
    charset: str | None
    moment: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Fetcher:
    """Fetches pages; threads may share it. ``look_up`` gives the addresses of a host, for tests."""

    def __init__(self, manners: Manners | None = None, look_up: Resolve = resolve):
        self.manners = manners or Manners()
        self._look_up = look_up
        self._turns = Turns()
        self._robots = Robots(self._robots_text)
        self._tls = httpcore2.default_ssl_context()

    def stop(self) -> None:
        """Wakes the threads that wait for a host's turn."""
        self._turns.stop()

    def get(self, address: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The page at ``address``; with ``etag`` or ``modified`` of last time only if it changed since.

        Raises InputError: ``address``, ``robots``, ``private``, ``not_found``, ``refused``, ``busy``, ``server``, ``redirects``, ``timeout``,
        ``unreachable``, ``too_large``, ``binary``.
        """
        asked = {b"if-none-match": etag, b"if-modified-since": modified}
        since = {k: v.encode("latin-1", "replace") for k, v in asked.items() if v}
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        found, answer = self._follow(address, since, self.manners.bytes, robots=True)
        if answer.status not in (OK, UNCHANGED):
            raise _refusal(answer.status, address)
        if asks_first(found, address):
            what = f"the site asks for consent or a login first, at {host_of(found)}"
            raise InputError("refused", what, address, "save the page in a browser and name the file")
        kind = Message()
        kind["content-type"] = answer.headers.get("content-type", "application/octet-stream")
        media = kind.get_content_type() if "content-type" in answer.headers else None
        if media and media.startswith(_NO_TEXT):
            raise InputError("binary", f"this is {media}, not a page of text", address, "name the page of the article")
        return Fetched(
            found,
            answer.status,
            answer.body,
            media,
            _charset(kind),
            moment,
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )

    def _robots_text(self, address: str) -> str | None:
        _, answer = self._follow(address, {}, ROBOTS_BYTES, robots=False)
        if answer.status == OK:
            return answer.body.decode("utf-8", "replace").removeprefix("\ufeff")
        if answer.status in _BUSY or answer.status >= 500:
            raise _refusal(answer.status, address)
        return None

    def _follow(self, address: str, since: dict[bytes, bytes], most: int, robots: bool) -> tuple[str, _Answer]:
        """The answer at the end of the redirects, and where it came from. Every address on the way is checked and asked as politely as the first."""
        left = self.manners.total
        at = checked(address)
        for _ in range(self.manners.redirects + 1):
            delay = self._delay(address, at) if robots else 0.0
            answer, taken = self._politely(address, at, since, most, delay, left)
            left -= taken
            if answer.status not in _MOVED or "location" not in answer.headers:
                return at, answer
            at = self._next(at, answer.headers["location"], address)
        what = f"more than {self.manners.redirects} redirects"
        raise InputError("redirects", what, address, "open it in a browser and take its address from there")

    def _delay(self, address: str, at: str) -> float:
        """Seconds between two pages of the site that ``at`` is on, if the site wants it read."""
        try:
            delay = max(self.manners.delay, self._robots.check(at))
        except InputError as e:
            what = e.what if at == checked(address) else f"it leads to {at}: {e.what}"
            raise InputError(e.reason, what, address, e.do) from None
        if delay > LONGEST_DELAY:
            what = f"the site's robots.txt asks for {delay:.0f} seconds between two pages"
            raise InputError("robots", what, address, "save the page and name the file")
        return delay

    def _next(self, at: str, location: str, address: str) -> str:
        sent = location.encode("latin-1").decode("utf-8", "replace")  # servers send UTF-8 where only ASCII may stand
        try:
            return checked(urljoin(at, sent))
        except (InputError, ValueError) as e:
            why = e.what if isinstance(e, InputError) else str(e)
            raise InputError("redirects", f"it leads to {sent[:200]!r}: {why}", address, "look at it") from None

    def _politely(
        self, address: str, at: str, since: dict[bytes, bytes], most: int, delay: float, left: float
    ) -> tuple[_Answer, float]:
        """One answer at the host's turn, asked for once more where the host says when to come again; and the seconds that it took, waiting for the
        turn not among them."""
        host, taken = host_of(at), 0.0
        for again in (True, False):
            if not self._turns.wait(host):
                raise InputError("unreachable", "stopped before it was asked for", address, "run the command again")
            start = time.monotonic()
            try:
                answer = self._ask(address, at, since, most, start + left - taken)
            finally:
                taken += time.monotonic() - start
                self._turns.asked(host, delay)
            wanted = _retry_after(answer) if answer.status in _BUSY else None
            if wanted is None:
                break
            self._turns.asked(host, wanted)
            if not again or wanted > LONGEST_RETRY:
                break
        return answer, taken

    def _ask(self, address: str, at: str, since: dict[bytes, bytes], most: int, deadline: float) -> _Answer:
        m = self.manners
        headers = [
            (b"host", host_of(at).encode()),
            (b"user-agent", m.agent.encode("latin-1", "replace")),
            *_HEADERS.items(),
            *since.items(),
        ]
        waits = {"connect": m.connect, "read": m.read, "write": m.read, "pool": m.connect}
        backend = Checked(deadline, m.private, self._look_up)
        try:
            with (
                httpcore2.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
                pool.stream("GET", at, headers=headers, extensions={"timeout": waits}) as response,
            ):
                names = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in response.headers}
                body = _body(response, names, most, address) if response.status == OK else b""
                return _Answer(response.status, names, body)
        except PrivateAddress as e:
            what = f"{e} is no public address"
            raise InputError("private", what, address, "--allow-private reads pages of your own network") from None
        except httpcore2.TimeoutException as e:
            what = f"no answer in time ({' '.join(str(e).split()) or type(e).__name__})"
            raise InputError("timeout", what, address, _AGAIN) from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as e:
            what = f"no connection ({' '.join(str(e).split()) or type(e).__name__})"
            raise InputError("unreachable", what, address, "look at the address, or try again later") from None


def _body(response: httpcore2.Response, headers: dict[str, str], most: int, address: str) -> bytes:
    large = InputError(
        "too_large", f"more than {most // 1_000_000} MB for one page", address, "save what you need of it"
    )
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise large
    unpack = _unpacker(headers.get("content-encoding", ""), address)
    body, taken = bytearray(), 0
    for chunk in response.iter_stream():
        taken += len(chunk)
        body += unpack(chunk, most + 1 - len(body))
        if taken > most or len(body) > most:
            raise large
    return bytes(body)


def _unpacker(encoding: str, address: str) -> Callable[[bytes, int], bytes]:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda chunk, most: chunk
    if name not in ("gzip", "x-gzip", "deflate"):
        raise InputError(
            "server", f"the answer is packed as {encoding[:40]!r}, which nobody asked for", address, _AGAIN
        )
    machine: zlib._Decompress | None = None

    def unpack(chunk: bytes, most: int) -> bytes:
        nonlocal machine
        if machine is None:
            # deflate is meant to be a zlib stream; some servers leave its two bytes of header out
            bare = name == "deflate" and chunk[:1] and (chunk[0] & 0x0F) != 8
            machine = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)
        try:
            return machine.decompress(machine.unconsumed_tail + chunk, most)
        except zlib.error as e:
            raise InputError("server", f"the answer cannot be unpacked ({e})", address, _AGAIN) from None

    return unpack


def _refusal(status: int, address: str) -> InputError:
    if status in _GONE:
        return InputError("not_found", f"there is no such page (HTTP {status})", address, "look at the address")
    if status in _REFUSED:
        what = f"the server does not give it out (HTTP {status})"
        return InputError("refused", what, address, "save the page in a browser that may see it")
    if status in _BUSY:
        return InputError(
            "busy", f"the server has no time (HTTP {status})", address, "try again later, with a longer --delay"
        )
    return InputError("server", f"the server gave no page (HTTP {status})", address, _AGAIN)


def _retry_after(answer: _Answer) -> float | None:
    """Seconds after which the server wants to be asked again; None where it does not say."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isdecimal():
        return float(given)
    try:
        then = parsedate_to_datetime(given)
    except (TypeError, ValueError):
        return None
    return max(0.0, (then - datetime.now(UTC)).total_seconds()) if then.tzinfo else None


def _charset(kind: Message) -> str | None:
    found = kind.get_content_charset()
    return found.strip("\"' ") if found else None
