"""How certain: sentences of our own in ``certainty.<language>.tsv``, read by the whole reader.

``events`` lists triggers, each with its certainty and ``-`` where it is said not to have happened; ``none`` words that make no event of
this year, such as an old crime before a court; ``claims`` a word of a source and its stance.
"""

from typing import Any

import pytest

from tests.phenomena import DAY, cases
from tests.phenomena.conftest import Read


def parts(cell: str) -> list[list[str]]:
    return [p.split() for p in cell.split(" | ") if p.strip()]


@pytest.mark.parametrize("row", cases("certainty"))
def test_certainty_and_polarity(read: Read, row: dict[str, str]) -> None:
    reading = read(row)
    shown = [(e.trigger.text, e.type, e.certainty, e.polarity) for e in reading.events]
    for word, certainty, *no in parts(row["events"]):
        polarity = "negative" if no else "positive"
        hit: Any = next((e for e in reading.events if word in e.trigger.text), None)
        assert hit is not None, f"no event {word!r} among {shown}"
        assert (hit.certainty, hit.polarity) == (certainty, polarity), f"{word!r} among {shown}"
    for word in row["none"].split():
        assert not any(word in e.trigger.text and (e.earliest or e.latest or "") >= DAY[:4] for e in reading.events), (
            shown
        )
    said = [(c.source.name, c.stance, c.content.text) for c in reading.claims]
    for *words, stance in parts(row["claims"]):
        name = " ".join(words)
        assert any(name in source and told == stance for source, told, _ in said), f"{name} {stance} among {said}"


def test_there_are_enough_sentences_and_few_that_fail() -> None:
    for language in ("nl", "en"):
        rows = [p for p in cases("certainty") if p.values[0]["language"] == language]
        assert len(rows) >= 30
        assert sum(bool(p.values[0]["fails"]) for p in rows) * 10 <= len(rows)
