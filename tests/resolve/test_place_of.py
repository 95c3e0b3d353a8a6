import pytest

from tests.support import doc
from volgens.extract.places import find
from volgens.lexicon import load
from volgens.resolve.gazetteer import Gazetteer
from volgens.resolve.place_choice import resolve
from volgens.resolve.place_of import place_for

GAZETTEER = Gazetteer.load()


def where(table, anchor, language="nl"):
    """The text of the place that holds for the first token of this form."""
    parsed, lexicon = doc(table, language), load(language)
    places = resolve(find(parsed, lexicon), GAZETTEER, lexicon, parsed)
    token = next(t for t in parsed.tokens if t.form == anchor)
    found = place_for(parsed, places, token, lexicon)
    return found.text if found else None


ATTACK = """
    Bij bij ADP 2 case
    aanval aanval NOUN 6 obl
    op op ADP 4 case
    Bunia Bunia PROPN 2 nmod
    vielen vallen AUX 6 aux
    doden dode NOUN 0 root
"""


def test_place_below_the_noun():
    assert where(ATTACK, "aanval") == "Bunia"


def test_place_of_the_clause_holds_for_what_is_counted_in_it():
    assert where(ATTACK, "doden") == "Bunia"


@pytest.mark.parametrize("verb", ["meegenomen", "gevangenen"])
def test_goal_counts_not_start(verb):
    table = """
        gevangenen gevangene NOUN 5 nsubj:pass
        werden worden AUX 5 aux:pass
        uit uit ADP 4 case
        Bunia Bunia PROPN 5 obl
        meegenomen meenemen VERB 0 root
        naar naar ADP 7 case
        Goma Goma PROPN 5 obl
    """
    assert where(table, verb) == "Goma"


def test_place_that_only_says_whose_somebody_is_does_not_count():
    table = """
        De de DET 2 det
        president president NOUN 5 nsubj
        van van ADP 4 case
        Oekraïne Oekraïne PROPN 2 nmod
        zei zeggen VERB 0 root
        dat dat SCONJ 9 mark
        bij bij ADP 8 case
        Kramatorsk Kramatorsk PROPN 9 obl
        geschoten schieten VERB 5 ccomp
    """
    assert where(table, "geschoten") == "Kramatorsk"
    assert where(table, "zei") == "Kramatorsk"


def test_country_that_acts_does_not_count():
    table = """
        Rusland Rusland PROPN 2 nsubj
        beschoot beschieten VERB 0 root
        dinsdag dinsdag NOUN 2 obl
        Charkov Charkov PROPN 2 obj
    """
    assert where(table, "beschoot") == "Charkov"


def test_relative_clause_is_about_the_place_before_it():
    table = """
        In in ADP 2 case
        Goma Goma PROPN 7 obl
        , , PUNCT 5 punct
        dat dat PRON 5 nsubj:pass
        belegerd belegeren VERB 2 acl:relcl
        werd worden AUX 5 aux:pass
        kwam komen VERB 0 root
        hulp hulp NOUN 7 nsubj
    """
    assert where(table, "belegerd") == "Goma"


def test_word_that_points_back():
    table = """
        In in ADP 2 case
        Bunia Bunia PROPN 4 obl
        is zijn AUX 4 cop
        onrust onrust NOUN 0 root

        Daar daar ADV 4 advmod
        zijn zijn AUX 4 aux
        burgers burger NOUN 4 nsubj:pass
        gedood doden VERB 0 root
    """
    assert where(table, "gedood") == "Bunia"


def test_noun_that_stands_for_a_place_named_before():
    table = """
        De de DET 2 det
        burgemeester burgemeester NOUN 5 nsubj
        van van ADP 4 case
        Goma Goma PROPN 2 nmod
        sprak spreken VERB 0 root
        in in ADP 7 case
        Bukavu Bukavu PROPN 5 obl

        In in ADP 3 case
        die die DET 3 det PronType=Dem
        stad stad NOUN 5 obl
        werd worden AUX 5 aux:pass
        geschoten schieten VERB 0 root
    """
    assert where(table, "geschoten") == "Bukavu"


