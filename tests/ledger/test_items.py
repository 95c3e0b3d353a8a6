"""Going through what can be decided on, article by article."""

from dataclasses import replace

from tests.ledger.readings import dutch, english
from tests.ledger.reviewed import AN, CAPTURED
from tests.ledger.rooms import Rooms
from volgens.ledger import Filters, Ledger
from volgens.ledger.items import record_of


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
