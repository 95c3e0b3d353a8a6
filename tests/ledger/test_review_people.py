"""Several people: what one exports another takes in, and what they decide without knowing of each other."""

import threading
from typing import Any

import pytest

from tests.ledger.readings import dutch, english
from tests.ledger.reviewed import AN, BO, CAPTURED, HUNDREDS, SENT, status
from tests.ledger.rooms import Rooms
from volgens.ledger import Ledger, decisions
from volgens.model import Decision, DecisionError


def test_what_one_person_exports_the_other_takes_in(ledger: Ledger, rooms: Rooms) -> None:
    ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.decide("correct", SENT.id, by=AN, values={"value": "~4500"})
    ledger.undo(ledger.decide("reject", HUNDREDS.id, by=AN).id, by=AN)
    lines = list(ledger.export_decisions())
    with Ledger(rooms()) as other:
        assert other.import_decisions(lines) == 4
        assert other.import_decisions(reversed(lines)) == 0
        other.add(dutch())  # what was decided on it counts when it comes
        assert [f.review for f in other.figures()] == [
            f.review for f in ledger.figures() if f.document.id == "article-1"
        ]
        assert list(other.export_decisions()) == lines


@pytest.mark.parametrize(
    ("line", "told"),
    [("{", "line 1: not JSON"), ("[]", "line 1: not a decision"), ('{"id": "decision-1"}', "line 1: not a decision")],
)
def test_lines_that_are_no_decisions(ledger: Ledger, line: str, told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        ledger.import_decisions([line])


def test_a_line_that_was_changed_is_refused(ledger: Ledger) -> None:
    ledger.decide("accept", CAPTURED.id, by=AN)
    lines = [line.replace('"accept"', '"reject"') for line in ledger.export_decisions()]
    with pytest.raises(DecisionError, match=r"line 1: its content is not that of decision-.*changed on the way"):
        ledger.import_decisions(lines)


@pytest.mark.parametrize(
    "values",
    [
        {"detail": {"kind": "figures"}},
        {"detail": {"kind": "articles"}},
        {"detail": {"kind": "incidents", "accounts": []}},
        {"action": "join", "detail": {"accounts": [[{"id": "account-1"}], []]}},
        {"action": "split", "detail": {"accounts": 3}},
        {"action": "correct", "detail": {}},
    ],
)
def test_decisions_that_nobody_can_understand_are_not_taken_in(ledger: Ledger, values: dict[str, Any]) -> None:
    made = {
        "made": "2026-01-01T00:00:00+00:00",
        "by": AN,
        "action": "accept",
        "target": "x",
        "document_id": "article-1",
        **values,
    }
    line = next(decisions.as_lines([Decision.of(**made)]))
    with pytest.raises(DecisionError):
        ledger.import_decisions([line])
    assert ledger.decisions() == []


def test_a_correction_of_an_unknown_field_is_not_taken_in(ledger: Ledger) -> None:
    made = ledger.decide("correct", CAPTURED.id, by=AN, values={"party": "OMN"}).to_dict()
    made["detail"]["values"] = {"mood": "calm"}
    line = next(decisions.as_lines([Decision.of(**{k: v for k, v in made.items() if k != "id"})]))
    with pytest.raises(DecisionError, match="does not say what it is about"):
        ledger.import_decisions([line])


def test_people_who_did_not_know_of_each_other(ledger: Ledger, rooms: Rooms) -> None:
    mine = ledger.decide("accept", CAPTURED.id, by=AN)
    with Ledger(rooms()) as other:
        other.add(dutch())
        yours = other.decide("reject", CAPTURED.id, by=BO)
        ledger.import_decisions(other.export_decisions())
    (waiting,) = ledger.queue()
    x = waiting.difference
    assert (x.kind, {x.decision.id, *x.others}) == ("disagreement", {mine.id, yours.id})
    ledger.keep(mine.id, by=AN)
    assert (status(ledger, CAPTURED.id), ledger.queue()) == ("accepted", [])


def test_many_people_at_once_lose_nothing(rooms: Rooms) -> None:
    place = rooms()
    ledger = Ledger(place)
    ledger.add_all([dutch(), english()])
    ids = [f.figure.id for f in ledger.figures()]
    failed: list[Exception] = []

    def work(name: str) -> None:
        try:
            with Ledger(place) as mine:
                for key in ids:
                    mine.decide("accept", key, by=name)
        except Exception as e:  # shown by the assertion below
            failed.append(e)

    threads = [threading.Thread(target=work, args=(f"Reviewer {k}",)) for k in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed
    assert len(ledger.decisions()) == 4 * len(ids)
    assert all(f.review and f.review.status == "accepted" for f in ledger.figures())
    ledger.close()


def test_the_last_decision_of_a_person(ledger: Ledger) -> None:
    assert ledger.last_decision(AN) is None
    first = ledger.decide("accept", CAPTURED.id, by=AN)
    whole = ledger.decide("accept", "article-2", by=AN)
    ledger.decide("reject", HUNDREDS.id, by=BO)
    assert ledger.last_decision(AN) == whole
    ledger.undo(whole.id, by=AN)
    assert ledger.last_decision(AN) == first
