"""The map: places as large as they are known, disputed areas with both views, and what is known by country alone in the list only."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from tests.ledger.readings import Builder
from tests.ledger.test_linked import reading
from volgens.ledger import Ledger
from volgens.model import Reading
from volgens.web import atlas
from volgens.web.app import create
from volgens.web.map_picture import WIDTH, Disc, View, svg
from volgens.wording import labels

SVG = "{http://www.w3.org/2000/svg}"
DAY = {"earliest": "2025-03-18", "latest": "2025-03-18", "time_precision": "day"}


def strike(key: str, where: str, kind: str, lat: float, lon: float, country: str = "UA") -> Reading:
    b = Builder(f"Een luchtaanval trof {where}.", id=f"article-{key}", title=f"Stuk {key}")
    place = b.place(where, where, country, kind, lat=lat, lon=lon)
    b.event("attack.airstrike", "luchtaanval", "luchtaanval", place_id=place, **DAY)
    return b.reading()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = tmp_path_factory.mktemp("map") / "volgens.db"
    with Ledger(path) as ledger:
        ledger.add_all([reading("a"), reading("d"), strike("e", "Simferopol", "city", 44.95, 34.1)])
        ledger.add(strike("h", "Tarim", "city", 16.05, 49.0, "YE"))
        ledger.add_all(
            [strike("f", "Oekraïne", "country", 49.0, 32.0), strike("g", "<b>Rusov</b>", "admin1", 48.0, 37.0)]
        )
    with TestClient(create(path), base_url="http://127.0.0.1") as client:
        yield client


def test_places_are_as_large_as_they_are_known(client: TestClient) -> None:
    found = client.get("/map.json").json()
    radius = {p["name"].partition(",")[0]: p["radius_km"] for p in found["places"]}
    assert radius == {"Lemar": 3, "Sulem": 3, "Simferopol": 8, "Tarim": 8, "<b>Rusov</b>": 100}


def test_what_is_known_by_country_is_no_point(client: TestClient) -> None:
    found = client.get("/map.json").json()
    assert [i["title"] for i in found["others"]] == ["Stuk f"]
    assert labels("en")("map.only_country") in client.get("/map?labels=en").text


def test_both_views_of_a_disputed_place(client: TestClient) -> None:
    places = {p["name"].partition(",")[0]: p["disputed"] for p in client.get("/map.json?labels=en").json()["places"]}
    assert places["Simferopol"] == "Crimea: Ukraine · held or claimed by Russia"
    assert places["Tarim"] is None
    assert "Krim: Oekraïne · in handen van of opgeëist door Rusland" in client.get("/map?labels=nl").text


def test_incidents_of_one_place_stand_together(client: TestClient) -> None:
    places = client.get("/map.json").json()["places"]
    assert len({(p["lat"], p["lon"]) for p in places}) == len(places)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_picture_is_a_picture(client: TestClient, language: str) -> None:
    answer = client.get(f"/map.svg?labels={language}")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    tree = ElementTree.fromstring(answer.text)
    words = [t.text or "" for t in tree.iter(f"{SVG}text")]
    assert any("Simferopol" in w for w in words)
    assert any("Natural Earth" in w and w.startswith("Volgens") for w in words)
    assert any(labels(language)("map.held") in w for w in words)
    assert "<b>" not in answer.text


def test_a_ring_only_where_the_disc_is_too_small_to_see() -> None:
    far = Disc("there", 40.0, 50.0, 3, 1, False)
    wide = svg([Disc("here", 30.0, 50.0, 100, 1, False), far], 2, labels("en"))
    rings = [c for c in ElementTree.fromstring(wide).iter(f"{SVG}circle") if c.get("fill") == "none"]
    assert len(rings) == 1


def test_all_discs_are_in_view() -> None:
    discs = [Disc("a", -60.0, -40.0, 200, 1, False), Disc("b", 100.0, 60.0, 1, 1, False)]
    view = View.of(discs)
    for d in discs:
        x, y = view.at(d.lon, d.lat)
        assert 0 < x < WIDTH
        assert 0 < y < view.height


def test_a_map_of_nothing_is_the_world() -> None:
    assert View.of([]).at(0, 10)[0] == pytest.approx(WIDTH / 2)
    assert ElementTree.fromstring(svg([], 0, labels("nl"))) is not None


def test_points_in_and_beside_disputed_areas() -> None:
    areas = {a.id: a for a in atlas.disputed()}
    assert areas["crimea"].contains(34.1, 44.95)
    assert not areas["crimea"].contains(36.23, 49.99)
    assert not areas["crimea"].contains(30.7, 46.5)


def test_the_land_is_closed_and_on_the_earth() -> None:
    rings = atlas.land()
    assert len(rings) > 1000
    assert all(-360 <= x <= 360 and -90.001 <= y <= 90.001 for ring in rings for x, y in ring)
    assert sum(ring[0] == ring[-1] for ring in rings) == len(rings)


def test_no_land_reaches_around_the_earth() -> None:
    wide = [ring for ring in atlas.land() if max(x for x, _ in ring) - min(x for x, _ in ring) > 180]
    assert all(min(y for _, y in ring) < -84 for ring in wide)  # Antarctica alone


def test_areas_of_the_script_are_those_of_the_server(client: TestClient) -> None:
    text = client.get("/map?labels=en").text
    for feature in json.loads(client.get("/static/disputed.json").text)["features"]:
        assert feature["id"] in text
