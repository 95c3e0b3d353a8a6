"""Which days a moment means: calendar arithmetic from the day of publication, or from a time told before."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from volgens.extract.time_mention import Moment
from volgens.resolve import calendar as cal
from volgens.resolve.calendar import Stretch

TEXT = "text"
FRIDAY = 4
ORDINAL_EDGES = {1: "START", 2: "MID", 3: "MID"}  # parts of a month that its first, second and third week stand for
_MONTH = re.compile(r"\d{4}-\d\d")
PLACEHOLDERS = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}


@dataclass(frozen=True, slots=True)
class Here:
    """Where counting starts: the publication day, and the last definite time told before the expression."""

    published: date | None
    told: Stretch | None = None

    def base(self, moment: Moment) -> date | None:
        if moment.base == TEXT:
            return self.told.earliest if self.told is not None else None
        return self.published


def days_of(moment: Moment, here: Here, ahead: bool) -> Stretch:
    """One place in the calendar."""
    moment = _settled(moment)
    if moment.sign is not None and moment.unit is not None:
        stretch = _distance(moment, here)
    elif moment.unit is not None and moment.shift is not None:
        stretch = _shifted(moment, here, ahead)
    else:
        stretch = _calendar(moment, here, ahead)
    return _with_time_of_day(moment, _clipped(stretch, here, ahead), here)


def _settled(moment: Moment) -> Moment:
    """Units that are named by number become calendar fields: the 19th century, the second quarter, the years 90."""
    if moment.unit == "CE" and moment.ordinal is not None:
        return replace(moment, century=moment.ordinal - 1, unit=None)
    if moment.unit == "DE" and moment.year is not None:
        return replace(moment, decade=moment.year // 10, unit=None)
    if moment.quarter is not None and moment.ordinal is not None:
        return replace(moment, quarter=moment.ordinal, ordinal=None)
    if moment.half is not None and moment.ordinal is not None:
        return replace(moment, half=moment.ordinal, ordinal=None)
    if moment.month is not None and moment.unit in ("W", "D"):  # the last week of September, the first days of May
        edge = moment.edge or ORDINAL_EDGES.get(moment.ordinal or 1, "END")
        return replace(moment, unit=None, shift=None, ordinal=None, edge=edge, direction=None)
    return moment


def _clipped(stretch: Stretch, here: Here, ahead: bool) -> Stretch:
    """What has happened by the publication did not happen after it."""
    day = here.published
    if ahead or day is None or stretch.earliest is None or stretch.latest is None:
        return stretch
    return replace(stretch, latest=day) if stretch.earliest <= day < stretch.latest else stretch


def _distance(moment: Moment, here: Here) -> Stretch:
    """Three weeks ago, a day later: as exact as its unit."""
    base, unit, sign, amount = here.base(moment), moment.unit or "D", moment.sign or -1, moment.amount
    if amount is None:
        return Stretch(cal.duration(unit, None), *_some_time_off(unit, sign, moment, here))
    if base is None:
        return _placeholder(unit)
    if moment.base == TEXT and here.told is not None and not here.told.is_day and unit in ("D", *cal.CLOCK_UNITS):
        return replace(here.told, value=f"{here.told.value}-XX")  # a day after some time in August
    day = cal.shifted(base, unit, sign * amount)
    if unit in cal.CLOCK_UNITS:
        return cal.of_day(day)
    if unit == "Y" and (amount != int(amount) or _in_a_month(moment, here)):
        unit = "M"
    return _unit_at(unit, day, None)


def _in_a_month(moment: Moment, here: Here) -> bool:
    """Is the time that it is counted from a month: *in July 2024 ... a year later*?"""
    return moment.base == TEXT and here.told is not None and bool(_MONTH.fullmatch(here.told.value))


def _some_time_off(unit: str, sign: int, moment: Moment, here: Here) -> tuple[date | None, date | None]:
    """Hours earlier, days later: on the day told or the one beside it, or no more than before or after it."""
    told = here.told
    if moment.base != TEXT or told is None or told.earliest is None or told.latest is None:
        return (None, here.published) if sign < 0 or moment.base == TEXT else (here.published, None)
    near = cal.DAY if unit in cal.CLOCK_UNITS else None
    if sign < 0:
        return (told.earliest - near if near else None), told.latest
    return told.earliest, (min(told.latest + near, here.published or told.latest + near) if near else here.published)


def _placeholder(unit: str) -> Stretch:
    """A unit of which nothing tells the day."""
    return Stretch(PLACEHOLDERS.get(unit, PLACEHOLDERS["D"]), None, None)


def _unit_at(unit: str, day: date, edge: str | None) -> Stretch:
    """The calendar unit that holds the day."""
    if unit == "W":
        return cal.of_week(day, edge)
    if unit == "WE":
        return cal.of_weekend(day)
    if unit == "M":
        return cal.of_month(day.year, day.month, edge)
    if unit == "Q":
        return cal.of_quarter(day.year, (day.month + 2) // 3)
    if unit == "Y":
        return cal.of_year(day.year, edge)
    if unit == "DE":
        return cal.of_decade(day.year // 10)
    if unit == "CE":
        return cal.of_century(day.year // 100)
    return cal.of_day(day)


def _shifted(moment: Moment, here: Here, ahead: bool) -> Stretch:
    """Yesterday, last month, Thursday last week, August last year, the end of this year."""
    base, unit, shift = here.base(moment), moment.unit or "D", moment.shift or 0
    if base is None:
        named = moment.weekday or moment.month or moment.season
        return _open(replace(moment, unit=None)) if named else _placeholder(unit)
    if moment.base == TEXT and unit == "D" and shift == 0 and here.told is not None and not here.told.is_day:
        return here.told
    if unit == "WE":
        return cal.of_weekend(_weekend_base(base, shift, moment, ahead))
    day = base if unit in cal.CLOCK_UNITS else cal.shifted(base, unit, shift)
    if unit == "W" and moment.weekday is not None:
        return cal.of_day(day + timedelta(days=moment.weekday - 1 - day.weekday()))
    if unit == "Y" and (moment.month or moment.season or moment.quarter or moment.half):
        return _calendar(replace(moment, year=day.year, unit=None, shift=None), here, ahead)
    if unit == "M" and moment.day is not None:
        found = cal.safe_date(day.year, day.month, moment.day)
        return cal.of_day(found) if found else Stretch(f"{day.year:04}-{day.month:02}", None, None)
    return _unit_at(unit, day, moment.edge)


def _weekend_base(base: date, shift: int, moment: Moment, ahead: bool) -> date:
    """A day of the weekend meant. *The* weekend is the last one, or the one that has begun; on weekdays *last* weekend is that too."""
    if moment.direction == "past" and not ahead and shift == 0:
        return base if base.weekday() >= 5 and not moment.strict else base - timedelta(days=7)
    if shift == 0 and not ahead and base.weekday() < FRIDAY:
        return base - timedelta(days=7)  # *this weekend twenty people died*, written on a Monday
    return base + timedelta(days=7 * shift)


def _calendar(moment: Moment, here: Here, ahead: bool) -> Stretch:
    """Calendar fields; those that are left open are filled from the publication day, backwards unless ``ahead``."""
    if moment.decade is not None:
        return cal.of_decade(moment.decade)
    if moment.century is not None:
        return cal.of_century(moment.century)
    if moment.year is None and here.base(moment) is None:
        return _open(moment)
    if moment.month is not None:
        return _month_or_day(moment, here, ahead)
    if moment.weekday is not None:
        return _weekday(moment, here, ahead)
    if moment.day is not None:
        return _day_of_month(moment, here, ahead)
    if moment.season is not None:
        year = moment.year if moment.year is not None else _year_of(moment, here, ahead)
        return cal.of_season(year, moment.season, moment.edge)
    if moment.quarter is not None or moment.half is not None:
        year = moment.year if moment.year is not None else _year_of(moment, here, ahead)
        return cal.of_quarter(year, moment.quarter) if moment.quarter else cal.of_half(year, moment.half or 1)
    if moment.year is not None:
        return cal.of_year(moment.year, moment.edge)
    base = here.base(moment)
    return cal.of_day(base) if base else _placeholder("D")


def _open(moment: Moment) -> Stretch:
    """A value with X where nothing tells the year or week."""
    if moment.month is not None:
        value = f"XXXX-{moment.month:02}" + (f"-{moment.day:02}" if moment.day else "")
    elif moment.weekday is not None:
        value = f"XXXX-WXX-{moment.weekday}"
    elif moment.day is not None:
        value = f"XXXX-XX-{moment.day:02}"
    elif moment.season is not None:
        value = f"XXXX-{moment.season}"
    elif moment.quarter is not None:
        value = f"XXXX-Q{moment.quarter}"
    elif moment.half is not None:
        value = f"XXXX-H{moment.half}"
    else:
        value = "XXXX-XX-XX"
    return Stretch(value, None, None)


def _first_day(moment: Moment, year: int) -> date | None:
    """Where the moment begins in a year."""
    if moment.month is not None:
        return cal.safe_date(year, moment.month, moment.day or 1)
    if moment.season is not None:
        return date(year, cal.SEASONS[moment.season], 1)
    if moment.quarter is not None:
        return date(year, moment.quarter * 3 - 2, 1)
    return date(year, 1 if moment.half != 2 else 7, 1)


def _year_of(moment: Moment, here: Here, ahead: bool) -> int:
    """The year of a moment that names none: the last in which it has begun, or the next in which it will."""
    base = here.base(moment)
    assert base is not None
    if ahead:
        years: tuple[int, ...] = (base.year, base.year + 1, base.year + 2)
        fits = [y for y in years if (d := _first_day(moment, y)) and (d > base or (d == base and not moment.strict))]
        months = 3 if moment.season or moment.quarter else 6 if moment.half else 1
        for year in (base.year, base.year - 1):  # this summer, in August, is the one that goes on
            first = _first_day(moment, year)
            if moment.day is None and first and not moment.strict and first <= base < cal.shifted(first, "M", months):
                return year
    else:
        years = (base.year, base.year - 1, base.year - 2, base.year - 4)
        fits = [y for y in years if (d := _first_day(moment, y)) and d <= base]
        if moment.strict and moment.day is None and fits:  # last summer is over; this August goes on
            months = 3 if moment.season else 1
            fits = [y for y in fits if (d := _first_day(moment, y)) and cal.shifted(d, "M", months) <= base] or fits
    return fits[0] if fits else base.year


def _month_or_day(moment: Moment, here: Here, ahead: bool) -> Stretch:
    assert moment.month is not None
    year = moment.year
    if year is None:
        year = _year_of(moment, here, ahead)
        if moment.weekday is not None and moment.day is not None:
            year = _year_with_weekday(moment, year)
    if moment.day is None:
        return cal.of_month(year, moment.month, moment.edge)
    day = cal.safe_date(year, moment.month, moment.day)
    return cal.of_day(day) if day else cal.of_month(year, moment.month)


def _year_with_weekday(moment: Moment, year: int) -> int:
    """*Saturday 11 January*: the year near ``year`` in which that date is that weekday, else ``year``."""
    for y in (year, year + 1, year - 1):
        d = cal.safe_date(y, moment.month or 1, moment.day or 1)
        if d and d.isoweekday() == moment.weekday:
            return y
    return year


def _weekday(moment: Moment, here: Here, ahead: bool) -> Stretch:
    base = here.base(moment)
    assert base is not None
    assert moment.weekday is not None
    back = (base.isoweekday() - moment.weekday) % 7
    if ahead:
        forth = -back % 7
        return cal.of_day(base + timedelta(days=forth or (7 if moment.strict else 0)))
    return cal.of_day(base - timedelta(days=back or (7 if moment.strict else 0)))


def _day_of_month(moment: Moment, here: Here, ahead: bool) -> Stretch:
    """The 14th: of this month or of the nearest one in the direction."""
    base = here.base(moment)
    assert base is not None
    assert moment.day is not None
    for k in range(4):
        month = cal.shifted(base.replace(day=1), "M", k if ahead else -k)
        day = cal.safe_date(month.year, month.month, moment.day)
        if day and (day >= base if ahead else day <= base):
            return cal.of_day(day)
    return Stretch(f"XXXX-XX-{moment.day:02}", None, None)


def _with_time_of_day(moment: Moment, stretch: Stretch, here: Here) -> Stretch:
    """Adds the hour or the part of the day to a day; leaves longer times as they are."""
    if moment.hour is None and moment.part is None:
        return stretch
    if len(stretch.value) != 10 or stretch.value[4] != "-":
        single = stretch.earliest is None and stretch.value.startswith("XXXX-W")
        if not single:
            return stretch
    if moment.hour is not None:
        minutes = (_hour(moment) * 60 + (moment.minute or 0)) % (24 * 60)
        clock = f"T{minutes // 60:02}:{minutes % 60:02}"
        undated = moment.day is None and moment.weekday is None and moment.unit is None and here.base(moment) is None
        return replace(stretch, value=clock if undated else stretch.value + clock)
    if moment.eve and stretch.earliest is not None:
        stretch = cal.of_day(stretch.earliest - cal.DAY)
    value = f"{stretch.value}T{moment.part}"
    if moment.part != "NI" or stretch.earliest is None:
        return replace(stretch, value=value)
    return _night(moment, replace(stretch, value=value), here)


def _night(moment: Moment, stretch: Stretch, here: Here) -> Stretch:
    """A night runs into the next day; the night of the publication day, told as past, came before it."""
    assert stretch.earliest is not None
    if stretch.earliest == here.published:
        return replace(stretch, earliest=stretch.earliest - cal.DAY, latest=stretch.earliest)
    return replace(stretch, latest=stretch.earliest + cal.DAY)


def _hour(moment: Moment) -> int:
    hour = moment.hour or 0
    late = moment.afternoon or moment.part in ("AF", "EV") or (moment.part == "NI" and hour >= 8)
    if late and hour < 12:
        return hour + 12
    if moment.part in ("MO", "NI") and hour == 12 and not moment.afternoon:
        return 0
    return hour
