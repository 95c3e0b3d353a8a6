import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.figure_cases_en import EN
from tests.extract.figure_cases_nl import NL
from tests.support import doc
from volgens import lexicon
from volgens.extract import figures, numbers, times
from volgens.model import Base, Derived, Parsed, Sentence, Token
from volgens.parse import Parser


@dataclass
class Stretch:
    start: int
    end: int


def found(parsed, stretches=()):
    words = lexicon.load(parsed.language)
    return figures.find(parsed, numbers.find(parsed, words), stretches, words)


def shown(parsed, stretches=()):
    return [f"{f.number.text} {f.unit} {f.outcome}" for f in found(parsed, stretches)]


# the core, on parses built by hand

DIED = """
Bij bij ADP 3 case
de de DET 3 det
brug brug NOUN 4 obl
stierven sterven VERB 0 root
zeker zeker ADJ 7 amod
twaalf twaalf NUM 7 nummod
burgers burger NOUN 4 nsubj
. . PUNCT 4 punct
"""


def test_figure_record():
    [f] = found(doc(DIED))
    assert (f.number.text, f.quote.text, f.counted.text) == ("twaalf", "stierven zeker twaalf burgers", "burgers")
    assert (f.low, f.high, f.best, f.bound, f.unit, f.outcome, f.polarity) == (
        12, None, 12, "at_least", "person", "killed", "positive",
    )  # fmt: skip
    assert (f.claim_id, f.event_id, f.place_id, f.earliest, f.latest, f.party) == (None,) * 6
    assert {r.row.split(":")[0] for r in f.because} == {
        "nl/number_words.tsv", "nl/quantities.tsv", "nl/counted.tsv", "nl/outcomes.tsv",
    }  # fmt: skip
    assert {r.rule for r in f.because} == {"figure.clause"}


def test_figure_values_are_integers_where_whole():
    [f] = found(doc(DIED))
    assert [type(v) for v in (f.low, f.high, f.best)] == [int, type(None), int]


def test_figure_inside_a_time_is_none():
    parsed = doc(DIED)
    start = parsed.text.index("twaalf")
    assert found(parsed, [Stretch(start, start + 14)]) == ()


def test_figure_id_follows_from_place_and_outcome():
    assert found(doc(DIED))[0].id == found(doc(DIED))[0].id
    waited = DIED.replace("stierven sterven", "wachtten wachten")
    assert found(doc(DIED))[0].id != found(doc(waited))[0].id


def test_figure_passive_subject_takes_the_outcome_of_the_object():
    parsed = doc("""
Six six NUM 2 nummod
guards guard NOUN 4 nsubj:pass
were be AUX 4 aux:pass
killed kill VERB 0 root
. . PUNCT 4 punct
""", "en")  # fmt: skip
    assert shown(parsed) == ["Six person killed"]


def test_figure_active_subject_does_not():
    parsed = doc("""
Six six NUM 2 nummod
guards guard NOUN 3 nsubj
killed kill VERB 0 root
two two NUM 5 nummod
boys boy NOUN 3 obj
. . PUNCT 3 punct
""", "en")  # fmt: skip
    assert shown(parsed) == ["Six person none", "two person killed"]


def test_figure_unit_decides_the_outcome_of_a_verb():
    shot = """
Rebels rebel NOUN 2 nsubj
downed down VERB 0 root
four four NUM 4 nummod
{noun} NOUN 2 obj
. . PUNCT 2 punct
"""
    assert shown(doc(shot.format(noun="drones drone"), "en")) == ["four drone intercepted"]
    assert shown(doc(shot.format(noun="helicopters helicopter"), "en")) == ["four aircraft destroyed"]


def test_figure_percentage_of_a_number_has_its_base_and_arithmetic():
    parsed = doc("""
Ruim ruim ADJ 3 amod
30 30 NUM 3 nummod
procent procent NOUN 10 nsubj:pass
van van ADP 8 case
de de DET 8 det
200 200 NUM 8 nummod
vierkante vierkant ADJ 8 amod
kilometer kilometer NOUN 3 nmod
is zijn AUX 10 aux:pass
heroverd heroveren VERB 0 root
. . PUNCT 10 punct
""")  # fmt: skip
    share, base = found(parsed)
    assert (share.number.text, share.unit, share.outcome) == ("30 procent", "percent", "retaken")
    assert (share.of, share.derived) == (Base(200, "km2"), Derived(60, None, "km2"))
    assert (base.number.text, base.unit, base.outcome, base.of) == ("200", "km2", "none", None)


def test_figure_denied_by_a_negation_in_its_clause():
    parsed = doc("""
Six six NUM 2 nummod
hostages hostage NOUN 5 nsubj:pass
were be AUX 5 aux:pass
not not PART 5 advmod Polarity=Neg
freed free VERB 0 root
. . PUNCT 5 punct
""", "en")  # fmt: skip
    [f] = found(parsed)
    assert (f.outcome, f.polarity) == ("released", "negative")


