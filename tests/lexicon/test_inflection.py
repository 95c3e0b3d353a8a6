"""Forms from lemmas, and rows that fire on them."""

import pytest

from tests.support import doc
from volgens.lexicon import Inflector, LemmaIndex, NounIndex, Row, load

NL, EN = load("nl").inflector, load("en").inflector


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("bestoken", {"bestookt", "bestookte", "bestookten"}),
        ("doden", {"doodt", "doodde", "gedood", "gedode"}),
        ("plunderen", {"plunderde", "geplunderd", "geplunderde"}),
        ("evacueren", {"evacueert", "geëvacueerd"}),
        ("subsidiëren", {"subsidieert", "gesubsidieerd"}),
        ("beschieten", {"beschoot", "beschoten"}),
        ("verwoesten", {"verwoest", "verwoeste"}),
        ("vrezen", {"vreest", "vreesde"}),
    ],
)
def test_dutch_verbs(lemma: str, forms: set[str]) -> None:
    assert forms <= NL.verb(lemma)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("bomb", {"bombs", "bombed", "bombing"}),
        ("raze", {"razed", "razing"}),
        ("carry", {"carries", "carried"}),
        ("ram", {"rammed", "ramming"}),
        ("strike", {"struck"}),
    ],
)
def test_english_verbs(lemma: str, forms: set[str]) -> None:
    assert forms <= EN.verb(lemma)


def test_plurals() -> None:
    assert {"aanvallen", "drones", "lichamen"} <= NL.noun("aanval") | NL.noun("drone") | NL.noun("lichaam")
    assert {"attacks", "casualties", "bodies"} <= EN.noun("attack") | EN.noun("casualty") | EN.noun("body")


def test_an_unknown_language_has_the_lemma_alone() -> None:
    assert Inflector("xx").verb("go") == {"go"}


VERBS = LemmaIndex(
    [
        Row("events", "nl/events.tsv:1", {"lemma": "vallen", "particle": "aan", "with": None}),
        Row("events", "nl/events.tsv:2", {"lemma": "beschieten", "particle": None, "with": None}),
        Row("events", "nl/events.tsv:3", {"lemma": "nemen", "particle": None, "with": None}),
    ],
    NL,
)


def rows(index: LemmaIndex, table: str, form: str) -> list[str]:
    parsed = doc(table)
    return [m.row.where for m in index.find(parsed, next(t for t in parsed.tokens if t.form == form))]


def test_a_row_fires_on_a_form_whose_lemma_is_wrong() -> None:
    assert rows(VERBS, "De de DET 2 det\nstad stad NOUN 3 nsubj\nbeschoten beschoten VERB 0 root", "beschoten") == [
        "nl/events.tsv:2"
    ]
    split = "Zij zij PRON 2 nsubj\nvielen vielen VERB 0 root\nhen hen PRON 2 obj\naan aan ADP 2 compound:prt"
    assert rows(VERBS, split, "vielen") == ["nl/events.tsv:1"]


def test_a_particle_that_is_not_in_the_text_does_not_count() -> None:
    assert rows(VERBS, "Zij zij PRON 2 nsubj\nnamen deel_nemen VERB 0 root\nbrood brood NOUN 2 obj", "namen") == [
        "nl/events.tsv:3"
    ]
    taking_part = "Zij zij PRON 2 nsubj\nnamen deel_nemen VERB 0 root\ndeel deel ADP 2 compound:prt"
    assert rows(VERBS, taking_part, "namen") == []


def test_words_of_a_row_across_a_hyphen() -> None:
    nouns = NounIndex([Row("event_nouns", "en/event_nouns.tsv:1", {"lemma": "cease-fire"})], EN)
    parsed = doc(
        "The the DET 4 det\ncease cease NOUN 4 compound\n- - PUNCT 4 punct\nfire fire NOUN 5 nsubj\nheld hold VERB 0 root",
        "en",
    )
    assert nouns.find(parsed.tokens[3], parsed) == []  # spaces in the text: no hyphenated word
