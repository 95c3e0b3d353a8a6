"""Characters as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from volgens.parse.alphabet import CATEGORIES, SPACE, Alphabet

ALPHABET = Alphabet("abc\né")


def test_known_characters_have_their_own_number() -> None:
    ids = ALPHABET.encode("cabé\n")
    assert ids.tolist() == [ALPHABET.first + k for k in (2, 0, 1, 4, 3)]


def test_others_share_the_number_of_their_category() -> None:
    ids = ALPHABET.encode("xyÄЖ😀").tolist()
    assert ids[0] == ids[1] == 2 + CATEGORIES.index("Ll")
    assert ids[2] == ids[3] == 2 + CATEGORIES.index("Lu")
    assert ids[4] == 2 + CATEGORIES.index("So")


def test_white_space_is_one() -> None:
    assert ALPHABET.encode(" \t\u00a0\u2009\r").tolist() == [SPACE] * 5


@given(st.text())
def test_one_number_a_character(text: str) -> None:
    ids = ALPHABET.encode(text)
    assert len(ids) == len(text)
    assert ((ids > 0) & (ids < len(ALPHABET))).all()
