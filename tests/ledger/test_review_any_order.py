"""Whatever people decide and undo, and whatever is read meanwhile: what stands follows from the readings and the decisions, not from their order."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.readings import dutch, english
from tests.ledger.reviewed import CAPTURED, CLAIM, HUNDREDS, SENT, changed, moved, other_id, without
from tests.ledger.test_linked import reading as strike
from volgens.ledger import Ledger
from volgens.model import Decision, DecisionError, Reading

PEOPLE = st.sampled_from(("An de Wit", "Bo Smit"))
RECORDS = st.sampled_from((CAPTURED.id, HUNDREDS.id, SENT.id, CLAIM.id, dutch().events[0].id, dutch().places[1].id))
VALUES = st.sampled_from(
    (
        {"value": "12"},
        {"outcome": "missing"},
        {"party": "Oman"},
        {"stance": "denies"},
        {"source.name": "Het leger"},
        {"certainty": "possible"},
        {"when": "2025-03"},
        {"agent": "generaal"},
        {"name": "Elders"},
        {"place_id": "null"},
        {"claim_id": CLAIM.id},
    )
)
READINGS: tuple[Callable[[], Reading], ...] = (
    dutch,
    lambda: other_id(dutch(), outcome="detained"),
    lambda: other_id(dutch(), party="SAU"),
    lambda: without(dutch(), CAPTURED.id, CLAIM.id),
    lambda: without(dutch(), SENT.id, dutch().events[0].id, dutch().places[1].id),
    lambda: changed(dutch(), "claims", CLAIM.id, stance="denies"),
    lambda: moved(dutch(), "Update: "),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("accept"), PEOPLE, RECORDS),
        st.tuples(st.just("reject"), PEOPLE, RECORDS),
        st.tuples(st.just("correct"), PEOPLE, RECORDS, VALUES),
        st.tuples(st.just("accept"), PEOPLE, st.just("article-1")),
        st.tuples(st.just("undo"), PEOPLE, st.integers(0, 20)),
        st.tuples(st.just("keep"), PEOPLE, st.integers(0, 3)),
        st.tuples(st.just("take"), PEOPLE, st.integers(0, 3)),
        st.tuples(st.just("read"), st.sampled_from(READINGS)),
    ),
    max_size=12,
)


def do(ledger: Ledger, step: tuple[Any, ...]) -> None:
    """One step; what cannot be decided just now is left."""
    action, *rest = step
    with suppress(DecisionError):
        if action == "read":
            ledger.add(rest[0]())
        elif action in ("keep", "take"):
            waiting = ledger.queue()
            if waiting:
                getattr(ledger, action)(waiting[rest[1] % len(waiting)].difference.decision.id, rest[0])
        elif action == "undo":
            made = ledger.decisions()
            if made:
                ledger.undo(made[rest[1] % len(made)].id, rest[0])
        else:
            values = {"values": rest[2]} if len(rest) > 2 else {}
            ledger.decide(action, rest[1], by=rest[0], **values)


def state(ledger: Ledger) -> list[Any]:
    """All that a person can see."""
    kinds = (ledger.claims(), ledger.figures(), ledger.events())
    found = [list(kind) for kind in kinds]
    waiting = [(w.difference, w.record) for w in ledger.queue()]
    return [*found, list(ledger.readings()), sorted(waiting, key=repr), list(ledger.incidents())]


@settings(max_examples=12, deadline=None)
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_what_stands_follows_from_readings_and_decisions(steps: list[tuple[Any, ...]], order: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Ledger(Path(folder) / "one.db") as ledger:
            ledger.add_all([dutch(), english()])
            grown: list[Decision] = []
            last = dutch()
            for step in steps:
                do(ledger, step)
                last = step[1]() if step[0] == "read" else last
                assert [d for d in ledger.decisions() if d in grown] == grown  # nothing is ever lost or changed
                grown = ledger.decisions()
                assert ledger.reading("article-1") == last
            lines = list(ledger.export_decisions())
            order.shuffle(lines)
            seen = state(ledger)
        with Ledger(Path(folder) / "two.db") as other:
            half = len(lines) // 2
            other.import_decisions(lines[:half])
            other.add_all([english(), last])
            other.import_decisions(lines[half:])
            assert state(other) == seen
            for d in reversed(other.decisions()):  # all taken back: as if nobody had decided anything
                if d.undoes is None:
                    take_back(other, d)
            with Ledger(Path(folder) / "three.db") as fresh:
                fresh.add_all([last, english()])
                assert state(other) == state(fresh)


def take_back(ledger: Ledger, d: Decision) -> None:
    """Undoes what stands, and leaves what is undone already."""
    if d in ledger.decisions(standing=True):
        ledger.undo(d.id, by="Cas Vos")


MEMBERS = "abcd"
HANDS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)),
        st.tuples(st.just("split"), st.sampled_from(MEMBERS)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
        st.tuples(st.just("read"), st.sampled_from(MEMBERS), st.booleans()),
    ),
    max_size=8,
)


def newer(key: str, thin: bool) -> Reading:
    """The same article; thin: as another lexicon reads it, so that its account has another id."""
    old = strike(key)
    return replace(old, events=tuple(e for e in old.events if e.type == "kill")) if thin else old


@settings(max_examples=12, deadline=None)
@given(steps=HANDS, order=st.permutations(MEMBERS))
def test_hands_give_the_same_incidents_in_any_order_of_articles(steps: list[tuple[Any, ...]], order: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        now = {key: strike(key) for key in MEMBERS}
        with Ledger(Path(folder) / "one.db") as ledger:
            ledger.add_all(now.values())
            for action, *rest in steps:
                of = {h.id[-1]: i.id for i in ledger.incidents() for h in i.articles}
                try:
                    if action == "read":
                        now[rest[0]] = newer(rest[0], rest[1])
                        ledger.add(now[rest[0]])
                    elif action == "undo":
                        made = ledger.decisions()
                        if made:
                            ledger.undo(made[rest[0] % len(made)].id, by="Bo Smit")
                    elif action == "join":
                        ledger.decide("join", of[rest[0]], of[rest[1]], by="An de Wit")
                    else:
                        ledger.decide("split", of[rest[0]], f"article-{rest[0]}", by="An de Wit")
                except DecisionError:
                    continue
            lines, seen = list(ledger.export_decisions()), list(ledger.incidents())
        with Ledger(Path(folder) / "two.db") as other:
            other.add_all(now[key] for key in order[:2])
            other.import_decisions(reversed(lines))
            other.add_all(now[key] for key in order[2:])
            assert list(other.incidents()) == seen
