"""JSON articles: one object a line, or a ``.json`` file with one object or a list of them.

Fields: text (required), id, language, publisher, url, published, title, retrieved, updated, licence; any others are left alone, unless
``corpus`` knows them as what corpora call these. The text
is kept to the character: what other tools know about it stays true of the record.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import IO, Any

from volgens.ingest.dates import iso
from volgens.ingest.decode import decode, read_all
from volgens.ingest.limits import FILE_BYTES
from volgens.ingest.words import Words
from volgens.model import Article, InputError, article_id

STRINGS = ("language", "title", "publisher", "url", "published", "retrieved", "updated", "licence")
DATES = ("published", "retrieved", "updated")
_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def lines(stream: IO[bytes], where: str) -> Iterator[tuple[str, bytes | InputError]]:
    """``file:line`` and the bytes of every line that is not blank; an InputError for one that is too long to be an article."""
    n = 0
    while raw := stream.readline(FILE_BYTES + 1):
        n += 1
        at = f"{where}:{n}"
        if len(raw) > FILE_BYTES and not raw.endswith(b"\n"):
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(FILE_BYTES)
            yield at, InputError("too_large", f"a line of more than {FILE_BYTES // 1_000_000} MB", at, "split it")
        elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
            yield at, raw


Make = Callable[[Any, str], Article]  # of a JSON value and its place


def jsonl_articles(stream: IO[bytes], where: str, make: Make) -> Iterator[Article | InputError]:
    """An article, or why there is none, for every line."""
    for at, raw in lines(stream, where):
        yield raw if isinstance(raw, InputError) else _caught(raw, at, make)


def json_articles(stream: IO[bytes], where: str, make: Make) -> Iterator[Article | InputError]:
    """The articles of a ``.json`` file: one object, or a list whose members are numbered from 1."""
    try:
        value = _load(decode(read_all(stream, where), where, prose=False)[0], where)
    except InputError as e:
        yield e
        return
    for n, item in enumerate(value if isinstance(value, list) else [value], 1):
        at = f"{where}#{n}" if isinstance(value, list) else where
        try:
            yield make(item, at)
        except InputError as e:
            yield e


def _caught(raw: bytes, at: str, make: Make) -> Article | InputError:
    try:
        text, note = decode(raw, at, prose=False)
        article = make(_load(text, at), at)
    except InputError as e:
        return e
    return article.with_(warnings=(*article.warnings, note)) if note else article


def _load(text: str, at: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        place = f"column {e.colno}" if e.lineno == 1 else f"line {e.lineno} column {e.colno}"
        raise InputError(
            "malformed", f"this is not JSON: {e.msg} at {place}", at, "write one JSON object a line"
        ) from None
    except RecursionError:
        raise InputError("malformed", "this JSON is nested too deep", at, "write one JSON object a line") from None


def from_json(value: Any, at: str, words: Words) -> Article:
    """The article of one JSON value. Raises InputError malformed, naming the field."""
    if not isinstance(value, dict):
        raise InputError("malformed", f"{_kind(value)} where an article is an object", at, 'write {"text": "..."}')
    if "text" not in value:
        raise InputError("malformed", "the field text is missing", at, 'write {"text": "..."}')
    text = value["text"]
    if not isinstance(text, str):
        raise InputError("malformed", f"the field text is {_kind(text)}", at, "write it as a text")
    for found in (_SURROGATE.search(text), re.search("\0", text)):
        if found:
            what = f"the field text holds U+{ord(found[0]):04X} at character {found.start()}, which is no character"
            raise InputError("malformed", what, at, "take it out")
    fields: dict[str, str | None] = {}
    for name in STRINGS:
        given = value.get(name)
        if given is not None and not isinstance(given, str):
            raise InputError(
                "malformed", f"the field {name} is {_kind(given)}", at, "write it as a text, or leave it out"
            )
        fields[name] = _SURROGATE.sub("\ufffd", given).strip() or None if given else None
    for name in DATES:
        given = fields[name]
        if given is not None:
            fields[name] = iso(given)
            if fields[name] is None:
                raise InputError("malformed", f"{name} {given!r} is no date", at, "write it as 2025-01-31")
    if fields["language"]:
        fields["language"] = words.code(fields["language"])
    ident = _id(value.get("id"), at) or article_id(text, fields["url"], fields["publisher"], fields["published"])
    return Article(ident, text, origin=at, **fields)  # type: ignore[arg-type]  # its fields by name, all of them texts


def _kind(value: Any) -> str:
    """What a value is called; rows of Parquet hold bytes and moments too."""
    return _KINDS.get(type(value), type(value).__name__)


def _id(given: Any, at: str) -> str | None:
    if given is None or given == "":
        return None
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise InputError("malformed", f"the field id is {_kind(given)}", at, "write it as a text")
    ident = str(given)
    if not ident.isprintable() or _SURROGATE.search(ident):
        raise InputError(
            "malformed", f"the field id {ident!r} holds characters that cannot be printed", at, "take them out"
        )
    return ident
