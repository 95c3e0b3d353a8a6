"""Filters: what each of them finds, on two articles about the same places."""

from collections.abc import Iterator

import pytest

from tests.ledger.readings import Builder, dutch, english, skipped
from tests.ledger.rooms import Rooms
from volgens.ledger import Filters, Ledger, conditions, store


@pytest.fixture(scope="module")
def ledger(module_rooms: Rooms) -> Iterator[Ledger]:
    with Ledger(module_rooms()) as opened:
        opened.add_all([dutch(), english(), skipped(), seaside()])
        yield opened


@pytest.fixture(autouse=True, params=["gathered", "looked at"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What few records fit is gathered, what many fit is looked at one by one up to the end of a page: both find the same."""
    if request.param == "looked at":
        found, incidents = Ledger._found, Ledger.incidents
        monkeypatch.setattr(conditions, "FEW", 0)
        monkeypatch.setattr(
            Ledger, "_found", lambda self, ask, f, words, limit, offset: found(self, ask, f, words, limit or 99, offset)
        )
        monkeypatch.setattr(Ledger, "incidents", lambda self, **words: incidents(self, **{"limit": 99, **words}))


def seaside():  # type: ignore[no-untyped-def]
    """A short article without dates, on both sides of the antimeridian."""
    b = Builder(
        "Een drone is neergehaald bij Suva en een bij Apia.",
        "article-4",
        title="Twee drones",
        publisher="Noordpers",
        published=None,
    )
    west = b.place("Suva", "Suva", "FJ", lat=-18.1, lon=178.4, geonames_id=105)
    east = b.place("Apia", "Apia", "WS", lat=-13.8, lon=-171.8, geonames_id=106)
    b.event("intercept", "neergehaald", "Een drone is neergehaald bij Suva", place_id=west)
    b.event("intercept", "neergehaald", "Een drone is neergehaald bij Suva en een bij Apia", place_id=east)
    return b.reading()


def claims(ledger: Ledger, **words: str | list[str]) -> list[str]:
    return [c.claim.source.name for c in ledger.claims(**words)]


def events(ledger: Ledger, **words: str | list[str]) -> list[str]:
    return [f"{e.event.type} {e.place.name if e.place else '-'}" for e in ledger.events(**words)]


def figures(ledger: Ledger, **words: str | list[str]) -> list[str]:
    return [f"{f.figure.number.text} {f.figure.outcome}" for f in ledger.figures(**words)]


def articles(ledger: Ledger, **words: str | list[str]) -> list[str]:
    return [a.document.id for a in ledger.articles(**words)]


HADDAD, OFFICER, REBELS, MINISTRY = (
    "Amira Haddad",
    "Een hoge officier",
    "De opstandelingen",
    "het ministerie van Defensie",
)


def test_all_in_the_order_of_publication_and_text(ledger: Ledger) -> None:
    assert claims(ledger) == [HADDAD, OFFICER, REBELS, MINISTRY, "General Haddad", "a resident"]
    assert figures(ledger)[:2] == ["drie captured", "30 procent retaken"]
    assert articles(ledger) == ["article-3", "article-4", "article-1", "article-2"]


def test_figure_comes_with_what_it_hangs_on(ledger: Ledger) -> None:
    (found,) = ledger.figures(outcome="captured")
    assert found.document.title == "Leger meldt gevangenen"
    assert found.document.published == "2025-03-17"
    assert found.claim == dutch().claims[0]
    assert found.event == dutch().events[0]
    assert found.place == dutch().places[0]
    (alone,) = ledger.figures(outcome="retaken")
    assert (alone.claim, alone.event, alone.place) == (None, None, None)


def test_event_comes_with_claim_and_place(ledger: Ledger) -> None:
    (found,) = ledger.events(type="injure")
    assert found.claim is not None
    assert found.claim.source.name == "General Haddad"
    assert found.place is not None
    assert found.place.name == "Tarīm"


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("huurlingen", ["drie captured"]),
        ("HUURLINGEN", ["drie captured"]),
        ("huur*", ["drie captured"]),
        ("huur", []),
        ("strijders gewond", ["een paar honderd killed_or_injured"]),
        ('"gewond strijders"', []),
        ('"vierkante kilometer" heroverd', ["30 procent retaken"]),
        ("Sanaa", []),
        ("sana", ["12 destroyed"]),
        ("wounded Tarim", ["Two injured", "12 destroyed"]),
        ("fighters title", []),
        ("gevangenen captured OR 1=1 --", []),
    ],
)
def test_q_finds_words_of_quote_and_title(ledger: Ledger, q: str, expected: list[str]) -> None:
    assert figures(ledger, q=q) == expected


def test_q_finds_the_title_and_the_source(ledger: Ledger) -> None:
    assert len(claims(ledger, q="gevangenen meldt")) == 4
    assert claims(ledger, q="haddad") == [HADDAD, "General Haddad"]
    assert articles(ledger, q="drones") == ["article-4"]
    assert articles(ledger, q="explosion") == ["article-2"]


@pytest.mark.parametrize("q", ['"', "*", "( ) ' \"", "“…”"])
def test_q_without_words_is_refused(ledger: Ledger, q: str) -> None:
    with pytest.raises(ValueError, match="no word to look for"):
        claims(ledger, q=q)


@pytest.mark.parametrize(
    "q", ['a"b', "NEAR(a b)", "title: x", "-luchtmacht", "leger^2", "a AND", "{a b}: c", "%", "x*y"]
)
def test_q_is_never_read_as_a_language(ledger: Ledger, q: str) -> None:
    """Whatever is typed is words: no syntax error, no column names, no operators."""
    if any(c.isalnum() for c in q):
        assert claims(ledger, q=q) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Al-Hasira", ["capture.person Al Hasira"]),
        ("al hasira", ["capture.person Al Hasira"]),
        ("Tarim", ["kill Tarīm", "injure Tarīm"]),
        ("TARĪM", ["kill Tarīm", "injure Tarīm"]),
        ("Sanaa", ["damage.infrastructure Sanaa"]),
        ("sana'a", ["damage.infrastructure Sanaa"]),
        (
            "YEM",
            ["capture.person Al Hasira", "kill Tarīm", "deploy Yemen", "injure Tarīm", "damage.infrastructure Sanaa"],
        ),
        (
            "ye",
            ["capture.person Al Hasira", "kill Tarīm", "deploy Yemen", "injure Tarīm", "damage.infrastructure Sanaa"],
        ),
        (
            "Jemen",
            ["capture.person Al Hasira", "kill Tarīm", "deploy Yemen", "injure Tarīm", "damage.infrastructure Sanaa"],
        ),
        ("Hasira", []),
        ("Nergenshuizen", []),
        ("%", None),
    ],
)
def test_place_by_any_spelling_or_country(ledger: Ledger, place: str, expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match="no letter or digit"):
            events(ledger, place=place)
    else:
        assert events(ledger, place=place) == expected


def test_place_holds_what_lies_in_it(rooms: Rooms) -> None:
    """A province finds its towns, and a Dutch spelling in one article the English one in another."""
    b = Builder("Gevechten in Charkiv en Izjoem.", "a")
    b.place("Charkiv", "Kharkiv Oblast", "UA", "admin1", geonames_id=1, admin1="Kharkiv Oblast")
    b.event("clash", "Gevechten", "Gevechten in Charkiv", place_id=b.places[0])
    b.event(
        "clash",
        "Izjoem",
        "Izjoem",
        place_id=b.place("Izjoem", "Izyum", "UA", "town", admin1="Kharkiv Oblast", geonames_id=2),
    )
    c = Builder("Fighting in Izium.", "b", "en")
    c.event(
        "clash",
        "Fighting",
        "Fighting",
        place_id=c.place("Izium", "Izyum", "UA", "town", admin1="Kharkiv Oblast", geonames_id=2),
    )
    with Ledger(rooms()) as ledger:
        ledger.add_all([b.reading(), c.reading()])
        assert events(ledger, place="charkiv") == ["clash Kharkiv Oblast", "clash Izyum", "clash Izyum"]
        assert events(ledger, place="Kharkiv Oblast") == ["clash Kharkiv Oblast", "clash Izyum", "clash Izyum"]
        assert events(ledger, place="Izjoem") == ["clash Izyum", "clash Izyum"]
        assert events(ledger, place=["Izjoem", "RU"], language="en") == ["clash Izyum"]


def test_bbox_finds_points_and_not_countries(ledger: Ledger) -> None:
    """Yemen's middle lies in this box; Yemen does not."""
    assert events(ledger, bbox="42,14,48,16") == ["capture.person Al Hasira", "damage.infrastructure Sanaa"]
    assert events(ledger, bbox="48,14,50,17") == ["kill Tarīm", "injure Tarīm"]
    assert sorted(events(ledger, bbox="178,-20,-170,0"), reverse=True) == ["intercept Suva", "intercept Apia"]
    assert events(ledger, bbox="178,-20,180,0") == ["intercept Suva"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-03", "2025-03", ["drie captured", "30 procent retaken", "Two injured"]),
        ("2025-03-18", "2025", ["Two injured"]),
        (None, "2025-02-10", ["drie captured", "een paar honderd killed_or_injured"]),
        ("2025-02-28", "2025-02-28", ["drie captured", "een paar honderd killed_or_injured"]),
        ("2026", None, []),
        ("2020", "2024", ["drie captured"]),
    ],
)
def test_dates_find_what_may_have_happened_then(
    ledger: Ledger, since: str | None, until: str | None, expected: list[str]
) -> None:
    """A figure of which only the latest day is known may be of any earlier day; one without any date is never found."""
    assert [f"{f.figure.number.text} {f.figure.outcome}" for f in ledger.figures(since=since, until=until)] == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        ("YEM", ["capture.person Al Hasira"]),
        ("Jemen", ["capture.person Al Hasira"]),
        ("leger", ["capture.person Al Hasira"]),
        ("houthi", ["kill Tarīm"]),
        ("burgers", ["kill Tarīm"]),
        ("burger", []),
    ],
)
def test_actor_by_name_or_side(ledger: Ledger, actor: str, expected: list[str]) -> None:
    assert events(ledger, actor=actor) == expected


