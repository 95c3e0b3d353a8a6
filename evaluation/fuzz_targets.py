"""What ``evaluation.fuzz`` throws bytes at: every way in, each with sound samples to begin from and what must come of anything.

A target takes any bytes. It returns where they were read, or refused in the project's own words; whatever else is raised is a fault.
"""

import gzip
import io
import json
import logging
import os
import random
import signal
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import httpcore2
from tests.ingest import samples

from volgens.fetch import Fetcher, Manners, checked, page_key, plain
from volgens.fetch.address import asks_first
from volgens.fetch.crew import Turns
from volgens.fetch.robots import Robots
from volgens.ingest import article_of
from volgens.ingest.limits import ARTICLE_CHARACTERS, PDF_PAGES
from volgens.ingest.pdf_lines import opened
from volgens.lexicon.table import read_table, schemas
from volgens.model import InputError, LexiconError, VolgensError

ROOT = Path(__file__).parents[1]
SCRATCH = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())
PDF_ALARM = 5  # seconds that PDFium may take for one of these small files


@dataclass(frozen=True, slots=True)
class Target:
    """``seeds``: sound samples; ``words``: pieces of the format that chance does not hit upon; ``longest``: bytes of one input."""

    told: str
    seeds: Callable[[], list[bytes]]
    run: Callable[[bytes], None]
    words: tuple[bytes, ...] = ()
    longest: int = 4096


def in_one_line(error: VolgensError) -> None:
    """Raises AssertionError where it is told in more."""
    assert str(error).isprintable() or not set(str(error)) & set("\n\r\x1b\u2028"), str(error)


def _of(*kinds: str) -> Callable[[], list[bytes]]:
    return lambda: [samples.PDF if kind == "pdf" else samples.SOUND[kind] for kind in kinds]


ADDRESSES = (b"https://krant.example/nieuws/1?utm_source=x&b=2#top", b"http://www.krant.example:8080/a%20b/", "https://caf\u00e9.example/\u00fc".encode(),
             b"http://2130706433/", b"http://[::ffff:7f00:1]:80/x", b"https://user:pass@krant.example/", b"file:///etc/passwd", b"//krant.example/x", b"../x?y=z")  # fmt: skip
ROBOTS = (
    b"nieuws/1\nUser-agent: *\nDisallow: /archief/\nAllow: /archief/open\nCrawl-delay: 2\n\nUser-agent: volgens\nDisallow: /*.pdf$\nRequest-rate: 1/5 0800-1700\nSitemap: /s.xml\n",
)
ANSWERS = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\nETag: W/\"1\"\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello", mtime=0),
    b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + zlib.compress(b"hello"),
    b"HTTP/1.1 302 Found\r\nLocation: /elders?x=1\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 429 Too Many\r\nRetry-After: Sat, 11 Jan 2025 14:32:00 GMT\r\nContent-Length: 0\r\n\r\n",
)  # fmt: skip


def _packed() -> list[bytes]:
    return [
        gzip.compress(raw, mtime=0) for kind, raw in samples.SOUND.items() if kind in ("text", "html", "jsonl", "feed")
    ] + [*samples.SOUND.values()]


