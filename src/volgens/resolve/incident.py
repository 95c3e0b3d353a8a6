"""What the article is about: the act that its lead dates, whose days hold for all that is told of it further on without a day.

A report names the day of the attack once. What comes after it (*nine bodies were brought in*, *the army says it lost one soldier*, *nobody
was fired at*) tells of the same day, until it tells of another: of a day or month of its own, of another place, of earlier or similar acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from volgens.extract.time_tense import FUTURE, PRESENT, tense_of
from volgens.lexicon import Lexicon
from volgens.model import Event, Figure, Parsed, Place, Token
from volgens.resolve.periods import LEAD, SUDDEN, Periods
from volgens.resolve.place_spots import holds
from volgens.resolve.time_spots import DAY, MONTH, MORE, WEEK, YEAR, precision

SHARED = SUDDEN | {"clash", "withdraw", "retake", "rescue"}  # kinds that share the days of the incident
ACUTE = SUDDEN | {"clash"}
RECENT = 31  # days before the publication from which an article may be a report of what happened
MANY = 1000  # as many dead are those of a war, not of a day
NOMINAL = ("NOUN", "NUM", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Incident:
    """The days and the place of what the lead tells of, and the sentence that dates it."""

    earliest: str
    latest: str
    place: Place | None
    sentence: int


def incident_of(
    parsed: Parsed, events: Sequence[Event], places: dict[str, Place], published: date | None, periods: Periods
) -> Incident | None:
    """The first act of the lead that happened at once on days that the text tells, with the days of the fighting that it ended; else an act of
    the lead without a day, on the first day that the lead names. None where there is none, or only one of long ago."""
    lead = [
        (e, token)
        for e in sorted(events, key=lambda e: e.trigger.start)
        if (token := parsed.token_at(e.trigger.start))
        and parsed.sentences[token.sentence].paragraph in LEAD
        and _acute(e)
    ]
    for e, token in lead:
        if e.earliest and e.latest and precision(e.earliest, e.latest) in (DAY, WEEK) and _recent(e.latest, published):
            same = [o for o, t in lead if t.sentence == token.sentence and _around(o, e)]
            first = min([e.earliest, *(o.earliest for o in same if o.earliest)])
            return Incident(first, e.latest, places.get(e.place_id or ""), token.sentence)
    undated = next(
        ((e, t) for e, t in lead if e.earliest is None and parsed.sentences[t.sentence].paragraph == 0), None
    )
    day = periods.day_of_lead() if undated is not None else None
    if undated is None or day is None or not _recent(day[1], published):
        return None
    return Incident(*day, places.get(undated[0].place_id or ""), undated[1].sentence - 1)


def _acute(e: Event) -> bool:
    return e.type.partition(".")[0] in ACUTE and e.polarity == "positive" and e.certainty != "possible"


def _recent(day: str, published: date | None) -> bool:
    return published is None or 0 <= (published - date.fromisoformat(day)).days <= RECENT


def _around(other: Event, e: Event) -> bool:
    """Did the other go on until the day of the one: *after three weeks of fighting the army took the town*?"""
    if not other.earliest or not other.latest or not e.earliest:
        return False
    return other.earliest < e.earliest <= other.latest and _recent(other.earliest, date.fromisoformat(e.earliest))


def belongs(
    incident: Incident,
    parsed: Parsed,
    periods: Periods,
    lexicon: Lexicon,
    anchor: Token,
    record: Event | Figure,
    place: Place | None,
) -> bool:
    """Does a record whose day nothing tells belong to the incident?"""
    kind = (record.type if isinstance(record, Event) else record.outcome or "").partition(".")[0]
    if kind not in SHARED or anchor.sentence <= incident.sentence:
        return False
    if record.earliest is not None:  # days of the same scene, told before, may be only the last of it
        return (
            kind in SUDDEN
            and incident.earliest < record.earliest
            and record.latest == incident.latest
            and not periods.dated(anchor)
        )
    if record.latest is not None and record.latest < incident.latest:
        return False
    if isinstance(record, Figure) and (record.low or record.best or 0) >= MANY:
        return False
    tense = tense_of(parsed, lexicon, anchor)
    if tense == FUTURE or (tense == PRESENT and anchor.upos not in NOMINAL):
        return False
    if periods.of_others(anchor) or not _there(incident.place, place):
        return False
    if periods.since_event(anchor) is not None:
        return False
    told = periods.told_before(anchor)
    return all(_within(t.earliest, t.latest, incident) for t in told)


def _within(earliest: str | None, latest: str | None, incident: Incident) -> bool:
    """Do the days that are told leave room for the incident's? Of what has gone on for long more is told than the incident."""
    if precision(earliest, latest) in (MONTH, YEAR, MORE) and earliest != incident.earliest:
        return False
    return (
        (earliest or incident.earliest) <= incident.latest
        and (latest or incident.latest) >= incident.earliest
        and (earliest is not None or latest is not None)
    )


def _there(wanted: Place | None, place: Place | None) -> bool:
    """Is it the incident's place, or one around it or in it?"""
    if wanted is None or place is None:
        return wanted is place or place is None or place.kind == "country"
    return place.name == wanted.name or holds(place, wanted) or holds(wanted, place)
