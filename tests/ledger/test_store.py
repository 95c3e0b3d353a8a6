"""Writing readings and getting them back as they were."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.readings import Builder, dutch, english, skipped, with_lexicon
from tests.ledger.rooms import Rooms, contents
from volgens.ledger import Ledger
from volgens.model import LedgerError, Reading, Span, text_hash


@pytest.fixture
def path(rooms: Rooms) -> str:
    return rooms()


@pytest.fixture
def ledger(path: str) -> Iterator[Ledger]:
    with Ledger(path) as opened:
        yield opened


def add_all(path: str, *readings: Reading) -> list[bool]:
    with Ledger(path) as ledger:
        return [ledger.add(r) for r in readings]


@pytest.mark.parametrize("reading", [dutch(), english(), skipped()], ids=["dutch", "english", "skipped"])
def test_reading_comes_back_equal(path: str, reading: Reading) -> None:
    with Ledger(path) as ledger:
        assert ledger.add(reading)
        assert ledger.reading(reading.document.id) == reading


def test_when_it_was_changed_and_whose_words_it_has_come_back(path: str) -> None:
    one = dutch()
    one = replace(one, document=replace(one.document, updated="2025-03-17T16:00:00Z", forwarded="Stadsbestuur"))
    assert add_all(path, dutch(), one, one) == [True, True, False]
    with Ledger(path) as ledger:
        assert ledger.reading(one.document.id) == one


def test_reading_comes_back_from_another_process_view(path: str) -> None:
    add_all(path, dutch())
    with Ledger(path, create=False, read_only=True) as ledger:
        assert ledger.reading("article-1") == dutch()
        assert ledger.reading("article-9") is None


def test_whole_numbers_come_back_whole(path: str) -> None:
    """A database keeps 3 as 3.0; JSON for people says 3."""
    add_all(path, dutch())
    with Ledger(path) as ledger:
        got = ledger.reading("article-1")
    assert got is not None
    assert repr([f.low for f in got.figures]) == "[3, 30, 200, 4000]"
    assert repr(got.figures[1].of) == "Base(value=1250, unit='km2')"
    assert repr(got.figures[1].derived) == "Derived(low=375, high=None, unit='km2')"


def test_offsets_survive(path: str) -> None:
    add_all(path, dutch())
    with Ledger(path) as ledger:
        got = ledger.reading("article-1")
    assert got is not None
    text = got.document.text
    spans = [c.content for c in got.claims] + [f.quote for f in got.figures] + [e.trigger for e in got.events]
    assert len(spans) == 13
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_same_reading_twice_changes_nothing(path: str) -> None:
    assert add_all(path, dutch(), english(), skipped()) == [True, True, True]
    once = contents(path)
    assert add_all(path, dutch(), english(), skipped()) == [False, False, False]
    assert contents(path) == once


def test_order_of_arrival_does_not_matter(rooms: Rooms) -> None:
    """Whatever came first, every table is the same."""
    one, other = rooms(), rooms()
    add_all(one, dutch(), english(), skipped())
    add_all(other, skipped(), english(), dutch())
    assert contents(one) == contents(other)


def test_fetching_again_is_no_change(path: str) -> None:
    later = replace(dutch(), document=replace(dutch().document, retrieved="2025-04-01T00:00:00Z"))
    assert add_all(path, dutch(), later) == [True, False]
    with Ledger(path) as ledger:
        assert ledger.reading("article-1") == dutch()


def test_new_lexicon_replaces_the_articles_rows(path: str) -> None:
    newer = with_lexicon(dutch(), "n" * 64)
    assert add_all(path, dutch(), english(), newer) == [True, True, True]
    with Ledger(path) as ledger:
        assert ledger.reading("article-1") == newer
        assert ledger.reading("article-2") == english()
        assert [e.event.type for e in ledger.events(type="retake")] == []
        assert list(ledger.events(q="heroverd")) == []
        assert [a.document.id for a in ledger.articles(q="heroverd")] == ["article-1"]
        assert ledger.versions("article-1") == []


def test_changed_text_keeps_the_earlier_version(path: str) -> None:
    """A publisher mends an article under the same id: the ledger speaks of the new text and keeps the old."""
    text = dutch().document.text + "\n\nRectificatie: het waren vier huurlingen."
    changed = Builder(text).reading()
    add_all(path, dutch(), changed)
    with Ledger(path) as ledger:
        assert ledger.reading("article-1") == changed
        assert ledger.versions("article-1") == [dutch()]
        assert list(ledger.claims()) == []
        assert not list(ledger.articles(q="rectificatie", publisher="Observer"))
        assert len(list(ledger.articles(q="rectificatie"))) == 1


def test_both_versions_read_again_end_as_before(path: str) -> None:
    changed = Builder(dutch().document.text + "\n\nMet een aanvulling.").reading()
    add_all(path, dutch(), changed)
    before = contents(path)
    add_all(path, dutch(), changed)
    assert contents(path) == before


def test_article_that_fails_now_does_not_replace_its_reading(path: str) -> None:
    assert add_all(path, dutch(), skipped("article-1")) == [True, False]
    assert add_all(
        path, skipped("article-5"), replace(dutch(), document=replace(dutch().document, id="article-5"))
    ) == [True, True]
    with Ledger(path) as ledger:
        assert ledger.reading("article-1") == dutch()
        assert [a.document.id for a in ledger.articles() if a.skipped] == []


def test_the_last_of_several_readings_of_an_article_stays_whatever_was_there(path: str) -> None:
    first = dutch()
    second = with_lexicon(first, "n" * 64)
    with Ledger(path) as ledger:
        ledger.add(second)
        assert ledger.add_all([first, second]) == 2
        assert ledger.reading(first.document.id) == second


def test_has_just_this_document_made_by_just_this(path: str) -> None:
    reading = dutch()
    document, made = reading.document, reading.provenance
    assert made is not None
    with Ledger(path) as ledger:
        assert not ledger.has_just(document, made)
        ledger.add(reading)
        assert ledger.has_just(document, made)
        assert not ledger.has_just(document, replace(made, lexicon_hash="other"))
        assert not ledger.has_just(replace(document, published="2031-01-01"), made)


def test_has_knows_text_model_and_lexicon(path: str) -> None:
    sha, model, words = dutch().document.sha256, "m" * 64, "l" * 64
    with Ledger(path) as ledger:
        assert not ledger.has("article-1", sha, model, words)
        ledger.add(dutch())
        assert ledger.has("article-1", sha, model, words)
        assert not ledger.has("article-1", text_hash("other"), model, words)
        assert not ledger.has("article-1", sha, "other", words)
        assert not ledger.has("article-1", sha, model, "other")
        assert not ledger.has("article-2", sha, model, words)
        assert not ledger.has("article-1", sha, model, words, "g" * 64)


def test_a_reading_keeps_the_hash_of_its_gazetteer(path: str) -> None:
    made = dutch().provenance
    assert made is not None
    told = replace(dutch(), provenance=replace(made, gazetteer_hash="g" * 64))
    with Ledger(path) as ledger:
        assert ledger.add(told)
        assert ledger.reading("article-1") == told
        assert ledger.has("article-1", told.document.sha256, "m" * 64, "l" * 64, "g" * 64)
        assert not ledger.has("article-1", told.document.sha256, "m" * 64, "l" * 64, "h" * 64)


def test_batches_count_what_changed(path: str) -> None:
    many = [replace(english(), document=replace(english().document, id=f"article-{k:03}")) for k in range(25)]
    with Ledger(path) as ledger:
        assert ledger.add_all(many, batch=10) == 25
        assert ledger.add_all([*many, dutch()], batch=10) == 1
        assert [r.document.id for r in ledger.readings()][:2] == ["article-000", "article-001"]


def test_several_programs_may_add_at_once(path: str) -> None:
    """Each opens the ledger for itself, none of them has made it, and they wait for each other."""

    def work(k: int) -> int:
        own = [replace(english(), document=replace(english().document, id=f"article-{k}-{n}")) for n in range(5)]
        with Ledger(path) as ledger:
            return sum(ledger.add(r) for r in [*own, dutch()])

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(4))) == 21
    with Ledger(path) as ledger:
        assert len(list(ledger.readings())) == 21


def test_failed_article_leaves_nothing_behind(path: str) -> None:
    """A figure that hangs on a claim that is not there is a fault; the article is left out whole."""
    good = dutch()
    broken = replace(good, figures=(replace(good.figures[0], claim_id="claim-none"), *good.figures[1:]))
    add_all(path, english())
    before = contents(path)
    with Ledger(path) as ledger, pytest.raises(LedgerError, match="do not fit together"):
        ledger.add(broken)
    assert contents(path) == before


def test_same_ids_in_two_documents_stay_apart(path: str) -> None:
    twin = replace(dutch(), document=replace(dutch().document, id="article-twin"))
    add_all(path, dutch(), twin)
    with Ledger(path) as ledger:
        assert ledger.reading("article-twin") == twin
        assert len(list(ledger.claims())) == 8
        assert len(list(ledger.figures(outcome="captured"))) == 2


any_text = st.text(st.characters(), max_size=40)  # with NUL, lone surrogates and noncharacters


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=any_text, words=any_text, after=any_text, name=any_text, data=st.data())
def test_any_text_comes_back_code_point_by_code_point(
    ledger: Ledger, before: str, words: str, after: str, name: str, data: st.DataObject
) -> None:
    text = before + words + after
    quote = Span(len(before), len(before) + len(words), words)
    good = dutch()
    claim = replace(
        good.claims[3],
        content=quote,
        source=replace(good.claims[3].source, name=name),
        channel=data.draw(st.none() | any_text),
    )
    figure = replace(
        good.figures[0],
        number=quote,
        quote=quote,
        counted=quote,
        claim_id=claim.id,
        event_id=None,
        place_id=None,
        party=name,
    )
    reading = Reading(
        replace(
            good.document,
            id=f"article-{name}",
            text=text,
            title=data.draw(st.none() | any_text),
            sha256=text_hash(text),
        ),
        claims=(claim,),
        figures=(figure,),
        warnings=(name, words),
        provenance=good.provenance,
    )
    ledger.add(reading)
    got = ledger.reading(reading.document.id)
    assert got == reading
    assert got.document.text[quote.start : quote.end] == words