def test_actor_of_a_figure_is_who_is_counted_or_who_acted(ledger: Ledger) -> None:
    assert figures(ledger, actor="YEM") == ["drie captured", "4.000 tot 5.000 deployed"]
    assert figures(ledger, actor="huurlingen") == ["drie captured"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Haddad", [HADDAD, "General Haddad"]),
        ("generaal Amira Haddad", [HADDAD, "General Haddad"]),
        ("haddad", [HADDAD, "General Haddad"]),
        ("YEM", [HADDAD, MINISTRY, "General Haddad"]),
        ("Yemen", [HADDAD, MINISTRY, "General Haddad"]),
        ("Houthi", [REBELS]),
        ("ministerie van defensie", [MINISTRY]),
        ("van ministerie", []),
    ],
)
def test_source_by_any_name_of_hers_or_side(ledger: Ledger, source: str, expected: list[str]) -> None:
    assert claims(ledger, source=source) == expected


def test_filters_reach_from_one_record_to_another(ledger: Ledger) -> None:
    assert claims(ledger, outcome="captured") == [HADDAD]
    assert claims(ledger, type="deploy") == [MINISTRY]
    assert claims(ledger, place="Tarim") == [REBELS, "General Haddad"]
    assert figures(ledger, source="Haddad") == ["drie captured", "Two injured"]
    assert figures(ledger, stance="estimates") == ["een paar honderd killed_or_injured"]
    assert figures(ledger, type="capture.person") == ["drie captured"]
    assert figures(ledger, certainty="possible") == ["4.000 tot 5.000 deployed"]
    assert events(ledger, stance="denies") == ["kill Tarīm"]
    assert events(ledger, outcome="deployed,injured") == ["deploy Yemen", "injure Tarīm"]
    assert articles(ledger, outcome="injured") == ["article-2"]
    assert articles(ledger, type="intercept") == ["article-4"]
    assert articles(ledger, stance="denies") == ["article-1"]
    assert articles(ledger, source="resident") == ["article-2"]
    assert articles(ledger, source="resident", outcome="injured") == []


