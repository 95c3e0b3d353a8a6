import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.number_cases import EN, NL
from volgens.extract import numbers
from volgens.extract.atoms import atoms
from volgens.lexicon import Lexicon
from volgens.lexicon.table import read_table, schemas
from volgens.model import Parsed, Sentence, Token

TABLES = ("number_words", "quantities", "measures", "tallies", "outcomes", "inflections")
DATA = Path(numbers.__file__).parents[1] / "lexicon" / "data"


def words_of(language):
    tables = {t: tuple(read_table(DATA / language / f"{t}.tsv", schemas()[t], f"{language}/{t}.tsv")) for t in TABLES}
    return Lexicon(language, tables)


LEXICONS = {language: words_of(language) for language in ("nl", "en")}


def plain(text, language, lemmas=()):
    """A parse without a tree: one sentence, words split as the parser splits them, every word a noun or a number."""
    tokens = []
    for m in re.finditer(r"\w+(?:[.,:]\w+)*(?:[-'’]\w+)*|[^\w\s]", text):
        form = m.group()
        upos = "VERB" if form in dict(lemmas) else "NUM" if form[0].isdigit() else "NOUN" if form.islower() else "X"
        lemma = dict(lemmas).get(form, form.lower())
        i = len(tokens)
        tokens.append(Token(i, m.start(), m.end(), form, lemma, "X" if upos == "NOUN" else upos, {}, 0, "dep", 0))
    if not tokens:
        return Parsed(text, language, (), ())
    return Parsed(text, language, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text), 0),))


def spec(n):
    """A number as the cases write it."""
    show = lambda x: f"{x:.12g}"  # noqa: E731
    sign = "%" if n.is_percent else ""
    match n.bound:
        case "at_least":
            assert (n.best, n.high) == (n.low, None)
            return f">={show(n.low)}{sign}"
        case "at_most":
            assert (n.best, n.low) == (n.high, None)
            return f"<={show(n.high)}{sign}"
        case "about":
            assert (n.low, n.high) == (None, None)
            return f"~{show(n.best)}{sign}"
        case "range":
            assert n.best is None
            return f"{show(n.low)}..{show(n.high)}{sign}"
        case "order":
            assert n.best is None
            return f"{show(n.low)}-{show(n.high)}{sign}"
    assert n.low == n.high == n.best
    return f"{show(n.best)}{sign}"


def cases():
    for language, families in (("nl", NL), ("en", EN)):
        for family, block in families.items():
            for line in block.strip().splitlines():
                sentence, _, wanted = line.partition("=>")
                expected = [w.strip() for w in re.split(r", (?=\S)", wanted.strip()) if w.strip()]
                yield pytest.param(
                    language, sentence.strip(), expected, id=f"{language}-{family}-{sentence[:40].strip()}"
                )


@pytest.mark.parametrize(("language", "sentence", "expected"), list(cases()))
def test_number_expressions(language, sentence, expected):
    found = numbers.find(plain(sentence, language), LEXICONS[language])
    assert [f"{n.span.text} {spec(n)}" for n in found] == expected


def test_numbers_a_change_is_no_range():
    text = "Het dodental steeg van 31 tot 43."
    rose = plain(text, "nl", (("steeg", "stijgen"),))
    assert [n.span.text for n in numbers.find(rose, LEXICONS["nl"])] == ["31", "43"]
    went = plain("Groepen van 31 tot 43 man.", "nl")
    assert [n.span.text for n in numbers.find(went, LEXICONS["nl"])] == ["31 tot 43"]


def test_numbers_span_leaves_out_bound_words_and_the_bound_span_holds_them():
    [n] = numbers.find(plain("Er vielen naar schatting zeker 40 doden.", "nl"), LEXICONS["nl"])
    assert (n.span.text, n.bound_span.text, n.bound) == ("40", "naar schatting zeker 40", "at_least")


def test_numbers_a_particle_is_no_bound():
    handed = plain("They handed over 40 bodies.", "en", (("handed", "hand"),))
    assert [n.bound for n in numbers.find(handed, LEXICONS["en"])] == ["exact"]


def test_numbers_a_verb_is_no_number():
    thinks = plain("Hij acht dat kansloos.", "nl", (("acht", "achten"),))
    assert numbers.find(thinks, LEXICONS["nl"]) == ()


def test_numbers_name_the_rows_they_rest_on():
    [n] = numbers.find(plain("Zeker tien mensen.", "nl"), LEXICONS["nl"])
    assert {row.split(":")[0] for row in n.rows} == {"nl/number_words.tsv", "nl/quantities.tsv"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("table", ["number_words", "quantities"])
def test_numbers_every_row_fires_on_its_example(language, table):
    """Signs, joiners and the like have no row of their own in a number: there the example only has to hold the word."""
    silent = {"joiner", "article", "range", "opener", "determiner", "of", "thousands", "decimal", "clock"}
    for row in LEXICONS[language].rows(table):
        word = row.word if table == "number_words" else row.phrase
        if table == "number_words" and row.kind in silent:
            assert word in row.example.lower(), row.where
            continue
        fired = {r for n in numbers.find(plain(row.example, language), LEXICONS[language]) for r in n.rows}
        assert row.where in fired, (row.where, word, row.example)


SOUP = """
zeker meer dan een paar honderd tientallen 10.000 tot 12.000 , . - à % de helft van tussen en 1,5 miljoen vijf- drie half dozijn één niet
geen of meer € $ 20-30 T-72 km2 no fewer than between and one in five thousands out bn 3
"""
WORDS = st.sampled_from(re.findall(r"\S+", SOUP))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14), st.sampled_from(["nl", "en"]), st.sampled_from(["", " "]))
def test_numbers_offsets_hold_on_any_words(words, language, gap):
    text = f"{gap or ' '}".join(words) if gap else "".join(words)
    found = numbers.find(plain(text, language), LEXICONS[language])
    last = 0
    for n in found:
        assert text[n.start : n.end] == n.span.text
        assert n.start >= last
        last = n.end
        assert n.tokens == tuple(sorted(n.tokens))
        assert n.tokens
        if n.bound_span:
            assert text[n.bound_span.start : n.bound_span.end] == n.bound_span.text
            assert n.bound_span.start <= n.start
            assert n.end <= n.bound_span.end
        if n.low is not None and n.high is not None:
            assert n.low <= n.high


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.sampled_from(["nl", "en"]))
def test_numbers_no_text_breaks_them(text, language):
    parsed = plain(text, language)
    for n in numbers.find(parsed, LEXICONS[language]):
        assert text[n.start : n.end] == n.span.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_atoms_cover_the_letters_and_digits(text):
    parsed = plain(text, "nl")
    for a in atoms(parsed.tokens):
        assert text[a.start : a.end].lower() == a.text


@pytest.mark.parametrize(("value", "nl", "en"), [(21, "eenentwintig", "twenty-one"), (99, "negenennegentig", "ninety-nine"),
    (115, "honderdvijftien", "one hundred and fifteen"), (342, "driehonderdtweeënveertig", "three hundred forty-two"),
    (1984, "negentienhonderdvierentachtig", "nineteen hundred eighty-four"), (20000, "twintigduizend", "twenty thousand"),
    (654321, "zeshonderdvierenvijftigduizenddriehonderdeenentwintig", "six hundred and fifty-four thousand three hundred and twenty-one")])  # fmt: skip
def test_number_words_add_up(value, nl, en):
    for language, words in (("nl", nl), ("en", en)):
        [n] = numbers.find(plain(f"{words} huizen", language), LEXICONS[language])
        assert (n.best, n.span.text) == (value, words)
