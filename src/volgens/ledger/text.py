"""Text on its way into and out of a database, so that every string comes back as it was."""

import base64
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

# A noncharacter: no text begins with it by accident, and one that does is escaped like the others.
_ESCAPE = "\ufdd0"
_UNSAFE = re.compile("[\x00\ud800-\udfff]|^\ufdd0")

# How a database is told to compare texts by code point, as Python does, where it might do otherwise: then order follows from content alone.
_BY_CODE_POINT = {"postgresql": "C"}


def escaped(text: str) -> str:
    """The text as it is stored: itself, but for NUL and lone surrogates, which databases refuse or cut off."""
    if (text.isascii() and "\x00" not in text) or not _UNSAFE.search(text):
        return text
    return _ESCAPE + base64.b64encode(text.encode("utf-8", "surrogatepass")).decode("ascii")


def unescaped(text: str) -> str:
    """The text that ``escaped`` was given."""
    if not text.startswith(_ESCAPE):
        return text
    return base64.b64decode(text[1:]).decode("utf-8", "surrogatepass")


class AnyText(TypeDecorator[str]):
    """A text column that takes every Python string and gives it back code point by code point, so that offsets stay right."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text(collation=_BY_CODE_POINT.get(dialect.name))

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        return _stored

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any | None], str | None]:
        return _given_back


# A reading has a thousand cells, so that what is done to each counts.


def _stored(value: str | None) -> str | None:
    return value if value is None or (value.isascii() and "\x00" not in value) else escaped(value)


def _given_back(value: Any | None) -> str | None:
    return value if value is None or value[:1] != _ESCAPE else unescaped(value)