def test_filters_of_articles(ledger: Ledger) -> None:
    assert claims(ledger, language="en") == ["General Haddad", "a resident"]
    assert claims(ledger, language="en,nl", publisher="waarnemer") == [HADDAD, OFFICER, REBELS, MINISTRY]
    assert articles(ledger, publisher=["Noordpers", "observer post"]) == ["article-4", "article-2"]


def test_types_by_group_precision_and_certainty(ledger: Ledger) -> None:
    assert events(ledger, type="capture") == ["capture.person Al Hasira"]
    assert events(ledger, type="capture,retake") == ["capture.person Al Hasira", "retake.territory -"]
    assert events(ledger, precision="month") == ["retake.territory -", "kill -"]
    assert events(ledger, certainty="possible,probable") == ["deploy Yemen", "damage.infrastructure Sanaa"]


def test_articles_come_with_counts(ledger: Ledger) -> None:
    found = {a.document.id: a for a in ledger.articles()}
    one = found["article-1"]
    assert (one.claims, one.figures, one.events, one.places, one.sources) == (4, 4, 5, 3, 4)
    assert found["article-3"].skipped == {"reason": "missing", "detail": "no such file"}
    assert found["article-3"].claims == 0


def test_sources_are_told_apart_by_actor_or_by_name_and_side(ledger: Ledger) -> None:
    found = list(ledger.sources())
    first = found[0]
    assert (first.names, first.claims, first.articles, first.stances) == (
        ("General Haddad", HADDAD),
        2,
        2,
        (("states", 2),),
    )
    assert [(s.name, s.anonymous, s.stances) for s in found[1:]] == [
        (REBELS, False, (("denies", 1),)),
        (OFFICER, True, (("estimates", 1),)),
        ("a resident", True, (("states", 1),)),
        (MINISTRY, False, (("states", 1),)),
    ]
    assert [s.name for s in ledger.sources(stance="denies")] == [REBELS]


