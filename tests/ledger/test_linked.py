"""Incidents and copies in a ledger, as articles come, change and go."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.ledger.readings import Builder
from tests.ledger.rooms import Rooms
from volgens.ledger import Ledger
from volgens.linking.incident import Incident
from volgens.model import Reading

TEXTS = {
    "a": ("De Waarnemer", "Bij een luchtaanval op een school in Lemar zijn maandag 31 mensen gedood."),
    "b": ("Ons Nieuws", "Een luchtaanval op de school in Lemar heeft maandag 27 mensen gedood."),
    "c": ("De Bode", "Maandag trof een luchtaanval een school in Lemar. Er zijn 31 mensen gedood."),
    "d": ("De Bode", "Bij een luchtaanval op een markt in Sulem zijn maandag 12 mensen gedood."),
}
TOWNS = {"Lemar": (48.5, 37.5), "Sulem": (48.9, 37.9)}


def reading(key: str, day: str = "2025-03-17") -> Reading:
    publisher, text = TEXTS[key]
    b = Builder(text, id=f"article-{key}", title=f"Stuk {key}", publisher=publisher, published=f"{day}T20:00:00")
    town = next(t for t in TOWNS if t in text)
    lat, lon = TOWNS[town]
    place = b.place(town, town, "UA", "town", admin1="Rusov", lat=lat, lon=lon)
    known: dict[str, Any] = {"place_id": place, "earliest": day, "latest": day, "time_precision": "day"}
    b.event("attack.airstrike", "luchtaanval", "luchtaanval", **known)
    killed = b.event("kill", "gedood", "gedood", **known)
    number = next(w for w in text.split() if w.isdigit())
    value = float(number)
    b.figure(f"{number} mensen", number, "killed", low=value, high=value, best=value, event_id=killed, **known)
    return b.reading()


def grouped(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(h.id[-1] for h in i.articles) for i in ledger.incidents()}


@pytest.fixture
def ledger(rooms: Rooms) -> Iterator[Ledger]:
    with Ledger(rooms()) as opened:
        yield opened


def test_the_order_of_articles_leaves_no_trace(rooms: Rooms) -> None:
    seen: list[list[Incident]] = []
    for seed in range(4):
        keys = sorted(TEXTS)
        random.Random(seed).shuffle(keys)
        with Ledger(rooms()) as ledger:
            for key in keys:
                ledger.add(reading(key))
            seen.append(list(ledger.incidents()))
    assert all(s == seen[0] for s in seen)
    assert {frozenset(h.id[-1] for h in i.articles) for i in seen[0]} == {frozenset("abc"), frozenset("d")}


def test_all_accounts_keep_their_records(ledger: Ledger) -> None:
    ledger.add_all(reading(k) for k in "abc")
    (found,) = ledger.incidents()
    (tally,) = found.tallies
    assert (tally.low, tally.high, tally.sources) == (27, 31, 3)
    assert [e.figure.low for e in tally.entries] == [31, 27, 31]
    assert [c.kind for c in found.conflicts] == ["numbers"]
    assert [(c.kind, c.a.head.id, c.b.head.id) for c in found.corroborations] == [
        ("same_figure", "article-a", "article-c")
    ]


def test_a_new_reading_takes_its_place_among_the_others(ledger: Ledger) -> None:
    ledger.add_all(reading(k) for k in "abcd")
    ledger.add(reading("b", day="2025-06-02"))
    assert grouped(ledger) == {frozenset("ac"), frozenset("b"), frozenset("d")}
    ledger.add(reading("b"))
    assert grouped(ledger) == {frozenset("abc"), frozenset("d")}


def test_when_the_one_between_goes_the_others_part(ledger: Ledger) -> None:
    first, between, last = (reading("a", d) for d in ("2025-03-17", "2025-03-18", "2025-03-19"))
    for k, r in enumerate((first, between, last)):
        ledger.add(replace(r, document=replace(r.document, id=f"article-{k}")))
    assert len(list(ledger.incidents())) == 1
    ledger.add(replace(between, document=replace(between.document, id="article-1"), events=(), figures=()))
    assert len(list(ledger.incidents())) == 2


def test_an_incident_is_found_by_the_id_of_any_account(ledger: Ledger) -> None:
    ledger.add_all(reading(k) for k in "abc")
    (found,) = ledger.incidents()
    for part in found.parts:
        assert ledger.incident_ids(part.account.id) == [found.id]
        assert ledger.incident_ids(part.account.id.removeprefix("account-")[:10]) == [found.id]
    with pytest.raises(LookupError, match="no incident account-0"):
        ledger.incident("account-0")


def test_filters_and_several(ledger: Ledger) -> None:
    ledger.add_all(reading(k) for k in "abcd")
    assert len(list(ledger.incidents(several=True))) == 1
    assert ledger.count_incidents() == 2
    assert {i.where.name for i in ledger.incidents(place="Sulem") if i.where} == {"Sulem"}
    assert not list(ledger.incidents(type="abduct"))
    assert len(list(ledger.incidents(publisher="Ons Nieuws"))) == 1
    assert len(list(ledger.incidents(limit=1))) == 1


def test_a_copy_is_no_second_voice(ledger: Ledger) -> None:
    body = " ".join(f"Regel {k} van het verslag noemt straat{k} en huis{k}." for k in range(12))
    first = reading("a")
    whole = replace(first.document, text=f"{first.document.text} {body}")
    cut = replace(
        whole,
        id="article-copy",
        publisher="De Kopie",
        published="2025-03-18",
        text=f"{whole.text[: len(whole.text) * 2 // 3]}",
    )
    for document in (cut, whole):
        ledger.add(replace(first, document=document))
    (found,) = ledger.incidents()
    assert found.copies == {"article-copy": "article-a"}
    assert (len(found.articles), len(found.publishers), found.independent) == (2, 2, 1)
