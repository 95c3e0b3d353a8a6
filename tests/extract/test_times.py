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
from volgens.lexicon import Lexicon
from volgens.model import LexiconError

TAGS = {"offensive": "NOUN"}  # the parts of speech that examples lean on


@pytest.mark.parametrize("table", times.TABLES)
@pytest.mark.parametrize("code", lexicon.languages())
def test_every_row_fires_on_its_example(code: str, table: str) -> None:
    words = lexicon.load(code)
    silent = [r for r in words.rows(table) if not times.row_fires(r, untagged(r.example, code, TAGS), words)]
    assert [f"{r.where} {r.example}" for r in silent] == []


def test_a_row_does_not_fire_on_what_it_has_no_part_in() -> None:
    words = lexicon.load("nl")
    row = next(r for r in words.rows("time_words") if r.phrase == "maandag")
    assert not times.row_fires(row, untagged("Dinsdag regent het."), words)


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
