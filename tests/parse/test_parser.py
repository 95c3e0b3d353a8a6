"""The shipped model, from text to trees."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volgens.model import ModelError, Parsed
from volgens.parse import Parser
from volgens.parse.card import DATA, FILES

PARSER = Parser.load(threads=1)
NEWS = (
    "Oekraïense troepen hebben zaterdag in de regio Koersk zeker 25 militairen gedood, zegt president Zelensky. "
    "Volgens het ministerie werden 330 drones neergehaald.\n\n“We gaan door”, aldus een woordvoerder."
)


def sound(doc: Parsed) -> None:
    """Trees are trees, offsets tell the truth, and ``root`` stands at the roots alone."""
    assert [t.i for t in doc.tokens] == list(range(len(doc.tokens)))
    for t in doc.tokens:
        assert doc.text[t.start : t.end] == t.form
        assert (t.deprel == "root") == t.is_root
        assert t.lemma
    at = 0
    for s in doc.sentences:
        assert s.first == at < s.last
        at = s.last
        assert (s.start, s.end) == (doc.tokens[s.first].start, doc.tokens[s.last - 1].end)
        words = doc.words(s)
        assert sum(t.is_root for t in words) == 1
        root = doc.root(s)
        for t in words:
            assert t.sentence == s.i
            assert t.is_root or root in doc.ancestors(t)
    assert at == len(doc.tokens)


def test_news() -> None:
    doc = PARSER(NEWS, "nl")
    sound(doc)
    assert [s.paragraph for s in doc.sentences] == [0, 0, 1]
    killed = next(t for t in doc.tokens if t.form == "gedood")
    assert {(t.form, t.rel) for t in doc.children(killed, "nsubj", "obj")} == {
        ("troepen", "nsubj"),
        ("militairen", "obj"),
    }
    says = next(t for t in doc.tokens if t.form == "zegt")
    assert (says.lemma, says.upos) == ("zeggen", "VERB")
    assert [t.form for t in doc.children(says, "nsubj")] == ["president"]
    assert says.feats["VerbForm"] == "Fin"


def test_english_contractions_have_offsets() -> None:
    doc = PARSER("They don't know.", "en")
    sound(doc)
    assert [(t.form, t.lemma, t.start, t.end) for t in doc.tokens[1:3]] == [("do", "do", 5, 7), ("n't", "not", 7, 10)]


@given(st.text(max_size=60) | st.text("aB.,\n “”'1", max_size=120))
@settings(deadline=None, max_examples=40)
def test_any_text_gives_trees(text: str) -> None:
    doc = PARSER(text, "en")
    sound(doc)
    assert "".join(t.form for t in doc.tokens) == "".join(text.split())


def test_many_articles_are_each_read_as_if_alone() -> None:
    other = "Russian officials said at least 12 people were killed. " * 20
    longer = "Het leger, dat zich maandag uit de stad terugtrok, telde volgens kolonel Jansen 12 doden. " * 5
    articles = [(NEWS, "nl"), (longer, "nl"), ("", "nl"), ("Wie?", "nl"), (other, "en"), (NEWS, "")]
    assert PARSER.many(articles) == [PARSER(text, language) for text, language in articles]


def test_how_many_threads_read_makes_no_difference() -> None:
    articles = [
        (NEWS, "nl"),
        ("The army shelled the town of Bor on Monday. Nine people died.\n\nMore follows. " * 12, "en"),
    ]
    assert Parser.load(threads=3).many(articles) == PARSER.many(articles)


def test_a_sentence_longer_than_the_encoder_takes() -> None:
    words = ["de", "Oekraïense", "troepenverplaatsingen", ","] * 200
    (found,) = PARSER.network.analyse([words])
    assert len(found.heads) == len(found.lemmas) == len(words)
    assert found.heads.count(0) == found.rels.count("root") == 1
    for k in range(len(words)):
        seen, node = set(), k + 1
        while node:
            assert node not in seen
            seen.add(node)
            node = found.heads[node - 1]


@pytest.mark.parametrize("text", ["x" * 100_000, "€ 5,- " * 1_500, "(((((" * 2_000])
def test_text_that_is_none(text: str) -> None:
    sound(PARSER(text, "nl"))


def test_the_hash_names_the_model(tmp_path: Path) -> None:
    assert len(PARSER.hash) == 16
    with pytest.raises(ModelError, match="not there"):
        Parser.load(tmp_path)
    for name in FILES:
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    assert Parser.load(tmp_path, threads=1).hash == PARSER.hash
    (tmp_path / "parser.onnx").write_bytes((DATA / "parser.onnx").read_bytes()[:1000])
    with pytest.raises(ModelError, match="damaged"):
        Parser.load(tmp_path)
