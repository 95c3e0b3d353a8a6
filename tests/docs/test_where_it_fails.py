"""The page on failures tells the truth: every example is read once more."""

import re
from pathlib import Path

import pytest

from volgens.ingest import article_of
from volgens.model import Reading
from volgens.reader import Reader

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "where-it-fails.md"
DAY = "2025-06-04"
EXAMPLE = re.compile(r"> (nl|en): (.+)\n((?:> (?:reads|misses): .+\n)+)")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def examples() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Language, text, and what is said to be read or missed."""
    found = EXAMPLE.findall(PAGE.read_text("utf-8"))
    return [(code, text, re.findall(r"> (reads|misses): (.+)", lines)) for code, text, lines in found]


def told(reading: Reading) -> list[list[str]]:
    """The records in the page's notation, as words that an example may give some of."""
    places = {p.id: p.name for p in reading.places}
    out = [["claim", c.source.name] for c in reading.claims]
    out += [["figure", f.number.text, f.unit, f.outcome] for f in reading.figures]
    return out + [
        ["event", e.trigger.text, e.type, e.certainty, e.polarity, places.get(e.place_id or "", "")]
        for e in reading.events
    ]


def stands(item: str, records: list[list[str]]) -> bool:
    """Is there a record with all that the item says, in that order?"""
    return any(re.fullmatch(r".*?\b".join(map(re.escape, item.split())) + ".*", " ".join(r)) for r in records)


@pytest.mark.parametrize(("code", "text", "said"), examples(), ids=[e[1][:40] for e in examples()])
def test_the_example_still_fails_as_told(reader: Reader, code: str, text: str, said: list[tuple[str, str]]) -> None:
    records = told(reader.read(article_of(text, code, DAY)))
    assert said
    for what, item in said:
        assert stands(item, records) == (what == "reads"), (what, item, records)


def test_every_section_has_an_example_and_no_quotation_is_left_out() -> None:
    text = PAGE.read_text("utf-8")
    assert len(examples()) == len(re.findall(r"^> (?:nl|en): ", text, re.MULTILINE)) >= 12
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:-1]
    assert all(EXAMPLE.search(s) for s in sections)
