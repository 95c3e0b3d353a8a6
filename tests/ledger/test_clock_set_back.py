"""The order of what people decided is the order in which they decided, whatever a clock says; a page is asked for again though its last visit is yet to come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

import pytest

from tests.ledger.readings import dutch
from volgens.fetch.visit import Visit, older_than, slower_and_slower, younger_than
from volgens.ledger import Ledger, decisions
from volgens.model.decision import ACCEPTED, REJECTED


class Clock(datetime):
    """A clock that goes back an hour each time that somebody looks."""

    moment = datetime(2025, 6, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        Clock.moment -= timedelta(hours=1)
        m = Clock.moment
        return cls(m.year, m.month, m.day, m.hour, tzinfo=tz)


@pytest.fixture(autouse=True)
def back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "datetime", Clock)


def test_decisions_are_in_the_order_in_which_they_were_made(ledger: Ledger) -> None:
    event, other = dutch().events[:2]
    made = [ledger.decide("accept", event.id, by="An"), ledger.decide("reject", event.id, by="Ben")]
    made += [ledger.decide("accept", other.id, by="An"), ledger.decide("accept", event.id, by="An")]
    made += [ledger.undo(made[-1].id, by="An")]
    assert ledger.decisions() == made
    assert [d.made for d in made] == sorted({d.made for d in made})
    assert [d for d, _ in ledger.log()] == made[::-1]
    assert ledger.last_decision("An") == made[2]
    found = ledger.reviewed("article-1")
    assert found is not None
    assert found[1]["events", event.id].status == REJECTED
    assert found[1]["events", other.id].status == ACCEPTED
    again = ledger.decide("reject", event.id, by="Ben")  # what he said last
    assert again == made[1]


def test_decisions_on_incidents_too(strikes: Ledger) -> None:
    ids = [i.id for i in strikes.incidents()]
    joined = strikes.decide("join", *ids, by="An")
    undone = strikes.undo(joined.id, by="Ben")
    again = strikes.undo(undone.id, by="Cas")
    assert strikes.decisions() == [joined, undone, again]
    assert len(list(strikes.incidents())) == 1


def test_a_decision_from_the_future_holds_up_only_who_made_it_and_its_article(ledger: Ledger) -> None:
    event = dutch().events[0]
    ahead = ledger.decide("accept", event.id, by="An", made="2062-01-01T00:00:00.000000+00:00")
    assert ledger.decide("reject", event.id, by="Ben").made > ahead.made
    english = next(e for e in ledger.events() if e.document.id != "article-1")
    assert ledger.decide("accept", english.event.id, by="Cas").made < "2026"


def test_a_visit_that_is_yet_to_come_was_long_ago() -> None:
    now = datetime(2025, 6, 1, tzinfo=UTC)
    ahead = Visit("https://example.org/", "2062-01-01T00:00:00+00:00", "2062-01-01T00:00:00+00:00")
    assert older_than(timedelta(hours=24))(ahead, now)
    assert slower_and_slower(ahead, now)
    assert slower_and_slower(replace(ahead, failures=8, reason="busy"), now)
    assert not younger_than(ahead, timedelta(hours=24))
    near = replace(ahead, first="2025-06-01T00:02:00+00:00", checked="2025-06-01T00:02:00+00:00")
    assert not older_than(timedelta(hours=24))(near, now)
