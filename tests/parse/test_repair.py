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


CALLED = """
Residents resident NOUN 0 root
reached reach VERB 1 acl Tense=Past|VerbForm=Part|Voice=Pass
by by ADP 4 case
phone phone NOUN 2 obl
described describe VERB 1 acl Tense=Past|VerbForm=Part|Voice=Pass
bodies body NOUN 5 obj
. . PUNCT 1 punct
"""


def test_repair_takes_a_past_tense_with_an_object_for_the_verb_of_a_sentence_without_one():
    fixed = repair(doc(CALLED, "en"))
    verb = fixed.tokens[4]
    assert verb.is_root
    assert verb.feats["VerbForm"] == "Fin"
    assert [t.form for t in fixed.children(verb, "nsubj")] == ["Residents"]


def test_repair_leaves_a_noun_that_is_only_described():
    heading = doc(CALLED.replace("bodies body NOUN 5 obj", "outside outside ADV 5 advmod"), "en")
    assert repair(heading) is heading


def test_repair_finds_the_verb_of_a_report_that_points_back():
    fixed = repair(
        doc("""
Dat dat DET 2 det PronType=Dem
bericht bericht NOUN 0 root
Reuters Reuters PROPN 2 nmod
op op ADP 5 case
gezag gezag NOUN 2 nmod
. . PUNCT 2 punct
""")
    )
    assert [(t.form, t.upos, t.deprel) for t in fixed.tokens[:3]] == [
        ("Dat", "PRON", "obj"),
        ("bericht", "VERB", "root"),
        ("Reuters", "PROPN", "nsubj"),
    ]


def test_repair_takes_a_conjunction_for_no_relative_pronoun_of_a_plural() -> None:
    table = """
Kenners kenner NOUN 2 nsubj Number=Plur
zien zien VERB 0 root VerbForm=Fin
op op ADP 4 case
beelden beeld NOUN 2 obl Number=Plur
dat dat PRON 8 obj PronType=Rel
de de DET 7 det
stad stad NOUN 8 nsubj
viel vallen VERB 4 acl:relcl VerbForm=Fin
. . PUNCT 2 punct
"""
    fixed = repair(doc(table))
    assert [(t.upos, t.deprel) for t in (fixed.tokens[4], fixed.tokens[7])] == [("SCONJ", "mark"), ("VERB", "ccomp")]
    assert fixed.tokens[7].head == 1
    relative = doc(
        table.replace("beelden beeld NOUN 2 obl Number=Plur", "beeld beeld NOUN 2 obl Gender=Neut|Number=Sing")
    )
    assert repair(relative) is relative


BESIDE = """
Two two NUM 2 nummod
died die VERB 4 ccomp
, , PUNCT 2 punct
said say VERB 0 root
the the DET 6 det
director director NOUN 4 nsubj Number=Sing
of of ADP 9 case
the the DET 9 det
clinic clinic NOUN 6 nmod
, , PUNCT 11 punct
Nyakim Nyakim PROPN 4 nsubj
Gatluak Gatluak PROPN 11 flat
. . PUNCT 4 punct
"""


def test_repair_gives_a_name_to_the_noun_that_it_is_set_beside() -> None:
    fixed = repair(doc(BESIDE, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[5], "appos")] == ["Nyakim"]
    assert [t.form for t in fixed.children(fixed.tokens[3], "nsubj")] == ["director"]


def test_repair_leaves_a_name_that_is_more_than_set_beside() -> None:
    for other in (
        BESIDE.replace("the the DET 6 det", "a a ADV 4 advmod"),
        BESIDE.replace(". . PUNCT", "left leave VERB"),
    ):
        left = doc(other, "en")
        assert repair(left) is left


def test_repair_takes_it_before_a_plural_for_the_subject() -> None:
    table = """
JNIM JNIM PROPN 2 nsubj
zegt zeggen VERB 0 root VerbForm=Fin
dat dat SCONJ 7 mark
het het DET 5 det Definite=Def|PronType=Art
doelen doel NOUN 7 nsubj Number=Plur
heeft hebben AUX 7 aux VerbForm=Fin
aangevallen aan_vallen VERB 2 ccomp VerbForm=Part
"""
    fixed = repair(doc(table))
    assert [(t.upos, t.deprel) for t in fixed.tokens[3:5]] == [("PRON", "nsubj"), ("NOUN", "obj")]
    single = doc(table.replace("doelen doel NOUN 7 nsubj Number=Plur", "doel doel NOUN 7 nsubj Number=Sing"))
    assert repair(single) is single


SECOND = """
The the DET 2 det
monitor monitor NOUN 4 nsubj
Airwatch Airwatch PROPN 4 nsubj
counted count VERB 0 root
nine nine NUM 6 nummod
raids raid NOUN 4 obj
. . PUNCT 4 punct
"""


def test_repair_gives_a_clause_one_subject_where_a_name_follows_it() -> None:
    fixed = repair(doc(SECOND, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[1], "appos")] == ["Airwatch"]
    assert [t.form for t in fixed.children(fixed.tokens[3], "nsubj")] == ["monitor"]


BARBER = """
One one NUM 8 nsubj
of of ADP 3 case
them they PRON 1 nmod
, , PUNCT 6 punct
a a DET 6 det
barber barber NOUN 8 nsubj
, , PUNCT 1 punct
wept weep VERB 0 root
. . PUNCT 8 punct
"""


def test_repair_gives_a_clause_one_subject_where_commas_describe_it() -> None:
    fixed = repair(doc(BARBER, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[0], "appos")] == ["barber"]


