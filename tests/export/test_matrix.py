"""Accounts side by side: who says what in which row, what is said again, what is contradicted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ledger.readings import Builder
from tests.ledger.test_linked import reading
from volgens.export.matrix import matrix
from volgens.export.say import repeated
from volgens.ledger import Ledger
from volgens.linking.incident import Incident
from volgens.model import Reading
from volgens.wording import labels

DAY = {"earliest": "2025-03-17", "latest": "2025-03-17", "time_precision": "day"}
SAID = "Bij een luchtaanval op een school in Lemar zijn maandag 31 mensen gedood, zei het ministerie."
DENIED = "Het leger ontkende dat maandag bij een luchtaanval op een school in Lemar 31 mensen zijn gedood."


def said(key: str, text: str, source: str, cue: str, stance: str, kind: str, party: str) -> Reading:
    """An article in which somebody speaks of the air strike on Lemar."""
    b = Builder(text, id=f"article-{key}", title=key, publisher=f"Krant {key}", published="2025-03-17T21:00:00")
    place = b.place("Lemar", "Lemar", "UA", "town", admin1="Rusov", lat=48.5, lon=37.5)
    content = text[text.index("Bij") if "Bij" in text else text.index("maandag") : text.index("gedood") + 6]
    claim = b.claim(source, cue, content, stance, kind, party=party)
    polarity = "negative" if stance == "denies" else "positive"
    known = {"claim_id": claim, "place_id": place, **DAY}
    b.event("attack.airstrike", "luchtaanval", "luchtaanval", polarity=polarity, **known)
    killed = b.event("kill", "gedood", "gedood", polarity=polarity, **known)
    b.figure("31 mensen", "31", "killed", low=31, high=31, best=31, polarity=polarity, event_id=killed, **known)
    return b.reading()


@pytest.fixture(scope="module")
def incident(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Incident]:
    ministry = ("het ministerie", "zei", "states", "government", "UKR")
    with Ledger(tmp_path_factory.mktemp("matrix") / "volgens.db") as ledger:
        ledger.add_all([reading("b"), said("m", SAID, *ministry), said("n", SAID, *ministry)])
        ledger.add(said("x", DENIED, "Het leger", "ontkende", "denies", "military", "RUS"))
        (found,) = ledger.incidents()
        yield found


def test_columns_stand_by_side_and_kind_the_articles_themselves_last(incident: Incident) -> None:
    found = matrix(incident)
    assert [(c.party, c.kind, c.name is None, n) for c, n in found.sides] == [
        ("RUS", "military", False, 1),
        ("UKR", "government", False, 1),
        (None, "media", True, 1),
    ]
    assert sum(n for _, n in found.kinds) == len(found.columns) == 3


def test_what_a_voice_says_again_is_one_statement(incident: Incident) -> None:
    row = matrix(incident).rows[0]
    (said,) = row.cells[1].statements
    assert (row.about, said.told.record.quote.text, len(said.again), said.copies) == ("killed", "31 mensen", 1, 0)
    assert repeated(said, labels("en")) == "in 2 articles"


def test_the_signs_of_conflict(incident: Incident) -> None:
    events = {r.about: r for r in matrix(incident).rows if r.kind == "events"}
    assert events["kill"].cells[0].disputed
    figures = matrix(incident).rows[0]
    assert [c.disputed for c in figures.cells] == [False, True, True]


def test_every_record_stands_in_one_cell_of_its_voice(incident: Incident) -> None:
    found = matrix(incident)
    seen = [
        (t.head.id, t.record.id)
        for row in found.rows
        for cell in row.cells
        for s in cell.statements
        for t in (s.told, *s.again)
    ]
    assert sorted(seen) == sorted((t.head.id, t.record.id) for t in incident.told)


def test_a_copy_is_counted_as_such(incident: Incident) -> None:
    copied = matrix(replace(incident, copies={"article-n": "article-m"}))
    (said,) = copied.rows[0].cells[1].statements
    assert repeated(said, labels("en")) == "in 2 articles, 1 copy"


def test_who_says_the_same_as_somebody_contradicted_has_the_sign_too(tmp_path: Path) -> None:
    with Ledger(tmp_path / "volgens.db") as ledger:
        ledger.add_all(reading(k) for k in "abc")
        (found,) = ledger.incidents()
    assert len(found.conflicts) == 1
    assert [c.disputed for c in matrix(found).rows[0].cells] == [True, True, True]
