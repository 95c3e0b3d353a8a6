"""Incidents in brief and by the page, and the rows that lists are made from."""

import pytest
from sqlalchemy import func, select

from evaluation import made_readings
from tests.ledger.reviewed import without
from tests.ledger.rooms import Rooms
from tests.ledger.test_linked import reading
from volgens.ledger import Ledger, conditions, incidents, large, schema
from volgens.linking import compared
from volgens.linking.incident import Incident
from volgens.linking.told import Told
from volgens.model import Reading


def told(found: Incident) -> object:
    """All that a list shows of it."""
    numbers = [(t.outcome, t.unit, t.party, t.low, t.high, t.open, t.best, t.sources) for t in found.tallies]
    pairs = [(c.kind, c.about, c.a.record.id, c.b.record.id) for c in (*found.conflicts, *found.corroborations)]
    same = (found.id, found.type, found.title, found.where, found.when, found.articles, found.independent)
    return same, found.publishers, found.copies, numbers, pairs


def test_in_brief_everything_but_the_words(strikes: Ledger) -> None:
    whole, brief = list(strikes.incidents()), list(strikes.incidents(brief=True))
    assert [told(i) for i in brief] == [told(i) for i in whole]
    assert {(i.brief, t.quote) for i in brief for t in i.told} == {(True, "")}


def test_by_the_page_the_numbers_of_all_and_the_words_of_some(strikes: Ledger) -> None:
    (whole,) = strikes.incidents(several=True)
    page = strikes.incident(whole.id, limit=1, offset=1)
    assert page.shown == {whole.articles[1].id}
    assert [h.id for h in page.articles] == ["article-a", "article-b", "article-c"]
    assert told(page)[3] == told(whole)[3]  # type: ignore[index]
    assert [(c.a.record, c.b.record) for c in page.conflicts] == [(c.a.record, c.b.record) for c in whole.conflicts]
    assert [t.record for t in page.told] == [t.record for t in whole.told if t.head.id in page.shown]
    (tally,) = page.tallies
    assert [e.told.head.id for e in tally.entries] == ["article-b"]
    assert [e.told.quote for e in (*tally.low_by, *tally.high_by)] == ["27 mensen", "31 mensen", "31 mensen"]
    assert page.brief is False
    assert strikes.incident(whole.id, limit=3) == whole


def test_a_page_from_what_is_kept_is_that_from_the_accounts(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "MANY", 1)
    with Ledger(rooms()) as ledger:
        ledger.add_all(made_readings.readings(0, 40))
        several = sorted(ledger.incidents(several=True), key=lambda i: -len(i.articles))[:4]
        assert kept(ledger) == set()
        asked = [(i, limit, offset) for i in several for limit, offset in ((1, 0), (2, len(i.articles) - 1))]
        pages = [ledger.incident(i.id, limit, offset) for i, limit, offset in asked]
        ledger.sum_up()
        assert kept(ledger) == {i.id for i in ledger.incidents(several=True)}
        assert [ledger.incident(i.id, limit, offset) for i, limit, offset in asked] == pages
        assert any(p.disputes > len(p.conflicts) == limit for p, (_, limit, _) in zip(pages, asked, strict=True))
        for page, (whole, limit, offset) in zip(pages, asked, strict=True):
            assert told(page)[0] == told(whole)[0]  # type: ignore[index]
            assert page.counts == whole.counts
            assert page.disputes == len(whole.conflicts)
            assert [h.id for h in whole.articles[offset : offset + limit]] == [
                h.id for h in page.articles if h.id in (page.shown or ())
            ]
            assert [said(t) for t in page.told] == [said(t) for t in whole.told if t.head.id in (page.shown or ())]
            borne = [c for c in whole.corroborations if c.b.head.id in (page.shown or ())]
            for mine, pairs in ((page.conflicts, whole.conflicts[:limit]), (page.corroborations, borne)):
                assert [(c.kind, said(c.a), said(c.b)) for c in mine] == [(c.kind, said(c.a), said(c.b)) for c in pairs]
            for t, of_all in zip(page.tallies, whole.tallies, strict=True):
                here = [e for e in of_all.entries if e.told.head.id in (page.shown or ())]
                bounds = (of_all.low_by[: compared.BOUNDS], of_all.high_by[: compared.BOUNDS])
                for some, others in ((t.entries, here), (t.low_by, bounds[0]), (t.high_by, bounds[1])):
                    assert [(said(e.told), e.figure, e.state, e.by) for e in some] == [
                        (said(e.told), e.figure, e.state, e.by) for e in others
                    ]


def said(t: Told) -> object:
    """All of it but what its account is like, which pages do not show."""
    return t.head, t.account.id, t.record, t.claim, t.origin, t.rejected