SPEAKERS = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
it it PRON 2 obj
, , PUNCT 6 punct
a a DET 6 det
group group NOUN 2 nsubj
and and CCONJ 8 cc
farmers farmer NOUN 9 nsubj
said say VERB 2 conj
. . PUNCT 2 punct
"""


def test_repair_gives_a_tag_its_two_speakers() -> None:
    fixed = repair(doc(SPEAKERS, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[8], "nsubj")] == ["group"]
    assert [t.form for t in fixed.children(fixed.tokens[5], "conj")] == ["farmers"]
    assert [t.form for t in fixed.children(fixed.tokens[1], "nsubj")] == ["Jets"]


TAG = """
Gunmen gunman NOUN 2 nsubj
ambushed ambush VERB 12 ccomp VerbForm=Fin
a a DET 4 det
convoy convoy NOUN 2 obj
, , PUNCT 6 punct
torching torch VERB 2 advcl VerbForm=Part
forty forty NUM 8 nummod
lorries lorry NOUN 6 obj
, , PUNCT 11 punct
two two NUM 11 nummod
drivers driver NOUN 6 nsubj
told tell VERB 0 root VerbForm=Fin
Reuters Reuters PROPN 12 iobj
. . PUNCT 12 punct
"""


def test_repair_gives_the_subject_behind_a_participle_to_the_verb_of_the_tag() -> None:
    fixed = repair(doc(TAG, "en"))
    assert [t.form for t in fixed.children(fixed.tokens[11], "nsubj")] == ["drivers"]
    assert not fixed.children(fixed.tokens[5], "nsubj")
    own = doc(TAG.replace("Reuters Reuters PROPN 12 iobj", "they they PRON 12 nsubj"), "en")
    assert repair(own) is own


CLUSTER = """
Die die PRON 2 nsubj
zegt zeggen VERB 0 root VerbForm=Fin
er er ADV 9 obl
niets niets PRON 9 obj
mee met ADP 3 case
te te ADP 7 mark
maken maken VERB 2 xcomp VerbForm=Inf
te te ADP 7 mark
hebben hebben VERB 2 xcomp VerbForm=Inf
. . PUNCT 2 punct
"""


def test_repair_puts_an_infinitive_under_the_one_that_follows_it() -> None:
    fixed = repair(doc(CLUSTER))
    assert [t.form for t in fixed.subtree(fixed.tokens[8])] == ["er", "niets", "mee", "te", "maken", "te", "hebben"]
    assert repair(fixed) is fixed


JOINED = """
Mannen man NOUN 2 nsubj Number=Plur
kwamen komen VERB 0 root Number=Plur|VerbForm=Fin
, , PUNCT 4 punct
staken steken VERB 2 conj Number=Plur|VerbForm=Fin
het het DET 6 det
bureau bureau NOUN 4 nsubj Number=Sing
in in ADP 8 case
brand brand NOUN 4 xcomp
"""


def test_repair_tells_the_object_of_a_joined_verb_by_its_number() -> None:
    assert repair(doc(JOINED)).tokens[5].deprel == "obj"
    for other in (
        JOINED.replace("Number=Sing", "Number=Plur"),
        JOINED.replace(", , PUNCT 4 punct", "toen toen ADV 4 advmod"),
    ):
        assert repair(doc(other)).tokens[5].deprel == "nsubj"


TAGGED = """
bomb bomb NOUN 6 nsubj
killed kill VERB 6 ccomp
six six NUM 2 obj
, , PUNCT 6 punct
police police NOUN 6 nsubj
said say VERB 0 root
"""


def test_repair_gives_what_is_said_the_subject_before_it() -> None:
    fixed = repair(doc(TAGGED, "en"))
    assert [t.form for t in fixed.tokens if t.deprel == "nsubj" and t.head == 1] == ["bomb"]
    assert [t.form for t in fixed.tokens if t.deprel == "nsubj" and t.head == 5] == ["police"]
    both = TAGGED.replace("six six NUM 2 obj", "six six NUM 2 nsubj")
    assert repair(doc(both, "en")).tokens[0].head == 5


CONTRADICTED = """
Zij zij PRON 2 nsubj
spreken spreken VERB 0 root
dat dat PRON 2 obj
tegen tegen ADP 6 case
: : PUNCT 4 punct
troepen troep NOUN 7 nsubj
vechten vechten VERB 2 ccomp
"""


def test_repair_takes_a_preposition_before_a_colon_for_a_particle() -> None:
    fixed = repair(doc(CONTRADICTED)).tokens[3]
    assert (fixed.head, fixed.deprel) == (1, "compound:prt")
    assert repair(doc(CONTRADICTED.replace(": : PUNCT", "de de DET"))).tokens[3].deprel == "case"


TOLD = """
zeggen zeggen VERB 0 root
bewoners bewoner NOUN 1 nsubj
en en CCONJ 4 cc
diplomaten diplomaat NOUN 2 conj
tegen tegen ADP 7 case
de de DET 7 det
krant krant NOUN 4 nmod
"""


def test_repair_gives_the_verb_of_saying_whom_it_was_said_to() -> None:
    fixed = repair(doc(TOLD)).tokens[6]
    assert (fixed.head, fixed.deprel) == (0, "obl")
    for other in (TOLD.replace("zeggen zeggen", "vechten vechten"), TOLD.replace("tegen tegen", "bij bij")):
        assert repair(doc(other)).tokens[6].deprel == "nmod"
