"""Dates as machines write them: ISO 8601 and what mail and feeds use. Dates in words are read in ``dateline``."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?=$|[T ])")
_BASIC = re.compile(r"\d{8}(?=$|T\d{4})")
_COLON = re.compile(r"([+-]\d\d)(\d\d)$")


def iso(value: str) -> str | None:
    """``value`` as ISO 8601, a date or a date with time, or None where it is neither.

    >>> iso("2025-01-11"), iso("2025-01-11 14:32"), iso("Sat, 11 Jan 2025 14:32:00 +0100"), iso("2025-02-30")
    ('2025-01-11', '2025-01-11T14:32:00', '2025-01-11T14:32:00+01:00', None)

    What is ISO already stays as it was given, so that a record shows what its source said.
    """
    value = value.strip()
    if _ISO.match(value) or _BASIC.match(value):
        try:
            if len(value) == 10:
                return date.fromisoformat(value).isoformat()
            moment = datetime.fromisoformat(_COLON.sub(r"\1:\2", value))
        except ValueError:
            return None
        if len(value) == 8:
            return moment.date().isoformat()
        return value if value[10] == "T" and _ISO.match(value) else moment.isoformat()
    if value[-4:].isalpha() or re.search(r"\d\d:\d\d", value):
        try:
            return parsedate_to_datetime(value).isoformat()
        except (ValueError, IndexError, TypeError, OverflowError):
            return None
    return None
