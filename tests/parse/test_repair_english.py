"""Repairs of English alone."""

import pytest

from tests.support import doc
from volgens.parse.repair import repair

BESIDE = """
Medics medic NOUN 2 nsubj
reported report VERB 0 root
19 19 NUM 2 obj
dead dead ADJ 2 xcomp
"""
TAG = """
Ten ten NUM 3 nsubj:pass
were be AUX 3 aux:pass
killed kill VERB 0 root
overnight overnight ADV 3 advmod
and and CCONJ 11 cc
into into ADP 7 case
Thursday Thursday PROPN 11 obl
, , PUNCT 11 punct
the the DET 10 det
medics medic NOUN 11 nsubj
said say VERB 3 conj
. . PUNCT 3 punct
"""
LINKED = """
Al Al PROPN 6 nsubj
Qaeda Qaeda PROPN 1 flat
- - PUNCT 4 punct
linked link VERB 1 amod VerbForm=Part
JNIM JNIM PROPN 6 nsubj
attacked attack VERB 0 root VerbForm=Fin
. . PUNCT 6 punct
"""
BELOW = BESIDE.replace("19 19 NUM 2 obj", "19 19 NUM 4 nummod")


@pytest.mark.parametrize("table", [BESIDE, BELOW])
def test_what_is_counted_is_the_object(table: str) -> None:
    fixed = repair(doc(table, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[1], "obj")] == ["dead"]
    assert [t.form for t in fixed.children(fixed.tokens[3], "nummod")] == ["19"]


def test_a_state_of_something_named_is_left() -> None:
    counted = doc(BELOW.replace("19 19 NUM 4 nummod", "people people NOUN 2 obj"), "en")
    assert repair(counted) is counted


def test_it_is_a_repair_of_english() -> None:
    dutch = doc(BESIDE)
    assert repair(dutch) is dutch


def test_a_verb_that_ends_the_sentence_with_a_subject_of_its_own_is_a_tag() -> None:
    fixed = repair(doc(TAG, "en"))
    thursday, said = (next(t for t in fixed.tokens if t.form == form) for form in ("Thursday", "said"))
    assert said.deprel == "parataxis"
    assert (fixed.tokens[thursday.head].form, thursday.deprel) == ("overnight", "conj")


def test_a_joined_verb_that_governs_something_is_left() -> None:
    joined = doc(TAG.replace(". . PUNCT 3 punct", "so so ADV 11 advmod\n. . PUNCT 3 punct"), "en")
    assert repair(joined) is joined


def test_a_name_before_a_hyphen_is_no_subject() -> None:
    fixed = repair(doc(LINKED, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[5], "nsubj")] == ["JNIM"]
    assert fixed.tokens[3].head == 4