def test_what_is_kept_of_an_incident_goes_when_an_article_joins_it(
    strikes: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "MANY", 1)
    strikes.sum_up()
    (before,) = kept(strikes)
    assert strikes.incident(before, limit=1) == page_from_accounts(strikes, before)
    strikes.decide("reject", strikes.incident(before).told[0].record.id, by="An")
    assert kept(strikes) == {before}  # made anew at once
    assert strikes.incident(before, limit=1) == page_from_accounts(strikes, before)
    strikes.add(reading("a", "2025-04-02"))
    assert kept(strikes) == set()


def page_from_accounts(ledger: Ledger, incident_id: str) -> Incident:
    with ledger._reading() as connection:
        whole = incidents.one(connection, incident_id, chosen=(), brief=True)
        return large.shown(connection, incident_id, compared.kept(whole), 1, 0)


def kept(ledger: Ledger) -> set[str]:
    with ledger._reading() as connection:
        return set(connection.execute(select(schema.compared.c.id)).scalars())


def rows(ledger: Ledger) -> list[tuple[object, ...]]:
    with ledger._reading() as connection:
        i = schema.incidents.c
        wanted = select(i.id, i.latest, i.first, i.last, i.articles, i.accounts).order_by(i.id)
        return [tuple(row) for row in connection.execute(wanted)]


def from_accounts(ledger: Ledger) -> list[tuple[object, ...]]:
    a = schema.accounts.c
    latest = func.max(func.coalesce(a.latest, "", type_=a.latest.type))
    counts = (func.count(a.document_id.distinct()), func.count())
    wanted = select(a.incident_id, latest, func.min(a.first), func.max(a.last), *counts).group_by(a.incident_id)
    with ledger._reading() as connection:
        return sorted(tuple(row) for row in connection.execute(wanted))


def test_the_rows_follow_whatever_happens_to_the_accounts(strikes: Ledger) -> None:
    (lemar,) = strikes.incidents(several=True)
    (sulem,) = strikes.incidents(place="Sulem")
    seen = [rows(strikes)]
    joined = strikes.decide("join", lemar.id, sulem.id, by="An")
    seen.append(rows(strikes))
    strikes.undo(joined.id, by="An")
    strikes.decide("split", lemar.id, "article-b", by="An")
    assert rows(strikes) == from_accounts(strikes)
    strikes.add(reading("a", "2025-04-02"))
    seen.append(rows(strikes))
    assert rows(strikes) == from_accounts(strikes)
    assert len({str(s) for s in seen}) == 3


def test_a_name_that_no_article_has_any_more_is_forgotten(strikes: Ledger) -> None:
    assert names(strikes) >= {"lemar", "sulem"}
    strikes.add(nowhere(reading("d")))
    assert "sulem" not in names(strikes)
    assert "lemar" in names(strikes)


def nowhere(read: Reading) -> Reading:
    return without(read, *(p.id for p in read.places))


def names(ledger: Ledger) -> set[str]:
    n = schema.names.c
    with ledger._reading() as connection:
        return {word.strip() for word in connection.execute(select(n.word)).scalars()}


def test_in_brief_what_people_made_of_the_records(strikes: Ledger) -> None:
    (whole,) = strikes.incidents(several=True)
    figure, event = (t.record.id for t in (whole.tallies[0].entries[0].told, whole.told[0]))
    for act in (lambda: strikes.decide("correct", figure, by="An", values={"value": ">=40"}),
                lambda: strikes.decide("correct", event, by="An", values={"agent": "luchtaanval", "agent.party": "RUS"}),
                lambda: strikes.decide("reject", figure, by="An")):  # fmt: skip
        act()
        assert [told(i) for i in strikes.incidents(brief=True)] == [told(i) for i in strikes.incidents()]


def test_incidents_of_which_a_source_speaks(rooms: Rooms) -> None:
    with Ledger(rooms()) as ledger:
        ledger.add_all(made_readings.readings(0, 30))
        every, heard = list(ledger.incidents()), 0
        for name in sorted({c.source.name for c in made_readings.reading(3).claims}):
            speaks = [i.id for i in every if any(c.source.name == name for p in i.parts for c in p.claims.values())]
            heard += len(speaks)
            assert [s.id for s in ledger.summaries(source=name)] == speaks
            assert [s.id for s in ledger.summaries(source=name, limit=5)] == speaks[:5]
        assert heard


@pytest.mark.parametrize("few", [conditions.FEW, 0])  # looked up, and looked at one by one
def test_incidents_of_which_a_source_speaks_in_a_place(few: int, rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions, "FEW", few)
    with Ledger(rooms()) as ledger:
        ledger.add_all(made_readings.readings(0, 20))
        every, found = list(ledger.incidents()), 0
        for claim in made_readings.reading(3).claims[:4]:
            name = claim.source.name
            for place in made_readings.reading(3).places[:2]:
                said = {(c.document.id, c.claim.id) for c in ledger.claims(source=name, place=place.name)}
                of = [i.id for i in every if said & {(p.head.id, c) for p in i.parts for c in p.claims}]
                assert [s.id for s in ledger.summaries(source=name, place=place.name, limit=50)] == of
                found += len(of)
        assert found
