"""What a new reading does to what people decided, and what it leaves to be settled."""

import pytest

from tests.ledger.readings import dutch, with_lexicon
from tests.ledger.reviewed import AN, BO, CAPTURED, CLAIM, HUNDREDS, SENT, figure, moved, other_id, status, without
from volgens.ledger import Ledger
from volgens.model import DecisionError, Figure


def test_a_new_reading_that_agrees_changes_nothing(ledger: Ledger) -> None:
    ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.decide("correct", SENT.id, by=AN, values={"outcome": "released"})
    assert ledger.add(with_lexicon(dutch(), "n" * 64))
    assert (status(ledger, CAPTURED.id), status(ledger, SENT.id)) == ("accepted", "corrected")
    assert ledger.queue() == []
    assert ledger.reading("article-1") == with_lexicon(dutch(), "n" * 64)


def test_what_was_accepted_stays_so_and_the_difference_waits(ledger: Ledger) -> None:
    made = ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.add(other_id(dutch(), outcome="detained"))
    (found,) = ledger.figures(status="accepted")
    assert found.figure.outcome == "captured"
    assert [(c.field, c.value, c.original) for c in found.review.corrections] == [("outcome", "captured", "detained")]  # type: ignore[union-attr]
    (waiting,) = ledger.queue()
    x = waiting.difference
    assert (x.kind, x.decision, x.fields) == ("changed", made, (("outcome", "captured", "detained"),))
    assert waiting.document is not None
    assert isinstance(waiting.record, Figure)


def test_keeping_settles_until_the_reading_changes_again(ledger: Ledger) -> None:
    made = ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.add(other_id(dutch(), outcome="detained"))
    ledger.keep(made.id, by=BO)
    assert ledger.queue() == []
    assert [f.figure.outcome for f in ledger.figures(status="accepted")] == ["captured"]
    ledger.add(other_id(dutch(), outcome="missing"))
    assert [w.difference.fields for w in ledger.queue()] == [(("outcome", "captured", "missing"),)]


def test_taking_the_new_reading(ledger: Ledger) -> None:
    made = ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.add(other_id(dutch(), outcome="detained"))
    ledger.take(made.id, by=BO)
    assert ledger.queue() == []
    (found,) = ledger.figures(status="accepted")
    assert (found.figure.outcome, found.review.by if found.review else None) == ("detained", BO)


def test_what_was_rejected_stays_rejected_under_another_id(ledger: Ledger) -> None:
    made = ledger.decide("reject", CAPTURED.id, by=AN)
    ledger.add(other_id(dutch(), outcome="detained"))
    assert [f.figure.outcome for f in ledger.figures(status="rejected")] == ["detained"]
    assert [w.difference.kind for w in ledger.queue()] == ["changed"]
    ledger.take(made.id, by=AN)
    assert (len(list(ledger.figures(status="rejected"))), ledger.queue()) == (0, [])


def test_a_correction_stays_where_another_field_changes(ledger: Ledger) -> None:
    ledger.decide("correct", CAPTURED.id, by=AN, values={"party": "OMN"})
    ledger.add(other_id(dutch(), outcome="detained"))
    (found,) = ledger.figures(status="corrected")
    assert (found.figure.party, found.figure.outcome) == ("OMN", "detained")
    assert ledger.queue() == []


def test_a_correction_that_the_reader_came_to_agree_with(ledger: Ledger) -> None:
    ledger.decide("correct", CAPTURED.id, by=AN, values={"party": "OMN"})
    ledger.add(other_id(dutch(), party="OMN"))
    assert ledger.queue() == []
    ledger.add(other_id(dutch(), party="SAU"))
    assert [w.difference.fields for w in ledger.queue()] == [(("party", "OMN", "SAU"),)]
    assert [f.figure.party for f in ledger.figures(status="corrected")] == ["OMN"]


def test_a_record_that_is_no_longer_read_is_kept_with_what_it_hangs_on(ledger: Ledger) -> None:
    made = ledger.decide("accept", CAPTURED.id, by=AN)
    newer = without(dutch(), CAPTURED.id, CLAIM.id, dutch().events[0].id, dutch().places[0].id)
    ledger.add(newer)
    found = figure(ledger, CAPTURED.id)
    assert found.figure == CAPTURED
    assert (found.review.status, found.review.kept) == ("accepted", True)
    assert (found.claim, found.place) == (CLAIM, dutch().places[0])
    assert ledger.reading("article-1") == newer
    assert [w.difference.kind for w in ledger.queue()] == ["gone"]
    undone = ledger.take(made.id, by=BO)
    assert undone.undoes == made.id
    assert figure(ledger, CAPTURED.id) is None
    assert [c.claim.id for c in ledger.claims()].count(CLAIM.id) == 0
    ledger.undo(undone.id, by=BO)
    ledger.keep(made.id, by=BO)
    assert (status(ledger, CAPTURED.id), ledger.queue()) == ("accepted", [])
    ledger.add(dutch())
    assert figure(ledger, CAPTURED.id).review.kept is False


def test_what_is_kept_can_be_rejected(ledger: Ledger) -> None:
    ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.add(without(dutch(), CAPTURED.id))
    ledger.decide("reject", CAPTURED.id, by=BO)
    assert figure(ledger, CAPTURED.id) is None
    assert ledger.queue() == []


def test_a_rejected_record_that_goes_is_no_difference(ledger: Ledger) -> None:
    ledger.decide("reject", CAPTURED.id, by=AN)
    ledger.add(without(dutch(), CAPTURED.id))
    assert ledger.queue() == []


def test_text_that_moved(ledger: Ledger) -> None:
    made = ledger.decide("reject", CAPTURED.id, by=AN)
    ledger.add(moved(dutch(), "Update. "))
    (waiting,) = ledger.queue()
    assert (waiting.difference.kind, waiting.difference.decision) == ("moved", made)
    assert len(list(ledger.figures(status="rejected"))) == 1
    ledger.take(made.id, by=AN)
    assert ledger.queue() == []


def test_an_article_reviewed_whole_tells_of_new_records(ledger: Ledger) -> None:
    ledger.add(without(dutch(), HUNDREDS.id))
    ledger.decide("reject", SENT.id, by=AN)
    made = ledger.decide("accept", "article-1", by=AN)
    assert {(f.figure.id, f.review.status) for f in ledger.figures() if f.review} == {
        (CAPTURED.id, "accepted"),
        (dutch().figures[1].id, "accepted"),
        (SENT.id, "rejected"),
    }
    assert ledger.queue() == []
    ledger.add(dutch())
    (waiting,) = ledger.queue()
    assert (waiting.difference.kind, waiting.difference.record_id) == ("new", HUNDREDS.id)
    with pytest.raises(DecisionError, match="nothing about it has to be settled"):
        ledger.keep(made.id, by=AN)
    ledger.decide("reject", HUNDREDS.id, by=AN)
    assert ledger.queue() == []
    ledger.undo(made.id, by=AN)
    assert [f.figure.id for f in ledger.figures(status="accepted")] == []
