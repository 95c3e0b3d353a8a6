"""Bytes to text: byte order marks, UTF-8, what the file declares, and only then a guess; what is no text is said to be none."""

import codecs
import re
from collections.abc import Sequence
from typing import IO

from volgens.ingest.limits import CONTROL_SHARE, DAMAGE_SHARE, ENCODING_MESS, ENCODING_SAMPLE, FILE_BYTES
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
# The Latin alphabet in one byte, as Windows (and ISO, which it follows) and the old Mac wrote it. Which of its own a system used
# cannot be told from a text of ours, so that the one of Western Europe is taken.
_WINDOWS = re.compile("cp125[02478]|iso8859_(?:1|2|3|4|9|10|13|14|15|16)|latin_1")
_MAC = re.compile("mac_(?:roman|latin2|iceland|turkish|croatian)")


def read_all(stream: IO[bytes], where: str) -> bytes:
    """The rest of a stream. Raises InputError too_large beyond FILE_BYTES, so that a device or a wrong file cannot fill the memory."""
    raw = stream.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        raise InputError("too_large", f"more than {FILE_BYTES // 1_000_000} MB for one file", where, "split it")
    return raw


def decode(raw: bytes, where: str, declared: Sequence[str] = (), prose: bool = True) -> tuple[str, str | None]:
    """The text of ``raw``, and a warning where its encoding had to be guessed or is damaged.

    ``declared`` is what the server and the file itself say (``<meta charset>``), in that order; it is tried after a byte order mark and
    UTF-8, because pages that declare windows-1252 and are UTF-8 are common and the reverse is not. In ``prose`` control
    characters are a sign that it is none. Raises InputError binary or encoding.
    """
    for magic, kind in _FORMATS:
        if raw.startswith(magic):
            raise InputError("binary", f"this is {kind}, not text", where, "save its text as .txt or .html")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _text(_strict(raw, encoding, where), where, prose), None
    try:
        return _text(raw.decode("utf-8"), where, prose), None
    except UnicodeDecodeError:
        pass
    for known in filter(None, map(_known, declared)):
        try:
            return _text(raw.decode(known), where, prose), None
        except (UnicodeError, LookupError):  # also codecs that are not of text, as base64
            pass
    mended = raw.decode("utf-8", "replace")
    damaged = mended.count("\ufffd")
    if damaged * DAMAGE_SHARE < sum(c > "\x7f" for c in mended):
        return _text(mended, where, prose), f"characters that are not UTF-8 were replaced: {damaged}"
    encoding = _guess(raw, where)
    # The guess was made on a sample: strict again on the whole.
    return _text(_strict(raw, encoding, where), where, prose), f"the encoding was guessed: {encoding}"


def _known(encoding: str) -> str | None:
    """Python's name for a declared encoding. What calls itself Latin-1 is Windows-1252 on the web (WHATWG Encoding Standard)."""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):  # a null character is no LookupError
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _strict(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as e:
        at = e.start + len(raw) - len(e.object)  # some codecs count from after the mark
        raise InputError(
            "encoding", f"not {encoding.removesuffix('-sig')} at byte {at}", where, "save it as UTF-8"
        ) from None


def _guess(raw: bytes, where: str) -> str:
    from charset_normalizer import from_bytes

    if raw.count(0) > len(raw) * CONTROL_SHARE and not _looks_like_utf16(raw):
        raise InputError("binary", "this is not text", where, "name a text, HTML or JSONL file")
    found = list(from_bytes(raw[:ENCODING_SAMPLE]))
    if not found:
        control = _CONTROL.search(raw[:ENCODING_SAMPLE].decode("latin-1"))
        reason, what = ("binary", "this is not text") if control else ("encoding", "its encoding cannot be told")
        raise InputError(reason, what, where, "save it as UTF-8 text")
    readable = [m for m in found if m.coherence > 0] or found  # letters in the proportions of some language
    best = min(readable, key=lambda m: (m.chaos, -m.coherence))
    if best.chaos > ENCODING_MESS:
        raise InputError("encoding", f"its encoding cannot be told ({best.encoding}?)", where, "save it as UTF-8")
    windows = min((m.chaos for m in readable if _WINDOWS.fullmatch(m.encoding)), default=1.0)
    mac = min((m.chaos for m in readable if _MAC.fullmatch(m.encoding)), default=1.0)
    if best.encoding.startswith("utf") or min(windows, mac) > best.chaos:
        return best.encoding
    return "mac_roman" if mac < windows else "cp1252"


def _looks_like_utf16(raw: bytes) -> bool:
    """Letters of Western alphabets leave every other byte empty."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    return max(even, odd) > 0.4 * len(raw) / 2 and min(even, odd) < 0.05 * len(raw) / 2


def _text(text: str, where: str, prose: bool) -> str:
    if "\0" in text:
        raise InputError("binary", f"a NUL character at {text.index(chr(0))}", where, "name a text, HTML or JSONL file")
    if prose and len(_CONTROL.findall(text)) > len(text) * CONTROL_SHARE:
        raise InputError("binary", "this is not text", where, "name a text, HTML or JSONL file")
    return text
