"""Posts from an export of Telegram Desktop, ``result.json`` of one chat or of all, read as a stream: some are gigabytes.

Every message with words in it is an article of its own, by the chat's name; its id is Telegram's, so that a post that was edited comes back
as a new version of itself. Chats between persons are passed over: they are no publications.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any

import ijson

from volgens.ingest.jsonl import from_json
from volgens.ingest.limits import FILE_BYTES, JSON_DEPTH
from volgens.ingest.source import Got, PassedOver, Raw, Source, attempted
from volgens.model import InputError

# Telegram's words for what a chat is. Of the others (personal_chat, bot_chat, saved_messages) nothing is read.
_PUBLISHING = re.compile("(?:public|private)_(?:channel|group|supergroup)")
_LINKED = re.compile("(?:public|private)_(?:channel|supergroup)")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?:s/)?(\w+)/?", re.ASCII)
_ITEM = "[]"
# Where a message stands in the export of one chat, and of all of them.
_ONE = ("messages", _ITEM)
_ALL = (("chats", "list", _ITEM), ("left_chats", "list", _ITEM))
_SCALARS = ("string", "number", "boolean", "null")


@dataclass(slots=True)
class _Chat:
    """What the export says of a chat before its messages."""

    name: str | None = None
    type: str | None = None
    id: int | None = None
    seen: int = field(default=0)


class _Bounded:
    """A stream that gives up where one message has more bytes than a file may have."""

    def __init__(self, stream: IO[bytes], where: str):
        self._stream, self._where = stream, where
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        got = self._stream.read(size)
        self.since += len(got)
        if self.since > FILE_BYTES:
            what = f"more than {FILE_BYTES // 1_000_000} MB for one message"
            raise InputError("too_large", what, self._where, "export the chat again")
        return got


def posts(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """The posts of an export by their numbers, what else is in it, and why some could not be read."""
    bounded = _Bounded(stream, source.name)
    place = source.name
    try:
        for chat, message in _messages(bounded, source.name):
            chat.seen += 1
            number = message.get("id") if isinstance(message, dict) else None
            place = f"{source.name}#{number if isinstance(number, int) else chat.seen}"
            yield attempted(place, lambda m=message, c=chat, at=place: _post(m, c, at, source))  # type: ignore[misc]
    except (ijson.JSONError, UnicodeDecodeError) as e:
        why = " ".join(str(e).split())[:80]
        raise InputError(
            "malformed", f"the export is damaged behind this message ({why})", place, "export it again"
        ) from None


def _messages(stream: _Bounded, where: str) -> Iterator[tuple[_Chat, Any]]:
    """Every message with its chat."""
    path: list[str] = []
    chat = _Chat()
    builder: ijson.ObjectBuilder | None = None
    inner = 0  # containers open within a message
    for event, value in ijson.basic_parse(stream, use_float=True):
        if len(path) + inner > JSON_DEPTH:
            raise InputError("malformed", "this JSON is nested too deep", where, "export it again")
        if builder is not None:
            builder.event(event, value)
            inner += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
            if not inner:
                yield chat, builder.value
                builder = None
            continue
        stream.since = 0
        at = tuple(path)
        message = at == _ONE or (at[:3] in _ALL and at[3:] == _ONE)
        if message and event in _SCALARS:
            yield chat, value
        elif message and event in ("start_map", "start_array"):
            builder, inner = ijson.ObjectBuilder(), 1
            builder.event(event, value)
        elif event == "start_map":
            if not at or at in _ALL:
                chat = _Chat()
            path.append("")
        elif event == "start_array":
            path.append(_ITEM)
        elif event in ("end_map", "end_array"):
            path.pop()
        elif event == "map_key":
            path[-1] = value
        elif len(path) == 1 or (at[:3] in _ALL and len(path) == 4):
            _note(chat, path[-1], value)


def _note(chat: _Chat, key: str, value: Any) -> None:
    if key == "name" and isinstance(value, str):
        chat.name = value
    elif key == "type" and isinstance(value, str):
        chat.type = value
    elif key == "id" and isinstance(value, int):
        chat.id = value


def _post(message: Any, chat: _Chat, at: str, source: Source) -> Got:
    """Raises InputError malformed."""
    if not isinstance(message, dict):
        raise InputError("malformed", "a message is no object", at, "export it again")
    if message.get("type") != "message":
        return PassedOver("Telegram service messages")
    if not _PUBLISHING.fullmatch(chat.type or ""):
        return PassedOver("Telegram messages between persons")
    pieces = _pieces(message)
    text = "".join(p for p, _ in pieces).strip()
    if not any(c.isalpha() for c in text):
        return PassedOver("Telegram posts without words")
    number = message.get("id")
    numbered = isinstance(number, int) and chat.id is not None
    article = from_json(
        {
            "id": f"telegram-{chat.id}-{number}" if numbered else None,
            "text": text,
            "title": _title(pieces, text),
            "publisher": chat.name,
            "url": _link(chat, number, source) if numbered else None,
            "published": _moment(message, "date"),
            "updated": _moment(message, "edited"),
        },
        at,
        source.words,
    )
    first = message.get("forwarded_from") or message.get("saved_from")
    if isinstance(first, str) and first != chat.name:
        note = f"forwarded: the words are those of {first!r}, on a day that the export does not tell"
        article = article.with_(forwarded=first, warnings=(note,))
    return Raw(article)


def _pieces(message: dict[str, Any]) -> list[tuple[str, str]]:
    """The text in pieces, each with what it is (plain, bold, link, ...). A caption is the text of its picture or film."""
    text = message.get("text") or message.get("text_entities") or ""
    out = []
    for piece in text if isinstance(text, list) else [text]:
        words, kind = (piece.get("text"), piece.get("type")) if isinstance(piece, dict) else (piece, "plain")
        if isinstance(words, str):
            out.append((words, kind if isinstance(kind, str) else "plain"))
    return out


def _title(pieces: list[tuple[str, str]], text: str) -> str | None:
    """The first line where it is in bold, from its beginning to its end, and there is more below it."""
    bold = ""
    for words, kind in pieces:
        if kind != "bold" and words.strip():
            break
        bold += words
    line, _, rest = text.partition("\n")
    return line.strip() if rest.strip() and bold.strip().partition("\n")[0].strip() == line.strip() else None


def _link(chat: _Chat, number: Any, source: Source) -> str | None:
    """The post's address: by the channel's name where the user gave one (``--url https://t.me/NAME``: exports do not hold it), else by number,
    which opens it for who can see the channel."""
    if not _LINKED.fullmatch(chat.type or ""):
        return None
    named = _ADDRESS.fullmatch(source.address or "")
    return f"https://t.me/{named[1] if named else f'c/{chat.id}'}/{number}"


def _moment(message: dict[str, Any], key: str) -> str | None:
    """UTC where the export tells it; older ones have only the clock of the machine that made them."""
    seconds = message.get(f"{key}_unixtime")
    if isinstance(seconds, str | int) and str(seconds).isdecimal():
        try:
            return datetime.fromtimestamp(int(seconds), UTC).isoformat()
        except (OverflowError, ValueError, OSError):
            pass
    value = message.get(key)
    return value if isinstance(value, str) else None
