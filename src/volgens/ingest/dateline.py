"""The line that says when an article was published, in words: *zaterdag 11 januari, 14:32*, *Updated March 4, 2025 at 2:32 PM*.

Nothing is filled in: a line without a year gets one only where its weekday leaves no other near choice, and then says so; *yesterday, 12:03*
and *2 hours ago* have a day only where it is known when the page was fetched.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from volgens.ingest.limits import DATE_LINE_CHARACTERS
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
    zone: int | None = None  # minutes east of Greenwich

    def on(self, year: int) -> date | None:
        """The day in ``year``, or None where there is none or the weekday is another."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.isoweekday()) else None

    def iso(self, found: date) -> str:
        if not self.clock:
            return found.isoformat()
        return f"{found.isoformat()}T{self.clock}{_offset(self.zone)}"


def _offset(minutes: int | None) -> str:
    return "" if minutes is None else f"{'+' if minutes >= 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"


def _clock_pattern(words: DateWords, n: str) -> str:
    """``14:32``, ``2.32 PM``, ``14.32 uur CET``; ``n`` sets its groups apart from others."""
    zone = rf"(?:\s*\(?(?P<zone{n}>{_either(words.zones)})\b\)?)?"
    half = rf"(?:\s*(?P<half{n}>[ap])\.?m\b\.?)?"
    return rf"(?P<hour{n}>[01]?\d|2[0-3])[:.](?P<minute{n}>[0-5]\d)(?![\d])(?::\d\d)?{half}(?:\s*(?:{_either(words.filler)})\b)?{zone}"


@lru_cache(maxsize=4)
def _pattern(words: DateWords) -> re.Pattern[str]:
    weekday = rf"(?:\b(?P<weekday>{_either(words.weekdays)})\b\.?,?\s+)?"
    year = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    day = rf"\b(?P<day>[0-3]?\d)(?:[a-z]{{1,2}}(?:\s+(?:{_either(words.filler)}))?)?\.?"
    month = rf"\b(?P<month>{_either(words.months)})\b\.?"
    first = rf"{weekday}{day}\s+{month}{year}"
    second = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", rf"{weekday}{month}\s+{day}\b{year}")
    numeric = (
        r"(?<![\d./-])(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<year3>(?:19|20)\d\d|\d\d)(?![\d./-])"
    )
    machine = r"(?<![\d-])(?P<year4>(?:19|20)\d\d)-(?P<month4>[01]\d)-(?P<day4>[0-3]\d)(?!\d)"
    before = rf"(?:(?<![\d./:-]){_clock_pattern(words, '1')}[\s,|·•–-]+(?:(?:{_either(words.filler)})\s+)?)?"
    after = rf"(?:[^\w\d]*(?:(?:{_either(words.filler)})\s+)?{_clock_pattern(words, '2')})?"
    return re.compile(rf"{before}(?:{first}|{second}|{numeric}|{machine}){after}", re.IGNORECASE)


def stamps(line: str, words: DateWords, day_first: bool | None = True) -> Iterator[Stamp]:
    """The dates of a line, in order. ``day_first`` decides 4/3/2025, which Americans write the other way round; where it is None, and both
    make a date, there is none."""
    for m in _pattern(words).finditer(line):
        got = m.groupdict()
        year = got["year"] or got["year2"] or got["year3"] or got["year4"]
        weekday = (got["weekday"] or got["weekday2"] or "").lower()
        if got["a"]:
            a, b = int(got["a"]), int(got["b"])
            if got["sep"] == "/" and day_first is None and a != b and max(a, b) <= 12:
                continue
            day, month = (a, b) if day_first is not False or got["sep"] != "/" else (b, a)
            if month > 12:
                day, month = month, day
        elif got["month4"]:
            day, month = int(got["day4"]), int(got["month4"])
        else:
            day, month = int(got["day"] or got["day2"]), words.months[(got["month"] or got["month2"]).lower()]
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        clock, zone = _clock(got, "2", words)
        if clock is None:
            clock, zone = _clock(got, "1", words)
        yield Stamp(day, month, _year(year), words.weekdays.get(weekday), clock, role_before(line[: m.start()], words),
                    m.start(), m.end(), zone)  # fmt: skip


def _year(written: str | None) -> int | None:
    """Of two digits is this century's: there was no news on the web before."""
    if written is None:
        return None
    return int(written) + (2000 if len(written) == 2 else 0)


def _clock(got: dict[str, str | None], n: str, words: DateWords) -> tuple[str | None, int | None]:
    written, minute, half = got[f"hour{n}"], got[f"minute{n}"], got[f"half{n}"]
    if written is None or minute is None:
        return None, None
    hour = int(written)
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02}:{minute}", words.zones.get((got[f"zone{n}"] or "").lower())


@lru_cache(maxsize=4)
def _relative_pattern(words: DateWords) -> re.Pattern[str]:
    day = rf"\b(?P<day>{_either(words.days)})\b(?:[^\w\d]*(?:(?:{_either(words.filler)})\s+)?{_clock_pattern(words, '2')})"
    count = rf"(?:(?P<count>\d{{1,3}})|\b(?P<one>{_either(words.one)}))"
    ago = rf"{count}\s+(?P<unit>{_either(words.units)})\s+(?P<ago>{_either(words.ago)})\b"
    return re.compile(rf"{day}|{ago}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relative:
    """A day as a line gives it that counts back from when it was shown: ``days`` at a ``clock``, or ``minutes``."""

    days: int
    clock: str | None
    minutes: int | None
    role: str
    start: int
    end: int

    def iso(self, shown: datetime) -> str:
        """The day, with its clock where the line has one. The clock of ``shown`` stands in for that of the outlet."""
        if self.minutes is not None:
            return (shown - timedelta(minutes=self.minutes)).date().isoformat()
        return f"{(shown.date() - timedelta(days=self.days)).isoformat()}T{self.clock}"


def relatives(line: str, words: DateWords) -> Iterator[Relative]:
    """*gisteren, 12:03*; *2 hours ago*."""
    for m in _relative_pattern(words).finditer(line):
        got = m.groupdict()
        role = role_before(line[: m.start()], words)
        if got["unit"]:
            minutes = int(got["count"] or 1) * words.units[got["unit"].lower()]
            yield Relative(0, None, minutes, role, m.start(), m.end())
        else:
            clock, _ = _clock(got, "2", words)
            yield Relative(words.days[got["day"].lower()], clock, None, role, m.start(), m.end())


def role_before(before: str, words: DateWords) -> str:
    """What the nearest marker in front of a date says it is."""
    for word in reversed(_WORD.findall(before.lower())):
        if word in words.updated:
            return "updated"
        if word in words.published:
            return "published"
    return ""


def is_date_line(line: str, words: DateWords) -> bool:
    """Does the line hold a date or two and nothing else that matters?"""
    if len(line) > DATE_LINE_CHARACTERS:
        return False
    dates: list[Stamp | Relative] = [*stamps(line, words), *relatives(line, words)]
    found = sorted((d.start, d.end) for d in dates)
    if not found:
        return False
    rest = line
    for start, end in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    known = words.published | words.updated | words.filler | words.zones.keys() | words.weekdays.keys()
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
