"""From one convention of annotation to another, learned by counting."""

from training.conventions import convert, fuller, learn
from training.treebank import Sentence


def sentence(article: str, adverb: str, number: int = 0) -> Sentence:
    """*de man alleen sliep* with the features and the relation that a convention has."""
    return Sentence(
        ["de", f"man{number}", "alleen", "sliep"],
        ["de", f"man{number}", "alleen", "slapen"],
        ["DET", "NOUN", "ADV", "VERB"],
        [article, "Gender=Com|Number=Sing", "_", "Number=Sing|Tense=Past"],
        [2, 4, 2, 0],
        ["det", "nsubj", adverb, "root"],
        [True] * 4,
    )


NEW = [sentence("Definite=Def|PronType=Art", "advmod", k) for k in range(20)]
OLD = [sentence("Definite=Def", "amod", k) for k in range(20)]


def test_what_always_differs_is_replaced() -> None:
    mapping = learn(NEW, OLD)
    assert mapping.feats == {("DET", "PronType=Art"): ""}
    assert [convert(s, mapping) for s in NEW] == OLD


def test_what_is_alike_stays() -> None:
    mapping = learn(OLD, OLD)
    assert not mapping.feats
    assert not mapping.rels
    assert convert(NEW[0], mapping) == NEW[0]


def test_few_examples_prove_nothing() -> None:
    mapping = learn(NEW[:5], OLD[:5])
    assert not mapping.feats
    assert not mapping.rels


def test_a_word_that_keeps_its_relation() -> None:
    kept = [sentence("Definite=Def", "amod", k) for k in range(40)]
    for s in kept[:2]:
        s.forms[2], s.rels[2] = "net", "advmod"
    mapping = learn([sentence("Definite=Def", "advmod", k) for k in range(40)], kept)
    same = sentence("Definite=Def", "advmod")
    same.forms[2] = "net"
    assert convert(same, mapping) == same
    assert convert(sentence("Definite=Def", "advmod"), mapping).rels[2] == "amod"


def test_features_are_put_back_by_class_and_by_word() -> None:
    mapping = learn(NEW, OLD)
    assert fuller(NEW, mapping)["DET", "Definite=Def", ""] == "Definite=Def|PronType=Art"
    mixed = [sentence("PronType=Dem", "amod", k) for k in range(40)]
    for s in mixed[20:]:
        s.forms[0], s.feats[0] = "geen", "PronType=Neg"
    rows = fuller(mixed, learn(mixed, [sentence("_", "amod", k) for k in range(40)]))
    assert rows["DET", "_", "geen"] == "PronType=Neg"
    assert rows["DET", "_", "de"] == "PronType=Dem"
    assert rows["DET", "_", ""] == "_"
