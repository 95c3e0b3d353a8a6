"""Expressions of time: what is found, and that every row of the tables does what its example says."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.time_cases import CASES
from tests.untagged import untagged
from volgens import lexicon
from volgens.extract import times
from volgens.extract.time_grammar import Grammar
from volgens.extract.time_lexer import fields_of, lexemes
from volgens.lexicon import Lexicon, Row
from volgens.model import LexiconError

TABLES = ("time_words", "time_patterns", "time_leads")
TAGS = {"offensive": "NOUN"}  # the parts of speech that examples lean on


def without(words: Lexicon, row: Row) -> Lexicon:
    tables = {t: words.rows(t) for t in (*TABLES, "time_tenses", "number_words", "reporting")}
    tables[row.table] = tuple(r for r in tables[row.table] if r is not row)
    return Lexicon(words.language, tables)


def works(row: Row, words: Lexicon) -> bool:
    """Does the row fire on its example? One that keeps others away leaves no trace but what is found without it."""
    parsed = untagged(row.example, words.language, TAGS)
    found = list(times.every(parsed, words))
    return any(row.where in m.rows for m in found) or found != list(times.every(parsed, without(words, row)))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("code", lexicon.languages())
def test_every_row_fires_on_its_example(code: str, table: str) -> None:
    words = lexicon.load(code)
    assert [f"{row.where} {row.example}" for row in words.rows(table) if not works(row, words)] == []


@pytest.mark.parametrize(("code", "sentence", "expected"), CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_what_is_found(code: str, sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = times.find(untagged(sentence, code), lexicon.load(code))
    assert [m.text for m in found if m.kind != "ref"] == [e[0] for e in expected]


def test_mentions_tell_how_they_relate() -> None:
    words = lexicon.load("nl")
    relations = {
        "Sinds maandag regent het.": "since",
        "Tot maandag regent het.": "until",
        "Na maandag regent het.": "after",
        "De regen van maandag.": "of",
        "Sindsdien regent het.": "since",
        "Maandag regent het.": None,
    }
    for text, relation in relations.items():
        (mention,) = times.find(untagged(text), words)
        assert mention.relation == relation, text


def test_capital_phrases_need_their_capital() -> None:
    words = lexicon.load("en")
    assert [m.text for m in times.find(untagged("It rained in May.", "en"), words)] == ["May"]
    assert not times.find(untagged("It rained, in may be.", "en"), words)
    assert [m.text for m in times.find(untagged("ON SUNDAY IT RAINED.", "en"), words)] == ["SUNDAY"]


def test_lexemes_are_the_same_under_every_spelling() -> None:
    assert [x.form for x in lexemes("mid-August, ’s avonds, 6am, 14.30, 2024-01-02")] == [
        "mid", "august", ",", "'", "s", "avonds", ",", "6", "am", ",", "14.30", ",", "2024-01-02",
    ]  # fmt: skip


PIECES = st.sampled_from(
    [
        "zaterdag", "op", "11", "januari", "2025", "om", "14.30", "uur", "vorige", "week", "van", "tot", "en", "nacht", "de", "eind",
        "drie", "jaar", "geleden", "later", "een", "half", "'s", "avonds", "31", "februari", "jaren", "90", "²", "-", "–", ".", ",", "\n\n",
        "0001-01-01", "99-99-9999", "9999", "duizend", "eeuwen", "over", "sinds", "begin", "dertigste", "eeuw", "die", "😀", "é", "24.61",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from([" ", "", "  "]))
def test_offsets_hold_and_mentions_do_not_overlap(pieces: list[str], space: str) -> None:
    parsed = untagged(space.join(pieces))
    found = times.find(parsed, lexicon.load("nl"))
    assert all(parsed.text[m.start : m.end] == m.text and m.text.strip() == m.text != "" for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def broken(table: str, **cells: object) -> Lexicon:
    words = lexicon.load("nl")
    row = words.rows(table)[0]
    return Lexicon("nl", {table: (replace(row, cells={**row.cells, **cells}),)})


def test_a_field_that_moments_do_not_have() -> None:
    row = broken("time_words", sets=("moon=3",)).rows("time_words")[0]
    with pytest.raises(LexiconError, match=r"time_words\.tsv:\d+ LEX011 'moon=3'"):
        fields_of(row)


@pytest.mark.parametrize("pattern", ["weekday NOWHERE", "[ weekday", "MONTHNAME weekday"])
def test_a_pattern_that_cannot_be_read(pattern: str) -> None:
    with pytest.raises(LexiconError, match="LEX012"):
        Grammar(broken("time_patterns", pattern=pattern))