class Noted(logging.Handler):
    """Keeps the error of the program itself that a reader turned into a reason for passing something over."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.last = record.exc_info[1]


def _reader(named: str | None) -> Callable[[bytes], None]:
    def run(raw: bytes) -> None:
        log, noted = logging.getLogger("volgens.ingest.source"), Noted()
        with mock.patch.multiple(log, handlers=[noted], level=logging.DEBUG, propagate=False):
            articles, errors, _ = samples.got(raw, named)
        if noted.last is not None:
            raise noted.last
        samples.sound(articles, errors)

    return run


def _pdf(raw: bytes) -> None:
    """As the reader does, but that the process that PDFium is kept in begins as a copy of this one, which takes a tenth of the time."""
    from volgens.ingest import pdf

    with mock.patch.object(pdf, "_opened", _forked):
        _reader("pdf")(raw)


def _forked(raw: bytes, where: str) -> dict[str, Any]:
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(PDF_ALARM)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            with os.fdopen(write, "wb") as out:
                out.write(json.dumps(opened(raw, PDF_PAGES, ARTICLE_CHARACTERS + 1)).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as inp:
        told = inp.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM:
        raise TimeoutError(f"PDFium takes more than {PDF_ALARM} s")
    found: dict[str, Any] = json.loads(told) if told else {}
    if "pages" not in found:
        raise InputError("malformed", "this PDF is damaged", where, "fetch it again, or save its text as .txt")
    return found


def _lexicon(raw: bytes) -> None:
    """The first byte chooses the table."""
    tables = sorted(schemas())
    table = schemas()[tables[raw[0] % len(tables)]] if raw else schemas()[tables[0]]
    path = SCRATCH / f"volgens-fuzz-{os.getpid()}.tsv"
    path.write_bytes(raw[1:])
    try:
        for row in read_table(path, table, f"nl/{table.table}.tsv"):
            hash(row)
    except LexiconError as e:
        in_one_line(e)
    finally:
        path.unlink()


def _tables() -> list[bytes]:
    out = []
    for n, (name, schema) in enumerate(sorted(schemas().items())):
        folder = ROOT / "src" / "volgens" / "lexicon" / "data" / ("nl" if schema.scope == "language" else "shared")
        path = folder / f"{name}.tsv"
        if path.exists():
            out.append(bytes([n]) + b"\n".join(path.read_bytes().split(b"\n")[:6]))
    return out


def _gold(raw: bytes) -> None:
    from evaluation.gold import GoldError, gold_of

    try:
        gold_of(raw, "a.json")
    except GoldError as e:
        in_one_line(e)


def _golds() -> list[bytes]:
    found = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "evaluation" / "articles").glob("*.json"))[:4]]
    for gold in found:  # the shortest of each kind of record
        for kind, some in gold.items():
            if isinstance(some, list):
                gold[kind] = some[:1]
    return [json.dumps(g, ensure_ascii=False).encode() for g in found]


def _address(raw: bytes) -> None:
    """An address on the command line, in a page's own words, and where a redirect leads."""
    name = raw.decode("utf-8", "surrogateescape")
    try:
        sent = checked(name)
    except InputError as e:
        in_one_line(e)
        assert page_key(name) is None
    else:
        assert sent.isascii(), sent
        assert not any(c.isspace() for c in sent), sent
        assert checked(sent) == sent, (sent, checked(sent))
        page_key(name)
        asks_first(sent, "https://a.example/b")
        asks_first("https://a.example/?b", sent)
        plain(sent)
    fetcher = _fetcher()
    try:
        fetcher._next("https://a.example/b", raw.decode("latin-1"), "https://a.example/")
    except InputError as e:
        in_one_line(e)


@cache
def _fetcher() -> Fetcher:
    return Fetcher(Manners(delay=0))


def _robots(raw: bytes) -> None:
    """The robots.txt of a site, its first line an address to ask about."""
    path, _, text = raw.partition(b"\n")
    robots = Robots(lambda _: text.decode("utf-8", "replace"))
    try:
        address = checked("https://a.example/" + path.decode("utf-8", "replace"))
        assert robots.check(address) >= 0
    except InputError as e:
        in_one_line(e)


