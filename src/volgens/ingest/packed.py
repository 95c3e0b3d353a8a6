"""Gzip taken off as a stream is read, with a stop for what swells beyond all measure."""

import gzip
import io
import zlib
from typing import IO

from volgens.ingest.limits import SWELL_BYTES, SWELL_TIMES
from volgens.model import InputError

MAGIC = b"\x1f\x8b"


class Unpacked(io.RawIOBase):
    """What is in a gzip stream of one or more members, up to where it breaks off.

    Reading raises InputError malformed where the stream is damaged or ends too soon, and too_large where it swells to more than SWELL_TIMES
    its size: no text does.
    """

    def __init__(self, stream: IO[bytes], where: str):
        self._packed = _Counted(stream)
        self._file = gzip.GzipFile(fileobj=self._packed, mode="rb")
        self._where = where
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # as typeshed has it for raw streams
        try:
            got = self._file.read1(len(buffer))
        except EOFError:
            raise InputError("malformed", "the gzip stream breaks off", self._where, "fetch it again") from None
        except (zlib.error, gzip.BadGzipFile) as e:
            raise InputError("malformed", f"the gzip stream is damaged ({e})", self._where, "fetch it again") from None
        self._out += len(got)
        if self._out > SWELL_BYTES and self._out > SWELL_TIMES * self._packed.taken:
            what = f"it swells to more than {SWELL_TIMES} times its size when it is unpacked"
            raise InputError("too_large", what, self._where, "unpack it and look at it first")
        buffer[: len(got)] = got
        return len(got)


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        got = self._stream.read(len(buffer))
        buffer[: len(got)] = got
        self.taken += len(got)
        return len(got)


def first_bytes(head: bytes, most: int) -> bytes:
    """What the first bytes of a gzip stream begin with when they are unpacked, at most ``most`` bytes; nothing where they cannot be."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, most)
    except zlib.error:
        return b""
