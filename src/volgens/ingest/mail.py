"""Newsletters and press releases that came by mail: one message in a file (``.eml``), or many (mbox).

A message is one article, however many reports are in it: nothing in it says for certain where one ends. The sender is its publisher, and the
moment of sending that of publication. To whom it was sent is not kept.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import IO

from trafilatura import load_html

from volgens.ingest.dates import iso
from volgens.ingest.decode import decode, read_all
from volgens.ingest.limits import FILE_BYTES, MAIL_FIELD_CHARACTERS, MAIL_MARGIN, MAIL_PARTS
from volgens.ingest.markup import tidy
from volgens.ingest.rendered import rendered
from volgens.ingest.source import Got, Raw, Source, attempted
from volgens.model import Article, InputError, article_id

_BOUNDARY = re.compile(rb"^--\S", re.MULTILINE)
# The line between two messages of an mbox: an address and a moment with its clock.
_ENVELOPE = re.compile(rb"From \S+ .*\d\d:\d\d")
_WEB = re.compile(r"https?://[^\s<>]+")
_ONLY_LINK = re.compile(r"\W*(?:https?://\S+|www\.\S+)\W*")
_SIGNATURE = re.compile(r"^-- $", re.MULTILINE)
_LISTED = re.compile(r"\s*(?:[-*•–—>|#]|\d{1,2}[.)])\s?")


class _Policy(EmailPolicy):
    """The standard library's, with fields of a bounded length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, _, value = sourcelines[0].partition(":")
        kept = value.lstrip(" \t") + "".join(sourcelines[1 : MAIL_FIELD_CHARACTERS // 10])
        return name, kept.rstrip("\r\n")[:MAIL_FIELD_CHARACTERS]


# What the standard library raises over some fields that are none.
_STUMBLES = (ValueError, IndexError, LookupError, AttributeError, OverflowError)
_POLICY = _Policy()


def mail(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """The article of a file with one message."""
    yield attempted(source.name, lambda: _message(read_all(stream, source.name), source.name))


def mbox(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """An article for every message, numbered from 1."""
    n = 0
    lines: list[bytes] = []
    size, blank = 0, True
    while True:
        line = stream.readline(FILE_BYTES)
        if not line or (blank and _ENVELOPE.match(line)):
            if lines:
                n += 1
                at = f"{source.name}#{n}"
                raw = b"".join(lines)
                yield attempted(at, lambda raw=raw, at=at, size=size: _sized(raw, size, at))  # type: ignore[misc]
            if not line:
                return
            lines, size, blank = [], 0, False
            continue
        blank = not line.strip()
        size += len(line)
        if size <= FILE_BYTES:
            lines.append(re.sub(rb"^>(>*From )", rb"\1", line))


def _sized(raw: bytes, size: int, at: str) -> Got:
    if size > FILE_BYTES:
        raise InputError("too_large", f"more than {FILE_BYTES // 1_000_000} MB for one message", at, "leave it out")
    return _message(raw, at)


def _message(raw: bytes, at: str) -> Got:
    if sum(1 for _ in _BOUNDARY.finditer(raw)) > MAIL_PARTS:
        raise InputError("too_large", f"a message of more than {MAIL_PARTS} parts", at, "save its text as .txt")
    try:
        return _article(message_from_bytes(raw, policy=_POLICY), at)  # type: ignore[arg-type]  # its messages are EmailMessage
    except RecursionError:
        raise InputError("malformed", "messages within messages without end", at, "save its text as .txt") from None


def _article(message: EmailMessage, at: str) -> Got:
    text, warnings = _text(message, at)
    if not text.strip():
        raise InputError("empty", "there is no text in this message", at, "look at what is attached to it")
    stated = _field(message, "Date")
    published = iso(stated) if stated else None
    if stated and not published:
        warnings.append(f"the message's date {stated[:60]!r} is none")
    attached = [tidy(a.get_filename() or a.get_content_type()) for a in _attachments(message)]
    if attached:
        shown = ", ".join(attached[:3]) + (", ..." if len(attached) > 3 else "")
        warnings.append(f"attachments were not read: {shown}")
    publisher, url = _sender(message), _address(message)
    return Raw(
        Article(
            id=article_id(text, url, publisher, published),
            text=text,
            title=_field(message, "Subject"),
            publisher=publisher,
            url=url,
            published=published,
            origin=at,
            warnings=tuple(warnings),
        )
    )


def _text(message: EmailMessage, at: str) -> tuple[str, list[str]]:
    """The text of the part that is meant for reading, HTML before plain text, and what there is to say of its encoding."""
    for kind in ("html", "plain"):
        part = message.get_body((kind,))
        if part is None:
            continue
        raw = part.get_payload(decode=True)
        charset = part.get_content_charset()
        try:
            text, note = decode(raw if isinstance(raw, bytes) else b"", at, [charset] if charset else [])
        except InputError:
            if kind == "plain":
                raise
            continue  # the plain part may be sound
        body = _rendered(text) if kind == "html" else _plain(text)
        if body:
            return body, [note] if note else []
    return "", []


def _rendered(text: str) -> str:
    tree = load_html(text)
    return "" if tree is None else rendered(tree)


def _plain(text: str) -> str:
    """Plain text without what stands below its signature mark, lines that are only an address, and breaks at a margin."""
    text = _SIGNATURE.split(text.replace("\r\n", "\n").replace("\r", "\n"))[0]
    lines = ["" if _ONLY_LINK.fullmatch(line) else line.strip() for line in text.split("\n")]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return "\n\n".join(_joined(block) for block in blocks if block)


def _joined(lines: list[str]) -> str:
    """A paragraph whose lines but the last are as long as a margin makes them is one line."""
    least, most = MAIL_MARGIN
    broken = all(least <= len(line) <= most for line in lines[:-1]) and not any(map(_LISTED.match, lines[1:]))
    return (" " if broken else "\n").join(lines)


def _attachments(message: EmailMessage) -> Iterator[EmailMessage]:
    """What a reader of mail shows as a file; pictures within the text are part of it."""
    for part in message.walk():
        if part.is_attachment():
            yield part


def _field(message: EmailMessage, name: str) -> str | None:
    """A field of the head as a line, or None."""
    try:
        return tidy(str(message[name])) or None if name in message else None
    except _STUMBLES:
        return None


def _sender(message: EmailMessage) -> str | None:
    """The name that the sender goes by, else the host of the address."""
    try:
        addresses = message["From"].addresses if "From" in message else ()
        if addresses:
            return tidy(addresses[0].display_name) or addresses[0].domain or None
    except _STUMBLES:
        pass
    return None


def _address(message: EmailMessage) -> str | None:
    """Where the message stands on the web, as mailing lists say it (RFC 5064)."""
    found = _WEB.search(_field(message, "Archived-At") or "")
    return found[0] if found else None
