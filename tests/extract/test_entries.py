"""The hours at the heads of a live blog's entries."""

import pytest

from volgens.extract.entries import entry_at, heads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07.42 – Stroom valt uit\n\nHet is donker.\n\n08.55 – Brand", ["07.42", "08.55"]),
        ("10:20 | Fire in the port\n\n[11:05] Calm again.", ["10:20", "11:05"]),
        ("• 14.31: Een vrouw is overleden.", ["14.31"]),
        ("12.05 uur\nBij de haven brandt het.", ["12.05"]),
        ("4.31pm GMT\nSmoke over the port.", ["4.31"]),
        ("12.05 uur Bij de haven brandt het.\n\n14.31 uur De brand is uit.", ["12.05", "14.31"]),
        ("12.05 uur Bij de haven brandt het.", []),
        ("10.00 – 11.30 uur: vergadering", []),
        ("De haven brandde om 12.05 – en bleef branden.", []),
        ("3.75 procent van de huizen is weg.", []),
        ("It scored 3.95: a record.", []),
    ],
)
def test_heads(text: str, expected: list[str]) -> None:
    assert [h.text for h in heads(text)] == expected


def test_entry_at() -> None:
    text = "Lead.\n\n07.42 – One\n\nFirst.\n\n08.55 – Two\n\nSecond."
    assert [entry_at(text, text.index(w)) for w in ("Lead", "One", "First", "Two", "Second")] == [None, 0, 0, 1, 1]
    assert entry_at("No entries here.", 3) is None
