"""Which format a file is in, by what it begins with, and the reader of each. The name decides only where the content leaves a choice."""

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import IO

from volgens.fetch import plain
from volgens.ingest.corpus import row_article
from volgens.ingest.decode import decode, read_all
from volgens.ingest.jsonl import json_articles, jsonl_articles
from volgens.ingest.limits import HEAD_BYTES
from volgens.ingest.packed import MAGIC, Unpacked, first_bytes
from volgens.ingest.source import Got, Raw, Read, Source
from volgens.ingest.text import text_article
from volgens.model import InputError

# What nothing else begins with. Parquet's mark is at the end of the file as well.
_MARKS = ((b"%PDF-", "pdf"), (b"PAR1", "parquet"), (b"WARC/", "warc"))
# What a server calls them.
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/pdf": "pdf",
}
_PAGE = (b"<!doctype html", b"<html", b"<?xml", b"<!-- saved from url=")
# What stands before the first element is taken once and for all: tried in every way it can be taken, a page of comments would last for ever.
_FEED = re.compile(
    rb"(?:\s++|<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>]*+>)*+<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOM = b"\xef\xbb\xbf"
# Telegram's own words for the kinds of chats, and the first parts of an export of everything.
_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_(?:group|supergroup|channel))"'
    rb'|"about"\s*:\s*"[^"]*"\s*,\s*"(?:chats|left_chats|personal_information|profile_pictures|contacts|frequent_contacts)"'
)
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_NAMES = re.compile(rb"^([!-9;-~]+):", re.MULTILINE)
# A header of a message that was sent or saved has some of these; lines above a text that say what it is have none of them.
_SENT = frozenset(
    (
        b"received",
        b"return-path",
        b"message-id",
        b"mime-version",
        b"dkim-signature",
        b"delivered-to",
        b"x-mozilla-status",
    )
)
_ENVELOPE = re.compile(rb"From \S+[^\n]*\d\d:\d\d[^\n]*\n" + _HEADER.pattern)


def recognise(head: bytes, named: str | None) -> str:
    """The format of what begins with ``head``; ``named`` is what the name of the file says. Gzip is ``packed``."""
    head = head.removeprefix(_BOM).lstrip()
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if head.startswith(MAGIC):
        return "packed"
    if _FEED.match(head):
        return "feed"
    lower = head[:64].lower()
    if lower.startswith(_PAGE):
        return "html"
    if head.startswith((b"{", b"[")) and named in (None, "json", "jsonl"):
        return _json(head, named)
    if named in (None, "text", "mbox", "mail"):
        unix = head.replace(b"\r\n", b"\n")
        if _ENVELOPE.match(unix):
            return "mbox"
        if named != "mbox" and _is_mail(unix):
            return "mail"
    return named or "text"


def _json(head: bytes, named: str | None) -> str:
    if head.startswith(b"{"):
        if _CHAT.search(head):
            return "telegram"
        first, _, rest = head.partition(b"\n")
        lines = first.rstrip().endswith(b"}") and (rest.lstrip().startswith(b"{") or named != "json")
        return "jsonl" if lines or named != "json" else "json"
    return named or ("json" if re.match(rb"\[\s*\{", head) else "text")


def _is_mail(head: bytes) -> bool:
    block = _HEADER.match(head)
    names = {n.lower() for n in _NAMES.findall(block[0])} if block else set()
    return b"from" in names and bool(names & _SENT)


def read(stream: BufferedReader, source: Source, named: str | None = None) -> Iterator[Got]:
    """What is in a stream, whatever it is. An InputError that is raised ends it."""
    while (head := stream.peek(HEAD_BYTES)) and not head.strip():
        stream.read(len(head))
    kind = recognise(head, named)
    if kind == "packed":
        inside = recognise(first_bytes(head.lstrip(), HEAD_BYTES), named)
        if inside == "packed":
            raise InputError("binary", "this is gzip in gzip", source.name, "unpack it once")
        if inside != "warc":  # whose records are packed one by one: its reader finds the next where one is damaged
            stream = BufferedReader(Unpacked(stream, source.name), HEAD_BYTES)
        kind = inside
    yield from READERS[kind](stream, source)


def _text(stream: IO[bytes], source: Source) -> Iterator[Got]:
    text, note = decode(
        read_all(stream, source.name), source.name, [source.page.charset] if source.page and source.page.charset else []
    )
    article = text_article(text, source.name, source.words)
    yield Raw(article.with_(warnings=(note,)) if note else article)


def _jsonl(stream: IO[bytes], source: Source) -> Iterator[Got]:
    for got in jsonl_articles(stream, source.name, lambda row, at: row_article(row, at, source)):
        yield got if isinstance(got, InputError) else Raw(got)


def _json_file(stream: IO[bytes], source: Source) -> Iterator[Got]:
    for got in json_articles(stream, source.name, lambda row, at: row_article(row, at, source)):
        yield got if isinstance(got, InputError) else Raw(got)


# The libraries of the rest are loaded only where they are needed: some take a third of a second.
def _html(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.html import html_article

    page = source.page
    about = {"address": plain(page.address), "charset": page.charset, "retrieved": page.moment} if page else {}
    raw = read_all(stream, source.name)
    yield Raw(*html_article(raw, source.name, source.words, source.latest, source.published, **about))


def _feed(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.feed import links

    return links(stream, source)


def _warc(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.warc import pages

    return pages(stream, source)


def _telegram(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.telegram import posts

    return posts(stream, source)


def _mail(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.mail import mail

    return mail(stream, source)


def _mbox(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.mail import mbox

    return mbox(stream, source)


def _pdf(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.pdf import pdf

    return pdf(stream, source)


def _parquet(stream: IO[bytes], source: Source) -> Iterator[Got]:
    from volgens.ingest.parquet import rows

    return rows(stream, source)


READERS: dict[str, Read] = {
    "text": _text,
    "jsonl": _jsonl,
    "json": _json_file,
    "html": _html,
    "feed": _feed,
    "warc": _warc,
    "telegram": _telegram,
    "pdf": _pdf,
    "mail": _mail,
    "mbox": _mbox,
    "parquet": _parquet,
}
