"""What lists show of incidents is kept with them: whatever happens, it is what the accounts say."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from evaluation import made_readings
from tests.ledger.rooms import Rooms
from tests.ledger.test_linked import TEXTS
from tests.ledger.test_linked import reading as strike
from volgens.ledger import Ledger, schema, summaries
from volgens.linking.summary import Summary, from_values, program, summary, to_values
from volgens.model import Claim, Cue, DecisionError, Reading, Source, Span

PEOPLE = ("An de Wit", "Bo Smit")
BODY = " ".join(f"Regel {k} van het verslag noemt straat{k} en huis{k}." for k in range(12))
DAYS = ("2025-03-16", "2025-03-17", "2025-03-18", "2025-04-02")
VOICES = (None, ("Amina Zahra", "government", "SDN"), ("Zahra", "government", None), ("Het leger", "military", "UKR"))
HAPPENS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from(sorted(TEXTS)), st.sampled_from(DAYS), st.integers(0, 3), st.booleans()),
        st.tuples(st.just("join"), st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.just("split"), st.integers(0, 9)),
        st.tuples(st.sampled_from(("reject", "accept")), st.integers(0, 30)),
        st.tuples(st.just("best"), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    min_size=4,
    max_size=14,
)  # fmt: skip


def told_by(read: Reading, voice: int, copied: bool) -> Reading:
    """The same article with its number in somebody's mouth, or copied by all that have the same body."""
    document, who = read.document, VOICES[voice]
    if copied:
        read = replace(read, document=replace(document, text=f"{document.text} {BODY}"))
    if who is None:
        return read
    claim = Claim(
        f"claim-{voice}",
        Source(*who),
        Cue(0, 1, "x", "zeggen"),
        None,
        (),
        Span(0, 3, document.text[:3]),
        "states",
        False,
    )
    return replace(read, claims=(claim,), figures=tuple(replace(f, claim_id=claim.id) for f in read.figures))


def do(ledger: Ledger, what: str, *rest: Any) -> None:
    if what == "read":
        key, day, voice, copied = rest
        ledger.add(told_by(strike(key, day), voice, copied))
        return
    known = list(ledger.incidents())
    if not known:
        return
    one = known[rest[0] % len(known)]
    if what == "join":
        ledger.decide("join", one.id, known[rest[1] % len(known)].id, by=PEOPLE[0])
    elif what == "split":
        ledger.decide("split", one.id, one.articles[0].id, by=PEOPLE[0])
    elif what == "best":
        ledger.decide("correct", one.id, by=PEOPLE[1], values={"killed": "30"})
    elif what == "undo":
        made = ledger.decisions()
        if made:
            ledger.undo(made[rest[0] % len(made)].id, by=PEOPLE[1])
    else:
        records = [t.record.id for i in known for t in i.told]
        ledger.decide(what, records[rest[0] % len(records)], by=PEOPLE[0])


def kept(ledger: Ledger) -> dict[str, str]:
    """What is kept of incidents, by id; of all of them, where none is large."""
    i = schema.incidents.c
    with ledger._reading() as connection:
        return {m.id: m.summary for m in connection.execute(select(i.id, i.summary).where(i.made_by == program()))}


def from_scratch(ledger: Ledger) -> list[Summary]:
    return [summary(i) for i in ledger.incidents()]


@settings(max_examples=25, deadline=None)
@given(steps=HAPPENS)
def test_what_is_kept_is_what_the_accounts_say(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "one.db") as ledger:
        for step in steps:
            with suppress(DecisionError):
                do(ledger, *step)
            found = list(ledger.summaries())
            assert found == from_scratch(ledger)
            with ledger._reading() as connection:  # not because it was made on the way
                assert set(kept(ledger)) == set(connection.execute(select(schema.accounts.c.incident_id)).scalars())


@pytest.fixture
def ledger(rooms: Rooms) -> Iterator[Ledger]:
    with Ledger(rooms()) as opened:
        yield opened


def test_of_a_large_one_a_list_says_what_the_accounts_say_at_any_moment(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "SMALL", 2)
    monkeypatch.setattr(summaries, "PART", 2)
    some = list(made_readings.readings(0, 40))
    stale = set()
    for reading in some:
        ledger.add(reading)
        stale |= {len(ledger.incident(i).articles) for i in {s.id for s in ledger.summaries()} - kept(ledger).keys()}
    assert max(stale) > 2
    assert list(ledger.summaries()) == from_scratch(ledger)
    before = len(kept(ledger))
    assert ledger.sum_up() > 0
    assert len(kept(ledger)) > before
    assert set(kept(ledger)) == {s.id for s in ledger.summaries()}
    assert ledger.sum_up() == 0
    assert list(ledger.summaries()) == from_scratch(ledger)


def test_what_another_program_made_is_not_shown(ledger: Ledger) -> None:
    ledger.add_all(strike(k) for k in "abcd")
    right = list(ledger.summaries())
    other = update(schema.incidents).values(made_by="another", summary='["other",null,null,null,[0,0,0],0,[]]')
    ledger._write(lambda connection: connection.execute(other))
    assert list(ledger.summaries()) == right == from_scratch(ledger)
    assert ledger.sum_up() == len(right)
    assert len(kept(ledger)) == len(right)


def test_a_copy_that_comes_late_makes_of_two_voices_one(ledger: Ledger) -> None:
    for key, day in (("a", "2025-03-18"), ("c", "2025-03-17")):
        read = strike(key, "2025-03-17")
        ledger.add(replace(read, document=replace(read.document, text=f"{read.document.text} {BODY}", published=day)))
    assert list(ledger.summaries()) == from_scratch(ledger)
    (found,) = ledger.summaries()
    assert found.counts == (2, 2, 1)


def test_values_and_back(ledger: Ledger) -> None:
    ledger.add_all(strike(k) for k in "abcd")
    for found in from_scratch(ledger):
        assert from_values(found.id, to_values(found)) == found
