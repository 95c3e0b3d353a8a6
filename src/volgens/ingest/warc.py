"""Pages from a web archive, WARC or WARC.gz, as Common Crawl's news crawl ships them: HTML that a server answered with status 200.

FastWARC reads the records. It ends at the first that is damaged; here the search goes on for the next one behind it.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from volgens.ingest.dates import iso
from volgens.ingest.html import html_article
from volgens.ingest.limits import FILE_BYTES, VAIN_RECORDS
from volgens.ingest.packed import MAGIC
from volgens.ingest.source import Got, PassedOver, Raw, Source, attempted
from volgens.model import InputError

_PAGES = ("text/html", "application/xhtml+xml")
_OTHER = "WARC records that are no answer of a server"
_NO_PAGE = "WARC records that are no HTML page"
# Where the next record can begin: a member of the gzip file, or the first line of a record.
_MEMBER = re.compile(re.escape(MAGIC + b"\x08"))
_RECORD = re.compile(rb"WARC/[01]\.\d+\r?\n")
_STEP = (
    1 << 20
)  # bytes looked through at a time, with so many of them looked at twice that a mark can lie between two stretches
_MARK = 16


class _DamagedError(Exception):
    """The archive cannot be read on from here."""


def pages(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """The pages of an archive by the number of their record, what else is in it, and why some could not be read."""
    packed = stream.peek(2).startswith(MAGIC)  # type: ignore[attr-defined]  # of a BufferedReader
    mark = _MEMBER if packed else _RECORD
    n, at, vain = 0, 0, 0
    damage: str | None = None  # of a stretch that is not told of yet
    while True:
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                if vain:
                    yield _damaged(damage or "bytes that are no record", n, source)
                n, at, vain, damage = n + 1, record.stream_pos, 0, None
                yield from _one(record, f"{source.name}#{n}", source)
            if not packed:
                break
        except (OSError, _DamagedError) as e:
            damage = damage or str(e)
        # A damaged head of a member can end the reading without a word: there too the search goes on.
        vain += 1
        found = _next(stream, at + 1, mark) if vain <= VAIN_RECORDS else None
        if found is None:
            break
        at = found
        stream.seek(at)
    if damage is not None:
        yield _damaged(damage, n, source)


def _damaged(why: str, n: int, source: Source) -> InputError:
    where = f"{source.name}#{n}"
    return InputError("malformed", f"the archive is damaged behind its record {n} ({why})", where, "fetch it again")


def _next(stream: IO[bytes], start: int, mark: re.Pattern[bytes]) -> int | None:
    """Where the next record can begin, or None: there is none, or the stream is a pipe that cannot be gone back on."""
    if not stream.seekable():
        return None
    stream.seek(start)
    kept = b""
    while block := stream.read(_STEP):
        found = mark.search(kept + block)
        if found:
            return start - len(kept) + found.start()
        start += len(block)
        kept = (kept + block)[-_MARK:]
    return None


def _one(record: WarcRecord, where: str, source: Source) -> Iterator[Got]:
    """What one record gives. Raises _DamagedError where it is not whole."""
    if record.record_type != WarcRecordType.response or not record.is_http:
        yield PassedOver(_OTHER)
        return
    address = record.headers.get("WARC-Target-URI")
    at = f"{where} {address}" if address else where
    size = record.content_length
    if size > FILE_BYTES:
        yield InputError("too_large", f"more than {FILE_BYTES // 1_000_000} MB for one page", at, "leave it out")
        return
    block = record.reader.read(size)
    if len(block) < size:
        raise _DamagedError(f"it has {len(block)} of {size} bytes")
    yield attempted(at, lambda: _page(record, block, at, source))


def _page(record: WarcRecord, block: bytes, at: str, source: Source) -> Got:
    answer, body = _answer(block, at)
    status = answer.http_headers.status_code
    if status != 200:
        return PassedOver(f"WARC records with status {status}")
    if (answer.http_content_type or "").lower() not in _PAGES:
        return PassedOver(_NO_PAGE)
    if len(body) > FILE_BYTES:
        raise InputError("too_large", f"more than {FILE_BYTES // 1_000_000} MB for one page", at, "leave it out")
    retrieved = iso(record.headers.get("WARC-Date") or "")
    article, hint = html_article(
        body,
        at,
        source.words,
        date.fromisoformat(retrieved[:10]) if retrieved else source.latest,
        source.published,
        address=record.headers.get("WARC-Target-URI"),
        charset=answer.http_charset,
        retrieved=retrieved,
    )
    if why := record.headers.get("WARC-Truncated"):
        note = f"the crawl kept only the beginning of this page ({why})"
        article = article.with_(warnings=(*article.warnings, note))
    return Raw(article, hint)


def _answer(block: bytes, at: str) -> tuple[WarcRecord, bytes]:
    """The server's answer: its head, and its body unpacked, or as it is where it was unpacked before it was written, as many crawlers do without
    changing the head. At most one byte more than FILE_BYTES."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    for mode in ("all", "none"):
        record: WarcRecord = WarcRecord.from_bytes(head % len(block) + block + b"\r\n\r\n")
        try:
            record.parse_http(auto_decode=mode)
            if record.http_headers is not None and record.http_headers.status_code is not None:
                return record, record.reader.read(FILE_BYTES + 1)
        except OSError:
            continue
    raise InputError("malformed", "the answer of the server cannot be made out", at, "leave it out")
