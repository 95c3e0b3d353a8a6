"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from volgens.ledger.running import held, left_behind
from volgens.model import VolgensError


class ExportError(VolgensError):
    """An export that cannot be made or written."""


@contextmanager
def whole(*paths: Path) -> Iterator[Sequence[BinaryIO]]:
    """Files to write into, which stand under their names once all of them are written; where anything goes wrong, all is as it was.

    Raises ExportError where they cannot be written.
    """
    if any(
        p.exists() and not p.is_file() and not p.is_dir() for p in paths
    ):  # a device or a pipe: nothing can take its place
        yield from _straight(paths)
        return
    paths = tuple(
        p.resolve() if p.is_symlink() else p for p in paths
    )  # what a link leads to is written, and the link stays
    parts = [p.with_name(f".{p.name}.{os.getpid()}.part") for p in paths]
    try:
        for path in paths:
            for old in left_behind(path.parent, f".{path.name}.", ".part"):  # of who was killed
                old.unlink(missing_ok=True)
        with ExitStack() as stack:
            outs = [stack.enter_context(held(part)) for part in parts]
            yield outs
            for out in outs:  # a name must not come to stand for what is not on the disk yet
                out.flush()
                os.fsync(out.fileno())
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    except OSError as error:
        raise _cannot(error, paths[0]) from error
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _straight(paths: Sequence[Path]) -> Iterator[Sequence[BinaryIO]]:
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(p.open("wb")) for p in paths]
    except OSError as error:
        raise _cannot(error, paths[0]) from error


def _cannot(error: OSError, path: Path) -> ExportError:
    do = "look whether the folder is there, has room and may be written to"
    return ExportError(f"cannot be written ({error.strerror or error})", str(path), do)
