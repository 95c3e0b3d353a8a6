from tests.support import doc
from volgens.parse.repair import repair

TABLE = """
troepen troep NOUN 8 nsubj:pass
die die PRON 3 nsubj
vochten vechten VERB 1 acl:relcl
, , PUNCT 1 punct
gedood doden VERB 3 conj VerbForm=Part
of of CCONJ 7 cc
gewond gewond ADJ 5 conj
geraakt raken VERB 0 root
"""


def test_repair_gives_the_participle_to_the_verb_it_stands_before():
    fixed = repair(doc(TABLE))
    assert [(t.form, fixed.tokens[t.head].form, t.deprel) for t in fixed.tokens if t.form == "gedood"] == [
        ("gedood", "geraakt", "xcomp")
    ]
    assert [t.form for t in fixed.subtree(fixed.tokens[4])] == ["gedood", "of", "gewond"]


def test_repair_leaves_verbs_that_are_joined_within_the_clause():
    joined = doc(TABLE.replace(", , PUNCT", "en en CCONJ"))
    assert repair(joined) is joined


def test_repair_is_of_the_language():
    other = doc(TABLE, "en")
    assert repair(other) is other
