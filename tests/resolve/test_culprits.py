"""Who did it, handed on from an attack to what follows."""

from dataclasses import replace

import pytest

from tests.resolve.test_sides import event, part, scene
from tests.support import doc
from volgens.extract.word_classes import words_of
from volgens.lexicon import load
from volgens.model import Claim, Place, Source
from volgens.resolve.culprits import Culprits, is_a

LEXICON = load("nl")
TOLD = doc("""
Rusland Rusland PROPN 2 nsubj
bestookte bestoken VERB 0 root VerbForm=Fin
de de DET 4 det Definite=Def
stad stad NOUN 2 obj

Drie drie NUM 2 nummod
bewoners bewoner NOUN 3 nsubj Number=Plur
stierven sterven VERB 0 root VerbForm=Fin
""")


def attack(**fields):
    fields = {"agent": replace(part(TOLD, 0, 0), party="RUS"), "patient": part(TOLD, 2, 3)} | fields
    return event(TOLD, "attack.other", 1, **fields)


def death(**fields):
    return event(TOLD, "kill", 6, None, part(TOLD, 4, 5), **fields)


def complete(*events, claims=(), places=()):
    return Culprits(scene(TOLD, claims, places), words_of(LEXICON)).complete(events)


def claim(ident, party, stance="states", content=None):
    source = Source("x", "government", party)
    return Claim(ident, source, None, None, (), content or TOLD.slice(0, len(TOLD.text)), stance, False)


def town(ident, name, country="UA"):
    return Place(ident, 0, 1, name, name, country, None, 1.0, 1.0, "city", "exact", None)


def test_a_result_has_the_agent_of_the_attack_before_it():
    _, killed = complete(attack(), death())
    assert (killed.agent.text, killed.agent.party) == ("Rusland", "RUS")
    assert killed.because[-1].rule == "event.culprit"


@pytest.mark.parametrize(
    "cause",
    [
        {"polarity": "negative"},
        {"certainty": "possible"},
        {"agent": part(TOLD, 0, 0)},
        {"earliest": "2025-06-03", "latest": "2025-06-03"},
    ],
    ids=["denied", "possible", "on no known side", "on another day"],
)
def test_an_attack_that_may_be_another_or_none_hands_nothing_on(cause):
    _, killed = complete(attack(**cause), death(earliest="2025-06-04", latest="2025-06-04"))
    assert killed.agent is None


def test_an_attack_elsewhere_hands_nothing_on():
    places = (town("here", "Charkov"), town("there", "Soemy"))
    _, killed = complete(attack(place_id="here"), death(place_id="there"), places=places)
    assert killed.agent is None


def test_a_charge_is_no_fact_and_the_other_side_does_not_grant_it():
    charge = claim("c", "UKR", "accuses")
    _, killed = complete(attack(claim_id="c"), death(), claims=(charge,))
    assert killed.agent is None
    ours, theirs = claim("c", "UKR"), claim("d", "RUS")
    _, killed = complete(attack(claim_id="c"), death(claim_id="d"), claims=(ours, theirs))
    assert killed.agent is None


def test_an_accident_beside_it_explains_the_result():
    accident = event(TOLD, "accident", 5)
    _, _, killed = complete(attack(), accident, death())
    assert killed.agent is None


def test_those_who_attack_are_not_their_own_victims():
    killed = death()
    killed = replace(killed, patient=replace(killed.patient, party="RUS"))
    assert complete(attack(), killed)[1].agent is None


def test_is_a_takes_the_kinds_of_a_type():
    assert is_a(attack(), ("attack",))
    assert not is_a(death(), ("attack",))
