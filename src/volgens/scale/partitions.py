"""Readings in a folder of Parquet files, each of some hundred articles: what is read on many machines, before it goes into one ledger.

A file appears when it is whole, and never changes. What is in the folder needs no reading again. Several programs may write into one folder.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from volgens.ledger import archive
from volgens.ledger.running import Silent, Telling
from volgens.model import Document, LedgerError, Provenance, Reading, VolgensError, content_id

ARTICLES = 256  # of a file
NAMES = "part-*.parquet"  # a number, by which the files are in the order in which they were written, and what tells two writers apart


def _library() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet  # as pyarrow.parquet
    except ImportError:
        raise VolgensError("Parquet cannot be read or written", "pyarrow", "pip install 'volgens[cluster]'") from None
    return pyarrow


def _columns(pyarrow: Any) -> Any:
    """One row an article. ``reading`` is the whole of it as JSON; ``made`` tells whether another one would be the same."""
    text, number = pyarrow.string(), pyarrow.int32()
    names = ("document_id", "language", "publisher", "published", "url", "title", "skipped", "made")
    counts = ("claims", "figures", "events")
    return pyarrow.schema(
        [*((n, text) for n in names), *((n, number) for n in counts), ("reading", pyarrow.large_string())]
    )


class Partitions:
    """A folder of readings, made where it is missing. Takes what a ledger takes (``add_all``, ``has_just``, ``reading``). A context manager.

    Raises LedgerError where the folder or a file in it cannot be read or written, VolgensError where pyarrow is missing.
    """

    def __init__(self, folder: Path, create: bool = True):
        self._arrow = _library()
        self._folder, self.where = folder, str(folder)
        self._waiting: list[Reading] = []
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            elif not folder.is_dir():
                raise LedgerError("no such folder", self.where, "name the one that was given with --partitions")
            self._made = {made: path for path in self.files() for made in self._column(path, "made")}
        except OSError as e:
            raise self._plainly(e) from e

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()

    def files(self) -> list[Path]:
        """In the order in which they were written."""
        return sorted(self._folder.glob(NAMES))

    def telling(self, total: int | None = None) -> Telling:
        """Nobody looks at a folder while it is written."""
        return Silent(total)

    def has_just(self, document: Document, provenance: Provenance) -> bool:
        """Is there a reading of exactly this, made by exactly this, in a file?"""
        return _made(document, provenance) in self._made

    def add_all(self, some: Iterable[Reading]) -> int:
        """Takes readings, and writes a file whenever there are enough for one. Tells how many it took."""
        before = len(self._waiting)
        self._waiting += some
        taken = len(self._waiting) - before
        while len(self._waiting) >= ARTICLES:
            self._write(self._waiting[:ARTICLES])
            del self._waiting[:ARTICLES]
        return taken

    def flush(self) -> None:
        """Writes what waits for a file to be full."""
        if self._waiting:
            self._write(self._waiting)
            self._waiting = []

    def reading(self, document_id: str) -> Reading | None:
        """The latest reading of an article that is in a file."""
        for path in reversed(self.files()):
            for n, found in enumerate(self._column(path, "document_id")):
                if found == document_id:
                    return archive.loads(self._column(path, "reading")[n])
        return None

    def readings(self) -> Iterator[Reading]:
        """All of them, in the order in which they were written."""
        for path in self.files():
            for text in self._column(path, "reading"):
                yield archive.loads(text)

    def document_ids(self) -> list[str]:
        """Of all readings, in their order."""
        return [document_id for path in self.files() for document_id in self._column(path, "document_id")]

    def _column(self, path: Path, name: str) -> list[str]:
        try:
            with path.open("rb") as file:
                found: list[str] = self._arrow.parquet.ParquetFile(file).read([name])[name].to_pylist()
        except (OSError, KeyError, self._arrow.ArrowException) as e:
            do = "take it away, then run the command that made it again"
            raise LedgerError(f"no partition of readings ({' '.join(str(e).split())})", str(path), do) from e
        return found

    def _write(self, some: list[Reading]) -> None:
        table = self._arrow.Table.from_pylist([_row(r) for r in some], _columns(self._arrow))
        last = max((int(p.name.split("-")[1]) for p in self.files()), default=0)
        path = self._folder / f"part-{last + 1:06}-{secrets.token_hex(4)}.parquet"
        unfinished = path.with_suffix(".unfinished")
        try:
            with unfinished.open("wb") as file:
                self._arrow.parquet.write_table(table, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError as e:
            unfinished.unlink(missing_ok=True)
            raise self._plainly(e) from e
        self._made.update((_made(r.document, r.provenance), path) for r in some if r.provenance)

    def _plainly(self, error: Exception) -> LedgerError:
        return LedgerError(
            f"the partitions cannot be read or written ({getattr(error, 'strerror', None) or error})",
            self.where,
            "look at the folder and the disk, then run the same command again",
        )


def _made(document: Document, provenance: Provenance | None) -> str:
    return content_id("made", repr(document), repr(provenance))


def _row(reading: Reading) -> dict[str, object]:
    d = reading.document
    return {
        "document_id": d.id,
        "language": d.language,
        "publisher": d.publisher,
        "published": d.published,
        "url": d.url,
        "title": d.title,
        "skipped": (d.skipped or {}).get("reason"),
        "made": _made(d, reading.provenance),
        "claims": len(reading.claims),
        "figures": len(reading.figures),
        "events": len(reading.events),
        "reading": archive.dumps(reading),
    }
