"""Annotated articles, read from their files: one line says what is wrong with one that cannot be scored against, where, and what to do.

The fields are those of ``evaluation/articles/README.md``; others are left alone.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from volgens.model import VolgensError

MOST_BYTES = 25_000_000
LARGEST = 1e15  # and so no NaN and no infinity, which Python's JSON knows
WORD, NAME, DAY, NUMBER, TRUTH = "a text", "a text or null", "a date or null", "a number or null", "true or false"
ARTICLE = {"id": WORD, "text": WORD, "language": WORD, "published": DAY, "title": NAME, "publisher": NAME, "url": NAME}
RECORDS = {
    "claims": {"source": NAME, "source_kind": WORD, "party": NAME, "cue": NAME, "channel": NAME, "content": WORD, "stance": WORD},
    "figures": {"quote": WORD, "number": WORD, "low": NUMBER, "high": NUMBER, "best": NUMBER, "bound": WORD, "unit": WORD, "outcome": WORD,
                "denied": TRUTH, "source": NAME, "place": NAME, "earliest": DAY, "latest": DAY},
    "events": {"trigger": WORD, "quote": WORD, "type": WORD, "agent": NAME, "agent_party": NAME, "patient": NAME, "patient_party": NAME, "place": NAME,
               "earliest": DAY, "latest": DAY, "certainty": WORD, "polarity": WORD, "source": NAME},
    "times": {"text": WORD, "value": WORD},
    "places": {"text": WORD, "country": NAME, "lat": NUMBER, "lon": NUMBER, "kind": WORD},
}  # fmt: skip
QUOTED = {"claims": ("content",), "figures": ("quote",), "events": ("quote",)}  # what has to stand in the text
Gold = dict[str, Any]


class GoldError(VolgensError):
    """An annotated article that cannot be scored against."""


def gold_file(path: Path) -> Gold:
    """Raises GoldError for one that cannot be scored against, OSError for one that cannot be opened."""
    with path.open("rb") as file:
        return gold_of(file.read(MOST_BYTES + 1), str(path))


def gold_of(raw: bytes, where: str) -> Gold:
    """The annotated article in these bytes; ``where`` is for messages. Raises GoldError."""
    if len(raw) > MOST_BYTES:
        raise GoldError(f"more than {MOST_BYTES // 1_000_000} MB for one article", where, "split it")
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        raise GoldError(f"not UTF-8 at byte {e.start}", where, "save it as UTF-8") from None
    except (ValueError, RecursionError) as e:
        raise GoldError(
            f"this is not JSON ({' '.join(str(e).split())[:120]})", where, "write one JSON object"
        ) from None
    if not isinstance(found, dict):
        raise GoldError("an annotated article is an object", where, 'write {"id": ..., "text": ...}')
    for wrong in _wrongs(found):
        raise GoldError(wrong, where, "evaluation/articles/README.md tells the fields")
    return found


def _wrongs(gold: Gold) -> Iterator[str]:
    for name in ("title", "publisher", "url"):
        gold.setdefault(name, None)
    yield from _fields(gold, ARTICLE, "")
    for kind, fields in RECORDS.items():
        some = gold.get(kind)
        if not isinstance(some, list):
            yield f"{kind} is no list"
            return
        for n, record in enumerate(some, 1):
            at = f"{kind} {n}: "
            if not isinstance(record, dict):
                yield f"{at}no object"
                return
            yield from _fields(record, fields, at)
            for field in QUOTED.get(kind, ()):
                if record[field] not in gold["text"]:
                    yield f"{at}{field} {record[field][:60]!r} does not stand in the text"


def _fields(record: Gold, fields: dict[str, str], at: str) -> Iterator[str]:
    for name, wanted in fields.items():
        if name not in record:
            yield f"{at}the field {name} is missing"
        elif not _is(record[name], wanted):
            shown = json.dumps(record[name])[:60]
            yield f"{at}the field {name} is {shown} where {wanted} has to stand"


def _is(value: object, wanted: str) -> bool:
    if value is None:
        return wanted in (NAME, DAY, NUMBER)
    if wanted == TRUTH:
        return isinstance(value, bool)
    if wanted == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST
    if not isinstance(value, str) or any("\ud800" <= c <= "\udfff" for c in value):
        return False
    return wanted != DAY or _is_day(value)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text[:10]))
    except ValueError:
        return False
