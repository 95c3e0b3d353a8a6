"""Figures of an incident: what stands now, and what is told beside it."""

from dataclasses import replace
from typing import Any

from tests.ledger.readings import Builder
from volgens.linking import accounts
from volgens.linking.tallies import Tally, tallies
from volgens.linking.told import Part, told
from volgens.model import Head


def part(
    document: str,
    number: int,
    published: str,
    speaker: str | None = "gouverneur Petrenko",
    stance: str = "states",
    **more: Any,
) -> Part:
    """An article that counts the dead of one strike, in somebody's words or its own."""
    text = f"Een luchtaanval op Lemar. Er zijn {number} doden, zei {speaker or 'niemand'}."
    b = Builder(text, id=document, publisher=f"Krant {document}", published=published)
    place = b.place("Lemar", "Lemar", "UA", "town", lat=48.5, lon=37.5)
    known: dict[str, Any] = {
        "place_id": place,
        "earliest": "2025-03-17",
        "latest": "2025-03-17",
        "time_precision": "day",
    }
    strike = b.event("attack.airstrike", "luchtaanval", "Een luchtaanval op Lemar", **known)
    said = b.claim(speaker, "zei", f"Er zijn {number} doden", stance) if speaker else None
    value = float(number)
    given = {"low": value, "high": value, "best": value, "bound": "exact", **more}
    b.figure(
        f"{number} doden", str(number), "killed", event_id=strike, claim_id=said.id if said else None, **known, **given
    )
    reading = b.reading()
    d = reading.document
    (account,) = accounts(reading)
    head = Head(d.id, d.title, d.publisher, d.published, d.language, d.url)
    return Part(head, account, [*reading.events, *reading.figures], {c.id: c for c in reading.claims})


def tally(*parts: Part) -> Tally:
    (found,) = tallies(told(parts, {}))
    return found


def states(found: Tally) -> list[tuple[float | None, str]]:
    return [(e.figure.low, e.state) for e in found.entries]


def test_a_later_report_of_the_same_voice_supersedes_the_earlier_and_both_stay() -> None:
    found = tally(part("a", 20, "2025-03-17"), part("b", 27, "2025-03-18"), part("c", 31, "2025-03-19"))
    assert states(found) == [(20, "superseded"), (27, "superseded"), (31, "current")]
    assert (found.low, found.high, found.sources) == (31, 31, 1)
    assert [e.by for e in found.entries] == [found.entries[1].figure.id, found.entries[2].figure.id, None]


def test_reports_of_one_day_do_not_supersede_each_other() -> None:
    found = tally(part("a", 20, "2025-03-17"), part("b", 27, "2025-03-17"))
    assert states(found) == [(20, "current"), (27, "current")]


def test_other_voices_set_low_and_high() -> None:
    found = tally(part("a", 20, "2025-03-17"), part("b", 27, "2025-03-18", "generaal Haddad"))
    assert (found.low, found.high, found.sources, found.best) == (20, 27, 2, None)
    assert [e.told.head.id for e in (*found.low_by, *found.high_by)] == ["a", "b"]


def test_two_voices_that_agree_give_a_best_number() -> None:
    found = tally(part("a", 20, "2025-03-17"), part("b", 20, "2025-03-18", "generaal Haddad"))
    assert (found.best, found.rule) == (20, "agreed")
    assert tally(part("a", 20, "2025-03-17"), part("b", 20, "2025-03-17")).best is None


def test_what_is_denied_sets_no_bound() -> None:
    found = tally(part("a", 20, "2025-03-17"), part("b", 90, "2025-03-18", "generaal Haddad", "denies"))
    assert states(found) == [(20, "current"), (90, "denied")]
    assert (found.low, found.high) == (20, 20)


def test_at_least_leaves_the_top_open() -> None:
    found = tally(part("a", 20, "2025-03-17"), part("b", 27, "2025-03-18", None, bound="at_least", high=None))
    assert (found.low, found.high, found.open) == (20, 27, True)


def test_an_order_of_magnitude_gives_way_to_a_number() -> None:
    vague = part("a", 20, "2025-03-17", bound="order", high=99.0, best=None)
    assert (tally(vague).low, tally(vague).high) == (20, 99)
    found = tally(vague, part("b", 27, "2025-03-18", "generaal Haddad"))
    assert (found.low, found.high) == (27, 27)


def test_forwards_of_one_post_are_the_word_of_who_wrote_it() -> None:
    parts = [part(name, 20, "2025-03-17", None) for name in "abc"]
    own = [replace(p, head=replace(p.head, publisher=f"Kanaal {k}")) for k, p in enumerate(parts)]
    assert tally(*own).sources == 3
    passed_on = [replace(p, head=replace(p.head, forwarded="Kanaal 0")) for p in own[1:]]
    assert tally(own[0], *passed_on).sources == 1
