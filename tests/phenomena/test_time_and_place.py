"""Where and when: short passages of our own in ``time_and_place.<language>.tsv``, read by the whole reader.

``expect`` names records and what a careful coder writes for them: ``words: place @ earliest..latest``, several divided by `` | ``. The words are an
event's trigger or a figure's number (``died#2`` is the second); a place is the text of a mention or the name of its record
(``/`` divides two that are both right), ``-`` is none; an empty
side of the days is an open bound. What is ``?`` is not compared.
"""

import re

import pytest

from tests.phenomena import HERE, cases
from tests.phenomena.conftest import Read
from volgens.model import Event, Figure, Reading

EXPECTED = re.compile(
    r"(?P<words>.+?)(?:#(?P<nth>\d))?: (?P<place>.+?) @ (?P<days>\?|(?P<earliest>[\d-]*)\.\.(?P<latest>[\d-]*))"
)


def record(reading: Reading, words: str, nth: int) -> Event | Figure:
    events = [e for e in reading.events if f" {words} " in f" {e.trigger.text} "]
    figures = [f for f in reading.figures if f.number.text == words]
    found: list[Event | Figure] = [*events, *figures]
    known = [e.trigger.text for e in reading.events] + [f.number.text for f in reading.figures]
    assert len(found) >= nth, f"no record {words!r} among {known}"
    return found[nth - 1]


@pytest.mark.parametrize("row", cases("time_and_place"))
def test_where_and_when(read: Read, row: dict[str, str]) -> None:
    reading = read(row)
    places = {p.id: p for p in reading.places}
    for part in row["expect"].split(" | "):
        wanted = EXPECTED.fullmatch(part)
        assert wanted, f"cannot read {part!r}"
        found = record(reading, wanted["words"], int(wanted["nth"] or 1))
        place = places.get(found.place_id or "")
        names = {place.text, place.name} if place else {"-"}
        assert names & set(wanted["place"].split("/")) or wanted["place"] == "?", f"{wanted['words']} is in {names}"
        if wanted["days"] != "?":
            days = (found.earliest or "", found.latest or "")
            assert days == (wanted["earliest"], wanted["latest"]), f"{wanted['words']} on {days}"


def test_there_are_enough_passages_and_few_that_fail() -> None:
    rows = [
        line.split("\t")
        for path in HERE.glob("time_and_place.*.tsv")
        for line in path.read_text("utf-8").splitlines()[1:]
    ]
    assert len(rows) >= 60
    assert sum(len(row) > 4 and bool(row[4]) for row in rows) * 10 <= len(rows)
