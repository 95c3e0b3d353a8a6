from dataclasses import replace

from tests.support import doc
from volgens.extract.word_classes import words_of
from volgens.lexicon import load
from volgens.model import Article, Claim, Event, Participant, Place, Source, Span
from volgens.resolve.assemble import Scene
from volgens.resolve.coreference import chains
from volgens.resolve.parties import Parties
from volgens.resolve.sides import Sides

LEXICON = load("nl")
SEIZED = doc("""
Onze onze PRON 2 nmod:poss Number=Plur|Person=1|Poss=Yes|PronType=Prs
soldaten soldaat NOUN 6 nsubj
hebben hebben AUX 6 aux
Russische Russisch ADJ 5 amod
soldaten soldaat NOUN 6 obj
gepakt pakken VERB 0 root
""")
HIT = doc("""
Raketten raket NOUN 2 nsubj
raakten raken VERB 0 root
een een DET 4 det
flatgebouw flatgebouw NOUN 2 obj
in in ADP 6 case
Charkov Charkov PROPN 2 obl
""")
DOWNED = doc("""
Het het DET 3 det
Russische Russisch ADJ 3 amod
leger leger NOUN 5 nsubj
heeft hebben AUX 5 aux
neergehaald neer_halen VERB 0 root
tien tien NUM 7 nummod
drones drone NOUN 5 obj
""")
SENT = doc("""
Pyongyang Pyongyang PROPN 3 nsubj
heeft hebben AUX 3 aux
gestuurd sturen VERB 0 root
troepen troep NOUN 3 obj
""")


def part(parsed, first, last):
    span = parsed.slice(parsed.tokens[first].start, parsed.tokens[last].end)
    return Participant(span.text, span.start, span.end)


def event(parsed, type_, trigger, agent=None, patient=None, **fields):
    t = parsed.tokens[trigger]
    made = Event(
        "e",
        Span(t.start, t.end, t.form),
        Span(t.start, t.end, t.form),
        type_,
        None,
        None,
        None,
        agent,
        patient,
        None,
        "certain",
        "positive",
    )
    return replace(made, **fields)


def scene(parsed, claims=(), places=()):
    parties = Parties(LEXICON, parsed, 2025, places)
    return Scene(Article("a", parsed.text, "nl"), parsed, claims, places, (), parties, chains(parsed, LEXICON), LEXICON)


def complete(scene_, *events):
    return Sides(scene_, words_of(LEXICON)).complete(events)


def test_sides_first_person_in_a_quotation_is_the_speaker():
    source = Source("Zelenskyy", "government", "UKR")
    claim = Claim("c", source, None, None, (), SEIZED.slice(0, len(SEIZED.text)), "states", False)
    (done,) = complete(scene(SEIZED, (claim,)), event(SEIZED, "capture.person", 5, part(SEIZED, 0, 1), claim_id="c"))
    assert done.agent.party == "UKR"
    assert [r.rule for r in done.because] == ["side.first_person"]


def test_sides_first_person_without_a_claim_stays_unknown():
    (done,) = complete(scene(SEIZED), event(SEIZED, "capture.person", 5, part(SEIZED, 0, 1)))
    assert done.agent.party is None


def test_sides_a_building_is_of_the_country_where_it_stands():
    start, end = HIT.tokens[5].start, HIT.tokens[5].end
    place = Place("p", start, end, "Charkov", "Kharkiv", "UA", None, 50.0, 36.2, "city", "city", 706483)
    (done,) = complete(
        scene(HIT, places=(place,)), event(HIT, "attack.missile", 1, part(HIT, 0, 0), part(HIT, 3, 3), place_id="p")
    )
    assert done.patient.party == "UKR"


def test_sides_a_building_without_a_place_stays_unknown():
    (done,) = complete(scene(HIT), event(HIT, "attack.missile", 1, part(HIT, 0, 0), part(HIT, 3, 3)))
    assert done.patient.party is None


def test_sides_what_is_shot_down_is_the_only_other_sides():
    agent = replace(part(DOWNED, 0, 2), party="RUS")
    shot = event(DOWNED, "intercept", 4, agent, part(DOWNED, 5, 6))
    elsewhere = event(DOWNED, "attack.drone", 4, replace(part(DOWNED, 0, 0), party="UKR"))
    third = event(DOWNED, "attack.drone", 4, replace(part(DOWNED, 0, 0), party="PRK"))
    assert complete(scene(DOWNED), shot, elsewhere)[0].patient.party == "UKR"
    assert complete(scene(DOWNED), shot)[0].patient.party is None
    assert complete(scene(DOWNED), shot, elsewhere, third)[0].patient.party is None


def test_sides_troops_that_are_sent_are_the_senders():
    agent = replace(part(SENT, 0, 0), party="PRK")
    (done,) = complete(scene(SENT), event(SENT, "deploy", 2, agent, part(SENT, 3, 3)))
    assert done.patient.party == "PRK"


ARMY = doc("""
Het het DET 2 det
leger leger NOUN 4 nsubj
heeft hebben AUX 4 aux
heroverd heroveren VERB 0 root
Charkov Charkov PROPN 4 obj
""")
FIGHTERS = doc("""
Strijders strijder NOUN 2 nsubj
doodden doden VERB 0 root
soldaten soldaat NOUN 2 obj
, , PUNCT 5 punct
ontkende ontkennen VERB 2 parataxis
Hamas Hamas PROPN 5 nsubj
""")


def in_charkov(parsed):
    return Place(
        "p",
        parsed.tokens[4].start,
        parsed.tokens[4].end,
        "Charkov",
        "Kharkiv",
        "UA",
        None,
        50.0,
        36.2,
        "city",
        "city",
        706483,
    )


def test_sides_the_army_of_an_article_about_one_country_is_its_own():
    took = event(ARMY, "retake.territory", 3, part(ARMY, 0, 1), place_id="p")
    assert complete(scene(ARMY, places=(in_charkov(ARMY),)), took)[0].agent.party == "UKR"


def test_sides_the_army_stays_unknown_where_another_country_fights_too():
    took = event(ARMY, "retake.territory", 3, part(ARMY, 0, 1), place_id="p")
    other = event(ARMY, "attack.other", 3, replace(part(ARMY, 4, 4), party="RUS"))
    assert complete(scene(ARMY, places=(in_charkov(ARMY),)), took, other)[0].agent.party is None


def test_sides_fighters_are_those_of_the_only_group_that_is_named():
    killed = event(FIGHTERS, "kill", 1, part(FIGHTERS, 0, 0), part(FIGHTERS, 2, 2))
    assert complete(scene(FIGHTERS), killed)[0].agent.party == "Hamas"
