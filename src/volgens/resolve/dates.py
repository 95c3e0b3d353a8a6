"""Which day an expression of time means: from the words, the day of publication and the times told before.

News looks back: a bare *Saturday* is the last one up to and including the day of publication, a bare *August* the last that has begun,
unless the words or the tense of the verb say that it is still to come.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from volgens.extract.time_mention import DATE, DURATION, REF, SET, Moment, TimeMention
from volgens.extract.time_tense import FUTURE, PAST, PERFECT, PRESENT
from volgens.model import Reason, Time, content_id
from volgens.resolve import calendar as cal
from volgens.resolve.calendar import Stretch
from volgens.resolve.moments import TEXT, Here, days_of

EXPLICIT, RELATIVE, PUBLICATION, NONE = "explicit", "relative", "publication", "none"
NEAR = 3  # sentences between an hour and the day it belongs to
SOON = 92  # days ahead that a date in the present tense may lie
SINCE, UNTIL, BEFORE, AFTER, FOR = "since", "until", "before", "after", "for"
THAT_NIGHT = "that night"  # pattern of a night told before: any other is the one before the publication
LEAD = (0, 1)  # paragraphs that tell what the article is about
BY = "by"  # relation of a day at the end of which something had come about
NAMED_PARTS: dict[tuple[str, float, str | None], str] = {  # parts of a year that have a name of their own
    ("M", 3.0, "START"): "Q1",
    ("M", 3.0, "END"): "Q4",
    ("M", 6.0, "START"): "H1",
    ("M", 6.0, "END"): "H2",
}
LASTING = "lasting"  # relation of an amount of what went on: *two days of clashes*


def resolve(mentions: Sequence[TimeMention], published: date | None, document: str = "") -> tuple[Time, ...]:
    """Times in text order. ``value`` is TIMEX3; ``earliest`` and ``latest`` are ISO days, both within the expression, None where open.

    ``anchor`` says what the days rest on: ``explicit`` words (24 February 2022), ``relative`` to the day of publication or a time
    told before (Saturday, a day later), the day of ``publication`` itself (today, now), or ``none`` (three years). Without ``published``
    a relative expression keeps X where it is open and has no days. ``document`` makes the ids differ between articles.
    """
    out: list[Time] = []
    told = _Told()
    for k, mention in enumerate(mentions):
        m = told.with_year(mention, published)
        here = Here(published, told.before(m, mentions[k + 1 :], published))
        stretch = stretch_of(m, here)
        if m.relation == LASTING and m.tense not in (FUTURE, PRESENT):
            stretch = _lasted(m, stretch, told.ended(m, mentions[k + 1 :], published))
        told.hear(m, stretch)
        days = _related(m, stretch, published)
        out.append(
            Time(
                content_id("time", document, m.start, m.end, stretch.value),
                m.start,
                m.end,
                m.text,
                stretch.value,
                days.earliest.isoformat() if days.earliest else None,
                days.latest.isoformat() if days.latest else None,
                _anchor(m, published),
                (Reason(f"time: {m.rule}", m.rows[0]), *(Reason("time word", row) for row in m.rows[1:])),
            )
        )
    return tuple(out)


class _Told:
    """The times told so far: what *a day later*, *that year* and *at six* go by."""

    def __init__(self) -> None:
        self._last: Stretch | None = None
        self._day: tuple[Stretch, TimeMention] | None = None
        self._happened: Stretch | None = None
        self._lately: Stretch | None = None  # the time, of any length, at which something happened last
        self._scene: Stretch | None = None  # the day of which the lead tells
        self._year: TimeMention | None = None

    def hear(self, m: TimeMention, stretch: Stretch) -> None:
        if m.kind != DATE:
            return
        if m.moment.year is not None and m.moment.unit is None:
            self._year = m
        if stretch.earliest is not None:
            self._last = stretch
            if not m.said:
                self._lately = stretch
            if stretch.is_day:
                self._day = stretch, m
                if not m.said:
                    self._happened = stretch
                    if self._scene is None and m.paragraph in LEAD and stretch.earliest is not None:
                        self._scene = cal.of_day(stretch.earliest)

    def before(self, m: TimeMention, later: Sequence[TimeMention], published: date | None) -> Stretch | None:
        """What a time that leans on the text leans on."""
        if m.kind != DATE or m.moment.base != TEXT:
            return self._last
        today = cal.of_day(published) if published else None
        if m.moment.unit in cal.CLOCK_UNITS:  # hours earlier: than the day that is told, not than a year
            return self._day[0] if self._day is not None else self._scene or today
        if m.moment.unit is None or (
            m.moment.part is not None and not m.moment.shift
        ):  # an hour, the evening: of a day just told
            near = (
                self._day is not None
                and self._day[1].paragraph == m.paragraph
                and m.sentence - self._day[1].sentence <= NEAR
            )
            if near and self._day is not None:
                return self._day[0]
            same = m.moment.part is not None and m.tense == PAST and (m.moment.part != "NI" or m.rule == THAT_NIGHT)
            return (self._scene if same else None) or today
        if m.relation == SINCE and m.moment.unit == "D" and m.moment.shift == 0 and self._lately is not None:
            return self._lately
        if m.moment.unit == "D" and m.moment.shift == 0 and self._happened is not None:
            return self._happened  # that day is one on which something happened, not one on which it was told
        if self._last is None:
            return _ahead(m, later, published) or today
        if m.moment.unit == "D" and m.moment.shift != 0 and self._day is not None and not self._last.is_day:
            return self._day[0]
        return self._last

    def ended(self, m: TimeMention, later: Sequence[TimeMention], published: date | None) -> date | None:
        """The day up to which something went on: one that its sentence tells, or that of publication."""
        if self._day is not None and self._day[1].sentence == m.sentence:
            return self._day[0].latest
        for other in later:
            if other.sentence != m.sentence:
                break
            found = stretch_of(other, Here(published)) if other.kind == DATE and other.moment.base != TEXT else None
            if found is not None and found.is_day:
                return found.latest
        return published

    def with_year(self, m: TimeMention, published: date | None) -> TimeMention:
        """A month or date without a year takes that of a date just told: in the same sentence, or near by where no publication day tells."""
        moment, year = m.moment, self._year
        if (
            m.kind != DATE
            or moment.month is None
            or moment.year is not None
            or moment.unit is not None
            or m.to is not None
        ):
            return m
        if moment.direction is not None or year is None or year.relation == SINCE:
            return m
        if m.sentence - year.sentence > (NEAR if published is None else 0):
            return m
        return replace(m, moment=replace(moment, year=(year.to or year.moment).year))


def _ahead(m: TimeMention, later: Sequence[TimeMention], published: date | None) -> Stretch | None:
    """A story may open with *a day earlier* and name its own day a little later: the first day named within the next two sentences."""
    for other in later:
        if other.sentence > m.sentence + NEAR:
            break
        if other.kind == DATE and other.moment.base != TEXT:
            found = stretch_of(other, Here(published))
            if found.earliest is not None and found.earliest == found.latest:
                return found
    return None


def _lasted(m: TimeMention, stretch: Stretch, end: date | None) -> Stretch:
    """The days of what went on for so long up to a day: two days of clashes are that day and the one before."""
    unit, amount = m.moment.unit or "D", m.moment.amount
    if end is None or amount is None or unit not in ("D", "W", "M"):
        return stretch  # years of war end when they end
    start = cal.shifted(end, unit, -amount)
    return replace(stretch, earliest=start + cal.DAY if unit == "D" else start, latest=end)


def stretch_of(m: TimeMention, here: Here) -> Stretch:
    """Value and days of one mention."""
    try:
        if m.kind == REF:
            day = here.published if m.moment.ref == "PRESENT_REF" else None
            return Stretch(m.moment.ref or "PRESENT_REF", day, day)
        if m.kind == SET:
            return Stretch(_set_value(m.moment), None, None)
        if m.kind == DURATION:
            return _duration(m, here)
        if m.to is not None:
            return _range(m, here)
        return days_of(m.moment, here, _still_to_come(m, here.published))
    except (OverflowError, ValueError):
        return Stretch("XXXX", None, None)  # beyond the calendar: the year 12000, a thousand centuries ago


def _still_to_come(m: TimeMention, published: date | None) -> bool:
    """Is an open time one that is still to come? In the present tense it is the nearest: *zondag stemt het parlement*, *op 3 mei begint*."""
    moment = m.moment
    if moment.direction is not None:
        return moment.direction == "future"
    if m.tense == FUTURE or (m.relation == FOR and m.kind == DATE):
        return True
    if m.relation == UNTIL and m.tense in (PRESENT, PERFECT):
        return True
    if published is None or m.relation == SINCE or m.tense not in (PRESENT, ""):
        return False
    if moment.month is not None and moment.year is None and moment.day is not None:
        start = cal.safe_date(published.year, moment.month, min(moment.day, 28)) or published
        days = (start - published).days % 365
        return 0 < days <= (SOON if m.tense == PRESENT else SOON // 3)
    if m.tense != PRESENT:
        return False
    if moment.unit == "WE":
        return moment.shift == 0
    if moment.month is not None and moment.year is None:
        return 0 < (moment.month - published.month) % 12 <= 5
    return moment.weekday is not None and (moment.weekday - published.isoweekday()) % 7 <= 5


def _set_value(moment: Moment) -> str:
    if moment.unit is not None:
        return cal.duration(moment.unit, None if moment.vague else moment.amount or 1)
    if moment.weekday is not None:
        return f"XXXX-WXX-{moment.weekday}{'T' + moment.part if moment.part else ''}"
    return f"XXXX-XX-XXT{moment.part}" if moment.part else "XXXX"


def _duration(m: TimeMention, here: Here) -> Stretch:
    """An amount of time. It has days where it is said to lie before (or after) the publication, or to last until now."""
    moment, published = m.moment, here.published
    unit, amount = moment.unit or "D", m.moment.amount
    value = cal.duration(unit, amount)
    if m.to is not None and amount is not None and m.moment.edge is not None:
        part = _part_of(m, here)
        return part if "-" in part.value else replace(part, value=value)
    if m.to is not None and amount is not None:  # the three months to the end of June
        end = days_of(replace(m.to, unit=None, count=None), here, False).latest
        return Stretch(value, cal.shifted(end + cal.DAY, unit, -amount) if end else None, end)
    if published is None:
        return Stretch(value, None, None)
    if moment.direction == "future":
        end = cal.shifted(published, unit, amount) if amount is not None else None
        return Stretch(value, published, end)
    lasting = m.relation == SINCE or (m.relation == FOR and m.tense == PERFECT)
    if moment.direction == "past" or lasting:
        start = cal.shifted(published, unit, -amount) if amount is not None else None
        return Stretch(value, start, published)
    if moment.vague and m.relation in (FOR, AFTER):
        return Stretch(value, None, published)
    return Stretch(value, None, None)


def _part_of(m: TimeMention, here: Here) -> Stretch:
    """The first six months of 2024, the last three of the year."""
    assert m.to is not None
    assert m.moment.amount is not None
    unit, amount = m.moment.unit or "D", m.moment.amount
    to = replace(m.to, edge=None, count=None, ordinal=None, direction=None)
    around = days_of(replace(to, unit="Y" if to.shift is not None else None), here, True)
    first, last = around.earliest, around.latest
    if first is None or last is None:
        return around
    named = NAMED_PARTS.get((unit, amount, m.moment.edge)) if around.value.isdecimal() else None
    if named is not None:
        around = replace(around, value=f"{around.value}-{named}")
    if m.moment.edge == "END":
        return replace(around, earliest=cal.shifted(last + cal.DAY, unit, -amount))
    return replace(around, latest=cal.shifted(first, unit, amount) - cal.DAY)


def _range(m: TimeMention, here: Here) -> Stretch:
    assert m.to is not None
    ahead, last = _still_to_come(m, here.published), m.to
    if last.year and m.moment.year and last.year - m.moment.year >= 100:  # 1915-16
        last = replace(last, year=last.year - 100)
    end = days_of(last, here, ahead)
    start = days_of(m.moment, here, ahead)
    if start.earliest and end.earliest and start.earliest > end.earliest:  # from November to (this) February
        start = days_of(m.moment, Here(end.earliest, here.told), False)
    if m.moment.part == "NI" and last.part == "NI":  # the night between two days is named after the first
        morning = days_of(replace(last, part=None), here, ahead)
        return Stretch(start.value, start.earliest, morning.earliest)
    if start.value == end.value:
        return start
    return Stretch(f"{start.value}/{end.value}", start.earliest, end.latest)


def _related(m: TimeMention, stretch: Stretch, published: date | None) -> Stretch:
    """The days that the expression covers with the word before it: since Monday is Monday up to now."""
    if m.kind != DATE:
        return stretch
    if m.relation == SINCE and stretch.earliest is not None:
        return replace(stretch, latest=published if published and published >= stretch.earliest else None)
    if m.relation == BEFORE and m.tense == FUTURE and m.moment.weekday is not None:
        return stretch  # de voor zondag geplande top
    if m.relation in (UNTIL, BEFORE) or (m.relation == BY and m.tense == PAST):
        return replace(stretch, earliest=None)
    if m.relation == AFTER:
        return replace(stretch, latest=None)
    return stretch


def _anchor(m: TimeMention, published: date | None) -> str:
    if m.kind == REF:
        return PUBLICATION if m.moment.ref == "PRESENT_REF" and published else NONE
    if m.kind in (SET, DURATION):
        return RELATIVE if m.moment.direction is not None else NONE
    moment = m.moment
    if (
        moment.decade is not None
        or moment.century is not None
        or (moment.year is not None and moment.base == "publication")
    ):
        return EXPLICIT
    today = moment.unit == "D" and moment.shift == 0 and moment.base == "publication"
    return PUBLICATION if today and published else RELATIVE
