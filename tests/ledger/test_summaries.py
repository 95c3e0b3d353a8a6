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
from sqlalchemy import select, true, update

from evaluation import made_readings
from tests.ledger.rooms import Rooms
from tests.ledger.test_linked import TEXTS
from tests.ledger.test_linked import reading as strike
from volgens.ledger import Ledger, schema, sources
from volgens.ledger.filters import Filters
from volgens.ledger.found import SourceFound
from volgens.linking.summary import Summary, from_values, program, summary, to_values
from volgens.model import Claim, Cue, DecisionError, Reading, Source, Span

PEOPLE = ("An de Wit", "Bo Smit")
BODY = " ".join(f"Regel {k} van het verslag noemt straat{k} en huis{k}." for k in range(12))
DAYS = ("2025-03-16", "2025-03-17", "2025-03-18", "2025-04-02")
VOICES = (None, ("Amina Zahra", "government", "SDN"), ("Zahra", "government", None), ("Het leger", "military", "UKR"))
HAPPENS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.sampled_from(sorted(TEXTS)), st.sampled_from(DAYS), st.integers(0, 3), st.booleans()),
        st.just(("sum up",)),
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
    if what == "sum up":
        ledger.sum_up()
        return
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


def counted(ledger: Ledger) -> list[SourceFound]:
    """Who is heard, counted from the claims."""
    with ledger._reading() as connection:
        return list(sources.sources(connection, Filters(), also=(true(),)))


@settings(max_examples=25, deadline=None)
@given(steps=HAPPENS)
def test_what_is_kept_is_what_the_accounts_say(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "one.db") as ledger:
        for step in steps:
            with suppress(DecisionError):
                do(ledger, *step)
            assert list(ledger.summaries()) == from_scratch(ledger)
            if step[0] == "sum up":
                assert set(kept(ledger)) == {i.id for i in ledger.incidents()}
            assert list(ledger.sources()) == counted(ledger)


@pytest.fixture
def ledger(rooms: Rooms) -> Iterator[Ledger]:
    with Ledger(rooms()) as opened:
        yield opened


def test_until_the_end_of_a_run_lists_say_what_the_accounts_say(ledger: Ledger) -> None:
    some = list(made_readings.readings(0, 12))
    ledger.add_all(some[:8])
    assert not kept(ledger)
    assert list(ledger.summaries()) == from_scratch(ledger)
    assert ledger.sum_up() == len(from_scratch(ledger))
    before = kept(ledger)
    ledger.add_all(some[8:])
    assert before.keys() > kept(ledger).keys()  # of those that an article has joined nothing is kept
    assert {key: before[key] for key in kept(ledger)} == kept(ledger)
    assert list(ledger.summaries()) == from_scratch(ledger)
    ledger.sum_up()
    assert set(kept(ledger)) == {s.id for s in ledger.summaries()}
    assert ledger.sum_up() == 0


def test_what_another_program_made_is_not_shown(ledger: Ledger) -> None:
    ledger.add_all(strike(k) for k in "abcd")
    right = list(ledger.summaries())
    other = update(schema.incidents).values(made_by="another", summary='["other",null,null,null,[0,0,0],0,[]]')
    ledger._write(lambda connection: connection.execute(other))
    assert list(ledger.summaries()) == right == from_scratch(ledger)
    assert not kept(ledger)
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


def test_who_is_heard_is_what_the_claims_say(ledger: Ledger) -> None:
    some = list(made_readings.readings(0, 12))
    ledger.add_all(some)
    assert list(ledger.sources()) == counted(ledger)
    known = some[0].claims[0]
    other = replace(known, source=replace(known.source, party="NLD"), stance="doubts")
    ledger.add(replace(some[0], claims=(other, *some[0].claims[1:])))
    assert list(ledger.sources()) == counted(ledger)
    claim = next(ledger.claims()).claim.id
    ledger.decide("correct", claim, by="An", values={"source.name": some[1].claims[0].source.name})
    assert list(ledger.sources()) == counted(ledger)
    ledger.decide("reject", claim, by="An")
    assert list(ledger.sources(limit=5)) == counted(ledger)[:5]
