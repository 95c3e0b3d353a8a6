"""Events from small parses built by hand: triggers, participants, types, mentions of one act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import doc
from volgens.extract import events
from volgens.extract.conditions import Site, holds
from volgens.extract.word_classes import words_of
from volgens.lexicon import load
from volgens.model import Event, Parsed, Sentence, Token


def found(table: str, language: str = "nl") -> list[Event]:
    parsed = doc(table, language)
    out = list(events.find(parsed, load(language)))
    for e in out:
        for part in (e.trigger, e.quote, e.agent, e.patient, e.instrument):
            assert part is None or parsed.text[part.start : part.end] == part.text
        assert e.quote.contains(e.trigger)
        assert e.because
        assert e.because[0].row
    return out


def brief(e: Event) -> tuple[str, str, str | None, str | None]:
    return e.type, e.trigger.text, e.agent.text if e.agent else None, e.patient.text if e.patient else None


ACTIVE = """
Rebellen rebel NOUN 2 nsubj Number=Plur
vielen vallen VERB 0 root VerbForm=Fin
gisteren gisteren ADV 2 advmod
het het DET 5 det Definite=Def
dorp dorp NOUN 2 obj
aan aan ADP 2 compound:prt
. . PUNCT 2 punct
"""
PASSIVE = """
De de DET 2 det Definite=Def
brug brug NOUN 6 nsubj:pass
werd worden AUX 6 aux:pass VerbForm=Fin
door door ADP 5 case
rebellen rebel NOUN 6 obl:agent
opgeblazen op_blazen VERB 0 root VerbForm=Part
. . PUNCT 6 punct
"""
PERFECT_PASSIVE = """
Twee twee NUM 2 nummod
agenten agent NOUN 4 nsubj
zijn zijn AUX 4 aux VerbForm=Fin
ontvoerd ontvoeren VERB 0 root VerbForm=Part
. . PUNCT 4 punct
"""
RELATIVE = """
Grond grond NOUN 0 root
die die PRON 4 obj PronType=Rel
rebellen rebel NOUN 4 nsubj Number=Plur
veroverden veroveren VERB 1 acl:relcl VerbForm=Fin
. . PUNCT 1 punct
"""
MEANS = """
Zij zij PRON 2 nsubj PronType=Prs
zaaien zaaien VERB 0 root VerbForm=Fin
angst angst NOUN 2 obj
door door ADP 7 mark
burgers burger NOUN 7 obj Number=Plur
te te ADP 7 mark
vermoorden vermoorden VERB 2 advcl VerbForm=Inf
. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (ACTIVE, ("attack.other", "vielen", "Rebellen", "het dorp")),
        (PASSIVE, ("attack.bombing", "opgeblazen", "rebellen", "De brug")),
        (PERFECT_PASSIVE, ("abduct", "ontvoerd", None, "Twee agenten")),
        (RELATIVE, ("capture.territory", "veroverden", "rebellen", "Grond")),
        (MEANS, ("kill", "vermoorden", "Zij", "burgers")),
    ],
    ids=["active", "passive", "perfect passive", "relative", "means"],
)
def test_who_does_what_to_whom(table: str, expected: tuple[str, str, str | None, str | None]) -> None:
    (event,) = found(table)
    assert brief(event) == expected
    assert (event.certainty, event.polarity) == ("certain", "positive")


def test_codes_follow_the_type() -> None:
    (event,) = found(ACTIVE)
    row = next(r for r in load("nl").rows("event_types") if r.type == "attack.other")
    assert (event.plover, event.cameo, event.acled) == (row.plover, row.cameo, row.acled_sub_event)
    assert event.claim_id is event.place_id is event.earliest is None


def test_a_light_verb_leaves_the_event_to_its_noun() -> None:
    (event,) = found("""
Het het DET 2 det Definite=Def
leger leger NOUN 3 nsubj
voerde voeren VERB 0 root VerbForm=Fin
een een DET 5 det Definite=Ind
luchtaanval lucht_aanval NOUN 3 obj
uit uit ADP 3 compound:prt
op op ADP 9 case
de de DET 9 det Definite=Def
haven haven NOUN 5 nmod
. . PUNCT 3 punct
""")
    assert brief(event) == ("attack.airstrike", "luchtaanval", "Het leger", "de haven")


def test_an_adjective_of_nationality_tells_the_side_of_the_agent() -> None:
    (event,) = found("""
Een een DET 3 det Definite=Ind
Russische Russisch ADJ 3 amod
luchtaanval lucht_aanval NOUN 4 nsubj
begon beginnen VERB 0 root VerbForm=Fin
. . PUNCT 4 punct
""")
    assert brief(event) == ("attack.airstrike", "luchtaanval", "Russische", None)


