from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.ingest import Words, iso
from volgens.ingest.dateline import day_of, is_date_line, stamps

WORDS = Words.load()
DATES = WORDS.dates
LATEST = date(2026, 11, 23)


def days(line: str, latest: date = LATEST):
    return [s.iso(found[0]) if (found := day_of(s, latest)) else None for s in stamps(line, DATES)]


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Gepubliceerd op 4 maart 2025 om 14.32 uur", ["2025-03-04T14:32"]),
        ("di 4 mrt. 2025, 07:10", ["2025-03-04T07:10"]),
        ("zaterdag 11 januari, 14:32", ["2025-01-11T14:32"]),
        ("Published: March 4th, 2025 at 2:32 PM", ["2025-03-04T14:32"]),
        ("Tues 4 March 2025 00:05 GMT", ["2025-03-04T00:05+00:00"]),
        ("March 4, 2025, 2:32 PM EST", ["2025-03-04T14:32-05:00"]),
        ("14:32 CET, 4 March 2025", ["2025-03-04T14:32+01:00"]),
        ("4-3-25, 14:32", ["2025-03-04T14:32"]),
        ("Saturday, January 11, 2025, 12:10 a.m.", ["2025-01-11T00:10"]),
        ("04-03-2025 07:10", ["2025-03-04T07:10"]),
        ("2025-03-04", ["2025-03-04"]),
        ("3/14/2025", ["2025-03-14"]),
        ("4 maart 2025, bijgewerkt 5 maart 2025", ["2025-03-04", "2025-03-05"]),
        ("11 januari, 14:32", [None]),  # no year, no weekday: nothing tells it
        ("dinsdag 12 maart 2025", [None]),  # it was a Wednesday
        ("31 februari 2025", [None]),
        ("vandaag, 14:32", []),
    ],
)
def test_dateline_days(line, want):
    assert days(line) == want


def test_dateline_roles():
    line = "Eerst gepubliceerd 4 maart 2025, laatst bijgewerkt op 5 maart 2025"
    assert [s.role for s in stamps(line, DATES)] == ["published", "updated"]


@pytest.mark.parametrize(
    "line", ["zaterdag 11 januari, 14:32", "Laatste update: 12 jan. 2025", "Published on March 4, 2025 at 2:32 PM EST"]
)
def test_dateline_is_one(line):
    assert is_date_line(line, DATES)


@pytest.mark.parametrize("line", ["Op 4 maart 2025 viel het leger aan.", "Foto van 4 maart 2025", "Gepubliceerd", ""])
def test_dateline_is_none(line):
    assert not is_date_line(line, DATES)


@given(st.dates(date(1990, 1, 1), date(2026, 11, 23)), st.sampled_from([0, 1, 100, 1500]))
def test_dateline_without_a_year_is_the_last_that_fits(day, later):
    weekday = next(w for w, n in DATES.weekdays.items() if n == day.isoweekday())
    month = next(m for m, n in DATES.months.items() if n == day.month)
    (stamp,) = stamps(f"{weekday} {day.day} {month}, 14:32", DATES)
    latest = day + timedelta(days=later)
    found, worked_out = day_of(stamp, latest)
    assert worked_out
    assert (found.day, found.month, found.isoweekday()) == (day.day, day.month, day.isoweekday())
    assert day <= found <= latest + timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2025-01-11", "2025-01-11"),
        ("2025-01-11T14:32:00Z", "2025-01-11T14:32:00Z"),
        ("2025-01-11T14:32:00+0100", "2025-01-11T14:32:00+0100"),
        ("2025-01-11 14:32", "2025-01-11T14:32:00"),
        ("20250111", "2025-01-11"),
        ("Sat, 11 Jan 2025 14:32:00 +0100", "2025-01-11T14:32:00+01:00"),
        ("2025-02-30", None),
        ("2025-01", None),
        ("1736600000", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_iso(value, want):
    assert iso(value) == want


@given(st.datetimes())
def test_iso_begins_with_the_day(moment):
    found = iso(moment.isoformat())
    assert found is not None
    assert date.fromisoformat(found[:10]) == moment.date()
    assert iso(found) == found
