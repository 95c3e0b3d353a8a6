"""Ends of sentences where the characters leave them open."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from volgens.parse import Parser
from volgens.parse.boundary import BLANK, GLUED, MARGIN, SPACE, WINDOW, Boundaries, about, logs, vectors, windows
from volgens.parse.card import DATA
from volgens.parse.segment import words_of

ROOMY = (WINDOW - 2 * (MARGIN - 1)) // 3  # pieces of a word up to which two margins and a word always fit a window
PARSER = Parser.load(threads=1)


def sentences(text: str, language: str = "nl") -> list[str]:
    return [text[s.start : s.end] for s in PARSER.segmenter(text, language)]


@given(st.lists(st.integers(1, 12), max_size=200))
def test_each_word_is_decided_in_one_window_with_words_around_it(sizes: list[int]) -> None:
    found = windows(sizes)
    assert [k for _, _, start, stop in found for k in range(start, stop)] == list(range(len(sizes)))
    for first, last, start, stop in found:
        assert first <= start < stop <= last
        assert sum(sizes[first:last]) <= WINDOW or last == first + 1
        if last < len(sizes):  # where long words leave no room for both margins, one word is decided with less after it
            assert sum(sizes[stop:last]) >= MARGIN or (stop == start + 1 and max(sizes[first:last]) > ROOMY)
        if first:
            assert sum(sizes[first:start]) >= MARGIN


class Counting:
    """Stands in for the parser: a piece's vector is its own number, and it remembers how often it was asked."""

    def __init__(self) -> None:
        self.rows: list[list[int]] = []

    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        return [[len(w)] * 2 for w in words]

    def lower(self, rows: Sequence[Sequence[int]]) -> Iterator[NDArray[np.float32]]:
        for row in rows:
            self.rows.append(list(row))
            yield np.array(row, np.float32)[:, None] * np.ones((1, 384), np.float32)


def test_a_word_has_the_vector_of_its_last_piece_and_of_the_next_first() -> None:
    found = next(vectors(Counting(), [[1, 2], [3], [4, 5]], [(0, 3, 0, 3)]))
    assert found[:, 0].tolist() == [2, 3, 5]
    assert found[:, 384].tolist() == [3, 4, 0]


def test_where_nothing_is_in_doubt_the_encoder_is_not_asked() -> None:
    encoder = Counting()
    sure = np.array([[0, 0, 30, 0], [0, 0, 0, 30], [0, 0, 30, 0]], np.float32)
    ends = Boundaries(DATA, encoder)(["een", ".", "twee"], np.array([GLUED, SPACE, BLANK], np.int8), sure)
    assert ends.tolist() == [False, True, True]
    assert not encoder.rows
    Boundaries(DATA, encoder)(["een", ".", "twee"], np.array([GLUED, SPACE, BLANK], np.int8), sure / 10)
    assert encoder.rows


def test_chances_and_surroundings() -> None:
    scores = np.array([[0, 0, 0, 0], [0, 0, 40, -40]], np.float32)
    assert np.exp(logs(scores)).round(3).tolist() == [[0.25, 0.75], [0, 1]]
    assert about(np.array([GLUED, BLANK], np.int8), scores)[:, :4].tolist() == [[1, 0, 0, 0], [0, 0, 0, 1]]
    assert about(np.array([GLUED, BLANK], np.int8), scores)[1, 4] == pytest.approx(-3)


def test_words_and_what_follows_them() -> None:
    text = " Aan de  grens\nvielen doden.\n\nLater"
    ends = np.array(
        [k for k in range(len(text)) if text[k : k + 1].strip() and (k + 1 == len(text) or text[k + 1] in " \n.")]
    )
    words, gaps = words_of(text, ends, [text.index(".")])
    assert words == ["Aan", "de", "grens", "vielen", "doden", ".", "Later"]
    assert gaps.tolist() == [1, 1, 2, 1, 0, 3, 0]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Hij sprak met de minister van Buitenlandse Zaken Walid Haddad. Die zweeg.", "nl", 2),
        ("Dat zei generaal b.d. Mart de Kruif tegen Nieuwsuur. Hij verwacht meer aanvallen.", "nl", 2),
        ("The general, Sen. Robert Hale said, has left. Two others stayed behind.", "en", 2),
        ("The army took Gen. Yusuf's house in St. Mary Street. Nobody was hurt.", "en", 2),
        ("Zeker twaalf doden bij aanval op markt\nBij een droneaanval op een markt zijn zeker twaalf doden gevallen.", "nl", 2),
    ],
)  # fmt: skip
def test_sentences(text: str, language: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_a_text_is_read_the_same_alone_and_among_others() -> None:
    text = "Volgens de politie vielen er 3 doden op de ul. Długa in Lublin Er zijn 2 gewonden.\n\n" * 30
    alone = PARSER.many([(text, "nl")])[0]
    among = PARSER.many([("Kort bericht.", "nl"), (text, "nl"), ("Nog een.", "nl")])[1]
    assert alone == among
