"""What people decide about records: what follows from it, and what a new reading does to it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.ledger.readings import dutch, english, skipped, with_lexicon
from tests.ledger.rooms import Rooms
from tests.ledger.test_linked import reading as strike
from volgens.ledger import Filters, Ledger, decisions
from volgens.ledger.items import record_of
from volgens.model import Decision, DecisionError, Event, Figure, Reading, Span, content_id, text_hash

AN, BO = "An de Wit", "Bo Smit"


@pytest.fixture
def ledger(rooms: Rooms) -> Iterator[Ledger]:
    with Ledger(rooms()) as opened:
        opened.add_all([dutch(), english(), skipped()])
        yield opened


CAPTURED, _, HUNDREDS, SENT = dutch().figures
CLAIM = dutch().claims[0]
RETAKEN = next(e for e in dutch().events if e.type == "retake.territory")


def figure(ledger: Ledger, figure_id: str) -> Any:
    return next((f for f in list(ledger.figures()) if f.figure.id == figure_id), None)


def status(ledger: Ledger, figure_id: str) -> str:
    found = figure(ledger, figure_id)
    return found.review.status if found.review else "open"


def changed(reading: Reading, kind: str, record_id: str, **values: Any) -> Reading:
    """The reading of a newer lexicon, in which one record says otherwise."""
    records = tuple(replace(r, **values) if r.id == record_id else r for r in getattr(reading, kind))
    return replace(reading, **{kind: records})


def without(reading: Reading, *ids: str) -> Reading:
    """A newer reading that lacks some records; what hung on them hangs on nothing."""
    out = reading
    for kind in ("claims", "figures", "events", "places"):
        kept = [r for r in getattr(out, kind) if r.id not in ids]
        freed = [
            replace(r, **{n: None for n in ("claim_id", "event_id", "place_id") if getattr(r, n, None) in ids})
            for r in kept
        ]
        out = replace(out, **{kind: tuple(freed)})
    return out


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


def test_a_new_reading_that_agrees_changes_nothing(ledger: Ledger) -> None:
    ledger.decide("accept", CAPTURED.id, by=AN)
    ledger.decide("correct", SENT.id, by=AN, values={"outcome": "released"})
    assert ledger.add(with_lexicon(dutch(), "n" * 64))
    assert (status(ledger, CAPTURED.id), status(ledger, SENT.id)) == ("accepted", "corrected")
    assert ledger.queue() == []
    assert ledger.reading("article-1") == with_lexicon(dutch(), "n" * 64)


def other_id(reading: Reading, **values: Any) -> Reading:
    """As a newer lexicon reads the captured: other values, and so another id."""
    new = changed(reading, "figures", CAPTURED.id, id=content_id("figure", "newer"), **values)
    return replace(new, provenance=with_lexicon(reading, "n" * 64).provenance)


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


def moved(reading: Reading, before: str) -> Reading:
    """The article with words put in before it."""

    def shift(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(shift(v) for v in value)
        if not hasattr(value, "__dataclass_fields__"):
            return value
        names = type(value).__dataclass_fields__
        new = {n: shift(getattr(value, n)) for n in names}
        if {"start", "end"} <= set(names) and new["start"] is not None:
            new |= {"start": new["start"] + len(before), "end": new["end"] + len(before)}
        return type(value)(**new)

    text = before + reading.document.text
    kinds = ("claims", "figures", "events", "places", "times", "actors")
    out = replace(reading, **{k: shift(getattr(reading, k)) for k in kinds})
    out = replace(out, figures=tuple(replace(f, id=content_id("figure", "moved", f.id)) for f in out.figures))
    return replace(out, document=replace(reading.document, text=text, sha256=text_hash(text)))


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


# Incidents


@pytest.fixture
def strikes(rooms: Rooms) -> Iterator[Ledger]:
    with Ledger(rooms()) as opened:
        opened.add_all(strike(k) for k in "abcd")
        yield opened


def test_rejected_figures_are_out_of_tallies_and_conflicts_and_shown(strikes: Ledger) -> None:
    (figure_b,) = (f.figure for f in strikes.figures() if f.figure.low == 27)
    strikes.decide("reject", figure_b.id, by=AN)
    (found,) = strikes.incidents(several=True)
    (tally,) = found.tallies
    assert (tally.low, tally.high, tally.best, tally.rule, tally.sources) == (31, 31, 31, "agreed", 2)
    assert [e.state for e in tally.entries] == ["current", "rejected", "current"]
    assert found.conflicts == ()


def test_corrected_figures_count_as_corrected(strikes: Ledger) -> None:
    (figure_b,) = (f.figure for f in strikes.figures() if f.figure.low == 27)
    strikes.decide("correct", figure_b.id, by=AN, values={"value": "31"})
    (found,) = strikes.incidents(several=True)
    assert (found.tallies[0].low, found.tallies[0].high, found.conflicts) == (31, 31, ())


def test_an_incident_of_which_all_is_rejected_is_not_listed(strikes: Ledger) -> None:
    for e in strikes.events(place="Sulem"):
        strikes.decide("reject", e.event.id, by=AN)
    assert [i.where.name for i in strikes.incidents() if i.where] == ["Lemar"]
    assert strikes.count_incidents() == 1
    assert [i.where.name for i in strikes.incidents(status="rejected") if i.where] == ["Sulem"]


def test_a_corrected_place_moves_an_account(strikes: Ledger) -> None:
    (found,) = strikes.incidents(several=True)
    for part in found.parts:
        if part.head.id == "article-b":
            place = part.records[0].place_id
            assert place
            strikes.decide("correct", place, by=AN, values={"name": "Elders", "lat": "10", "lon": "10"})
    assert {len(i.articles) for i in strikes.incidents()} == {1, 2}


def test_records_of_an_incident(strikes: Ledger) -> None:
    (found,) = strikes.incidents(several=True)
    assert sorted(f.figure.low or 0 for f in strikes.figures(incident=found.id)) == [27, 31, 31]
    assert [a.document.id[-1] for a in strikes.articles(incident=found.parts[-1].account.id)] == ["a", "b", "c"]
    assert not list(strikes.events(incident="account-0"))
    assert [i.id for i in strikes.incidents(incident=found.id)] == [found.id]


def test_best_by_a_reviewer(strikes: Ledger) -> None:
    (found,) = strikes.incidents(several=True)
    made = strikes.decide("correct", found.id, by=AN, values={"killed": "31"}, reason="two hospitals")
    (tally,) = strikes.incident(found.id).tallies
    assert (tally.best, tally.rule, tally.low) == (31, f"reviewer: {AN}", 27)
    with pytest.raises(DecisionError, match="no figure 'injured' in this incident; there are killed"):
        strikes.decide("correct", found.id, by=AN, values={"injured": 3})
    with pytest.raises(DecisionError, match="the best number cannot be 'x'"):
        strikes.decide("correct", found.id, by=AN, values={"killed": "x"})
    later = strike("a")
    strikes.add(
        replace(
            later,
            document=replace(later.document, id="article-0", publisher="Nog Een"),
            figures=tuple(replace(f, low=40, high=40, best=40) for f in later.figures),
        )
    )
    (found,) = strikes.incidents(several=True)
    assert found.tallies[0].best == 31
    (waiting,) = strikes.queue()
    assert waiting.difference.fields == (("high", 31, 40),)
    strikes.keep(made.id, by=BO)
    assert (strikes.queue(), strikes.incident(found.id).tallies[0].rule) == ([], f"reviewer: {BO}")


def groups(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(h.id[-1] for h in i.articles) for i in ledger.incidents()}


def test_join_and_split_by_hand(strikes: Ledger) -> None:
    (lemar,) = strikes.incidents(place="Lemar")
    (sulem,) = strikes.incidents(place="Sulem")
    joined = strikes.decide("join", lemar.id, sulem.id, by=AN)
    assert groups(strikes) == {frozenset("abcd")}
    (one,) = strikes.incidents()
    split = strikes.decide("split", one.id, "article-b", by=BO)
    assert groups(strikes) == {frozenset("acd"), frozenset("b")}
    ids = [i.id for i in strikes.incidents()]
    with pytest.raises(DecisionError, match="somebody keeps these apart"):
        strikes.decide("join", *ids, by=AN)
    strikes.undo(joined.id, by=AN)
    assert groups(strikes) == {frozenset("ac"), frozenset("b"), frozenset("d")}
    strikes.undo(split.id, by=AN)
    assert groups(strikes) == {frozenset("abc"), frozenset("d")}


def test_hands_survive_other_readings(strikes: Ledger) -> None:
    (lemar,) = strikes.incidents(place="Lemar")
    (sulem,) = strikes.incidents(place="Sulem")
    strikes.decide("join", lemar.id, sulem.id, by=AN)
    strikes.decide("split", strikes.incident_ids(lemar.id)[0], "article-b", by=AN)
    for key in "abcd":
        old = strike(key)
        events = tuple(e for e in old.events if e.type == "kill")  # the first event goes, and with it the account's id
        figures = tuple(replace(f, low=f.low and f.low + 1) for f in old.figures)
        strikes.add(replace(old, events=events, figures=figures))
        assert groups(strikes) == {frozenset("acd"), frozenset("b")}
    assert strikes.queue() == []


def test_a_hand_whose_account_is_gone_waits(strikes: Ledger) -> None:
    (lemar,) = strikes.incidents(place="Lemar")
    (sulem,) = strikes.incidents(place="Sulem")
    made = strikes.decide("join", lemar.id, sulem.id, by=AN)
    strikes.add(replace(strike("d"), events=(), figures=()))
    assert [w.difference.kind for w in strikes.queue()] == ["gone"]
    strikes.keep(made.id, by=AN)
    assert strikes.queue() == []
    strikes.add(strike("d"))
    assert groups(strikes) == {frozenset("abcd")}


# Two people


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


def test_the_last_decision_of_a_person(ledger: Ledger) -> None:
    assert ledger.last_decision(AN) is None
    first = ledger.decide("accept", CAPTURED.id, by=AN)
    whole = ledger.decide("accept", "article-2", by=AN)
    ledger.decide("reject", HUNDREDS.id, by=BO)
    assert ledger.last_decision(AN) == whole
    ledger.undo(whole.id, by=AN)
    assert ledger.last_decision(AN) == first


def test_through_what_is_open_article_by_article(ledger: Ledger) -> None:
    every = [record_of(f) for f in ledger.to_decide()]
    of = [f.document.id for f in ledger.to_decide()]
    assert of == sorted(of)
    assert {r.id for r in every} == {
        getattr(f, k).id for k in ("claim", "event", "figure") for f in getattr(ledger, f"{k}s")()
    }
    ledger.decide("accept", CAPTURED.id, by=AN)
    assert len(list(ledger.to_decide())) == len(every) - 1
    assert [record_of(f).id for f in ledger.to_decide(status="accepted")] == [CAPTURED.id]
    one, two = (ledger.to_decide_beside(at=at) for at in (None, "article-1"))
    assert (one and one.id, two and two.id, ledger.to_decide_beside(at="article-2")) == ("article-1", "article-2", None)
    back = ledger.to_decide_beside(at="article-2", back=True)
    assert (back and back.id, ledger.to_decide_beside(at="article-1", back=True)) == ("article-1", None)
    assert ledger.to_decide_beside(Filters.of(outcome="captured"), at="article-1") is None
    ledger.decide("accept", "article-1", by=AN)
    assert [f.document.id for f in ledger.to_decide()] == ["article-2"] * len(ledger.in_article("article-2"))


def test_articles_without_a_date_come_first(rooms: Rooms) -> None:
    undated = replace(english(), document=replace(english().document, published=None))
    with Ledger(rooms()) as ledger:
        ledger.add_all([dutch(), undated])
        assert [ledger.to_decide_beside().id, ledger.to_decide_beside(at="article-2").id] == ["article-2", "article-1"]  # type: ignore[union-attr]
        assert ledger.to_decide_beside(at="article-1", back=True).id == "article-2"  # type: ignore[union-attr]
        assert ledger.to_decide_beside(at="article-2", back=True) is None
