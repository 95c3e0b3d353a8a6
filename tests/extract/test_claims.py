"""Claims from small parses built by hand."""

import pytest

from tests.support import doc
from volgens.extract.claims import find
from volgens.lexicon import load
from volgens.model import Claim


def claims(table: str, language: str = "nl") -> tuple[Claim, ...]:
    parsed = doc(table, language)
    found = find(parsed, load(language))
    for c in found:
        assert parsed.text[c.content.start : c.content.end] == c.content.text
        assert c.cue is None or parsed.text[c.cue.start : c.cue.end] == c.cue.text
        assert c.source.start is not None
        assert c.because
    return found


def brief(c: Claim) -> tuple[str, str | None, str, str]:
    return c.source.name, c.cue.text if c.cue else None, c.stance, c.content.text


SAID_THAT = """
De de DET 2 det Definite=Def|PronType=Art
gouverneur gouverneur NOUN 3 nsubj Number=Sing
zei zeggen VERB 0 root Number=Sing|VerbForm=Fin
dat dat SCONJ 7 mark
de de DET 6 det Definite=Def|PronType=Art
brug brug NOUN 7 nsubj Number=Sing
weg weg ADV 3 ccomp
is zijn AUX 7 cop Number=Sing|VerbForm=Fin
. . PUNCT 3 punct
"""


def test_a_clause_without_its_conjunction_is_the_content() -> None:
    (claim,) = claims(SAID_THAT)
    assert brief(claim) == ("De gouverneur", "zei", "states", "de brug weg is")
    assert claim.source.kind == "government"
    assert any(r.row and r.row.startswith("nl/reporting.tsv:") for r in claim.because)


def test_a_tag_without_a_verb_and_its_channel() -> None:
    (claim,) = claims("""
De de DET 2 det Definite=Def|PronType=Art
brug brug NOUN 3 nsubj
is zijn VERB 0 root VerbForm=Fin
weg weg ADV 3 compound:prt
, , PUNCT 7 punct
aldus aldus ADV 7 case
burgemeester burgemeester NOUN 3 parataxis
Jan Jan PROPN 7 appos
Smit Smit PROPN 8 flat
op op ADP 11 case
Telegram Telegram PROPN 7 nmod
. . PUNCT 3 punct
""")
    assert claim.content.text == "De brug is weg"
    assert claim.source.name.startswith("burgemeester Jan Smit")
    assert not claim.anonymous


def test_a_preposition_at_the_edge_is_left_out_and_in_the_middle_kept() -> None:
    (edge,) = claims("""
Volgens volgens ADP 3 case
het het DET 3 det Definite=Def|PronType=Art
ministerie ministerie NOUN 4 obl
zijn zijn VERB 0 root VerbForm=Fin
er er ADV 4 advmod
tien tien NUM 7 nummod
doden dode NOUN 4 nsubj
. . PUNCT 4 punct
""")
    assert brief(edge) == ("het ministerie", "Volgens", "states", "zijn er tien doden")
    (middle,) = claims("""
Er er ADV 2 advmod
zijn zijn VERB 0 root VerbForm=Fin
volgens volgens ADP 4 case
hem hem PRON 2 obl Case=Acc|Person=3|PronType=Prs
tien tien NUM 6 nummod
doden dode NOUN 2 nsubj
. . PUNCT 2 punct
""")
    assert brief(middle) == ("hem", "volgens", "states", "Er zijn volgens hem tien doden")


def test_what_a_plan_says_is_no_claim() -> None:
    assert not claims("""
Alles alles PRON 2 nsubj
verliep verlopen VERB 0 root VerbForm=Fin
volgens volgens ADP 4 case
plan plan NOUN 2 obl
. . PUNCT 2 punct
""")


@pytest.mark.parametrize("above", ["wilde willen", "weigerde weigeren"])
def test_what_is_not_said_is_no_claim(above: str) -> None:
    assert not claims(f"""
De de DET 2 det Definite=Def|PronType=Art
minister minister NOUN 3 nsubj
{above} VERB 0 root VerbForm=Fin
te te ADP 5 mark
zeggen zeggen VERB 3 xcomp VerbForm=Inf
wie wie PRON 7 nsubj PronType=Int
schoot schieten VERB 5 ccomp VerbForm=Fin
. . PUNCT 3 punct
""")


def test_that_points_back_and_the_outlet_stands_between() -> None:
    (claim,) = claims("""
Er er ADV 2 advmod
vielen vallen VERB 0 root VerbForm=Fin
tien tien NUM 4 nummod
doden dode NOUN 2 nsubj
. . PUNCT 2 punct

Dat dat PRON 2 obj PronType=Dem
meldt melden VERB 0 root VerbForm=Fin
Reuters Reuters PROPN 2 nsubj
op op ADP 5 case
gezag gezag NOUN 2 obl
van van ADP 8 case
het het DET 8 det Definite=Def|PronType=Art
ministerie ministerie NOUN 5 nmod
. . PUNCT 2 punct
""")
    assert brief(claim) == ("het ministerie", "meldt", "states", "Er vielen tien doden.")
    assert [v.name for v in claim.via] == ["Reuters"]


