import pickle
import sqlite3
import time

import pytest

from volgens.lexicon import load
from volgens.model import ModelError
from volgens.resolve.atlas import Atlas
from volgens.resolve.gazetteer import Gazetteer
from volgens.resolve.transliterate import Folding, Spelling, key

GAZETTEER = Gazetteer.load()


def test_key_drops_marks_hyphens_apostrophes_and_case():
    assert key("Deir-al Balah") == key("Deir al-Balah") == "deiralbalah"
    assert key("Sana'a") == key("Ṣanʿā") + "a" == "sanaa"
    assert key("Łódź") == "lodz"
    assert key("Харків") == ""


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("Zjytomyr", "Zhytomyr"),
        ("Vovtsjansk", "Vovchansk"),
        ("Sjostka", "Shostka"),
        ("Dzjankoj", "Dzhankoy"),
        ("Cherson", "Kherson"),
        ("Jerevan", "Yerevan"),
    ],
)
def test_dutch_spelling_sounds_like_the_english(dutch, english):
    folding, spelling = Folding.of(load("nl")), Spelling.of(load("nl"))
    assert folding.sound(spelling.international(dutch)) == folding.sound(english)


def test_article_and_vowels_of_arabic_names_are_folded():
    folding = Folding.of(load("nl"))
    assert folding.sound("el-Fasher") == folding.sound("Al Fāshir")
    assert folding.sound("Hodeidah") == folding.sound("Al Ḩudaydah")
    assert folding.sound("Deir ez-Zor") == folding.sound("Dayr az Zawr").replace("zavr", "zur")
    assert folding.sound("El") == "il"  # a name that is but an article stays


def test_place_knows_the_area_it_lies_in():
    (city,) = [e for e, own in GAZETTEER.by_key("kramatorsk") if own and e.kind == "city"]
    assert (city.id, city.country, city.admin1_name) == (704508, "UA", "Donetsk Oblast")
    assert (round(city.lat), round(city.lon)) == (49, 38)


def test_own_names_are_told_from_others():
    found = {e.name: own for e, own in GAZETTEER.by_key("kobani")}
    assert not any(own for name, own in found.items() if "Arab" in name)


def test_gazetteer_was_built_with_the_folding_of_the_tables():
    assert Atlas(load("nl"), GAZETTEER).agrees


def test_gazetteer_names_its_licence():
    assert "GeoNames" in GAZETTEER.about["licence"]
    assert "CC BY 4.0" in GAZETTEER.about["licence"]


def test_loading_is_quick():
    start = time.perf_counter()
    fresh = Gazetteer(GAZETTEER.path)
    assert fresh.by_key("bunia")
    fresh.close()
    assert time.perf_counter() - start < 0.5


def test_gazetteer_goes_to_another_process():
    again = pickle.loads(pickle.dumps(GAZETTEER))
    assert again.get(704508) == GAZETTEER.get(704508)
    again.close()


def test_missing_or_damaged_file_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="missing"):
        Gazetteer(tmp_path / "none.sqlite")
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database" * 100)
    with pytest.raises(ModelError, match=r"gazetteer\.build"):
        Gazetteer(damaged)
    empty = tmp_path / "empty.sqlite"
    sqlite3.connect(empty).close()
    with pytest.raises(ModelError, match="cannot be read"):
        Gazetteer(empty)


def test_atlas_puts_tables_before_the_gazetteer():
    atlas = Atlas(load("nl"), GAZETTEER)
    assert atlas.find("Koersk")[0].how == "table"
    assert {c.entry.country for c in atlas.find("Tripoli")} >= {"LY", "LB"}
    assert any(c.how == "sound" for c in atlas.find("Sjostka"))
    assert atlas.find("Qqxqzz") == ()