def test_figure_bound_that_negates_denies_nothing():
    parsed = doc("""
Niet niet ADV 2 advmod
meer veel PRON 5 amod
dan dan SCONJ 2 fixed
zes zes NUM 5 nummod
agenten agent NOUN 6 nsubj
stierven sterven VERB 0 root
. . PUNCT 6 punct
""")  # fmt: skip
    [f] = found(parsed)
    assert (f.bound, f.high, f.polarity) == ("at_most", 6, "positive")


def test_figure_in_a_heading_between_paragraphs_is_none():
    text = DIED + "\n¶\nTwaalf twaalf NUM 2 nummod\ndoden dode NOUN 0 root\n\n¶\n" + DIED.strip()
    assert [f.number.start > 60 for f in found(doc(text))] == [False, True]


def test_figure_second_number_of_a_tally_shares_the_lower_bound():
    parsed = doc("""
Er er ADV 2 advmod
vielen vallen VERB 0 root
minstens minstens ADV 5 advmod
acht acht NUM 5 nummod
doden dode NOUN 2 nsubj
en en CCONJ 8 cc
twintig twintig NUM 8 nummod
gewonden gewonde NOUN 5 conj
. . PUNCT 2 punct
""")  # fmt: skip
    assert [(f.number.text, f.low, f.high, f.bound) for f in found(parsed)] == [
        ("acht", 8, None, "at_least"), ("twintig", 20, None, "at_least"),
    ]  # fmt: skip


def test_figure_tally_without_a_subject_takes_the_topic():
    parsed = doc("""
Er er ADV 2 advmod
vielen vallen VERB 0 root
acht acht NUM 4 nummod
gewonden gewonde NOUN 2 nsubj
. . PUNCT 2 punct

De de DET 2 det
arts arts NOUN 3 nsubj
houdt houden VERB 0 root
het het PRON 3 obj
op op ADP 6 case
tien tien NUM 3 obl
. . PUNCT 3 punct
""")  # fmt: skip
    assert shown(parsed) == ["acht person injured", "tien person injured"]


# whole sentences, through the parser


@pytest.fixture(scope="module")
def parses():
    """All sentences of the cases, parsed together."""
    wanted = [(case.values[1], case.values[0]) for case in cases()]
    return {(p.text, p.language): p for p in Parser.load().many(wanted)}


def cases():
    for language, families in (("nl", NL), ("en", EN)):
        for family, block in families.items():
            for line in block.strip().splitlines():
                sentence, _, wanted = line.partition("=>")
                expected = [w.strip() for w in re.split(r", (?=\S+ )", wanted.strip()) if w.strip()]
                yield pytest.param(
                    language, sentence.strip(), expected, id=f"{language}-{family}-{sentence[:50].strip()}"
                )


@pytest.mark.parametrize(("language", "sentence", "expected"), list(cases()))
def test_figures_of_a_sentence(parses, language, sentence, expected):
    parsed = parses[sentence, language]
    assert shown(parsed, times.find(parsed, lexicon.load(language))) == expected


# any words at all

SOUP = """
zeker 12 doden en gewonden van de helft procent geen onder wie drie kinderen dorpen % 40 km2 het dodental op naar vielen gedood
killed six of the dead 70 which were shot down including one in ten , : . toll to at
"""
WORD = st.sampled_from(re.findall(r"\S+", SOUP))
UPOS = st.sampled_from(re.findall(r"\S+", "NOUN VERB NUM ADJ ADP AUX DET PRON PROPN CCONJ PUNCT ADV SYM X"))
RELATIONS = """
nsubj nsubj:pass obj obl nmod nummod conj cc case acl acl:relcl amod xcomp punct appos advmod det aux:pass compound:prt flat advcl
parataxis ccomp
"""
REL = st.sampled_from(re.findall(r"\S+", RELATIONS))


@st.composite
def soup(draw):
    """A document with any words and any tree."""
    language = draw(st.sampled_from(["nl", "en"]))
    tokens, sentences, text = [], [], ""
    for s in range(draw(st.integers(1, 3))):
        words = draw(st.lists(st.tuples(WORD, UPOS, REL), min_size=1, max_size=12))
        first = len(tokens)
        begin = len(text) + bool(text)
        for k, (form, upos, rel) in enumerate(words):
            text += " " if text else ""
            head = first if k == 0 else first + draw(st.integers(0, k - 1))
            start = len(text)
            text += form
            tokens.append(Token(first + k, start, len(text), form, form, upos, {}, head, "root" if k == 0 else rel, s))
        sentences.append(Sentence(s, first, len(tokens), begin, len(text), draw(st.integers(0, 1)) * s))
    return Parsed(text, language, tuple(tokens), tuple(sentences))


@settings(max_examples=200, deadline=None)
@given(soup())
def test_figures_hold_on_any_words_and_any_tree(parsed):
    got = found(parsed)
    for f in got:
        for span in (f.number, f.quote, f.counted):
            assert span is None or parsed.text[span.start : span.end] == span.text
        assert f.quote.contains(f.number)
        assert f.bound != "exact" or f.low == f.high == f.best
        assert f.because
    assert len({f.id for f in got}) == len(got)
    assert [f.number.start for f in got] == sorted(f.number.start for f in got)
