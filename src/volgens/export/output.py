"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from volgens.model import VolgensError


class ExportError(VolgensError):
    """An export that cannot be made or written."""


@contextmanager
def whole(*paths: Path) -> Iterator[Sequence[BinaryIO]]:
    """Files to write into, which stand under their names once all of them are written; where anything goes wrong, all is as it was.

    Raises ExportError where they cannot be written.
    """
    parts = [p.with_name(f".{p.name}.{os.getpid()}.part") for p in paths]
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(part.open("wb")) for part in parts]
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    except OSError as error:
        do = "look whether the folder is there, has room and may be written to"
        raise ExportError(f"cannot be written ({error.strerror or error})", str(paths[0]), do) from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)
