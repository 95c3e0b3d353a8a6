"""Hours at which incidents happened, where an article tells them: a time with an hour, or a part of a day, in the very words that tell an event."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, select

from volgens.ledger import schema

A, R, E, T = schema.accounts.c, schema.account_records.c, schema.events.c, schema.times.c
# TIMEX3 parts of a day, in hours from midnight: what a reader takes them for, widely.
PARTS = {"MO": (6, 12), "MI": (11, 14), "AF": (12, 18), "EV": (18, 24), "DT": (6, 18)}
NIGHT, FROM, UNTIL = "NI", 21, 7  # of the first day, until the next
_VALUE = re.compile(r"(\d{4}-\d\d-\d\d)T(?:(\d\d)(?::(\d\d))?|([A-Z]{2}))")


@dataclass(frozen=True, slots=True)
class Hours:
    """When an event happened, as one article tells it, in local time: from ``start`` to before ``end``. ``text``: the article's own words.

    ``exact``: an hour or minute is named, not a part of the day.
    """

    document_id: str
    record_id: str
    text: str
    start: datetime
    end: datetime
    exact: bool


def hours(connection: Connection, incidents: Sequence[str]) -> Mapping[str, list[Hours]]:
    """For each of these incidents what is told of its hours, the earliest first, exact ones before others; nothing where nobody tells any."""
    told = and_(R.document_id == A.document_id, R.account_id == A.id, R.kind == "events")
    event = and_(E.document_id == R.document_id, E.id == R.record_id)
    # The hour of the event is in the words of the event, and of the day that the event was given.
    within = and_(T.document_id == E.document_id, T.span_start >= E.quote_start, T.span_end <= E.quote_end)
    wanted = (
        select(A.incident_id, E.document_id, E.id, T.text, T.value, T.earliest, T.latest)
        .select_from(schema.accounts)
        .join(schema.account_records, told)
        .join(schema.events, event)
        .join(schema.times, within)
        .where(A.incident_id.in_(incidents), T.value.like("%T%"), T.earliest == E.earliest, T.latest == E.latest)
        .order_by(A.incident_id, E.document_id, E.seq)
    )
    out: dict[str, dict[Any, Hours]] = {}
    for incident, document, record, text, value, earliest, latest in connection.execute(wanted):
        span = hours_of(value, earliest, latest)
        if span:
            one = Hours(document, record, text, *span)
            out.setdefault(incident, {}).setdefault((document, text, one.start, one.end), one)
    return {k: sorted(v.values(), key=lambda h: (not h.exact, h.start, h.document_id)) for k, v in out.items()}


def hours_of(value: str, earliest: str, latest: str) -> tuple[datetime, datetime, bool] | None:
    """From when to when a TIMEX3 value is, and whether it names the hour; None for a value of whole days."""
    m = _VALUE.fullmatch(value)
    if m is None:
        return None
    day = datetime.fromisoformat(m[1])
    if m[2]:
        start = day + timedelta(hours=int(m[2]), minutes=int(m[3] or 0))
        return start, start + timedelta(minutes=1 if m[3] else 60), True
    if m[4] == NIGHT:  # the days that it is between, whichever of them it is named after
        first, last = datetime.fromisoformat(earliest), datetime.fromisoformat(latest)
        if last == first:
            return None
        return first + timedelta(hours=FROM), last + timedelta(hours=UNTIL), False
    if m[4] not in PARTS:
        return None
    start_hour, end_hour = PARTS[m[4]]
    return day + timedelta(hours=start_hour), day + timedelta(hours=end_hour), False
