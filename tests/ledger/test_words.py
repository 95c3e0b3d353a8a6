"""Words are the same in every database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.readings import Builder
from tests.ledger.rooms import Rooms
from volgens.ledger import Ledger
from volgens.ledger.sqlite import match_expression
from volgens.ledger.words import words_of


@pytest.fixture(scope="module")
def fts() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        yield connection


def as_sqlite(fts: sqlite3.Connection, text: str) -> list[str]:
    fts.execute("DELETE FROM t")
    fts.execute("INSERT INTO t(body) VALUES (?)", (text,))
    return [term for (term,) in fts.execute("SELECT term FROM v ORDER BY offset")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Één raket, 12.500 m² in Sana’a", ["een", "raket", "12", "500", "m²", "in", "sana", "a"]),
        ("Øresund; Łódź – groß_ÅÆ", ["øresund", "łodz", "groß", "aæ"]),
        ("e\u0301e\u0301n ΟΔΟΣ οδος Йод", ["een", "οδοσ", "οδοσ", "йод"]),
        ("«…» * % _ ' \" \\ & | ! ( ) : <->", []),
        ("السلام 你好 T-72", ["السلام", "你好", "t", "72"]),
    ],
)
def test_words(fts: sqlite3.Connection, text: str, words: list[str]) -> None:
    assert words_of(text) == words == as_sqlite(fts, text)


# Alphabets that news in the languages we read is written in and quotes; SQLite's tables of the rest are those of an older Unicode.
letters = st.characters(min_codepoint=1, max_codepoint=0x17F) | st.characters(
    min_codepoint=0x3A3, max_codepoint=0x52F, exclude_characters="\u0528\u052a\u052c\u052e", categories=["L", "N", "P"]
)


@given(st.text(letters, max_size=60))
def test_words_are_cut_as_sqlite_cuts_them(fts: sqlite3.Connection, text: str) -> None:
    assert words_of(text) == as_sqlite(fts, text)


LONG = " ".join(f"woord{k} de" for k in range(20_000)) + " aan het eind stond drie keer niets"


def test_phrases_far_into_a_long_text(rooms: Rooms) -> None:
    with Ledger(rooms()) as ledger:
        ledger.add(Builder(LONG, "lang", title="Een lang stuk over zwaar­weer").reading())

        def found(q: str) -> bool:
            return bool(list(ledger.articles(q=q)))

        assert found('"de woord19999 de aan het eind"')
        assert found('"stond drie ke"*')
        assert not found('"stond drie ke"')
        assert not found('"drie stond"')
        assert not found('"weer woord0"'), "from the title into the text is no phrase"
        assert found('"LANG stuk" "woord7 de"')
        assert not found("woord20000")


def test_a_word_longer_than_a_page(rooms: Rooms) -> None:
    long = "x" * 9000
    with Ledger(rooms()) as ledger:
        b = Builder(f"{long} zei dat niets gebeurde in {long}stad.", "a", publisher=long)
        b.claim(long, "zei", "niets gebeurde")
        b.event("clash", "gebeurde", "gebeurde", place_id=b.place(f"{long}stad", f"{long}stad", None))
        ledger.add(b.reading())
        assert [c.claim.source.name for c in ledger.claims(source=long, q=f"{'x' * 300}*")] == [long]
        assert len(list(ledger.events(place=f"{long}stad", publisher=long))) == 1
        assert not list(ledger.claims(source=long[1:]))


def test_a_null_character_parts_words():
    assert match_expression(("do\x00od*",)) == '"do od"*'
