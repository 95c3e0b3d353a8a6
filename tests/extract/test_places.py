from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import doc
from volgens.extract.places import find
from volgens.lexicon import load
from volgens.model import Name, Parsed, Sentence, Token


def names(table, language="nl"):
    parsed = doc(table, language)
    found = find(parsed, load(language))
    assert all(parsed.text[n.start : n.end] == n.text for n in found)
    return found


def one(table, language="nl"):
    (found,) = names(table, language)
    return found


@pytest.mark.parametrize(
    ("table", "text", "kind", "cue"),
    [
        ("in in ADP 2 case\nTamin Tamin PROPN 0 root", "Tamin", None, 2),
        ("van van ADP 2 case\nTamin Tamin PROPN 0 root", "Tamin", None, 1),
        ("het het DET 2 det\ndorp dorp NOUN 0 root\nTamin Tamin PROPN 2 appos", "Tamin", "town", 3),
        ("de de DET 2 det\nprovinciehoofdstad provincie_hoofdstad NOUN 0 root\nTamin Tamin PROPN 2 appos", "Tamin", "city", 3),
        ("Tamin Tamin PROPN 0 root\n, , PUNCT 4 punct\neen een DET 4 det\nstad stad NOUN 1 appos", "Tamin", "city", 3),
        # the capital of X lies in X: the noun tells no kind
        ("hoofdstad hoofdstad NOUN 0 root\nvan van ADP 3 case\nTamin Tamin PROPN 1 nmod", "Tamin", None, 3),
        ("oosten oosten NOUN 0 root\nvan van ADP 3 case\nTamin Tamin PROPN 1 nmod", "Tamin", None, 3),
        # an office tells whose it is
        ("burgemeester burgemeester NOUN 0 root\nvan van ADP 3 case\nTamin Tamin PROPN 1 nmod", "Tamin", "city", 2),
    ],
)  # fmt: skip
def test_words_around_a_name_tell_whether_and_what_place_it_is(table, text, kind, cue):
    n = one(table)
    assert (n.text, n.kind, n.cue, n.against) == (text, kind, cue, None)


def test_office_whose_holder_is_named_still_tells_the_kind():
    person, place = names(
        "Gouverneur gouverneur NOUN 0 root\nPetar Petar PROPN 1 appos\nIlin Ilin PROPN 2 flat\nvan van ADP 5 case\nTamin Tamin PROPN 1 nmod"
    )
    assert (person.text, person.against) == ("Petar Ilin", "person")
    assert (place.text, place.kind) == ("Tamin", "admin1")


@pytest.mark.parametrize(
    ("table", "against"),
    [
        ("president president NOUN 0 root\nIlin Ilin PROPN 1 appos", "person"),
        ("de de DET 2 det\nRSF RSF PROPN 0 root", "actor"),
        ("op op ADP 2 case\nTelegram Telegram PROPN 0 root", "stop"),
        ("operatie operatie NOUN 0 root\nDageraad Dageraad PROPN 1 appos", "apposed"),
    ],
)
def test_titles_actors_and_stop_names_speak_against_a_place(table, against):
    assert one(table).against == against


def test_nothing_is_found_in_adjectives_peoples_and_days():
    assert names("Russische russisch ADJ 2 amod\nmilitairen militair NOUN 0 root\nzaterdag zaterdag PROPN 2 obl") == ()
    assert (
        names(
            "On on ADP 2 case\nMonday Monday PROPN 4 obl\nUkrainians Ukrainian PROPN 4 nsubj\nleft leave VERB 0 root",
            "en",
        )
        == ()
    )


def test_names_of_tables_are_found_whole_and_abbreviations_keep_their_case():
    n = one(
        "de de DET 2 det\nDemocratische democratisch PROPN 0 root\nRepubliek republiek PROPN 2 flat\nCongo Congo PROPN 2 flat"
    )
    assert n.text == "Democratische Republiek Congo"
    assert n.row is not None
    assert n.row.table == "countries"
    assert names("they they PRON 2 nsubj\ntold tell VERB 0 root\nus us PRON 2 obj", "en") == ()
    assert one("the the DET 2 det\nUS US PROPN 0 root", "en").row is not None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_possessive_is_no_part_of_the_name(language):
    n = one("Ukraine's Ukraine PROPN 2 nmod:poss\narmy army NOUN 0 root", language)
    assert n.text == "Ukraine"


def test_dutch_genitive_is_no_part_of_the_name():
    assert one("Ruslands Rusland PROPN 2 nmod:poss\nleger leger NOUN 0 root").text == "Rusland"


def test_name_in_a_longer_name_is_no_place_unless_a_title_follows():
    assert (
        names("Israel Israel PROPN 3 compound\nDefense Defense PROPN 3 compound\nForces Forces PROPN 0 root", "en")[
            0
        ].against
        == "actor"
    )
    place, *_ = names("Kyiv Kyiv PROPN 2 compound\nMayor Mayor PROPN 0 root\nIlin Ilin PROPN 2 flat", "en")
    assert place.text == "Kyiv"


