"""Choosing among lemma rules by known words."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from volgens.parse import lemma
from volgens.parse.lexical import Lemmas, end, ending, hashed, parts, without_far_particle


@pytest.fixture(scope="module")
def lemmas(tmp_path_factory: pytest.TempPathFactory) -> Lemmas:
    path: Path = tmp_path_factory.mktemp("lemmas") / "lemmas.npz"
    known = [("nl", "NOUN", "soldaat"), ("nl", "NOUN", "groep"), ("nl", "groep"), ("nl", "kop"), ("nl", "VERB", "vallen"),
             ("nl", "NOUN_", "vrouw"), ("nl", "vrouw"), ("nl", "laan"), ("nl", "VERB_", "aan"), ("nl", "aan"),
             ("nl", "VERB", "plaats_vinden"), ("nl", "VERB", "vinden"), ("nl", "de"), ("en", "the"), ("en", "of"),
             *(("nl", ending(u), end(w)) for u, w in (("NOUN", "soldaat"), ("NOUN", "groep"), ("VERB", "vallen"),
                                                      ("VERB", "vinden"), ("VERB", "schikken")))]  # fmt: skip
    forms = {hashed("nl", "NOUN", "soldaten"): lemma.rule_for("soldaten", "soldaat"),
             hashed("nl", "VERB", "gevallen"): lemma.rule_for("gevallen", "vallen")}  # fmt: skip
    rules = list(forms.values())
    np.savez(
        path,
        languages=np.array(["en", "nl"]),
        joined=np.array(["nl"]),
        rules=np.array(rules),
        forms=np.array(list(forms), np.uint32),
        form_rules=np.array([rules.index(r) for r in forms.values()], np.uint16),
        words=np.array([hashed(*k) for k in known], np.uint32),
        links=np.array(
            [["nl", "NOUN", "", ""], ["nl", "VERB", "", ""], ["nl", "NOUN", "-", ""], ["nl", "NOUN", "en", ""]]
        ),
        link_counts=np.array([4000, 1600, 500, 150], np.uint32),
    )
    return Lemmas(path)


def test_a_known_form_keeps_its_lemma(lemmas: Lemmas) -> None:
    wrong = lemma.rule_for("soldaten", "soldat")
    assert lemmas.choose("soldaten", "NOUN", [wrong], [9.0], "nl") == "soldaat"
    assert lemmas.choose("Soldaten", "NOUN", [wrong], [9.0], "nl") == "soldaat"
    assert lemmas.choose("soldaten", "PROPN", [wrong], [9.0], "nl") == "soldat"
    assert lemmas.choose("soldaten", "NOUN", [wrong], [9.0], "de") == "soldat"


def test_words_that_exist_win_where_the_network_wavers(lemmas: Lemmas) -> None:
    cut_wrong, cut_right = lemma.rule_for("kopgroep", "ko_pgroep"), lemma.rule_for("kopgroep", "kop_groep")
    assert lemmas.choose("kopgroep", "NOUN", [cut_wrong, cut_right], [5.0, 4.0], "nl") == "kop_groep"
    assert lemmas.choose("kopgroep", "NOUN", [cut_wrong, cut_right], [9.0, 1.0], "nl") == "ko_pgroep"


@pytest.mark.parametrize(
    ("form", "upos", "proposed", "right"),
    [
        ("vrouwensoldaten", "NOUN", "vrouwe_nsoldaat", "vrouw_soldaat"),
        ("Vrouwensoldaten", "NOUN", "Vrouwensoldat", "vrouw_soldaat"),
        ("FARC-soldaten", "NOUN", "FARC-soldat", "FARC_soldaat"),
        ("laansoldaten", "NOUN", "la_ansoldat", "laan_soldaat"),
        ("aangevallen", "VERB", "aa_ngeval", "aan_vallen"),
        ("waarsoldaten", "NOUN", "waarsoldat", "waarsoldat"),  # nothing known stands before the known end
        ("aansoldaten", "PROPN", "aansoldat", "aansoldat"),  # names are not taken apart
    ],
)
def test_a_new_compound_is_made_of_known_words(lemmas: Lemmas, form: str, upos: str, proposed: str, right: str) -> None:
    assert lemmas.choose(form, upos, [lemma.rule_for(form, proposed)], [5.0], "nl") == right


@pytest.mark.parametrize(
    ("form", "upos", "proposed", "right"),
    [
        ("12000", "NUM", ["1000"], "12000"),  # a number keeps its digits
        ("vállen", "VERB", ["vállen"], "vállen"),  # stressed, but no form that is known
        ("sóldaten", "NOUN", ["sóldat"], "soldaat"),  # a stressed form of one that is
        ("4x4-groep", "NOUN", ["4x5-groep"], "4x4-groep"),
        ("PSV-bobo", "NOUN", ["PSV_-bobo", "PSV-bobo"], "PSV_bobo"),
        ("e-bobo", "PROPN", ["e-bobo"], "e-bobo"),
        ("GRONINGEN", "PROPN", ["groningen"], "groningen"),  # a word that nobody knows: the network's word
        ("beschikte", "VERB", ["beschiken", "beschikken"], "beschikken"),  # no known verb ends as the first does
    ],
)
def test_a_lemma_is_spelt_as_words_are(lemmas: Lemmas, form: str, upos: str, proposed: list[str], right: str) -> None:
    rules, scores = [lemma.rule_for(form, p) for p in proposed], [5.0 - k for k in range(len(proposed))]
    assert lemmas.choose(form, upos, rules, scores, "nl") == right


def test_the_end_of_a_word() -> None:
    assert [end(w) for w in ("schikken", "beëindigen", "ga", "tv", "")] == ["ikken", "igen", "a", "tv", ""]


def test_a_verb_takes_its_particle_from_the_tree(lemmas: Lemmas) -> None:
    plain, other = lemma.rule_for("vielen", "vallen"), lemma.rule_for("vielen", "op_vallen")
    assert lemmas.choose("vielen", "VERB", [other, plain], [5.0, 4.9], "nl") == "vallen"
    assert lemmas.choose("vielen", "VERB", [plain], [5.0], "nl", [("aan", "ADP")]) == "aan_vallen"
    vonden = lemma.rule_for("vonden", "vinden")
    assert lemmas.choose("vonden", "VERB", [vonden], [5.0], "nl", [("plaats", "NOUN")]) == "plaats_vinden"
    assert lemmas.choose("vonden", "VERB", [vonden], [5.0], "nl", [("mooi", "ADJ")]) == "vinden"
    near = lemma.rule_for("aangevallen", "aan_vallen")
    assert lemmas.choose("aangevallen", "VERB", [near], [5.0], "nl") == "aan_vallen"
    assert lemmas.choose("fell", "VERB", [lemma.rule_for("fell", "fall")], [5.0], "en", [("off", "ADP")]) == "fall"


def test_the_language_that_knows_most_words(lemmas: Lemmas) -> None:
    assert lemmas.guess(["De", "groep", "of"]) == "nl"
    assert lemmas.guess(["the", "of", "de"]) == "en"


@given(st.text(), st.text())
def test_a_particle_that_is_near_stays(form: str, word: str) -> None:
    assert without_far_particle("aan" + form, f"aan_{word}") == f"aan_{word}"
    assert "".join(parts(word)) == word.replace("_", "").replace("-", "")