def test_naming_keeps_the_thing_and_its_name() -> None:
    (claim,) = claims("""
Het het DET 2 det Definite=Def|PronType=Art
leger leger NOUN 3 nsubj
noemde noemen VERB 0 root VerbForm=Fin
de de DET 5 det Definite=Def|PronType=Art
aanval aanval NOUN 3 obj
een een DET 7 det
provocatie provocatie NOUN 3 xcomp
. . PUNCT 3 punct
""")
    assert brief(claim) == ("Het leger", "noemde", "accuses", "de aanval een provocatie")
    assert "claim.stance" in [r.rule for r in claim.because]


def test_by_their_own_account() -> None:
    (claim,) = claims("""
De de DET 2 det Definite=Def|PronType=Art
boeren boer NOUN 7 nsubj Number=Plur
zijn zijn AUX 7 aux VerbForm=Fin
volgens volgens ADP 6 case
eigen eigen ADJ 6 amod
zeggen zeggen VERB 7 obl VerbForm=Inf
gevlucht vluchten VERB 0 root VerbForm=Part
. . PUNCT 7 punct
""")
    assert brief(claim)[:3] == ("De boeren", "volgens eigen zeggen", "claims")
    assert claim.anonymous


def test_object_and_accusation_in_one_sentence() -> None:
    denied, accused = claims("""
The the DET 2 det Definite=Def|PronType=Art
army army NOUN 3 nsubj
denied deny VERB 0 root VerbForm=Fin
the the DET 5 det Definite=Def|PronType=Art
attack attack NOUN 3 obj
, , PUNCT 14 punct
and and CCONJ 14 cc
the the DET 9 det Definite=Def|PronType=Art
mayor mayor NOUN 14 nsubj
, , PUNCT 11 punct
Ann Ann PROPN 9 appos
Lee Lee PROPN 11 flat
, , PUNCT 9 punct
accused accuse VERB 3 conj VerbForm=Fin
it it PRON 14 obj Person=3|PronType=Prs
of of SCONJ 17 mark
lying lie VERB 14 advcl VerbForm=Part
. . PUNCT 3 punct
""", "en")  # fmt: skip
    assert brief(denied) == ("The army", "denied", "denies", "the attack")
    assert brief(accused) == ("Ann Lee", "accused", "accuses", "lying")


def test_told_an_outlet_and_what_a_semicolon_adds() -> None:
    first, second = claims("""
Two two NUM 2 nummod
men man NOUN 3 nsubj
died die VERB 7 ccomp VerbForm=Fin
, , PUNCT 7 punct
the the DET 6 det Definite=Def|PronType=Art
mayor mayor NOUN 7 nsubj
told tell VERB 0 root VerbForm=Fin
CNN CNN PROPN 7 iobj
in in ADP 11 case
a a DET 11 det
statement statement NOUN 7 obl
; ; PUNCT 16 punct
a a DET 14 det
third third NOUN 16 nsubj
was be AUX 16 aux VerbForm=Fin
missing missing ADJ 7 parataxis
. . PUNCT 7 punct
""", "en")  # fmt: skip
    assert brief(first) == ("the mayor", "told", "states", "Two men died")
    assert brief(second) == ("the mayor", "told", "states", "a third was missing")
    assert first.channel == "statement"
    assert [v.name for v in first.via] == ["CNN"]


def test_the_agent_of_a_passive_is_the_source() -> None:
    (claim,) = claims("""
The the DET 2 det Definite=Def|PronType=Art
raid raid NOUN 4 nsubj:pass
was be AUX 4 aux:pass VerbForm=Fin
confirmed confirm VERB 0 root VerbForm=Part
by by ADP 7 case
the the DET 7 det Definite=Def|PronType=Art
navy navy NOUN 4 obl:agent
. . PUNCT 4 punct
""", "en")  # fmt: skip
    assert brief(claim) == ("the navy", "confirmed", "confirms", "The raid")


def test_a_clause_that_only_says_which_woman_reports_nothing() -> None:
    assert not claims("""
A a DET 2 det
woman woman NOUN 7 nsubj
who who PRON 4 nsubj PronType=Rel
saw see VERB 2 acl:relcl VerbForm=Fin
the the DET 6 det Definite=Def|PronType=Art
raid raid NOUN 4 obj
wept weep VERB 0 root VerbForm=Fin
. . PUNCT 7 punct
""", "en")  # fmt: skip


