"""What people decide about incidents: what is rejected, the best number, joining and splitting."""

from dataclasses import replace

import pytest

from tests.ledger.reviewed import (
    AN,
    BO,
)
from tests.ledger.test_linked import reading as strike
from volgens.ledger import Ledger
from volgens.model import DecisionError


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
