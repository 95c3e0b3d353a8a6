"""Rows of a corpus, of JSONL or Parquet, as articles: which of their columns is what."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from volgens.ingest.dates import iso
from volgens.ingest.jsonl import DATES, STRINGS, from_json
from volgens.ingest.source import Source
from volgens.model import Article, InputError

FIELDS = ("id", "text", *STRINGS)
_MILLISECONDS = 100_000_000_000  # seconds since 1970 that are this many lie in the year 5138


def row_article(row: Any, at: str, source: Source) -> Article:
    """The article of a row. Raises InputError malformed, naming the column.

    A column that the user names has to hold what it is named for, and so has one that is named as the record names it; what stands under a name
    that is only usual counts where it makes sense, and a date there that is none gives a warning.
    """
    if not isinstance(row, dict):
        return from_json(row, at, source.words)
    fields: dict[str, Any] = {}
    warnings: list[str] = []
    for field in FIELDS:
        name = source.columns.get(field, field)
        value = row.get(name)
        if field in source.columns or value not in (None, ""):
            fields[field] = _dated(value) if field in DATES else value
            continue
        for name in usual(field, row, source):
            value = row[name]
            if field in DATES:
                value = _dated(value)
                if not isinstance(value, str) or not iso(value):
                    warnings.append(f"{name} {str(value)[:60]!r} is no date")
                    continue
            if isinstance(value, str):
                fields[field] = value
                break
    if "text" in row and "text" not in fields:
        fields["text"] = row["text"]
    if "text" not in fields and "text" not in row:
        raise no_text(row, at)
    article = from_json(fields, at, source.words)
    return article.with_(warnings=(*article.warnings, *warnings)) if warnings else article


def usual(field: str, row: Mapping[str, Any] | Iterable[str], source: Source) -> list[str]:
    """The columns of a row that by their usual names, in any case of letters, hold a field."""
    named = {str(k).lower(): k for k in row}
    full = row if isinstance(row, Mapping) else None
    found = [named[n] for n in source.words.columns.get(field, ()) if n in named]
    return [n for n in found if full is None or full[n] not in (None, "")]


def no_text(columns: Iterable[str], at: str) -> InputError:
    names = ", ".join(str(c) for c in list(columns)[:12]) or "none"
    return InputError(
        "malformed", f"the field text is missing (there are: {names[:200]})", at, "name it: --column text=NAME"
    )


def _dated(value: Any) -> Any:
    """A moment of any type as ISO 8601: a date, seconds or milliseconds since 1970. What is none stays as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        except (OverflowError, ValueError, OSError):
            return value
    return value