def test_words_within_a_quotation_report_nothing_and_a_quotation_may_run_on() -> None:
    first, second = claims("""
“ “ PUNCT 3 punct
Wij wij PRON 3 nsubj Person=1|PronType=Prs
zeiden zeggen VERB 0 root VerbForm=Fin
niets niets PRON 3 obj
” ” PUNCT 3 punct
, , PUNCT 7 punct
zei zeggen VERB 3 parataxis VerbForm=Fin
de de DET 9 det Definite=Def|PronType=Art
boer boer NOUN 7 nsubj
. . PUNCT 3 punct

“ “ PUNCT 3 punct
Toen toen ADV 3 advmod
brandde branden VERB 0 root VerbForm=Fin
de de DET 5 det Definite=Def|PronType=Art
schuur schuur NOUN 3 nsubj
. . PUNCT 3 punct
” ” PUNCT 3 punct
""")
    assert brief(first) == ("de boer", "zei", "states", "Wij zeiden niets")
    assert brief(second)[:2] == ("de boer", None)
    assert second.content.text.startswith("Toen brandde de schuur")


def test_finding_is_repeatable() -> None:
    assert claims(SAID_THAT) == claims(SAID_THAT)


def test_what_goes_on_about_the_speaker_is_a_claim_of_its_own() -> None:
    said, added = claims("""
10:55 10:55 NUM 4 nsubj
Shells shell NOUN 3 nsubj Number=Plur
fell fall VERB 6 ccomp VerbForm=Fin
, , PUNCT 6 punct
officials official NOUN 6 nsubj Number=Plur
said say VERB 0 root VerbForm=Fin
, , PUNCT 8 punct
adding add VERB 6 advcl VerbForm=Part
that that SCONJ 11 mark
nobody nobody PRON 11 nsubj
died die VERB 8 ccomp VerbForm=Fin
. . PUNCT 6 punct
""", "en")  # fmt: skip
    assert brief(said) == ("officials", "said", "states", "Shells fell")
    assert brief(added) == ("officials", "adding", "states", "nobody died")


def test_a_verb_that_only_points_back_answers_what_was_said() -> None:
    claim, answer = claims("""
Het het DET 2 det Definite=Def|PronType=Art
leger leger NOUN 3 nsubj
meldt melden VERB 0 root VerbForm=Fin
dat dat SCONJ 7 mark
de de DET 6 det Definite=Def|PronType=Art
brug brug NOUN 7 nsubj
brandt branden VERB 3 ccomp VerbForm=Fin
. . PUNCT 3 punct

De de DET 2 det Definite=Def|PronType=Art
gouverneur gouverneur NOUN 3 nsubj
spreekt spreken VERB 0 root VerbForm=Fin
dat dat PRON 3 obj PronType=Dem
tegen tegen ADP 3 compound:prt
. . PUNCT 3 punct
""")
    assert brief(claim) == ("Het leger", "meldt", "states", "de brug brandt")
    assert answer.stance == "denies"
    assert answer.content == claim.content


def test_a_tag_in_a_relative_clause_reports_what_follows_it() -> None:
    (claim,) = claims("""
They they PRON 2 nsubj Person=3|PronType=Prs
fled flee VERB 0 root VerbForm=Fin
the the DET 4 det Definite=Def|PronType=Art
town town NOUN 2 obj
, , PUNCT 13 punct
where where ADV 13 advmod PronType=Rel
, , PUNCT 10 punct
the the DET 9 det Definite=Def|PronType=Art
mayor mayor NOUN 10 nsubj
says say VERB 13 parataxis VerbForm=Fin
, , PUNCT 10 punct
people people NOUN 13 nsubj
leave leave VERB 4 acl:relcl VerbForm=Fin
. . PUNCT 2 punct
""", "en")  # fmt: skip
    assert brief(claim) == ("the mayor", "says", "states", "people leave")


def test_a_quotation_that_ends_in_the_sentence_of_its_tag_counts_from_its_opening_mark() -> None:
    (claim,) = claims("""
“ “ PUNCT 2 punct
Schutters schutter NOUN 3 nsubj Number=Plur
vluchtten vluchten VERB 0 root VerbForm=Fin
. . PUNCT 3 punct

Zij zij PRON 2 nsubj Person=3|PronType=Prs
zitten zitten VERB 0 root VerbForm=Fin
vast vast ADV 2 compound:prt
” ” PUNCT 2 punct
in in ADP 6 case
Charkov Charkov PROPN 2 obl
, , PUNCT 8 punct
zei zeggen VERB 2 parataxis VerbForm=Fin|Number=Sing
de de DET 10 det Definite=Def|PronType=Art
gouverneur gouverneur NOUN 8 nsubj Number=Sing
. . PUNCT 2 punct
""")
    assert claim.content.text.startswith("Schutters vluchtten. Zij zitten vast")
    assert claim.content.text.endswith("in Charkov")
