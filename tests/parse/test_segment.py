"""Raw text to sentences and tokens with the shipped network, and the certain things around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volgens.parse.card import DATA
from volgens.parse.segment import Segment, Segmenter, cut

SEGMENTER = Segmenter(DATA, threads=1)


def tokens(text: str, language: str = "nl") -> list[list[str]]:
    return [[text[t.start : t.end] for t in s.tokens] for s in SEGMENTER(text, language)]


def words(text: str, language: str) -> list[str]:
    return [text[a:b] for s in SEGMENTER(text, language) for a, b in s.words()]


def sentences(text: str, language: str = "nl") -> list[str]:
    return [text[s.start : s.end] for s in SEGMENTER(text, language)]


ARTICLE = st.text(st.sampled_from(list("ab Éé.,!?“”\"'’-–(){}\n\n\r\t \u00a0\u200b0159€%😀漢/@#:")), max_size=200)


@given(ARTICLE | st.text(max_size=80))
@settings(deadline=None)
def test_every_character_but_space_is_in_one_word(text: str) -> None:
    found = SEGMENTER(text, "en")
    covered: list[int] = []
    for s in found:
        assert s.tokens
        for t in s.tokens:
            assert t.words[0][0] == t.start
            assert t.words[-1][1] == t.end
            assert not any(c.isspace() for c in text[t.start : t.end])
        for start, end in s.words():
            assert start < end
            covered.extend(range(start, end))
    assert covered == [k for k, c in enumerate(text) if not c.isspace()]


@given(ARTICLE)
@settings(deadline=None)
def test_paragraphs_never_go_back(text: str) -> None:
    numbers = [s.paragraph for s in SEGMENTER(text)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(set(numbers))))


@pytest.mark.parametrize("text", ["", " ", "\n\n \t"])
def test_nothing(text: str) -> None:
    assert SEGMENTER(text) == []


def test_a_blank_line_ends_sentence_and_paragraph() -> None:
    found = SEGMENTER("Zware gevechten bij de grens\n \nHet leger trekt zich terug.", "nl")
    assert [(len(s.tokens), s.paragraph) for s in found] == [(5, 0), (6, 1)]


def test_lines_are_paragraphs_unless_a_sentence_runs_over_them() -> None:
    lines = "Doden bij aanval\nBij een aanval vielen doden.\nHet leger zwijgt."
    assert [s.paragraph for s in SEGMENTER(lines, "nl")] == [0, 1, 2]
    wrapped = "Bij een aanval op een dorp in het oosten van het land zijn\nvolgens het leger doden gevallen. Het leger zwijgt\nnog."
    assert [s.paragraph for s in SEGMENTER(wrapped, "nl")] == [0, 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat zei dr. J.P. de Vries van o.a. het RIVM. Hij had gelijk.", 2),
        ("Om 10.30 uur vielen er 1.200 granaten. Niemand raakte gewond.", 2),
        ("“We gaan door.” Zo besloot de minister.", 2),
        ("“We gaan door”, zegt de minister. “Tot het einde.”", 2),
        ("Het vliegtuig, een F-16, keerde terug. De piloot leeft.", 2),
        ("De gouverneur noemt andere cijfers: 27 doden en 30 gewonden. Meer is niet bekend.", 2),
    ],
)
def test_dutch_sentences(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Jones met Gen. Smith in the U.S. on Friday. They talked.", 2),
        ("“We will go on.” So ended the minister.", 2),
        ("At 10 a.m. the shelling began. It lasted 3.5 hours.", 2),
    ],
)
def test_english_sentences(text: str, expected: int) -> None:
    assert len(sentences(text, "en")) == expected


def test_tokens() -> None:
    assert tokens("GOMA (ANP) - Zo'n 1.200 Noord-Koreanen vielen aan, zegt @NOS op https://nos.nl/l/123.") == [
        ["GOMA", "(", "ANP", ")", "-", "Zo'n", "1.200", "Noord-Koreanen", "vielen", "aan", ",", "zegt", "@NOS", "op",
         "https://nos.nl/l/123", "."]
    ]  # fmt: skip


def test_english_contractions_are_words_and_dutch_is_left_whole() -> None:
    assert words("They don't know Ukraine's plans; he can’t say.", "en") == [
        "They", "do", "n't", "know", "Ukraine", "'s", "plans", ";", "he", "ca", "n’t", "say", "."
    ]  # fmt: skip
    assert words("Zo'n honderd auto's uit Oekraïne's oosten.", "nl") == [
        "Zo'n", "honderd", "auto's", "uit", "Oekraïne's", "oosten", "."
    ]  # fmt: skip


def test_a_pronoun_is_one_word() -> None:
    assert words("Chad lost a post, its army said; it's gone.", "en") == [
        "Chad", "lost", "a", "post", ",", "its", "army", "said", ";", "it", "'s", "gone", "."
    ]  # fmt: skip


def test_a_line_without_end_is_cut() -> None:
    text = "woord " * 40_000
    found = SEGMENTER(text, "nl")
    assert max(len(s.tokens) for s in found) <= 250
    assert sum(len(s.tokens) for s in found) == 40_000


def test_where_a_long_sentence_is_cut() -> None:
    words = ["a"] * 7 + [","] + ["b"] * 8
    assert cut([1] * 16, words, 10) == [(0, 8), (8, 16)]
    assert cut([1] * 16, ["a"] * 16, 10) == [(0, 10), (10, 16)]
    assert cut([20, 20], ["a", "b"], 10) == [(0, 1), (1, 2)]
    assert cut([1, 1], ["a", "b"], 10) == [(0, 2)]


def test_a_text_reads_the_same_wherever_its_windows_fall() -> None:
    text = "De stad viel om 10.30 uur. Het leger trok zich terug, zei kol. A. Jansen. " * 60
    one = [(s.start, s.end) for s in SEGMENTER(text, "nl")]
    assert len(one) == 120
    assert [(b - a) for a, b in one[:2]] * 60 == [b - a for a, b in one]
    assert isinstance(SEGMENTER(text)[0], Segment)


def test_its_is_one_word() -> None:
    assert words("The group fled. Its men burned two trucks.", "en")[4:6] == ["Its", "men"]
    assert words("It's late, said the army's chief.", "en")[:2] == ["It", "'s"]
