import pytest
from gazetteer.build import Place, bare, latin, name_after_city, place_areas, write

from volgens.lexicon import load
from volgens.resolve.gazetteer import Gazetteer
from volgens.resolve.transliterate import Folding


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Idlib Governorate", "Idlib"),
        ("State of Texas", "Texas"),
        ("Kurskaya oblast'", "Kurskaya"),
        ("Mkoa wa Ituri", "Ituri"),
        ("Bay", "Bay"),
    ],
)
def test_kind_is_left_off_an_administrative_name(name, short):
    assert bare(name) == short


@pytest.mark.parametrize(
    ("name", "kept"), [("Koersk", True), ("KRS", False), ("Курск", False), ("kursk", False), ("X1", False)]
)
def test_names_that_are_kept(name, kept):
    assert latin(name) is kept


def test_area_is_named_after_its_city_and_lies_where_its_places_lie(tmp_path):
    area = Place(
        1, "Tamskaya oblast'", "admin1", "RU", others={"Tamskaya oblast'"}, inside=[(50.0, 30.0), (52.0, 32.0)]
    )
    empty = Place(2, "Bora Raion", "admin2", "RU", admin1=1, others={"Bora Raion"})
    lost = Place(3, "Nowhere", "admin1", "RU")
    city = Place(4, "Tamsk", "city", "RU", 50.0, 30.0, 90_000, admin1=1, others={"Tamsk", "Tamsjk"})
    lines = {1: area, 2: empty, 3: lost}
    name_after_city(lines, [city])
    kept = place_areas(lines)
    assert (area.name, area.lat, area.lon) == ("Tamsk Oblast", 51.0, 31.0)
    assert (empty.lat, empty.own) == (51.0, 0)
    assert lost not in kept
    path = tmp_path / "small.sqlite"
    write(path, [*kept, city], Folding.of(load("en")), {"licence": "none"})
    gazetteer = Gazetteer(path)
    assert {e.id for e, own in gazetteer.by_key("tamsk") if own} == {1, 4}
    assert [own for e, own in gazetteer.by_key("tamsjk")] == [False]
    assert gazetteer.get(4).admin1_name == "Tamsk Oblast"
    assert gazetteer.about["licence"] == "none"
    gazetteer.close()