def test_scene_holds_on_in_the_paragraph_and_returns_to_the_main_place():
    table = """
        In in ADP 2 case
        Bunia Bunia PROPN 4 obl
        is zijn AUX 4 cop
        onrust onrust NOUN 0 root

        In in ADP 2 case
        Bunia Bunia PROPN 3 obl
        brandt branden VERB 0 root
        het het PRON 3 nsubj

        ¶
        In in ADP 2 case
        Goma Goma PROPN 4 obl
        was zijn AUX 4 cop
        strijd strijd NOUN 0 root

        Zes zes NUM 2 nummod
        burgers burger NOUN 3 nsubj
        stierven sterven VERB 0 root

        ¶
        Acht acht NUM 2 nummod
        soldaten soldaat NOUN 3 nsubj
        vluchtten vluchten VERB 0 root
    """
    assert where(table, "stierven") == "Goma"
    assert where(table, "vluchtten") == "Bunia"


def test_article_without_places_has_none():
    assert where("Burgers burger NOUN 2 nsubj\nstierven sterven VERB 0 root", "stierven") is None


SPEAKER = """
    Zes zes NUM 2 nummod
    burgers burger NOUN 3 nsubj
    stierven sterven VERB 0 root VerbForm=Fin|Tense=Past
    , , PUNCT 5 punct
    zei zeggen VERB 3 parataxis VerbForm=Fin|Tense=Past
    een een DET 7 det
    gezant gezant NOUN 5 nsubj
    in in ADP 9 case
    Genève Genève PROPN 5 obl
"""


def test_where_somebody_speaks_is_not_where_it_happened():
    assert where(SPEAKER, "stierven") is None
    before = "In in ADP 2 case\nGoma Goma PROPN 3 obl\nbrandt branden VERB 0 root\n\n"
    assert where(before + SPEAKER, "stierven") == "Goma"


@pytest.mark.parametrize(("kind", "place"), [("displace", "Bunia"), ("withdraw", "Bunia"), ("deploy", "Goma")])
def test_of_flight_and_withdrawal_the_start_counts(kind, place):
    parsed, lexicon = doc(TWO_WAYS), load("nl")
    places = resolve(find(parsed, lexicon), GAZETTEER, lexicon, parsed)
    verb = next(t for t in parsed.tokens if t.form == "trokken")
    assert (found := place_for(parsed, places, verb, lexicon, kind))
    assert found.text == place


TWO_WAYS = """
    Zij zij PRON 2 nsubj
    trokken trekken VERB 0 root
    uit uit ADP 4 case
    Bunia Bunia PROPN 2 obl
    naar naar ADP 6 case
    Goma Goma PROPN 2 obl
"""


def test_where_a_thing_comes_from_and_what_it_is_compared_with_do_not_count():
    table = """
        Drones drone NOUN 4 nsubj
        uit uit ADP 3 case
        Turkije Turkije PROPN 1 nmod
        doodden doden VERB 0 root
        herders herder NOUN 4 obj
        zoals zoals ADP 8 case
        in in ADP 8 case
        Bunia Bunia PROPN 4 obl
    """
    assert where(table, "doodden") is None


def test_the_market_is_the_one_told_of_before():
    table = """
        In in ADP 2 case
        Bunia Bunia PROPN 4 nmod
        brandt branden VERB 0 root
        veemarkt vee_markt NOUN 3 nsubj

        ¶
        In in ADP 2 case
        Goma Goma PROPN 3 obl
        sneeuwt sneeuwen VERB 0 root

        Raketten raket NOUN 4 nsubj
        op op ADP 3 case
        markt markt NOUN 4 obl
        vielen vallen VERB 0 root
        de de DET 3 det Definite=Def
    """
    assert where(table, "vielen") == "Bunia"


def test_the_war_stands_for_the_country_where_the_article_plays():
    table = """
        In in ADP 2 case
        Soedan Soedan PROPN 5 obl
        , , PUNCT 5 punct
        bij bij ADP 5 case
        Khartoem Khartoem PROPN 6 obl
        brandt branden VERB 0 root

        ¶
        De de DET 2 det Definite=Def
        oorlog oorlog NOUN 4 nsubj
        heeft hebben AUX 4 aux
        verdreven verdrijven VERB 0 root
        miljoenen miljoen NUM 4 obj
    """
    assert where(table, "verdreven") == "Soedan"


def test_where_a_report_was_filed_counts_only_if_it_plays_there():
    line = "GOMA GOMA PROPN 6 dep\n( ( PUNCT 3 punct\nANP ANP PROPN 1 dep\n) ) PUNCT 3 punct\n- - PUNCT 1 punct\n"
    killed = "stierven sterven VERB 0 root\nburgers burger NOUN 6 nsubj\n"
    assert where(line + killed, "stierven") == "GOMA"
    elsewhere = killed + "in in ADP 9 case\nKhartoem Khartoem PROPN 6 obl\n"
    assert where(line + elsewhere, "stierven") == "Khartoem"
