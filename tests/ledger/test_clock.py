"""Hours of incidents, where an article tells them in the words of the event."""

from datetime import datetime

import pytest

from tests.ledger.readings import Builder
from tests.ledger.rooms import Rooms
from tests.ledger.test_linked import reading
from volgens.ledger import Ledger
from volgens.ledger.clock import hours_of
from volgens.model import Reading

DAY = {"earliest": "2025-03-17", "latest": "2025-03-17", "time_precision": "day"}


def strike(text: str, time: str, value: str, quote: str) -> Reading:
    b = Builder(text)
    place = b.place("Lemar", "Lemar", "UA", "town", lat=48.5, lon=37.5)
    b.time(time, value, "2025-03-17", "2025-03-17")
    b.event("attack.airstrike", "luchtaanval", quote, place_id=place, **DAY)
    return b.reading()


def test_hours_in_the_words_of_the_event(rooms: Rooms) -> None:
    text = "Maandag om 04.30 uur trof een luchtaanval Lemar. Om 09.00 uur sprak de burgemeester."
    with Ledger(rooms()) as ledger:
        ledger.add(strike(text, "om 04.30 uur", "2025-03-17T04:30", "om 04.30 uur trof een luchtaanval Lemar"))
        (incident,) = ledger.incidents()
        (found,) = ledger.hours([incident.id])[incident.id]
        assert (found.text, found.start, found.exact) == ("om 04.30 uur", datetime(2025, 3, 17, 4, 30), True)
        assert ledger.hours([]) == {}


def test_hours_of_something_else_are_not_those_of_the_event(rooms: Rooms) -> None:
    text = "Maandag trof een luchtaanval Lemar. Om 09.00 uur sprak de burgemeester."
    with Ledger(rooms()) as ledger:
        ledger.add_all([strike(text, "Om 09.00 uur", "2025-03-17T09:00", "trof een luchtaanval Lemar"), reading("d")])
        assert ledger.hours([i.id for i in ledger.incidents()]) == {}


@pytest.mark.parametrize(
    ("value", "days", "told"),
    [
        ("2025-03-17T04:30", ("2025-03-17", "2025-03-17"), ("2025-03-17T04:30", "2025-03-17T04:31", True)),
        ("2025-03-17T04", ("2025-03-17", "2025-03-17"), ("2025-03-17T04:00", "2025-03-17T05:00", True)),
        ("2025-03-17T24:00", ("2025-03-17", "2025-03-17"), ("2025-03-18T00:00", "2025-03-18T00:01", True)),
        ("2025-03-17TMO", ("2025-03-17", "2025-03-17"), ("2025-03-17T06:00", "2025-03-17T12:00", False)),
        ("2025-03-17TEV", ("2025-03-17", "2025-03-17"), ("2025-03-17T18:00", "2025-03-18T00:00", False)),
        ("2025-03-18TNI", ("2025-03-17", "2025-03-18"), ("2025-03-17T21:00", "2025-03-18T07:00", False)),
    ],
)
def test_from_when_to_when_a_value_is(value: str, days: tuple[str, str], told: tuple[str, str, bool]) -> None:
    found = hours_of(value, *days)
    assert found == (datetime.fromisoformat(told[0]), datetime.fromisoformat(told[1]), told[2])


@pytest.mark.parametrize("value", ["2025-03-17", "2025-W12", "PT3H", "2025-03-17TNI", "2025-03-17TXX", "T04:30"])
def test_whole_days_and_lengths_have_no_hour(value: str) -> None:
    assert hours_of(value, "2025-03-17", "2025-03-17") is None
