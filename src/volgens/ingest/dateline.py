"""The line that says when an article was published, in words: *zaterdag 11 januari, 14:32*, *Updated March 4, 2025 at 2:32 PM*.

Nothing is filled in: a line without a year gets one only where its weekday leaves no other near choice, and then says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from volgens.ingest.words import DateWords

# A weekday and a day of the month meet every 5, 6 or 11 years, a 29 February every 28.
YEARS_BACK = 28

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as a line gives it. ``role`` is published, updated, or empty where the line does not say which."""

    day: int
    month: int
    year: int | None
    weekday: int | None
    clock: str | None
    role: str
    start: int
    end: int

    def on(self, year: int) -> date | None:
        """The day in ``year``, or None where there is none or the weekday is another."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.isoweekday()) else None

    def iso(self, found: date) -> str:
        return f"{found.isoformat()}T{self.clock}" if self.clock else found.isoformat()


@lru_cache(maxsize=4)
def _pattern(weekdays: tuple[str, ...], months: tuple[str, ...], filler: tuple[str, ...]) -> re.Pattern[str]:
    def either(words: tuple[str, ...]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    weekday = rf"(?:\b(?P<weekday>{either(weekdays)})\b\.?,?\s+)?"
    year = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    day = r"\b(?P<day>[0-3]?\d)(?:[a-z]{1,2})?\.?"
    month = rf"\b(?P<month>{either(months)})\b\.?"
    first = rf"{weekday}{day}\s+{month}{year}"
    second = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", rf"{weekday}{month}\s+{day}\b{year}")
    numeric = r"(?<![\d./-])(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<year3>(?:19|20)\d\d)(?![\d./-])"
    machine = r"(?<![\d-])(?P<year4>(?:19|20)\d\d)-(?P<month4>[01]\d)-(?P<day4>[0-3]\d)(?!\d)"
    hour = rf"(?:[^\w\d]*(?:(?:{either(filler)})\s+)?(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
    clock = rf"{hour}(?::\d\d)?(?:\s*(?P<half>[ap])\.?m\b\.?)?)?"
    return re.compile(rf"(?:{first}|{second}|{numeric}|{machine}){clock}", re.IGNORECASE)


def stamps(line: str, words: DateWords, day_first: bool = True) -> Iterator[Stamp]:
    """The dates of a line, in order. ``day_first`` decides 4/3/2025, which Americans write the other way round."""
    for m in _pattern(tuple(words.weekdays), tuple(words.months), tuple(sorted(words.filler))).finditer(line):
        got = m.groupdict()
        year = got["year"] or got["year2"] or got["year3"] or got["year4"]
        weekday = (got["weekday"] or got["weekday2"] or "").lower()
        if got["a"]:
            a, b = int(got["a"]), int(got["b"])
            day, month = (a, b) if day_first or got["sep"] != "/" else (b, a)
            if month > 12:
                day, month = month, day
        elif got["month4"]:
            day, month = int(got["day4"]), int(got["month4"])
        else:
            day, month = int(got["day"] or got["day2"]), words.months[(got["month"] or got["month2"]).lower()]
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        yield Stamp(day, month, int(year) if year else None, words.weekdays.get(weekday), _clock(got), _role(line[: m.start()], words),
                    m.start(), m.end())  # fmt: skip


def _clock(got: dict[str, str | None]) -> str | None:
    if got["hour"] is None or got["minute"] is None:
        return None
    hour = int(got["hour"])
    if got["half"]:
        hour = hour % 12 + (12 if got["half"].lower() == "p" else 0)
    return f"{hour:02}:{got['minute']}"


def _role(before: str, words: DateWords) -> str:
    """What the nearest marker in front of a date says it is."""
    for word in reversed(_WORD.findall(before.lower())):
        if word in words.updated:
            return "updated"
        if word in words.published:
            return "published"
    return ""


def is_date_line(line: str, words: DateWords) -> bool:
    """Does the line hold a date or two and nothing else that matters?"""
    found = list(stamps(line, words))
    if not found:
        return False
    rest = line
    for s in reversed(found):
        rest = rest[: s.start] + " " + rest[s.end :]
    known = words.published | words.updated | words.filler | set(words.weekdays)
    return all(w in known for w in _WORD.findall(rest.lower()))


def day_of(stamp: Stamp, latest: date) -> tuple[date, bool] | None:
    """The day of a stamp, and whether its year was worked out. None where nothing tells the year.

    Without a year the weekday has to: the last year up to ``latest`` in which that day of the month falls on it.
    """
    if stamp.year is not None:
        found = stamp.on(stamp.year)
        return (found, False) if found else None
    if stamp.weekday is None:
        return None
    for year in range(latest.year + 1, latest.year - YEARS_BACK, -1):
        found = stamp.on(year)
        if found and found <= latest + timedelta(days=1):  # a day of grace for time zones
            return found, True
    return None
