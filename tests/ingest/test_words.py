"""The rows that ingestion reads: each fires on its own example."""

from dataclasses import replace

import pytest

from volgens.ingest import Words
from volgens.ingest.dateline import is_date_line, relatives, stamps
from volgens.ingest.text import front_matter
from volgens.ingest.words import TABLES
from volgens.lexicon import languages, load

WORDS = Words.load()
ROWS = {table: [r for language in languages() for r in load(language, (), TABLES).rows(table)] for table in TABLES}


@pytest.mark.parametrize("row", ROWS["front_matter"], ids=lambda r: r.where)
def test_words_front_matter_row_fires(row):
    fields, body = front_matter(f"{row.example}\nTitle: x\n\nText.", WORDS)
    assert body == "Text."
    assert row.field == "ignore" or fields[row.field] == row.example.partition(": ")[2]


@pytest.mark.parametrize("row", ROWS["date_words"], ids=lambda r: r.where)
def test_words_date_row_fires(row):
    word = row.word.lower()
    assert is_date_line(row.example, WORDS.dates)
    (stamp,) = [*stamps(row.example, WORDS.dates), *relatives(row.example, WORDS.dates)]
    if row.kind in ("weekday", "month"):
        assert getattr(stamp, row.kind) == row.value
    elif row.kind in ("published", "updated"):
        assert stamp.role == row.kind
    elif row.kind == "zone":
        assert stamp.zone == row.value
    elif row.kind == "day":
        assert stamp.days == row.value
    elif row.kind == "unit":
        assert stamp.minutes % row.value == 0
        assert word in row.example.lower().split()
    else:
        less = replace(WORDS.dates, **{row.kind: getattr(WORDS.dates, row.kind) - {word}})
        assert not is_date_line(row.example, less)  # the row is what makes it a date line


def test_words_names_of_languages():
    assert WORDS.name("de") == "Duits/German"
    assert WORDS.name("ger") == "Duits/German"
    assert WORDS.name("xx") == "'xx'"
    assert WORDS.languages == languages()
