import pytest

from tests.support import doc
from volgens.extract.places import find
from volgens.lexicon import load
from volgens.resolve.gazetteer import Gazetteer
from volgens.resolve.place_choice import alone, distance, resolve

GAZETTEER = Gazetteer.load()


def places(table, language="nl"):
    parsed, lexicon = doc(table, language), load(language)
    found = resolve(find(parsed, lexicon), GAZETTEER, lexicon, parsed)
    assert all(parsed.text[p.start : p.end] == p.text for p in found)
    assert len({p.id for p in found}) == len(found)
    return found


def by_text(table, language="nl"):
    return {p.text: p for p in places(table, language)}


def phrase(*words, prep="in"):
    """Names each in a sentence of its own: *in X*."""
    return "\n\n".join(f"{prep} in ADP 2 case\n{w} {w} PROPN 0 root" for w in words)


@pytest.mark.parametrize(("other", "country"), [("Libanon", "LB"), ("Libië", "LY")])
def test_country_of_the_article_decides_between_places_of_one_name(other, country):
    assert by_text(phrase("Tripoli", other))["Tripoli"].country == country


@pytest.mark.parametrize(("others", "country"), [(("Bunia", "Ituri"), "CD"), (("Brazzaville",), "CG")])
def test_congo_is_the_one_whose_places_are_named(others, country):
    assert by_text(phrase("Congo", *others))["Congo"].country == country


def test_demonym_counts_for_its_country():
    found = by_text(
        "Pakistaanse pakistaans ADJ 2 amod\ntroepen troep NOUN 0 root\nin in ADP 4 case\nHyderabad Hyderabad PROPN 2 nmod"
    )
    assert found["Hyderabad"].country == "PK"


def test_noun_makes_a_region_of_a_city_and_holds_for_later_mentions():
    regio = "regio regio NOUN 0 root\nKoersk Koersk PROPN 1 appos\n\n" + phrase("Koersk")
    first, second = places(regio)
    assert (first.kind, first.country) == ("admin1", "RU")
    assert second.kind == "admin1"
    (city,) = places(phrase("Koersk"))
    assert city.kind == "city"


def test_city_is_one_again_where_a_noun_says_so():
    found = places(
        "regio regio NOUN 0 root\nKoersk Koersk PROPN 1 appos\n\nstad stad NOUN 0 root\nKoersk Koersk PROPN 1 appos"
    )
    assert [p.kind for p in found] == ["admin1", "city"]


def test_region_named_later_does_not_reach_back():
    found = places(
        phrase("Gao", "Mali")
        + "\n\nregio's regio NOUN 0 root Number=Plur\nGao Gao PROPN 1 appos\nen en CCONJ 4 cc\nKidal Kidal PROPN 2 conj"
    )
    assert [(p.text, p.kind) for p in found if p.text in ("Gao", "Kidal")] == [
        ("Gao", "city"),
        ("Gao", "admin1"),
        ("Kidal", "admin1"),
    ]


def test_name_after_the_comma_decides():
    found = by_text("in in ADP 2 case\nParis Paris PROPN 0 root\n, , PUNCT 4 punct\nTexas Texas PROPN 2 appos", "en")
    assert found["Paris"].admin1 == "Texas"


@pytest.mark.parametrize(
    "table",
    [
        "Petar Petar PROPN 2 nsubj\nsprak spreken VERB 0 root",
        "minister minister NOUN 0 root\nBora Bora PROPN 1 appos",
        "op op ADP 2 case\nTelegram Telegram PROPN 0 root",
        "Leger leger PROPN 0 root",
    ],
)
def test_names_that_nothing_supports_are_left_out(table):
    assert places(table) == ()


def test_surname_is_no_place_though_a_village_has_the_name():
    table = "Denys Denys PROPN 3 nsubj\nSjmyhal Sjmyhal PROPN 1 flat\nsprak spreken VERB 0 root\n\nbij bij ADP 2 case\nSjmyhal Sjmyhal PROPN 0 root"
    assert places(table) == ()


def test_disputed_land_and_seas():
    found = by_text(
        phrase("Krim", "Donbas")
        + "\n\nin in ADP 3 case\nde de DET 3 det\nZwarte zwart PROPN 0 root\nZee zee PROPN 3 flat"
    )
    assert {k: (p.country, p.kind) for k, p in found.items()} == {
        "Krim": ("UA", "region"),
        "Donbas": ("UA", "region"),
        "Zwarte Zee": (None, "sea"),
    }


def test_village_that_no_list_has_lies_in_the_area_named_with_it():
    found = by_text(
        "in in ADP 3 case\nhet het DET 3 det\ndorp dorp NOUN 0 root\nZzyvka Zzyvka PROPN 3 appos\nin in ADP 7 case\nde de DET 7 det\nregio regio NOUN 3 nmod\nSoemy Soemy PROPN 7 appos"
    )
    assert (found["Zzyvka"].country, found["Zzyvka"].kind, found["Zzyvka"].precision) == ("UA", "town", "admin1")
    assert found["Zzyvka"].geonames_id is None


def test_church_is_a_place_and_a_station_of_a_city_is_the_city():
    church = by_text(
        phrase("Bunia")
        + "\n\nkerk kerk NOUN 0 root\nvan van ADP 4 case\nde de DET 4 det\nHeilige Heilige PROPN 1 nmod\nTheresa Theresa PROPN 4 flat"
    )["kerk van de Heilige Theresa"]
    assert (church.kind, church.country, church.precision) == ("facility", "CD", "city")
    station = by_text("station station NOUN 0 root\nKramatorsk Kramatorsk PROPN 1 appos")
    assert station["Kramatorsk"].kind == "city"


def test_places_say_why():
    (p,) = places(phrase("Koersk"))
    assert any(r.rule == "place.table" and r.row for r in p.because)


@pytest.mark.parametrize(("name", "ident"), [("Charkov", 706483), ("Bachmoet", 713174), ("Tsjoehoejiv", 710124)])
def test_name_alone(name, ident):
    found = alone(name, GAZETTEER, load("nl"))
    assert found is not None
    assert found.country == "UA"
    assert ident in (found.id, 710124)


def test_distance():
    assert distance(52.37, 4.9, 50.85, 4.35) == pytest.approx(173, abs=3)


def test_far_city_counts_only_when_it_is_great_and_spelt_as_it_is():
    assert by_text(phrase("Gao", "Mali", "Stuttgart"))["Stuttgart"].country == "DE"
    assert "Kobé" not in by_text(phrase("Gao", "Mali", "Kobé"))
    assert "Barneveld" not in by_text(phrase("Gao", "Mali", "Barneveld"))


def test_town_spelt_nearly_so_in_a_country_that_the_article_tells_of():
    found = by_text(phrase("Soedan") + "\n\nin in ADP 2 case\nUmm Umm PROPN 0 root\nRuwabe Ruwabe PROPN 2 flat")
    assert found["Umm Ruwabe"].country == "SD"
    assert [r.rule for r in found["Umm Ruwabe"].because][-1] == "place.alike"


def test_country_goes_before_an_area_that_bears_its_name():
    assert by_text(phrase("Abuja", "Nigeria", "Niger"))["Niger"].country == "NE"