def test_district_is_part_of_its_name_and_a_region_is_not():
    district = one("the the DET 3 det\nSaratynskyi Saratynskyi PROPN 3 compound\ndistrict district NOUN 0 root", "en")
    assert (district.text, district.name, district.kind) == ("Saratynskyi district", "Saratynskyi", "admin2")
    region = one("the the DET 3 det\nSaratin Saratin PROPN 3 compound\nregion region NOUN 0 root", "en")
    assert (region.text, region.kind) == ("Saratin", "admin1")


def test_site_with_a_name_of_its_own():
    church = one(
        "kerk kerk NOUN 0 root\nvan van ADP 4 case\nde de DET 4 det\nHeilige Heilige PROPN 1 nmod\nTheresa Theresa PROPN 4 flat"
    )
    assert (church.name, church.facility, church.site) == ("Heilige Theresa", True, (0, church.end))
    hospital = one(
        "in in ADP 4 case\nAl Al PROPN 4 compound\nNurah Nurah PROPN 4 compound\nHospital Hospital PROPN 0 root", "en"
    )
    assert (hospital.text, hospital.name, hospital.facility) == ("Al Nurah Hospital", "Al Nurah", True)


def test_joined_names_share_the_preposition_and_a_plural_noun():
    table = """
        de de DET 2 det
        steden stad NOUN 0 root Number=Plur
        Tamin Tamin PROPN 2 appos
        en en CCONJ 5 cc
        Lemar Lemar PROPN 3 conj
    """
    first, second = names(table)
    assert (first.kind, second.kind, second.cue) == ("city", "city", 3)
    assert second.joined == 0


def test_name_after_a_comma_may_hold_the_one_before():
    first, second = names(
        "in in ADP 2 case\nTamin Tamin PROPN 0 root\n, , PUNCT 4 punct\nUkraine Ukraine PROPN 2 appos", "en"
    )
    assert first.inside == 1
    assert second.inside is None


def test_object_of_a_capture_is_a_place():
    n = one("rebels rebel NOUN 2 nsubj\nretook retake VERB 0 root\nTamin Tamin PROPN 2 obj", "en")
    assert n.cue == 2


FORMS = st.sampled_from(["Tamin", "el-Fasher", "-Balah", "van", "de", "Gaza", "'s", "Israel's", "US", "kerk", "Hospital", ",", "Deir", "al", "district", "RSF"])  # fmt: skip
TAGS = st.sampled_from(["PROPN", "NOUN", "ADP", "DET", "PUNCT", "VERB", "ADJ"])
RELATIONS = st.sampled_from(["nmod", "flat", "appos", "compound", "obl", "conj", "nsubj", "case", "nmod:poss", "obj"])


@given(
    st.lists(st.tuples(FORMS, TAGS, RELATIONS, st.integers(0, 20), st.booleans()), min_size=1, max_size=12),
    st.sampled_from(["nl", "en"]),
)
def test_offsets_hold_for_any_parse_and_names_do_not_overlap(rows, language):
    text, tokens = "", []
    for i, (form, tag, relation, head, space) in enumerate(rows):
        text += " " if space and text else ""
        start, text = len(text), text + form
        # heads point backwards, so that every token hangs from the first
        tokens.append(Token(i, start, len(text), form, form, tag, {}, head % i if i else 0, relation, 0))
    parsed = Parsed(text, language, tuple(tokens), (Sentence(0, 0, len(tokens), 0, len(text), 0),))
    found = find(parsed, load(language))
    assert all(text[n.start : n.end] == n.text and n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_dash_of_a_date_line_is_no_part_of_the_name():
    found = names(
        "BANGKOK Bangkok PROPN 0 root\n- - PUNCT 5 punct\nEr er ADV 5 advmod\nzijn zijn AUX 5 aux\ngeschoten schieten VERB 1 parataxis"
    )
    assert found[0].text == "BANGKOK"


TWICE = """
Tamin Tamin PROPN 2 nsubj
zweeg zwijgen VERB 0 root

{} {} ADP 2 case
Tamin Tamin PROPN 3 obl
kwam komen VERB 0 root
niemand niemand PRON 3 nsubj
"""


@pytest.mark.parametrize(
    ("preposition", "marked", "against"),
    [
        ("zonder", ("PER", "PER"), "person"),
        ("zonder", ("PER", None), None),  # the model must take it for a person wherever it stands
        ("zonder", ("PER", "LOC"), None),
        ("zonder", ("ORG", "ORG"), None),
        ("in", ("PER", "PER"), None),  # a preposition of place counts for more
    ],
)
def test_a_name_that_the_model_takes_for_a_person_is_no_place(preposition, marked, against):
    parsed = doc(TWICE.format(preposition, preposition))
    seen = tuple(Name(k, k + 1, kind) for k, kind in zip((0, 3), marked, strict=True) if kind)
    found = find(replace(parsed, names=seen), load("nl"))
    assert [(n.text, n.against) for n in found] == [("Tamin", against)] * 2
