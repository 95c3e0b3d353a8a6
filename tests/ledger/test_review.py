"""What people decide about records, and what follows from it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.ledger.readings import dutch
from tests.ledger.reviewed import AN, BO, CAPTURED, CLAIM, HUNDREDS, RETAKEN, SENT, changed, figure, status
from volgens.ledger import Ledger
from volgens.model import DecisionError, Event, Span, content_id


def test_open_until_somebody_decides(ledger: Ledger) -> None:
    assert all(f.review is None for f in ledger.figures())
    assert len(list(ledger.figures(status="open"))) == 6
    assert not list(ledger.figures(status="accepted,rejected,corrected"))
    assert ledger.queue() == []


def test_accept_and_reject(ledger: Ledger) -> None:
    ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.decide("reject", HUNDREDS.id, by=BO, reason="it is about last year")
    assert (status(ledger, CAPTURED.id), status(ledger, HUNDREDS.id)) == ("accepted", "rejected")
    review = figure(ledger, HUNDREDS.id).review
    assert (review.by, review.reason) == (BO, "it is about last year")
    assert [f.figure.id for f in ledger.figures(status="rejected")] == [HUNDREDS.id]
    assert len(list(ledger.figures(status="open"))) == 4
    assert [a.document.id for a in ledger.articles(status="accepted")] == ["article-1"]


def test_the_last_word_counts_and_all_words_stay(ledger: Ledger) -> None:
    first = ledger.decide("accept", CAPTURED.id, by=AN)
    second = ledger.decide("reject", CAPTURED.id, by=BO)
    assert status(ledger, CAPTURED.id) == "rejected"
    assert ledger.decisions(CAPTURED.id) == [first, second]
    assert second.seen == (first.id,)


def test_the_same_word_twice_is_one(ledger: Ledger) -> None:
    assert ledger.decide("accept", CAPTURED.id, by=AN) == ledger.decide("accept", CAPTURED.id, by=AN)
    assert len(ledger.decisions()) == 1
    ledger.decide("accept", CAPTURED.id, by=BO)
    assert len(ledger.decisions()) == 2


def test_a_correction_shows_beside_what_was_read(ledger: Ledger) -> None:
    ledger.decide("correct", CAPTURED.id, by=AN, values={"value": "13", "party": "Ukraine"}, reason="een en ander")
    found = figure(ledger, CAPTURED.id)
    f = found.figure
    assert (f.low, f.high, f.best, f.bound, f.party) == (13, 13, 13, "exact", "UKR")
    assert found.review.status == "corrected"
    originals = {c.field: (c.value, c.original) for c in found.review.corrections}
    assert originals["low"] == (13, 3)
    assert originals["party"] == ("UKR", None)
    assert ledger.reading("article-1") == dutch()
    reviewed, reviews = ledger.reviewed("article-1") or (None, {})
    assert reviewed is not None
    assert reviewed.figures[0] == f
    assert set(reviews) == {("figures", CAPTURED.id)}


def test_queries_see_what_was_corrected(ledger: Ledger) -> None:
    ledger.decide("correct", CAPTURED.id, by=AN, values={"outcome": "missing"})
    assert not list(ledger.figures(outcome="captured"))
    assert [f.figure.id for f in ledger.figures(outcome="missing")] == [CAPTURED.id]
    ledger.decide("correct", CLAIM.id, by=AN, values={"source.name": "Het leger", "source.kind": "military"})
    (found,) = ledger.claims(source="Het leger")
    assert found.claim.source.start == 0
    assert found.claim.source.actor_id is None


def test_undo_and_undo_of_undo(ledger: Ledger) -> None:
    accepted = ledger.decide("accept", CAPTURED.id, by=AN)
    corrected = ledger.decide("correct", CAPTURED.id, by=BO, values={"value": ">=3"})
    undone = ledger.undo(corrected.id, by=AN, reason="mistaken")
    assert (status(ledger, CAPTURED.id), figure(ledger, CAPTURED.id).figure) == ("accepted", CAPTURED)
    ledger.undo(undone.id, by=BO)
    assert status(ledger, CAPTURED.id) == "corrected"
    with pytest.raises(DecisionError, match="undone already"):
        ledger.undo(undone.id, by=BO)
    ledger.undo(corrected.id, by=BO)
    ledger.undo(accepted.id, by=BO)
    assert figure(ledger, CAPTURED.id).review is None
    assert len(ledger.decisions()) == 6


@pytest.mark.parametrize(
    ("record", "values", "told"),
    [
        (CAPTURED, {"outcome": "dead"}, "outcome cannot be 'dead'; it is one of killed, injured"),
        (CAPTURED, {"colour": "red"}, "no field 'colour' in figures to correct; there are low, high"),
        (CAPTURED, {"low": "2"}, "do not go with the bound exact; correct `value`"),
        (CAPTURED, {"value": "many"}, "value cannot be 'many'; write 27"),
        (CAPTURED, {"low": "-1"}, "low cannot be '-1'"),
        (CAPTURED, {"low": "nan"}, "low cannot be 'nan'"),
        (CAPTURED, {"value": "30-20"}, "do not go with the bound range"),
        (CAPTURED, {"earliest": "2025-13-01"}, "earliest cannot be '2025-13-01'; it is a day"),
        (CAPTURED, {"earliest": "2025-04-01"}, "earliest 2025-04-01 is after latest 2025-03-17"),
        (CAPTURED, {"unit": "null"}, "unit cannot be empty"),
        (CAPTURED, {"place_id": "place-none"}, "0 places of this article have that id"),
        (CAPTURED, {"counted": "tanks"}, "these words do not stand in the article"),
        (CAPTURED, {"party": "a\nb"}, "party cannot be"),
        (CLAIM, {"stance": "says"}, "stance cannot be 'says'; it is one of states"),
        (CLAIM, {"source.kind": "army"}, "source.kind cannot be 'army'"),
        (CLAIM, {"anonymous": "perhaps"}, "anonymous cannot be 'perhaps'"),
        (RETAKEN, {"type": "attack"}, "type cannot be 'attack'; it is an event type"),
        (RETAKEN, {"agent.party": "UKR"}, "there is no agent; set that first"),
        (dutch().places[0], {"lat": "91", "lon": "0"}, "lat cannot be '91'"),
        (dutch().places[0], {"lat": "null"}, "lat and lon go together"),
        (dutch().places[0], {"country": "Nergenshuizen"}, "country cannot be"),
        (dutch().times[0], {"anchor": "soon"}, "anchor cannot be 'soon'"),
    ],
)
def test_what_the_record_cannot_hold_is_refused(ledger: Ledger, record: Any, values: Any, told: str) -> None:
    with pytest.raises(DecisionError, match=told) as caught:
        ledger.decide("correct", record.id, by=AN, values=values)
    assert "\n" not in str(caught.value)
    assert ledger.decisions() == []


def test_fields_that_follow_from_one_another(ledger: Ledger) -> None:
    values = {"type": "capture.territory", "agent": "De opstandelingen", "agent.party": "Houthi", "when": "2025-03"}
    ledger.decide("correct", RETAKEN.id, by=AN, values=values)
    (found,) = ledger.events(type="capture.territory")
    e = found.event
    assert (e.plover, e.earliest, e.latest, e.time_precision) == ("FIGHT", "2025-03-01", "2025-03-31", "month")
    assert e.agent is not None
    assert (e.agent.text, e.agent.party) == ("De opstandelingen", "Houthi")
    assert dutch().document.text[e.agent.start : e.agent.end] == "De opstandelingen"
    assert [f.event.id for f in ledger.events(actor="Houthi") if f.event.id == RETAKEN.id]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda x: x.decide("accept", CAPTURED.id, by=" "), "nobody decides"),
        (lambda x: x.decide("accept", "figure-0", by=AN), "no record, article or incident figure-0"),
        (lambda x: x.decide("accept", "figure", by=AN), "6 ids begin with figure"),
        (lambda x: x.decide("bless", CAPTURED.id, by=AN), "no action 'bless'"),
        (lambda x: x.decide("correct", CAPTURED.id, by=AN), "takes fields with their values"),
        (lambda x: x.decide("reject", "article-1", by=AN), "an article cannot be rejected"),
        (lambda x: x.decide("accept", CAPTURED.id, SENT.id, by=AN), "takes one id"),
        (lambda x: x.decide("accept", by=AN), "takes an id"),
        (lambda x: x.undo("decision-0", by=AN), "no decision decision-0"),
        (lambda x: x.keep("decision-0", by=AN), "no decision decision-0"),
    ],
)
def test_what_cannot_be_decided(ledger: Ledger, call: Callable[[Ledger], object], told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        call(ledger)
    assert ledger.decisions() == []


# Readings that change


def test_a_span_of_the_event_is_the_record_s(ledger: Ledger) -> None:
    (found,) = (e.event for e in ledger.events() if e.event.id == RETAKEN.id)
    assert isinstance(found, Event)
    ledger.decide("correct", found.id, by=AN, values={"instrument": {"start": 0, "end": 9, "text": "Het leger"}})
    (after,) = (e.event for e in ledger.events() if e.event.id == RETAKEN.id)
    assert after.instrument == Span(0, 9, "Het leger")


def test_all_that_was_ever_decided_on_a_record(ledger: Ledger) -> None:
    first = ledger.decide("accept", CAPTURED.id, by=AN)
    undone = ledger.undo(first.id, by=BO)
    ledger.decide("reject", HUNDREDS.id, by=BO)
    second = ledger.decide("correct", CAPTURED.id, by=AN, values={"outcome": "missing"})
    told = ledger.history("article-1", "figures", CAPTURED.id)
    assert [(d.id, stands) for d, stands in told] == [(first.id, False), (undone.id, True), (second.id, True)]
    assert ledger.history("article-2", "figures", CAPTURED.id) == []


def test_a_record_that_is_read_under_another_id_keeps_its_history(ledger: Ledger) -> None:
    first = ledger.decide("accept", CAPTURED.id, by=AN)
    now = content_id("figure", "another")
    ledger.add(changed(dutch(), "figures", CAPTURED.id, id=now, outcome="detained"))
    assert [d.id for d, _ in ledger.history("article-1", "figures", now)] == [first.id]
    second = ledger.take(first.id, BO)
    assert [d.id for d, _ in ledger.history("article-1", "figures", now)] == [first.id, second.id]
