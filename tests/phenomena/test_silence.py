"""Metaphors of war yield nothing; the same words said of a war are read.

Column ``events``: empty where no claim, figure or event may be read; else ``word type`` divided by ``|``, each of which must be among the events,
the word within the trigger or the trigger within the words.
"""

import pytest

from tests.phenomena import cases
from tests.phenomena.conftest import Read

ROWS = cases("silence")


@pytest.mark.parametrize("row", ROWS)
def test_silence(row: dict[str, str], read: Read) -> None:
    reading = read(row)
    events = [(e.trigger.text, e.type) for e in reading.events]
    if not row["events"]:
        claims = [(c.source.name, c.content.text) for c in reading.claims]
        figures = [(f.quote.text, f.outcome) for f in reading.figures]
        assert (claims, figures, events) == ([], [], [])
    for wanted in row["events"].split(" | ") if row["events"] else ():
        words, _, kind = wanted.rpartition(" ")
        forms = {words, *words.split()} - {"…"}
        assert any(t == kind and (trigger in forms or any(f in trigger for f in forms)) for trigger, t in events), (
            events
        )


def test_there_are_enough_rows() -> None:
    for language in ("nl", "en"):
        rows = [p.values[0] for p in ROWS if p.values[0]["language"] == language]
        silent = [r for r in rows if not r["events"]]
        assert len(silent) >= 25
        assert len(rows) - len(silent) >= 14
        assert sum(bool(r["fails"]) for r in rows) * 10 <= len(rows)
