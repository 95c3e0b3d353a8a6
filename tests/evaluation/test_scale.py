"""The ledger with some hundred made articles: nothing in it may grow faster than they do."""

from pathlib import Path

import pytest

from evaluation import made_readings, scale
from volgens.ledger import Ledger
from volgens.linking import accounts
from volgens.model import Reading

FEW, MANY = 60, 300
SLACK = 1.6  # five times the articles may take so much more each: quadratic growth would be near five


@pytest.fixture(scope="module")
def some() -> list[Reading]:
    return list(made_readings.readings(0, 120))


def test_made_readings_are_like_those_of_a_news_archive(some: list[Reading]) -> None:
    def mean(name: str) -> float:
        return sum(len(getattr(r, name)) for r in some) / len(some)

    assert 9 < mean("claims") < 12
    assert 12 < mean("events") < 18
    assert 4 < mean("figures") < 7
    assert 3.5 < sum(len(accounts(r)) for r in some) / len(some) < 5
    assert some[7] == made_readings.reading(7)


def test_their_words_stand_where_they_say(some: list[Reading]) -> None:
    for r in some:
        text = r.document.text
        spans = (
            [c.content for c in r.claims]
            + [s for e in r.events for s in (e.trigger, e.quote)]
            + [f.number for f in r.figures]
        )
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert all(text[p.start : p.end] == p.text for p in r.places)


def test_adding_an_article_costs_the_same_however_many_there_are(tmp_path: Path) -> None:
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all(made_readings.readings(0, FEW))
        first = scale.adding(ledger, list(made_readings.readings(FEW, FEW + 40)))
        ledger.add_all(made_readings.readings(FEW + 40, MANY))
        last = scale.adding(ledger, list(made_readings.readings(MANY, MANY + 40)))
    assert last["add, mean"] < SLACK * first["add, mean"], (first, last)


def test_reading_all_again_relinks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from volgens.ledger import linked

    again = [replace(r, warnings=("read by a newer version",)) for r in made_readings.readings(0, FEW)]
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all(made_readings.readings(0, FEW))
        before = list(ledger.incidents())
        monkeypatch.setattr(linked, "likeness", lambda *_: pytest.fail("an account is compared that did not change"))
        assert ledger.add_all(again) == FEW
        monkeypatch.undo()
        assert list(ledger.incidents()) == before


def test_every_question_is_answered(tmp_path: Path) -> None:
    found = scale.run(130, tmp_path / "volgens.db", sizes=(110,))
    assert list(found) == [110, 130]
    assert found[130]["claims"] > found[110]["claims"] > 1000
    assert all(v >= 0 for v in found[130].values())
    assert scale.run(130, tmp_path / "volgens.db") == {}  # a run that is done has nothing to do
