"""Text on its way into and out of a database, so that every string comes back as it was."""

import base64
import re
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
    if not _UNSAFE.search(text):
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

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else escaped(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else unescaped(value)
