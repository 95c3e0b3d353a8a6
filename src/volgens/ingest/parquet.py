"""Corpora in Parquet, read some rows at a time: memory does not grow with the file."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from volgens.ingest.corpus import FIELDS, no_text, row_article, usual
from volgens.ingest.decode import read_all
from volgens.ingest.limits import PARQUET_ROWS
from volgens.ingest.source import Got, Raw, Source, attempted
from volgens.model import InputError


def rows(stream: IO[bytes], source: Source) -> Iterator[Got]:
    """An article, or why there is none, for every row, numbered from 1. Only the columns that are used are read."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:  # it is an extra
        do = "install it with `pip install 'volgens[parquet]'`"
        raise InputError("unreadable", "Parquet needs pyarrow, which is not here", source.name, do) from None
    try:
        file = parquet.ParquetFile(stream if stream.seekable() else BytesIO(read_all(stream, source.name)))
        columns = _columns(file.schema_arrow.names, source)
        n = 0
        for batch in file.iter_batches(batch_size=PARQUET_ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                n += 1
                yield _article(row, f"{source.name}#{n}", source)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as e:
        what = f"this Parquet is damaged ({' '.join(str(e).split())[:100]})"
        raise InputError("malformed", what, source.name, "fetch it again") from None


def _article(row: dict[str, Any], at: str, source: Source) -> Got:
    return attempted(at, lambda: Raw(row_article(row, at, source)))


def _columns(names: list[str], source: Source) -> list[str]:
    """Those that hold something of an article. Raises InputError malformed where none holds its text, or one that the user named is not there."""
    missing = [c for c in source.columns.values() if c not in names]
    if missing:
        shown = ", ".join(names[:12])
        raise InputError(
            "malformed",
            f"there is no column {missing[0]!r} (there are: {shown[:200]})",
            source.name,
            "look at --column",
        )
    found = {f: [source.columns[f]] if f in source.columns else [n for n in names if n == f] + usual(f, names, source) for f in FIELDS}  # fmt: skip
    if not found["text"]:
        raise no_text(names, source.name)
    return list(dict.fromkeys(n for columns in found.values() for n in columns))
