"""Certainty and polarity from small parses built by hand."""

import pytest

from tests.support import doc
from volgens.extract import certainty
from volgens.lexicon import load
from volgens.model import Parsed, Token


def word(parsed: Parsed, form: str) -> Token:
    return next(t for t in parsed.tokens if t.form == form)


def read(table: str, form: str, language: str = "nl") -> tuple[str, str]:
    parsed = doc(table, language)
    level, polarity, because = certainty.of(parsed, word(parsed, form), load(language))
    assert because or (level, polarity) == ("certain", "positive")
    for reason in because:
        assert reason.row is None or reason.row.startswith(f"{language}/")
    return level, polarity


FLAT = """
De de DET 2 det
brug brug NOUN 4 nsubj:pass
is zijn AUX 4 aux:pass VerbForm=Fin
vernield vernielen VERB 0 root VerbForm=Part
. . PUNCT 4 punct
"""
REPORTED = """
De de DET 2 det
brug brug NOUN 5 nsubj:pass
zou zullen AUX 5 aux VerbForm=Fin
zijn zijn AUX 5 aux:pass VerbForm=Inf
vernield vernielen VERB 0 root VerbForm=Part
en en CCONJ 7 cc
geplunderd plunderen VERB 5 conj VerbForm=Part
. . PUNCT 5 punct
"""
PERHAPS = """
De de DET 2 det
brug brug NOUN 5 nsubj:pass
is zijn AUX 5 aux:pass VerbForm=Fin
vermoedelijk vermoedelijk ADJ 5 advmod
vernield vernielen VERB 0 root VerbForm=Part
. . PUNCT 5 punct
"""
NOT = """
Het het DET 2 det
leger leger NOUN 7 nsubj
heeft hebben AUX 7 aux VerbForm=Fin
de de DET 5 det
school school NOUN 7 obj
niet niet ADV 7 advmod
beschoten beschieten VERB 0 root VerbForm=Part
. . PUNCT 7 punct
"""
NOT_ONLY = """
Het het DET 2 det
leger leger NOUN 3 nsubj
beschoot beschieten VERB 0 root VerbForm=Fin
niet niet ADV 5 advmod
alleen alleen ADV 7 advmod
de de DET 7 det
school school NOUN 3 obj
. . PUNCT 3 punct
"""
NONE = """
Er er ADV 2 advmod
vielen vallen VERB 0 root VerbForm=Fin
geen geen DET 4 det PronType=Neg
doden dode NOUN 2 nsubj Number=Plur
. . PUNCT 2 punct
"""
DENIES = """
Moskou Moskou PROPN 2 nsubj
ontkent ontkennen VERB 0 root VerbForm=Fin
dat dat SCONJ 6 mark
het het PRON 6 nsubj
Kyiv Kyiv PROPN 6 obj
bombardeerde bombarderen VERB 2 ccomp VerbForm=Fin
. . PUNCT 2 punct
"""
WANTS = """
De de DET 2 det
generaal generaal NOUN 3 nsubj
wil willen VERB 0 root VerbForm=Fin
een een DET 5 det
bestand bestand NOUN 3 obj
. . PUNCT 3 punct
"""
CALLS_FOR = """
De de DET 2 det
paus paus NOUN 3 nsubj
roept roepen VERB 0 root VerbForm=Fin
op op ADP 3 compound:prt
tot tot ADP 7 case
een een DET 7 det
bestand bestand NOUN 3 obl
. . PUNCT 3 punct
"""
CLAIMED_ATTACK = """
De de DET 2 det
groep groep NOUN 3 nsubj
eiste eisen VERB 0 root VerbForm=Fin
de de DET 5 det Definite=Def
aanslag aanslag NOUN 3 obj
op op ADP 3 compound:prt
. . PUNCT 3 punct
"""
HAD_TO = """
Zij zij PRON 4 nsubj
hebben hebben AUX 4 aux VerbForm=Fin
moeten moeten AUX 4 aux VerbForm=Inf
vluchten vluchten VERB 0 root VerbForm=Inf
. . PUNCT 4 punct
"""
IN_ORDER_TO = """
Troepen troep NOUN 2 nsubj
vertrokken vertrekken VERB 0 root VerbForm=Fin
om om ADP 7 mark
de de DET 5 det
stad stad NOUN 7 obj
te te ADP 7 mark
bestormen bestormen VERB 2 advcl VerbForm=Inf
. . PUNCT 2 punct
"""
INQUIRY = """
De de DET 2 det
VN VN PROPN 3 nsubj
eist eisen VERB 0 root VerbForm=Fin
een een DET 5 det
onderzoek onderzoek NOUN 3 obj
naar naar ADP 8 case
de de DET 8 det Definite=Def
aanslag aanslag NOUN 5 nmod
. . PUNCT 3 punct
"""
IF = """
Als als SCONJ 4 mark
het het DET 3 det
leger leger NOUN 4 nsubj
aanvalt aan_vallen VERB 5 advcl VerbForm=Fin
vluchten vluchten VERB 0 root VerbForm=Fin
bewoners bewoner NOUN 5 nsubj
. . PUNCT 5 punct
"""
QUESTION = FLAT.replace(". . PUNCT", "? ? PUNCT")


