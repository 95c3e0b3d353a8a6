"""Text on its way into and out of a database: stored so that every string comes back as it was, and folded so that it can be found."""

import base64
import re
import unicodedata
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

# A noncharacter: no text begins with it by accident, and one that does is escaped like the others.
_ESCAPE = "\ufdd0"
_UNSAFE = re.compile("[\x00\ud800-\udfff]|^\ufdd0")
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile("['’‘ʼʻʾʿ`´]")


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

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else escaped(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        return None if value is None else unescaped(value)


def fold(text: str) -> str:
    """A name as it is looked up: lower case, no accents or apostrophes, one space for whatever else is no letter or digit."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text.casefold()))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and not "\ud800" <= c <= "\udfff")
    return _NOT_WORD.sub(" ", letters.casefold()).strip()


def name_key(*names: str | None) -> str:
    """Folded names between spaces, two spaces between one name and the next, so that ``% word %`` finds whole words of one name."""
    return "".join(f" {fold(n)} " for n in dict.fromkeys(n for n in names if n) if fold(n))
