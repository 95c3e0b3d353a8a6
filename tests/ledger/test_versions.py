"""One page read several times: what stands in lists and incidents is its newest version, and the others are kept."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest

from tests.ledger.readings import Builder
from tests.ledger.rooms import Rooms, contents
from volgens.ledger import Ledger
from volgens.model import Reading, article_id

PAGE = "https://krant.example/nieuws/aanval-op-de-markt"
LINES = (
    "Bij de aanval op de markt van Orlova zijn zeker {n} mensen gedood, zei gouverneur Petro Kravets.",
    "De hulpdiensten zoeken onder het puin van twee gebouwen naar overlevenden, met honden en met kranen.",
    "De markt ligt in het midden van de stad en was open toen de raketten insloegen, vertelt een verkoper.",
)


def version(n: int, hour: int, *more: str, published: str = "2025-03-17T09:00:00+01:00", url: str = PAGE) -> Reading:
    """The page as it was at an hour of the day, with the number of dead that it gave then."""
    text = "\n\n".join((LINES[0].format(n=n), *LINES[1:], *more))
    b = Builder(text, article_id(text, url, "De Krant", published), published=published)
    place = b.place("Orlova", "Orlova", "UKR", geonames_id=7001, lat=48.1, lon=37.2)
    claim = b.claim("Petro Kravets", "zei", LINES[0].format(n=n)[: LINES[0].index(", zei")], party="UKR")
    dates = {"earliest": "2025-03-17", "latest": "2025-03-17", "time_precision": "day", "place_id": place}
    quote = f"zeker {n} mensen gedood"
    event = b.event("kill", "gedood", quote, claim_id=claim, patient=b.participant("mensen"), **dates)
    b.figure(quote, str(n), "killed", "mensen", claim_id=claim, event_id=event, low=n, bound="at_least", best=n, **dates)  # fmt: skip
    made = b.reading()
    return replace(made, document=replace(made.document, url=url, retrieved=f"2025-03-17T{hour:02}:00:00+00:00"))


FIRST, SECOND, THIRD = version(31, 9), version(43, 12), version(43, 18, "Later op de dag kwam er een tweede alarm.")


@pytest.fixture
def path(rooms: Rooms) -> str:
    return rooms()


@pytest.fixture
def ledger(path: str) -> Iterator[Ledger]:
    with Ledger(path) as opened:
        yield opened


def test_the_newest_version_is_the_account_and_the_older_is_kept(ledger: Ledger) -> None:
    assert [ledger.add(FIRST), ledger.add(SECOND)] == [True, True]
    assert [a.document.id for a in ledger.articles()] == [SECOND.document.id]
    assert [f.figure.low for f in ledger.figures()] == [43]
    assert [a.document.id for a in ledger.articles(q="zeker 31")] == []
    (incident,) = ledger.incidents()
    (tally,) = [t for t in incident.tallies if t.party is None]
    assert (tally.low, tally.sources, incident.conflicts) == (43, 1, ())
    assert [h.id for h in incident.articles] == [SECOND.document.id]
    assert ledger.reading(FIRST.document.id) == FIRST
    assert ledger.document_ids(FIRST.document.id[:14]) == [FIRST.document.id]
    assert ledger.newest(FIRST.document.id) == ledger.newest(SECOND.document.id) == SECOND.document.id
    assert ledger.newest("article-niets") is None


def test_all_that_a_page_has_said_in_order(ledger: Ledger) -> None:
    for reading in (FIRST, SECOND, THIRD):
        ledger.add(reading)
    for known in (FIRST, SECOND, THIRD):
        assert ledger.versions(known.document.id) == [FIRST, SECOND]
    assert list(ledger.readings()) == [THIRD]


def test_in_whatever_order_versions_come_the_ledger_is_the_same(rooms: Rooms) -> None:
    """Versions tell when they were retrieved: one that comes late does not take the place of a newer one."""
    found = []
    for order in permutations((FIRST, SECOND, THIRD)):
        path = rooms()
        with Ledger(path) as ledger:
            for reading in order:
                assert ledger.add(reading)
        found.append(contents(path))
    assert all(f == found[0] for f in found)


def test_what_the_publisher_changed_later_is_the_newer_where_nobody_says_when_it_was_had(rooms: Rooms) -> None:
    """An export of a channel tells when posts were edited, and not when it was made."""
    edited = [
        replace(r, document=replace(r.document, retrieved=None, updated=f"2025-03-17T{hour}:00:00Z"))
        for r, hour in ((FIRST, "09"), (SECOND, "12"), (THIRD, "18"))
    ]
    found = []
    for order in permutations(edited):
        path = rooms()
        with Ledger(path) as ledger:
            for reading in order:
                assert ledger.add(reading)
            assert ledger.versions(THIRD.document.id) == edited[:2]
        found.append(contents(path))
    assert all(f == found[0] for f in found)


def test_an_older_text_under_the_same_id_does_not_take_the_place_of_a_newer(ledger: Ledger) -> None:
    """The channel exported again, and then its export of the week before."""
    own = [
        replace(r, document=replace(r.document, id="telegram-1-7", retrieved=None, updated=f"2025-03-17T{hour}:00:00Z"))
        for r, hour in ((FIRST, "09"), (SECOND, "12"))
    ]
    assert [ledger.add(own[1]), ledger.add(own[0]), ledger.add(own[0])] == [True, True, False]
    assert [f.figure.low for f in ledger.figures()] == [43]
    assert ledger.versions("telegram-1-7") == own[:1]


def test_the_same_text_again_is_nothing_new(ledger: Ledger) -> None:
    later = replace(FIRST, document=replace(FIRST.document, retrieved="2025-03-18T09:00:00+00:00"))
    assert [ledger.add(FIRST), ledger.add(later)] == [True, False]
    held = ledger.reading(FIRST.document.id)
    assert held is not None
    assert held.document.retrieved == FIRST.document.retrieved
    assert FIRST.provenance is not None
    assert ledger.has_just(later.document, FIRST.provenance)
    assert ledger.versions(FIRST.document.id) == []


def test_an_earlier_version_is_known_and_is_not_read_again(ledger: Ledger) -> None:
    for reading in (FIRST, SECOND):
        ledger.add(reading)
    assert FIRST.provenance is not None
    assert ledger.has_just(FIRST.document, FIRST.provenance)
    assert not ledger.add(FIRST)
    assert [a.document.id for a in ledger.articles()] == [SECOND.document.id]


def test_a_text_that_is_back_is_the_newest(ledger: Ledger) -> None:
    """The publisher takes the new number back."""
    for reading in (FIRST, SECOND):
        ledger.add(reading)
    back = replace(FIRST, document=replace(FIRST.document, retrieved="2025-03-17T15:00:00+00:00"))
    assert back.provenance is not None
    assert not ledger.has_just(back.document, back.provenance)
    assert ledger.add(back)
    assert [f.figure.low for f in ledger.figures()] == [31]
    assert ledger.versions(back.document.id) == [SECOND]


@pytest.mark.parametrize(
    "url",
    ["http://www.krant.example/nieuws/aanval-op-de-markt/?utm_source=rss#reacties", PAGE],
)
def test_a_page_is_known_under_all_its_addresses(ledger: Ledger, url: str) -> None:
    for reading in (FIRST, version(43, 12, url=url)):
        ledger.add(reading)
    assert len(list(ledger.articles())) == 1


def test_another_article_at_the_same_address_is_none_of_its_versions(ledger: Ledger) -> None:
    """A page that shows the news of the day."""
    text = "De regering spreekt vandaag met de vakbonden over het loon van leraren. Een besluit valt morgen op zijn vroegst."
    other = Builder(text, article_id(text, PAGE), title="Overleg over lonen", published="2025-03-19").reading()
    for reading in (FIRST, replace(other, document=replace(other.document, url=PAGE, retrieved="2025-03-19T09:00:00Z"))):  # fmt: skip
        ledger.add(reading)
    assert len(list(ledger.articles())) == 2


def test_articles_with_ids_of_their_own_are_what_their_ids_say(ledger: Ledger) -> None:
    one, other = (replace(r, document=replace(r.document, id=k)) for r, k in ((FIRST, "krant-1"), (SECOND, "krant-2")))
    for reading in (one, other):
        ledger.add(reading)
    assert len(list(ledger.articles())) == 2


def test_the_page_of_a_whole_site_tells_no_articles_apart(ledger: Ledger) -> None:
    for reading in (version(31, 9, url="https://krant.example/"), version(43, 12, url="https://krant.example")):
        ledger.add(reading)
    assert len(list(ledger.articles())) == 2


def test_an_incident_that_only_the_old_version_told_goes_with_it(ledger: Ledger) -> None:
    ledger.add(FIRST)
    assert len(list(ledger.incidents())) == 1
    text = "\n\n".join(LINES[1:])
    less = Builder(text, article_id(text, PAGE), published=FIRST.document.published).reading()
    ledger.add(replace(less, document=replace(less.document, url=PAGE, retrieved="2025-03-17T20:00:00Z")))
    assert list(ledger.incidents()) == []
    assert list(ledger.sources()) == []
    with ledger._reading() as connection:
        names = connection.exec_driver_sql("SELECT count(*) FROM names").scalar()
    assert names == 0


def test_decisions_stay_when_the_page_changes(ledger: Ledger) -> None:
    """What somebody rejected in the first version is rejected in the next, where it says the same words; undone there, it is undone."""
    ledger.add(SECOND)
    figure = SECOND.figures[0].id
    made = ledger.decide("reject", figure, by="Anna", document=SECOND.document.id)
    ledger.add(THIRD)
    (found,) = ledger.figures()
    assert found.document.id == THIRD.document.id
    assert found.review is not None
    assert found.review.status == "rejected"
    assert [d.id for d, _ in ledger.history(THIRD.document.id, "figures", found.figure.id)] == [made.id]
    ledger.undo(made.id, by="Anna")
    (found,) = ledger.figures()
    assert found.review is None


def test_incidents_joined_by_hand_stay_joined_when_a_page_changes(ledger: Ledger) -> None:
    other = version(12, 10, url="https://blad.example/brand", published="2025-06-01T09:00:00+01:00")
    days = {"earliest": "2025-06-01", "latest": "2025-06-01"}
    other = replace(
        other,
        events=tuple(replace(e, **days) for e in other.events),
        figures=tuple(replace(f, **days) for f in other.figures),
    )
    for reading in (SECOND, other):
        ledger.add(reading)
    a, b = (i.id for i in ledger.incidents())
    ledger.decide("join", a, b, by="Anna")
    assert len(list(ledger.incidents())) == 1
    ledger.add(THIRD)
    (incident,) = ledger.incidents()
    assert {h.id for h in incident.articles} == {THIRD.document.id, other.document.id}


def test_versions_that_do_not_say_when_are_told_by_what_the_newest_keeps_of_them(ledger: Ledger) -> None:
    """Saved pages of a live blog, named in whatever order: the last one that was read is the newest."""
    more = ("Om negen uur was er luchtalarm in de hele streek.", "Om tien uur kwam het bericht van de brandweer.")
    some = [version(31, 9), version(31, 9, *more[:1]), version(31, 9, *more)]
    some = [replace(r, document=replace(r.document, retrieved=None)) for r in some]
    for reading in (some[1], some[0], some[2]):
        ledger.add(reading)
    assert ledger.versions(some[2].document.id) == some[:2]


def test_a_page_that_cannot_be_read_any_more_takes_no_place(ledger: Ledger) -> None:
    ledger.add(FIRST)
    d = FIRST.document
    gone = Reading(replace(d, id="article-0000000000000000", skipped={"reason": "language", "detail": "x"}))
    ledger.add(gone)
    assert len(list(ledger.figures())) == 1
