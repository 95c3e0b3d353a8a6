"""Calendar arithmetic for TIMEX3 values: units, their first and last days, and how they are written."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern hemisphere
DAY = timedelta(days=1)
# Days of a month, and months of a year or week's days, that begin, middle and end stand for (GUIDE: begin is the first ten days).
MONTH_EDGES = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
YEAR_EDGES = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}
WEEK_EDGES = {"START": (0, 1), "MID": (2, 3), "END": (3, 6)}
UNIT_DAYS = {"D": 1, "W": 7}
UNIT_MONTHS = {"M": 1, "Q": 3, "H6": 6, "Y": 12, "DE": 120, "CE": 1200}
CLOCK_UNITS = {"H": 60, "MIN": 1, "S": 1 / 60}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value with the days it covers, both included; a bound that is not known is None."""

    value: str
    earliest: date | None
    latest: date | None

    @property
    def is_day(self) -> bool:
        """One day, or a night that runs into the next."""
        return self.earliest is not None and self.latest is not None and self.latest - self.earliest <= DAY


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def shifted(day: date, unit: str, count: float) -> date:
    """``day`` moved by ``count`` units; a day that the month does not have becomes its last. Halves of years and months are kept.

    Raises OverflowError past the ends of the calendar.
    """
    if unit in UNIT_DAYS:
        return day + timedelta(days=round(count * UNIT_DAYS[unit]))
    if unit in UNIT_MONTHS:
        months = count * UNIT_MONTHS[unit]
        whole = int(months)
        n = day.year * 12 + day.month - 1 + whole
        year, month = divmod(n, 12)
        if not 1 <= year <= 9999:
            raise OverflowError(f"{count} {unit} from {day}")
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return moved + timedelta(days=round((months - whole) * 30))
    days = int(abs(count) * CLOCK_UNITS[unit] // (24 * 60))
    return day + timedelta(days=days if count >= 0 else -days)


def of_day(day: date) -> Stretch:
    return Stretch(day.isoformat(), day, day)


def of_week(day: date, edge: str | None = None) -> Stretch:
    """The ISO week that holds the day."""
    year, week, _ = day.isocalendar()
    monday = day - timedelta(days=day.weekday())
    first, last = WEEK_EDGES.get(edge or "", (0, 6))
    return Stretch(f"{year}-W{week:02}", monday + timedelta(days=first), monday + timedelta(days=last))


def of_weekend(day: date) -> Stretch:
    """The weekend of the day's ISO week."""
    year, week, _ = day.isocalendar()
    saturday = day + timedelta(days=5 - day.weekday())
    return Stretch(f"{year}-W{week:02}-WE", saturday, saturday + DAY)


def of_month(year: int, month: int, edge: str | None = None) -> Stretch:
    last = monthrange(year, month)[1]
    a, b = MONTH_EDGES.get(edge or "", (1, 31))
    return Stretch(f"{year:04}-{month:02}", date(year, month, a), date(year, month, min(b, last)))


def of_months(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of months that may run into the next year (13 is its January)."""
    y, m = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(y, m, monthrange(y, m)[1])


def of_year(year: int, edge: str | None = None) -> Stretch:
    return Stretch(f"{year:04}", *of_months(year, *YEAR_EDGES.get(edge or "", (1, 12))))


def of_season(year: int, season: str, edge: str | None = None) -> Stretch:
    """A season of three whole months; a winter belongs to the year it begins in."""
    first = SEASONS[season]
    a, b = {"START": (0, 0), "MID": (1, 1), "END": (2, 2)}.get(edge or "", (0, 2))
    start = first + a
    days = of_months(year + (start > 12), (start - 1) % 12 + 1, (start - 1) % 12 + 1 + b - a)
    return Stretch(f"{year:04}-{season}", *days)


def of_quarter(year: int, quarter: int) -> Stretch:
    return Stretch(f"{year:04}-Q{quarter}", *of_months(year, quarter * 3 - 2, quarter * 3))


def of_half(year: int, half: int) -> Stretch:
    return Stretch(f"{year:04}-H{half}", *of_months(year, half * 6 - 5, half * 6))


def of_decade(decade: int) -> Stretch:
    return Stretch(f"{decade:03}", date(max(decade * 10, 1), 1, 1), date(decade * 10 + 9, 12, 31))


def of_century(century: int) -> Stretch:
    return Stretch(f"{century:02}", date(max(century * 100, 1), 1, 1), date(century * 100 + 99, 12, 31))


def duration(unit: str, count: float | None) -> str:
    """An amount of time as TIMEX3 writes it: P3Y, P18M, PT24H, P2DE, PXD."""
    clock = {"H": "H", "MIN": "M", "S": "S"}
    letter, factor = {"Q": ("M", 3), "H6": ("M", 6)}.get(unit, (clock.get(unit, unit), 1))
    before = "PT" if unit in clock else "P"
    if count is None:
        return f"{before}X{letter}"
    if unit == "H" and count != int(count):
        return f"PT{_number(count * 60)}M"
    if unit == "Y" and count != int(count):
        return f"P{_number(count * 12)}M"
    if unit == "D" and count != int(count):
        return f"PT{_number(count * 24)}H"
    return f"{before}{_number(count * factor)}{letter}"


def _number(x: float) -> str:
    return str(int(x)) if x == int(x) else f"{x:g}"
