"""Bytes to text: byte order marks, UTF-8, what the file declares, and only then a guess; what is no text is said to be none."""

import codecs
import re
from typing import IO

from volgens.ingest.limits import CONTROL_SHARE, ENCODING_MESS, ENCODING_SAMPLE, ENCODING_TIE, FILE_BYTES
from volgens.model import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f\x80-\x9f]")
# One byte, many alphabets: what Windows and the Mac wrote in Western Europe, tried before their lookalikes.
_WESTERN = ("cp1252", "mac_roman")


def read_all(stream: IO[bytes], where: str) -> bytes:
    """The rest of a stream. Raises InputError too_large beyond FILE_BYTES, so that a device or a wrong file cannot fill the memory."""
    raw = stream.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        raise InputError("too_large", f"more than {FILE_BYTES // 1_000_000} MB for one file", where, "split it")
    return raw


def decode(raw: bytes, where: str, declared: str | None = None) -> tuple[str, str | None]:
    """The text of ``raw``, and the encoding where it had to be guessed.

    ``declared`` is what the file itself says (``<meta charset>``); it is tried after a byte order mark and UTF-8, because pages
    that declare windows-1252 and are UTF-8 are common and the reverse is not. Raises InputError binary or encoding.
    """
    for magic, kind in _FORMATS:
        if raw.startswith(magic):
            raise InputError("binary", f"this is {kind}, not text", where, "save its text as .txt or .html")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _text(_strict(raw, encoding, where), where), None
    try:
        return _text(raw.decode("utf-8"), where), None
    except UnicodeDecodeError:
        pass
    known = _known(declared) if declared else None
    if known:
        try:
            return _text(raw.decode(known), where), None
        except UnicodeDecodeError:
            pass
    encoding = _guess(raw, where)
    # A sample can end within a character and the rest can break the rule that it keeps: strict again on the whole.
    return _text(_strict(raw, encoding, where), where), codecs.lookup(encoding).name


def _known(encoding: str) -> str | None:
    """Python's name for a declared encoding. What calls itself Latin-1 is Windows-1252 on the web (WHATWG Encoding Standard)."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strict(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as e:
        raise InputError("encoding", f"not {encoding} at byte {e.start}", where, "save it as UTF-8") from None


def _guess(raw: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    if raw.count(0) > len(raw) * CONTROL_SHARE and not _looks_like_utf16(raw):
        raise InputError("binary", "this is not text", where, "name a text, HTML or JSONL file")
    matches = from_bytes(raw[:ENCODING_SAMPLE])
    best = matches.best()
    if best is None:
        reason, what = ("binary", "this is not text") if _CONTROL.search(raw[:ENCODING_SAMPLE].decode("latin-1")) else (
            "encoding", "its encoding cannot be told")  # fmt: skip
        raise InputError(reason, what, where, "save it as UTF-8 text")
    if best.chaos > ENCODING_MESS:
        raise InputError("encoding", f"its encoding cannot be told ({best.encoding}?)", where, "save it as UTF-8")
    if best.encoding.startswith("utf"):
        return best.encoding
    near = {m.encoding for m in matches if m.chaos <= best.chaos + ENCODING_TIE}
    near |= {e for m in matches if m.encoding in near for e in m.could_be_from_charset}
    return next((e for e in _WESTERN if e in near), best.encoding)


def _looks_like_utf16(raw: bytes) -> bool:
    """Letters of Western alphabets leave every other byte empty."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    return max(even, odd) > 0.4 * len(raw) / 2 and min(even, odd) < 0.05 * len(raw) / 2


def _text(text: str, where: str) -> str:
    if "\0" in text:
        raise InputError("binary", f"a NUL character at {text.index(chr(0))}", where, "name a text, HTML or JSONL file")
    if len(_CONTROL.findall(text)) > len(text) * CONTROL_SHARE:
        raise InputError("binary", "this is not text", where, "name a text, HTML or JSONL file")
    return text