@pytest.mark.parametrize(
    ("table", "form", "expected"),
    [
        (FLAT, "vernield", ("certain", "positive")),
        (REPORTED, "vernield", ("possible", "positive")),
        (REPORTED, "geplunderd", ("possible", "positive")),
        (PERHAPS, "vernield", ("probable", "positive")),
        (NOT, "beschoten", ("certain", "negative")),
        (NOT_ONLY, "beschoot", ("certain", "positive")),
        (NONE, "doden", ("certain", "negative")),
        (DENIES, "bombardeerde", ("certain", "negative")),
        (WANTS, "bestand", ("possible", "positive")),
        (CALLS_FOR, "bestand", ("possible", "positive")),
        (CLAIMED_ATTACK, "aanslag", ("certain", "positive")),
        (HAD_TO, "vluchten", ("certain", "positive")),
        (IN_ORDER_TO, "bestormen", ("possible", "positive")),
        (INQUIRY, "onderzoek", ("possible", "positive")),
        (INQUIRY, "aanslag", ("certain", "positive")),
        (IF, "aanvalt", ("possible", "positive")),
        (QUESTION, "vernield", ("possible", "positive")),
    ],
)
def test_dutch(table: str, form: str, expected: tuple[str, str]) -> None:
    assert read(table, form) == expected


MAY = """
The the DET 2 det
army army NOUN 4 nsubj
may may AUX 4 aux VerbForm=Fin
attack attack VERB 0 root VerbForm=Inf
the the DET 6 det
port port NOUN 4 obj
. . PUNCT 4 punct
"""
REFUSED = """
The the DET 2 det
rebels rebel NOUN 3 nsubj
refused refuse VERB 0 root VerbForm=Fin
to to PART 5 mark
release release VERB 3 xcomp VerbForm=Inf
the the DET 7 det
hostages hostage NOUN 5 obj
. . PUNCT 3 punct
"""
THREATENED = REFUSED.replace("refused refuse", "threatened threaten")
ALLEGED = """
The the DET 3 det
alleged alleged ADJ 3 amod
attack attack NOUN 4 nsubj
lasted last VERB 0 root VerbForm=Fin
. . PUNCT 4 punct
"""
FOILED = """
Police police NOUN 2 nsubj
foiled foil VERB 0 root VerbForm=Fin
an a DET 4 det
attack attack NOUN 2 obj
. . PUNCT 2 punct
"""
NO_FEWER = """
No no ADV 4 advmod
fewer few ADJ 1 fixed
than than ADP 1 fixed
forty forty NUM 5 nummod
people people NOUN 7 nsubj:pass
were be AUX 7 aux:pass VerbForm=Fin
killed kill VERB 0 root VerbForm=Part
. . PUNCT 7 punct
"""
NOBODY = """
Nobody nobody PRON 3 nsubj:pass
was be AUX 3 aux:pass VerbForm=Fin
killed kill VERB 0 root VerbForm=Part
. . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("table", "form", "expected"),
    [
        (MAY, "attack", ("possible", "positive")),
        (REFUSED, "release", ("certain", "negative")),
        (THREATENED, "release", ("possible", "positive")),
        (ALLEGED, "attack", ("probable", "positive")),
        (FOILED, "attack", ("certain", "negative")),
        (NO_FEWER, "killed", ("certain", "positive")),
        (NOBODY, "killed", ("certain", "negative")),
    ],
)
def test_english(table: str, form: str, expected: tuple[str, str]) -> None:
    assert read(table, form, "en") == expected


def test_a_figure_is_negated_with_its_clause() -> None:
    table = """
Het het DET 2 det
leger leger NOUN 7 nsubj
heeft hebben AUX 7 aux VerbForm=Fin
geen geen DET 6 det PronType=Neg
dertig dertig NUM 6 nummod
burgers burger NOUN 7 obj
gedood doden VERB 0 root VerbForm=Part
. . PUNCT 7 punct
"""
    assert read(table, "dertig") == ("certain", "negative")
    assert read(table, "gedood") == ("certain", "negative")


def test_the_code_of_a_cue_is_kept_for_the_act() -> None:
    parsed = doc(THREATENED, "en")
    assert certainty.modality(parsed, word(parsed, "release"), load("en")).plover == "THREATEN"