def test_unrecognised_mention_counts_with_the_known_actor(rooms: Rooms) -> None:
    """The same name and side once with and once without the actor is one source; another side is another."""
    b = Builder("Haddad zei dit. Haddad zei dat. Haddad zei niets.", "a")
    b.claim("Haddad", "zei", "dit", party="YEM", actor_id="haddad")
    b.claim("Haddad", "zei", "dat", party="YEM")
    b.claim("Haddad", "zei", "niets", party="OMN")
    with Ledger(rooms()) as ledger:
        ledger.add(b.reading())
        assert [(s.party, s.actor_id, s.claims) for s in ledger.sources()] == [("YEM", "haddad", 2), ("OMN", None, 1)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"colour": "red"}, "no filter 'colour'"),
        ({"status": "approved"}, "status cannot be 'approved'; use open, accepted"),
        ({"stance": "says"}, "stance cannot be 'says'; use states, claims"),
        ({"outcome": "dead"}, "outcome cannot be 'dead'"),
        ({"since": "zaterdag"}, "since 'zaterdag' is no date; write 2025-01-11"),
        ({"since": "2025-02-30"}, "is no date"),
        ({"until": "2025-13"}, "is no date"),
        ({"since": "2025-03", "until": "2025-02"}, "since 2025-03-01 is after until 2025-02-28"),
        ({"bbox": "1,2,3"}, "is not west,south,east,north"),
        ({"bbox": "1,80,3,10"}, "is not on the earth"),
        ({"bbox": "a,b,c,d"}, "is not west,south,east,north"),
        ({"since": ["2025", "2024"]}, "since takes one value"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Filters.of(**words)


def test_empty_filters_are_no_condition(ledger: Ledger) -> None:
    assert Filters.of(q="", place=[], since=None, stance=" ") == Filters()
    assert len(claims(ledger, q="", source="")) == 6


def test_words_go_before_filters(ledger: Ledger) -> None:
    both = ledger.claims(Filters.of(stance="denies", language="nl"), stance="estimates")
    assert [c.claim.source.name for c in both] == [OFFICER]


def test_records_by_part_of_their_id(ledger: Ledger) -> None:
    claim = dutch().claims[0]
    (found,) = ledger.record(claim.id)
    assert (found.kind, found.record, found.document.id) == ("claims", claim, "article-1")
    assert ledger.record(claim.id[:12]) == [found]
    assert ledger.record(claim.id.removeprefix("claim-")[:8]) == [found]
    assert len(ledger.record("place-")) == 7
    assert ledger.record("claim-zzz") == []
    assert ledger.document_ids("article-") == ["article-1", "article-2", "article-3", "article-4"]
    assert ledger.document_ids("article-1") == ["article-1"]


def test_unfinished_query_does_not_hold_the_ledger(rooms: Rooms) -> None:
    with Ledger(rooms(), timeout=0.5) as ledger:
        ledger.add(dutch())
        rows = ledger.claims()
        next(rows)
        assert ledger.add(english())
        assert len(list(rows)) == 3
        assert len(list(ledger.claims())) == 6


def test_the_record_of_who_speaks_much_is_of_the_latest_articles(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ledger.source("haddad")
    every = [c.claim.id for c in ledger.said_by("haddad")]
    assert whole
    assert whole.latest is None
    assert len(every) == 2
    monkeypatch.setattr(store, "MANY", 1)
    monkeypatch.setattr(store, "LATEST", 1)
    latest = ledger.source("haddad")
    assert latest
    assert latest.latest == 1
    assert latest.found == whole.found
    assert sum(latest.types.values()) < sum(whole.types.values())
    assert [c.claim.id for k in range(2) for c in ledger.said_by("haddad", limit=1, offset=k)] == every