class _Server(httpcore2.NetworkBackend):
    def __init__(self, raw: bytes):
        self._raw = raw

    def connect_tcp(self, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        return _Stream(self._raw)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, raw: bytes):
        self._raw = io.BytesIO(raw)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._raw.read(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        pass

    def close(self) -> None:
        pass

    def get_extra_info(self, info: str) -> Any:
        return None


def _answer(raw: bytes) -> None:
    """What a server sends, byte for byte, to a request for a page; the same to each."""
    from volgens.fetch import fetcher

    with (
        mock.patch.object(
            httpcore2, "default_ssl_context", return_value=None
        ),  # reading the certificates takes longest of all
        mock.patch.object(fetcher, "Checked", return_value=_Server(raw)),
        mock.patch.object(Turns, "wait", return_value=True),  # nobody is kept waiting here
        mock.patch.object(Robots, "check", return_value=0.0),
    ):
        try:
            got = Fetcher(Manners(delay=0, bytes=1_000_000, redirects=2)).get("http://a.example/b")
            assert len(got.body) <= 1_000_000
        except InputError as e:
            in_one_line(e)


PATHS = ("/", "/incidents", "/articles", "/claims", "/figures", "/events", "/times", "/places", "/sources", "/map", "/search", "/review", "/decisions",
         "/settle", "/export", "/figures.svg", "/incidents.csv", "/articles.json", "/claims.csv", "/map.svg", "/search.json")  # fmt: skip


def _parameters(raw: bytes) -> None:
    """The query of an address of the page; the first byte chooses the page."""
    path = PATHS[raw[0] % len(PATHS)] if raw else "/"
    status = _page().ask(path, raw[1:])
    assert status < 500, status


@cache
def _page() -> "Page":
    return Page()


class Page:
    """The page on a ledger of made-up readings, asked without a network."""

    def __init__(self) -> None:
        import asyncio

        from tests.web.filled import filled

        from volgens.web.app import create

        self._folder = tempfile.TemporaryDirectory(dir=SCRATCH)
        self._app = create(filled(Path(self._folder.name) / "volgens.db"))
        self._runner = asyncio.Runner()

    def ask(self, path: str, query: bytes) -> int:
        return self._runner.run(self._ask(path, query))

    async def _ask(self, path: str, query: bytes) -> int:
        statuses = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query, "root_path": "", "scheme": "http",
                 "http_version": "1.1", "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)}  # fmt: skip
        await self._app(scope, receive, send)
        return int(statuses[0])


def _queries() -> list[bytes]:
    from volgens.ledger.filters import known_names

    plain_ones = [f"{name}=a".encode() for name in known_names()]
    more = [
        b"limit=3&offset=1",
        b"since=2025-01-01&until=2025-02-01",
        b"several=1&labels=nl",
        b"q=dorp",
        b"near=50.0,36.2&within=25",
    ]
    return [bytes([n % len(PATHS)]) + q for n, q in enumerate((*plain_ones, *more))]


@cache
def _whole() -> Any:
    from volgens.reader import Reader

    return Reader(threads=1)


def _reading(raw: bytes) -> None:
    """The whole way of a text: language, parse, mentions, records. The first byte chooses the language."""
    text = raw[1:].decode("utf-8", "replace").replace("\0", " ")
    try:
        article = article_of(text, "nl" if raw[:1] < b"b" else "en", "2025-03-04")
    except InputError as e:
        in_one_line(e)
        return
    reading = _whole().read(article)
    spans = [c.content for c in reading.claims] + [r.quote for r in (*reading.figures, *reading.events)]
    for span in (*spans, *(f.number for f in reading.figures), *(e.trigger for e in reading.events)):
        assert article.text[span.start : span.end] == span.text, span


def _texts() -> list[bytes]:
    out = []
    for path in sorted((ROOT / "evaluation" / "articles").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        mark = b"a" if gold["language"] == "nl" else b"b"
        out += [mark + p.encode() for p in gold["text"].split("\n\n") if len(p) < 700][:3]
    return out


PIECES = ("\u202e", "\u202c", "\u200b", "\u00ad", "\ufeff", "\U0001f4a3", "\u0430", "\u0435", "\u03bf", "\u0661\u0662", "½", "²", "①", "1e999", "-1", "00",
          "9" * 40, "1.2.3.4", "1,000.000,00", "“", "”", "‘", "’", "„", "«", "»", '"', "'", "(", ")", "[", "]", "...", "…", ":", ";", "-", "–", "\n\n", "\n",
          "\t", "\r", "\x0b", "\x0c", "\x85", "\u2028", "%", "€", "/", "\\", "@", "#", "31 februari", "29-02-2025", "00:99", "e\u0301" * 30, "\u0300" * 50)  # fmt: skip


def words_changed(raw: bytes, seed: int, longest: int = 1500) -> bytes:
    """A text with some of its words taken out, doubled, moved, or changed for hostile ones; it stays text."""
    chance = random.Random(seed)
    words = raw[1:].decode("utf-8", "replace").split(" ")
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(words) + 1)
        what = chance.randrange(6)
        if what == 0:
            words.insert(at, chance.choice(PIECES))
        elif what == 1:
            del words[at : at + chance.randint(1, 4)]
        elif what == 2:
            words[at:at] = words[chance.randrange(len(words) + 1) :][: chance.randint(1, 8)]
        elif what == 3 and words:
            k = at % len(words)
            spot = chance.randrange(len(words[k]) + 1)
            words[k] = words[k][:spot] + chance.choice(PIECES) + words[k][spot:]
        elif what == 4 and words:
            k = at % len(words)
            words[k] = chance.choice((str.upper, str.title, str.swapcase, lambda w: w[::-1], lambda w: w * 3))(words[k])
        else:
            chance.shuffle(words[at : at + 5])
    return raw[:1] + " ".join(words).encode("utf-8", "replace")[:longest]


JSON = (
    *(f'"{w}"'.encode() for w in ("text", "date", "id", "language", "published", "title", "url", "publisher")), b"null", b"1e999", b"\\ud800", b"\\u0000", b"NaN", b"[[", b"{}", b"[]", b"true", b"9" * 20,
)  # fmt: skip
HEADS = (
    b"Content-Length: ",
    b"Content-Type: ",
    b"Content-Encoding: gzip",
    b"Transfer-Encoding: chunked",
    b"\r\n\r\n",
    b"Location: ",
    b"text/html",
    b"charset=",
)
PAGE = (b"<p>", b"</p>", b"<div>", b"<article>", b"<h1>", b"<time datetime=", b"<meta property=", b"article:published_time", b"og:title", b"<script type=",
        b"application/ld+json", b'"datePublished"', b'"@graph"', b"<!--", b"-->", b"<![CDATA[", b"&#xd800;", b"&#0;", b"&nbsp;", b"charset=", b"<table>",
        b"<li>", b"<br>", b"content=", b"<base href=", b"<link rel=canonical href=", b"<?xml", b"2025-01-11")  # fmt: skip

TARGETS: dict[str, Target] = {
    "text": Target("a text file", _of("text"), _reader("text"), (b"Titel: ", b"Datum: ", b"---\n", b"1 mei 2025", b"12:00", b"\xff\xfe")),
    "html": Target("a saved page", _of("html"), _reader("html"), PAGE),
    "jsonl": Target("JSON, an article a line", _of("jsonl", "json"), _reader("jsonl"), JSON),
    "feed": Target("RSS and Atom", lambda: [samples.SOUND["feed"], samples.ATOM.encode()], _reader("feed"), (b"<item>", b"<link>", b"<pubDate>", b"<entry>", b"<content type=", b"<!DOCTYPE", b"<!ENTITY a '", b"&a;", b"xmlns:dc=", b"<title>")),
    "warc": Target("a web archive", lambda: [samples.SOUND["warc"], gzip.decompress(samples.SOUND["warc"])], _reader("warc"), (b"WARC/1.0\r\n", b"WARC-Type: response", b"WARC-Target-URI: ", b"HTTP/1.1 200 OK", b"\x1f\x8b\x08", *HEADS)),
    "telegram": Target("an export of Telegram", _of("telegram"), _reader("telegram"), (*JSON, b'"messages"', b'"text_entities"', b'"type"', b'"public_channel"', b'"chats"', b'"list"')),
    "mail": Target("a message, and many in one file", _of("mail", "mbox"), _reader("mail"), (b"From: ", b"Subject: =?utf-8?q?", b"?=", b"Content-Type: multipart/mixed; boundary=", b"Content-Transfer-Encoding: base64", b"--b\n", b"From a@b 00:00\n", b"Date: ", b"message/rfc822")),
    "pdf": Target("a PDF", _of("pdf"), _pdf, (b"stream\n", b"endobj", b"/Type /Page", b"/Kids [", b"/Filter /FlateDecode", b"BT", b"ET", b"Tm", b"Tj", b"/Encrypt", b"xref", b"startxref")),
    "parquet": Target("a corpus in Parquet", _of("parquet"), _reader("parquet"), (b"PAR1",)),
    "packed": Target("any of them, packed or not, its name telling nothing", _packed, _reader(None), (b"\x1f\x8b\x08",)),
    "lexicon": Target("a table of words", _tables, _lexicon, (b"\t", b" | ", b"\n#", b"\r\n", b"\xef\xbb\xbf")),
    "gold": Target("an annotated article", _golds, _gold, (*JSON, b'"claims"', b'"figures"', b'"events"', b'"quote"', b'"content"')),
    "address": Target("an address to read, and where a redirect leads", lambda: list(ADDRESSES), _address, (b"http://", b"https://", b"[::1]", b"@", b"%00", b"xn--", b":443", b"utm_source=", b"//")),
    "robots": Target("a robots.txt", lambda: list(ROBOTS), _robots, (b"User-agent: *\n", b"Disallow: ", b"Allow: ", b"Crawl-delay: ", b"Request-rate: ", b"*", b"$", b"Visit-time: ")),
    "answer": Target("what a server sends", lambda: list(ANSWERS), _answer, (*HEADS, b"HTTP/1.1 ", b"302 Found", b"Retry-After: ", b"ETag: ", b"0\r\n\r\n")),
    "parameters": Target("what an address of the page asks for", _queries, _parameters, (b"&", b"=", b"%00", b"%ff", b"limit=", b"offset=", b"since=", b"labels=", b"near=", b"q=")),
    "reading": Target("a text, read to its end", _texts, _reading, (), 1500),
}  # fmt: skip