def test_a_weapon_is_the_instrument_and_makes_the_type() -> None:
    (event,) = found("""
Het het DET 2 det Definite=Def
station station NOUN 7 nsubj:pass
werd worden AUX 7 aux:pass VerbForm=Fin
door door ADP 6 case
twee twee NUM 6 nummod
raketten raket NOUN 7 obl:agent Number=Plur
getroffen treffen VERB 0 root VerbForm=Part
. . PUNCT 7 punct
""")
    assert brief(event) == ("attack.missile", "getroffen", None, "Het station")
    assert event.instrument is not None
    assert event.instrument.text == "twee raketten"


def test_a_building_hit_without_a_weapon_is_damage() -> None:
    (event,) = found("""
Twee twee NUM 2 nummod
scholen school NOUN 4 nsubj:pass Number=Plur
werden worden AUX 4 aux:pass VerbForm=Fin
getroffen treffen VERB 0 root VerbForm=Part
. . PUNCT 4 punct
""")
    assert brief(event) == ("damage.infrastructure", "getroffen", None, "Twee scholen")


def test_to_kill_prisoners_is_to_execute_them() -> None:
    (event,) = found("""
Soldaten soldaat NOUN 2 nsubj Number=Plur
doodden doden VERB 0 root VerbForm=Fin
vier vier NUM 4 nummod
gevangenen gevangene NOUN 2 obj Number=Plur
. . PUNCT 2 punct
""")
    assert brief(event) == ("execute", "doodden", "Soldaten", "vier gevangenen")


RESULT = """
Bij bij ADP 4 case
een een DET 4 det Definite=Ind
Israëlische Israëlisch ADJ 4 amod
aanval aanval NOUN 8 obl
zijn zijn AUX 8 aux:pass VerbForm=Fin
drie drie NUM 7 nummod
mensen mens NOUN 8 nsubj:pass Number=Plur
gedood doden VERB 0 root VerbForm=Part
. . PUNCT 8 punct
"""


def test_a_result_takes_the_agent_of_its_cause() -> None:
    attack, kill = found(RESULT)
    assert brief(attack) == ("attack.other", "aanval", "Israëlische", None)
    assert brief(kill) == ("kill", "gedood", "Israëlische", "drie mensen")
    assert any(r.rule == "event.cause" for r in kill.because)


def test_a_noun_that_points_back_takes_type_and_agent() -> None:
    first, second = found("""
Drones drone NOUN 2 nsubj Number=Plur
bestookten bestoken VERB 0 root VerbForm=Fin
de de DET 4 det Definite=Def
haven haven NOUN 2 obj
. . PUNCT 2 punct

De de DET 2 det Definite=Def
aanval aanval NOUN 3 nsubj
duurde duren VERB 0 root VerbForm=Fin
lang lang ADJ 3 advmod
. . PUNCT 3 punct
""")
    assert first.type == second.type == "attack.drone"
    assert any(r.rule == "event.again" for r in second.because)


def test_counted_dead_are_an_event_and_known_ones_are_not() -> None:
    (event,) = found("""
Er er ADV 2 advmod
vielen vallen VERB 0 root VerbForm=Fin
twaalf twaalf NUM 4 nummod
doden dood ADJ 2 nsubj Number=Plur
. . PUNCT 2 punct
""")
    assert brief(event) == ("kill", "doden", None, None)
    assert found("""
De de DET 2 det Definite=Def
doden dood ADJ 4 nsubj:pass Number=Plur
werden worden AUX 4 aux:pass VerbForm=Fin
begraven begraven VERB 0 root VerbForm=Part
. . PUNCT 4 punct
""") == []  # fmt: skip


def test_a_state_holds_the_patient_and_its_cause_the_agent() -> None:
    (event,) = found("""
Relschoppers relschopper NOUN 2 nsubj Number=Plur
staken steken VERB 0 root VerbForm=Fin
twee twee NUM 4 nummod
bussen bus NOUN 2 obj Number=Plur
in in ADP 6 case
brand brand NOUN 2 obl
. . PUNCT 2 punct
""")
    assert brief(event) == ("damage.infrastructure", "in brand", "Relschoppers", "twee bussen")


@pytest.mark.parametrize(
    "table",
    [
        "De de DET 2 det Definite=Def\nwedstrijd wed_strijd NOUN 3 nsubj\nbegon beginnen VERB 0 root VerbForm=Fin\n. . PUNCT 3 punct",
        "De de DET 2 det Definite=Def\nprijzen prijs NOUN 3 nsubj Number=Plur\nvallen vallen VERB 0 root VerbForm=Fin\n. . PUNCT 3 punct",
        "Het het DET 2 det Definite=Def\nbedrijf bedrijf NOUN 3 nsubj\nlanceert lanceren VERB 0 root VerbForm=Fin\n"
        "een een DET 5 det Definite=Ind\napp app NOUN 3 obj\n. . PUNCT 3 punct",
    ],
    ids=["a match", "prices fall", "an app is launched"],
)
def test_words_of_war_elsewhere_are_no_events(table: str) -> None:
    assert found(table) == []


