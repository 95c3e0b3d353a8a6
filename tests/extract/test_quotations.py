"""Quotations in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.extract.quotations import find


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find(text).all]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“Ga weg”, riep hij.", ["Ga weg"]),
        ("‘Ga weg’, riep hij 's avonds.", ["Ga weg"]),
        ("'Ga weg', riep hij 's nachts in 't dorp.", ["Ga weg"]),
        ('"Ga weg", riep hij.', ["Ga weg"]),
        ("„Ga weg“, riep hij. «Nooit», zei zij.", ["Ga weg", "Nooit"]),
        ("``Go,'' he said.", ["Go,"]),
        ("''Go,'' he said.", ["Go,"]),
        ("‘It’s the boys’ fault,’ he said.", ["It’s the boys’ fault,"]),
        ("De 'korte lijnen' zijn weg en 'het is voorbij', zei hij.", ["korte lijnen", "het is voorbij"]),
        ("The soldiers' homes and Mr. O'Neill's car.", []),
        ("Hij zei: “Ik hoorde ‘vuur’ roepen.”", ["Ik hoorde ‘vuur’ roepen."]),
    ],
)
def test_marks_of_many_printers(text: str, inner: list[str]) -> None:
    assert quoted(text) == inner


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“Wij gingen. \n\n“Toen kwam er niemand.” Dat zei hij."
    (q,) = find(text).all
    assert text[q.start : q.end].endswith("niemand.”")
    assert q.closed


def test_an_opening_mark_without_its_mate_is_none() -> None:
    assert quoted("“Ga weg, riep hij.\n\nDaarna werd het stil.") == []


@given(st.text(alphabet="ab .,'\"“”‘’«»„\n", max_size=80))
def test_quotations_lie_in_order_within_the_text(text: str) -> None:
    found = find(text)
    last = 0
    for q in found.all:
        assert last <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert found.at(q.start) == q == found.starting_at(q.start) == found.ending_at(q.end)
        last = q.end