def test_a_heading_is_no_account() -> None:
    heading = "Doden dode NOUN 0 root Number=Plur\nbij bij ADP 3 case\naanval aanval NOUN 1 nmod"
    assert [e.trigger.text for e in found(heading)] == ["Doden", "aanval"]
    assert [e.trigger.text for e in found(f"{heading}\n\n¶\n{PERFECT_PASSIVE.strip()}")] == ["ontvoerd"]


def test_what_is_only_meant_to_be_prevented_is_left_out() -> None:
    assert found("""
Kyiv Kyiv PROPN 2 nsubj
handelt handelen VERB 0 root VerbForm=Fin
om om ADP 5 mark
te te ADP 5 mark
voorkomen voorkomen VERB 2 advcl VerbForm=Inf
dat dat SCONJ 10 mark
de de DET 8 det Definite=Def
stad stad NOUN 10 nsubj:pass
wordt worden AUX 10 aux:pass VerbForm=Fin
omsingeld omsingelen VERB 5 ccomp VerbForm=Part
. . PUNCT 2 punct
""") == []  # fmt: skip


def test_english_particles_compounds_and_possessors() -> None:
    (strike,) = found("""
Israel Israel PROPN 2 nsubj
launched launch VERB 0 root VerbForm=Fin
its its PRON 5 nmod:poss Poss=Yes|PronType=Prs
air air NOUN 5 compound
strikes strike NOUN 2 obj Number=Plur
on on ADP 8 case
the the DET 8 det Definite=Def
port port NOUN 5 nmod
. . PUNCT 2 punct
""", "en")  # fmt: skip
    assert brief(strike) == ("attack.airstrike", "air strikes", "Israel", "the port")
    (capture,) = found("""
Fighters fighter NOUN 2 nsubj Number=Plur
took take VERB 0 root VerbForm=Fin
over over ADP 5 case
the the DET 5 det Definite=Def
airport airport NOUN 2 obl
. . PUNCT 2 punct
""", "en")  # fmt: skip
    assert brief(capture) == ("capture.territory", "took over", "Fighters", "the airport")


def test_what_is_demanded_has_the_code_of_the_demand() -> None:
    (event,) = found("""
Rebels rebel NOUN 2 nsubj Number=Plur
demanded demand VERB 0 root VerbForm=Fin
a a DET 4 det Definite=Ind
truce truce NOUN 2 obj Number=Sing
. . PUNCT 2 punct
""", "en")  # fmt: skip
    assert (event.type, event.plover, event.certainty) == ("ceasefire", "DEMAND", "possible")


def test_a_political_act_counts_where_nothing_more_specific_stands() -> None:
    (event,) = found("""
Lawmakers lawmaker NOUN 2 nsubj Number=Plur
rejected reject VERB 0 root VerbForm=Fin
the the DET 4 det Definite=Def
budget budget NOUN 2 obj Number=Sing
. . PUNCT 2 punct
""", "en")  # fmt: skip
    assert (event.type, event.plover) == ("other", "REJECT")


def test_conditions_are_known() -> None:
    parsed = doc(ACTIVE)
    site = Site(parsed, words_of(load("nl")), parsed.tokens[1], (parsed.tokens[0],), (parsed.tokens[4],))
    assert holds(("subject=armed", "object=place", "not_object=weapon", "active", "has_subject"), site)
    assert not holds(("object=weapon",), site)
    with pytest.raises((KeyError, ValueError)):
        holds(("no_such_condition",), site)
    for language in ("nl", "en"):
        for table in ("events", "event_nouns", "event_states", "political_acts"):
            for row in load(language).rows(table):
                holds(row.condition, site)


WORDS = [
    "Rebellen",
    "vielen",
    "het",
    "dorp",
    "aan",
    "doodden",
    "de",
    "aanval",
    "drie",
    "doden",
    "niet",
    "zou",
    "door",
    "raketten",
    ",",
    ".",
]
TAGS = ["NOUN", "VERB", "ADP", "ADJ", "AUX", "PROPN", "NUM", "ADV", "PUNCT", "PRON"]
RELS = [
    "nsubj",
    "obj",
    "obl",
    "conj",
    "acl:relcl",
    "acl",
    "advcl",
    "xcomp",
    "ccomp",
    "amod",
    "aux",
    "case",
    "compound:prt",
    "nmod",
    "root",
]


@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELS), st.integers(0, 11)),
        min_size=1,
        max_size=12,
    )
)
def test_any_tree_gives_spans_of_the_text(words: list[tuple[str, str, str, int]]) -> None:
    text, tokens = "", []
    for i, (form, upos, rel, head) in enumerate(words):
        text += " " if text else ""
        start = len(text)
        text += form
        up = head % (i + 1) if i else 0
        tokens.append(
            Token(i, start, len(text), form, form.lower(), upos, {}, i if rel == "root" else min(up, i), rel, 0)
        )
    parsed = Parsed(text, "nl", tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text), 0),))
    for e in events.find(parsed, load("nl")):
        for part in (e.trigger, e.quote, e.agent, e.patient, e.instrument):
            assert part is None or text[part.start : part.end] == part.text
